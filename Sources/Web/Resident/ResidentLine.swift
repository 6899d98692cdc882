import Japanese
import Madoguchi

/// A resident as one line of a list (住民の一行): texts only, and no address of those under protection.
struct ResidentLine: Hashable, Sendable {
    let number: String
    let name: String
    let kana: String
    /// Roman name, name in daily use or former family name, where the register has one.
    let otherName: String?
    let birth: String
    let age: String
    let sex: String
    let relationship: String
    let address: String
    let isAddressHidden: Bool
    let marks: [Mark]
    let household: String
    /// 資格, one text each.
    let entitlements: [String]
    let phone: String?
    /// 個人番号: masked, or in full for the one whose number was just asked for.
    var myNumber = MyNumber.masked

    struct Mark: Hashable, Sendable {
        let text: String
        /// Class of the chip: `chip-stop` for what must be looked at, else `chip-plain`.
        let style: String
    }

    /// `isHidden` says that the address must not be shown, be it because of another member of the household.
    init(_ resident: Resident, isHidden: Bool, today: CivilDate, for reason: LookReason) {
        number = resident.number.digits
        name = resident.name.string
        kana = resident.kana
        otherName = ResidentLine.otherName(resident)
        // As the register writes it: foreign residents' in the Western calendar, 大正15年12月25日 in 大正.
        birth = resident.birthText.isEmpty ? resident.birthDate?.westernText ?? "" : resident.birthText
        age = ResidentLine.age(resident, today: today)
        sex = resident.sex.japanese
        relationship = resident.relationship
        isAddressHidden = isHidden
        address = isHidden ? "表示できません" : resident.address.line.string
        marks = ResidentLine.marks(resident)
        household = Address.householdView(resident.household, reason).path
        entitlements = isHidden ? [] : resident.entitlements.map(\.japanese)
        phone = isHidden ? nil : resident.phone
    }

    private static func otherName(_ resident: Resident) -> String? {
        let names = [
            resident.romanName?.string, resident.commonName.map { "通称 \($0.string)" },
            resident.formerName.map { "旧氏 \($0.string)" },
        ].compactMap(\.self)
        return names.isEmpty ? nil : names.joined(separator: "・")
    }

    private static func age(_ resident: Resident, today: CivilDate) -> String {
        guard resident.standing != .deceased, let birth = resident.birthDate else { return "" }
        return Age.age(bornOn: birth, on: today).map { "\($0)歳" } ?? ""
    }

    private static func marks(_ resident: Resident) -> [Mark] {
        var marks: [Mark] = []
        if resident.isProtected { marks.append(Mark(text: "支援措置", style: "chip-stop")) }
        switch resident.standing {
        case .current: break
        case .movedOut: marks.append(Mark(text: "転出", style: "chip-plain"))
        case .deceased: marks.append(Mark(text: "死亡", style: "chip-plain"))
        case .removed: marks.append(Mark(text: "消除", style: "chip-plain"))
        }
        if resident.kind == .foreign { marks.append(Mark(text: "外国人住民", style: "chip-plain")) }
        return marks
    }
}

extension Resident.Sex {
    var japanese: String {
        switch self {
        case .male: "男"
        case .female: "女"
        case .other: "―"
        }
    }
}

extension Entitlement {
    /// 国保 12-345
    var japanese: String {
        let business: String =
            switch self.business {
            case .healthInsurance: "国保"
            case .lateElderly: "後期高齢"
            case .longTermCare: "介護"
            case .childAllowance: "児童手当"
            case .welfareMedical: "福祉医療"
            case .schooling: "就学"
            }
        return [business, grade, number].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
