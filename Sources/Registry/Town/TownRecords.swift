import Japanese
import Madoguchi

/// One line of a file, by the core system's own names of the items.
typealias TownRecord = [String: String]

/// What the files of a day say about a synthetic household, entitlements agreeing with ages.
struct TownRecords {
    let materials: TownMaterials
    let businessDate: CivilDate
    let municipality: TownMaterials.Seat
    /// Earlier states of everybody.
    var histories = 0
    private(set) var lines: [(entity: Entity, record: TownRecord)] = []
    private var allowance = NumberIssuer(from: 100_000_000)

    init(_ materials: TownMaterials, on businessDate: CivilDate) {
        self.materials = materials
        self.businessDate = businessDate
        municipality = materials.seat
    }

    mutating func add(_ household: TownHousehold) {
        lines.removeAll(keepingCapacity: true)
        let certificate = allowance.next()
        for (place, person) in household.people.enumerated() {
            let record = resident(person)
            for sequence in 1..<(histories + 1) {
                lines.append((.resident, earlier(record, sequence, person, place)))
            }
            lines.append((.resident, record))
            guard person.standing == "current" else { continue }
            addHealth(person, place, certificate)
            addCare(person)
            addChildhood(person, in: household, certificate)
            if person.isProtected { addProtection(person) }
        }
    }

    private func compact(_ day: CivilDate?) -> String {
        guard let day else { return "" }
        return String(day.year * 10_000 + day.month * 100 + day.day)
    }

    private func birth(_ person: TownPerson) -> String {
        guard let birth = person.birth else { return "00000000" }
        return String(birth.year * 10_000 + birth.month * 100 + birth.day)
    }

    private func era(_ person: TownPerson) -> String {
        guard !person.isForeign, let day = person.birthDay else { return "" }
        return person.birthEra.isEmpty ? day.wareki?.era.name ?? "" : person.birthEra
    }

    private func resident(_ person: TownPerson) -> TownRecord {
        let town = materials.towns[person.town]
        let moved = person.standing == "movedOut"
        var record: TownRecord = [
            "宛名番号": person.number, "個人履歴番号": String(histories + 1), "最新フラグ": "1", "世帯番号": person.household,
            "住民種別": person.isForeign ? "foreign" : "japanese", "住民状態": person.standing,
            "異動年月日": compact(person.since), "異動届出年月日": compact(person.since),
            "異動事由": moved ? "21" : "11", "氏名": person.name, "氏名_外国人ローマ字": person.romanName,
            "氏名_フリガナ": person.kana, "旧氏": person.formerName, "旧氏_フリガナ": person.formerKana,
            "通称": person.commonName, "通称_フリガナ": person.commonKana,
            "性別": person.isMale ? "male" : "female", "生年月日_年号": era(person), "生年月日": birth(person),
            "生年月日_不詳フラグ": person.birth == nil ? "1" : "", "生年月日_不詳表記": person.birthText,
            "続柄表記": person.relationship.joined(separator: "の"),
        ]
        for (place, part) in person.relationship.prefix(4).enumerated() { record["続柄コード\(place + 1)"] = part }
        record["住所_市区町村コード"] = municipality.code
        record["住所_町字コード"] = town.code
        record["住所_都道府県"] = municipality.prefecture
        record["住所_市区郡町村名"] = municipality.name
        record["住所_町字"] = town.name.string
        record["住所_番地号表記"] = person.lot
        record["住所_方書"] = person.building
        record["住所_郵便番号"] = town.postalCode
        record["電話番号"] = person.phone
        record["住民となった年月日"] = compact(person.since)
        record["転入前住所"] = person.previousAddress
        record["転出先住所（予定）"] = person.plannedAddress
        record["転出予定年月日"] = compact(person.plannedDate)
        record["本籍"] = person.domicile
        record["筆頭者"] = person.registerHead
        if person.isForeign { addForeign(person, to: &record) }
        return record
    }

    /// A state before today's: elsewhere in town, and under the former family name where there is one.
    private func earlier(_ record: TownRecord, _ sequence: Int, _ person: TownPerson, _ place: Int) -> TownRecord {
        var earlier = record
        let town = materials.towns[(person.town + sequence * 7) % materials.towns.count]
        earlier["個人履歴番号"] = String(sequence)
        earlier["最新フラグ"] = "0"
        earlier["異動年月日"] = compact(person.since.adding(months: -18 * (histories + 1 - sequence)))
        earlier["住所_町字コード"] = town.code
        earlier["住所_町字"] = town.name.string
        earlier["住所_番地号表記"] = "\(sequence * 13 + place)番地"
        earlier["住所_方書"] = ""
        if !person.formerName.isEmpty, let space = person.name.firstIndex(where: { $0 == "　" || $0 == " " }) {
            earlier["氏名"] = person.formerName + person.name[space...]
            earlier["旧氏"] = ""
        }
        return earlier
    }

    private func addForeign(_ person: TownPerson, to record: inout TownRecord) {
        record["外国人住民となった年月日"] = compact(person.since)
        record["国籍等_国名コード"] = person.nation
        record["国籍名等"] = person.nationName
        record["第30条45規定区分"] = "01"
        record["在留資格等コード"] = person.status
        record["在留期間の満了の日"] = compact(person.statusUntil)
        // Serial numbers of cards have letters at both ends; AA…AA with eight digits of the key is nobody's.
        record["在留カード等番号"] = "AA" + person.number.suffix(8) + "ZZ"
    }

    // MARK: - Entitlements

    private mutating func addHealth(_ person: TownPerson, _ place: Int, _ certificate: String) {
        guard let age = person.age(on: businessDate), let birth = person.birthDay else { return }
        if age >= 75 {
            let from = birth.adding(months: 12 * 75)
            lines.append(
                (
                    .lateElderly,
                    [
                        "宛名番号": person.number, "被保険者番号": String(person.number.prefix(8)),
                        "資格取得事由コード": "006", "資格取得年月日": compact(max(from, person.since)),
                    ]
                )
            )
        } else if person.holdsHealthInsurance {
            lines.append(
                (
                    .healthInsurance,
                    [
                        "宛名番号": person.number, "国保記号番号": "例" + certificate.suffix(7),
                        "枝番": place < 9 ? "0\(place + 1)" : "\(place + 1)", "国保資格区分": "1",
                        "資格取得年月日": compact(person.since), "資格取得事由": "01",
                    ]
                )
            )
        }
    }

    private mutating func addCare(_ person: TownPerson) {
        guard let birth = person.birthDay, let age = person.age(on: businessDate), age >= 65 else { return }
        let from = max(birth.adding(months: 12 * 65), person.since)
        var record: TownRecord = [
            "宛名番号": person.number, "介護保険者番号": municipality.code, "被保険者番号": person.number,
            "被保険者区分コード": "1", "資格取得日": compact(from), "要介護状態区分コード": person.careGrade,
        ]
        if !person.careGrade.isEmpty {
            let start = businessDate.adding(months: -5)
            record["認定日"] = compact(start)
            record["有効期間開始"] = compact(start)
            record["有効期間終了"] = compact(start.adding(months: 12).adding(days: -1))
        }
        lines.append((.longTermCare, record))
    }

    private mutating func addChildhood(_ person: TownPerson, in household: TownHousehold, _ certificate: String) {
        guard let atYearEnd = person.ageAtYearEnd(on: businessDate), atYearEnd <= 18, let birth = person.birthDay,
            let guardian = guardian(of: person, in: household)
        else { return }
        // 児童手当法 4条 and 福祉医療費: until 31 March after the eighteenth birthday.
        lines.append(
            (
                .childAllowance,
                [
                    "受給者宛名番号": guardian.number, "児童宛名番号": person.number, "認定番号": certificate,
                    "受給開始年月日": compact(max(birth, person.since)), "続柄": "子", "監護区分": "1", "口座有無": "1",
                ]
            )
        )
        lines.append(
            (
                .welfareMedical,
                [
                    "宛名番号": person.number, "公費負担者番号": "83109992", "受給者番号": String(person.number.suffix(7)),
                    "区分": "子ども", "有効開始年月日": compact(max(birth, person.since)),
                    "有効終了年月日": compact(FiscalYear(containing: businessDate).lastDay),
                ]
            )
        )
        addSchool(person, atYearEnd, guardian)
    }

    private mutating func addSchool(_ person: TownPerson, _ atYearEnd: Int, _ guardian: TownPerson) {
        let years = [
            7: ("P1", "1年"), 8: ("P2", "2年"), 9: ("P3", "3年"), 10: ("P4", "4年"), 11: ("P5", "5年"), 12: ("P6", "6年"),
            13: ("J1", "1年"), 14: ("J2", "2年"), 15: ("J3", "3年"),
        ]
        guard let year = years[atYearEnd] else { return }
        let town = materials.towns[person.town]
        lines.append(
            (
                .schooling,
                [
                    "児童宛名番号": person.number, "学年": year.0,
                    "学校名": atYearEnd <= 12 ? town.elementarySchool : town.juniorHighSchool, "区域外区分": "0",
                    "保護者宛名番号": guardian.number,
                ]
            )
        )
    }

    /// The first person of at least twenty; the head comes first in every household.
    private func guardian(of child: TownPerson, in household: TownHousehold) -> TownPerson? {
        let heads = household.people.filter { ($0.age(on: businessDate) ?? 0) >= 20 && $0.number != child.number }
        return heads.first { parentPath($0) == child.relationship.dropLast() } ?? heads.first
    }

    private func parentPath(_ person: TownPerson) -> ArraySlice<String> {
        person.relationship == ["世帯主"] ? [] : person.relationship[...]
    }

    private mutating func addProtection(_ person: TownPerson) {
        lines.append(
            (
                .protection,
                [
                    "宛名番号": person.number, "支援措置区分": "1",
                    "支援措置開始年月日": compact(businessDate.adding(months: -7)),
                    "支援措置終了年月日": compact(businessDate.adding(months: 5)),
                ]
            )
        )
    }
}
