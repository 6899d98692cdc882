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
    /// What the list is sorted by; empty for a day that is not known.
    let birthOrder: String
    let age: String
    let sex: String
    let relationship: String
    let address: String
    let isAddressHidden: Bool
    let marks: [Mark]
    let household: String
    /// 年度末年齢, which decides school and allowances; as 「7歳」.
    let fiscalAge: String
    /// What is held of each business, in the order of ``Entitlement/Business``; empty texts where nothing is.
    let holdings: [Holding]
    var overlays: [OverlayLine] = []
    let phone: String?
    /// 個人番号: masked, or in full for the one whose number was just asked for.
    var myNumber = MyNumber.masked
    var isMasked: Bool

    struct Holding: Hashable, Sendable {
        let text: String
    }

    struct Mark: Hashable, Sendable {
        let text: String
        /// Class of the chip: `chip-stop` for what must be looked at, else `chip-plain`.
        let style: String
    }

    init(_ resident: Resident, today: CivilDate, for reason: LookReason) {
        let isHidden = resident.hidesAddress
        number = resident.number.digits
        name = resident.name.string
        kana = resident.kana
        otherName = ResidentLine.otherName(resident)
        // As the register writes it: foreign residents' in the Western calendar, 大正15年12月25日 in 大正.
        birth = resident.birthText.isEmpty ? resident.birthDate?.westernText ?? "" : resident.birthText
        birthOrder = resident.birthDate?.iso ?? ""
        age = ResidentLine.age(resident, today: today)
        sex = resident.sex.japanese
        relationship = resident.relationship
        isAddressHidden = isHidden
        address = isHidden ? "表示できません" : resident.address.line.string
        marks = ResidentLine.marks(resident)
        household = Address.householdView(resident.household, reason).path
        isMasked = true
        fiscalAge = ResidentLine.fiscalAge(resident, today: today)
        holdings = Entitlement.Business.allCases.map { ResidentLine.holding(resident, $0, today: today) }
        phone = isHidden ? nil : resident.phone
    }

    private static func otherName(_ resident: Resident) -> String? {
        let names = [
            resident.romanName.flatMap { $0 == resident.name ? nil : $0.string },
            resident.commonName.map { "通称 \($0.string)" },
            resident.formerName.map { "旧氏 \($0.string)" },
        ].compactMap(\.self)
        return names.isEmpty ? nil : names.joined(separator: "・")
    }

    private static func age(_ resident: Resident, today: CivilDate) -> String {
        guard resident.standing != .deceased, let birth = resident.birthDate else { return "" }
        return Age.age(bornOn: birth, on: today).map { "\($0)歳" } ?? ""
    }

    private static func fiscalAge(_ resident: Resident, today: CivilDate) -> String {
        guard resident.standing != .deceased, let birth = resident.birthDate else { return "" }
        let lastDay = FiscalYear(containing: today).lastDay
        return Age.attained(bornOn: birth, on: lastDay).map { "\($0)歳" } ?? ""
    }

    /// What is in force today; a school tells where a protected child is to be found (支援措置).
    private static func holding(_ resident: Resident, _ business: Entitlement.Business, today: CivilDate) -> Holding {
        let held = resident.entitlements.filter { held in
            held.business == business && (held.from ?? today) <= today && (held.until ?? today) >= today
        }
        guard !held.isEmpty else { return Holding(text: "") }
        if business == .schooling && resident.hidesAddress { return Holding(text: "表示できません") }
        let words = held.map { [$0.grade, $0.number].filter { !$0.isEmpty }.joined(separator: "\n") }
        let different = words.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let text = different.filter { !$0.isEmpty }.joined(separator: "・")
        return Holding(text: text.isEmpty ? "あり" : text)
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

extension Entitlement.Business {
    var japanese: String {
        switch self {
        case .healthInsurance: "国保"
        case .lateElderly: "後期"
        case .longTermCare: "介護"
        case .childAllowance: "児童手当"
        case .welfareMedical: "福祉医療"
        case .schooling: "就学"
        }
    }
}
