import Japanese
import Madoguchi

/// From a row of the residents' file to the domain's ``Madoguchi/Resident``.
struct ResidentMapper {
    let entitlements: EntitlementIndex
    let protected: Set<String>
    let businessDate: CivilDate
    let eras: EraTable

    func resident(_ row: Row, _ plan: RowPlan) throws(LineFault) -> Resident {
        guard let kind = Resident.Kind(rawValue: row[.kind]) else {
            throw LineFault("住民種別のコードがコード表にありません。", "レイアウト定義の codes に加えてください。")
        }
        guard let standing = Resident.Standing(rawValue: row[.standing]) else {
            throw LineFault("住民状態のコードがコード表にありません。", "レイアウト定義の codes に加えてください。")
        }
        let birth = birth(row, plan, kind)
        if let day = birth.day, day > businessDate {
            throw LineFault("生年月日が基準日より後です。", "送り元の日付の列が入れ替わっていないか確かめてください。")
        }
        var resident = Resident(
            number: ResidentNumber(row[.number]),
            household: HouseholdNumber(row[.household]),
            kind: kind,
            standing: standing,
            name: RegisteredText(row[.name]),
            kana: row[.kana],
            sex: Resident.Sex(rawValue: row[.sex]) ?? .other,
            birthDate: birth.day,
            birthText: birth.text,
            relationship: relationship(row),
            address: address(row)
        )
        resident.romanName = row.text(.romanName)
        resident.commonName = row.text(.commonName)
        resident.formerName = row.text(.formerName)
        resident.phone = row.string(.phone)
        resident.becameResident = row.date(.becameResident, plan).day
        resident.nationality = row.string(.nationality)
        resident.residenceStatus = row.string(.residenceStatus)
        resident.residenceUntil = row.date(.residenceUntil, plan).day
        resident.registeredDomicile = row.text(.domicile)
        resident.familyRegisterHead = row.text(.familyRegisterHead)
        resident.isProtected = protected.contains(row[.number])
        resident.entitlements = entitlements.entitlements(of: row[.number])
        return resident
    }

    /// The row as an earlier state of the person.
    func history(_ row: Row, _ plan: RowPlan) throws(LineFault) -> ResidentHistory {
        var state = ResidentHistory(
            of: try resident(row, plan),
            sequence: Int(row[.historyNumber]) ?? 0,
            changedOn: row.date(.changedOn, plan).day,
            reason: row[.changeReason]
        )
        state.received = row.received
        return state
    }

    private func address(_ row: Row) -> ResidentAddress {
        ResidentAddress(
            postalCode: row[.postalCode],
            townCode: row[.townCode],
            town: RegisteredText(row[.town]),
            lot: RegisteredText(row[.lot]),
            building: RegisteredText(row[.building])
        )
    }

    /// The register's own words where the file has them, else its codes joined by の (住民記録システム標準仕様書 1.1.11).
    private func relationship(_ row: Row) -> String {
        if let words = row.string(.relationship) { return words }
        let codes: [LogicalField] = [.relationshipCode1, .relationshipCode2, .relationshipCode3, .relationshipCode4]
        return codes.map { row[$0] }.filter { !$0.isEmpty }.joined(separator: "の")
    }

    /// The calendar day for searching, if the register has one, and what a paper says.
    ///
    /// Births of Japanese are written in the era that the register names, which on the days of change may be either
    /// (大正15年12月25日), and of foreigners in the Western calendar (住民記録システム標準仕様書 1.1.8).
    private func birth(_ row: Row, _ plan: RowPlan, _ kind: Resident.Kind) -> (day: CivilDate?, text: String) {
        let written = row.date(.birthDate, plan)
        let isUnknown = !row[.birthUnknown].isEmpty && row[.birthUnknown] != "0"
        if isUnknown {
            return (nil, row.string(.birthText) ?? "不詳")
        }
        let numbers: (year: Int, month: Int, day: Int)
        switch written {
        case .day(let day): numbers = (day.year, day.month, day.day)
        case .impossible(let year, let month, let day): numbers = (year, month, day)
        case .none, .placeholder, .malformed: return (nil, row.string(.birthText) ?? "不詳")
        }
        if let text = row.string(.birthText) { return (written.day, text) }
        let era = kind == .japanese ? era(row[.birthEra], numbers) : nil
        guard let era else {
            return (written.day, "\(numbers.year)年\(numbers.month)月\(numbers.day)日")
        }
        let year = numbers.year - era.firstYear + 1
        return (written.day, "\(era.name)\(year == 1 ? "元" : String(year))年\(numbers.month)月\(numbers.day)日")
    }

    private func era(_ named: String, _ numbers: (year: Int, month: Int, day: Int)) -> Era? {
        if let era = eras.era(named: named), numbers.year >= era.firstYear { return era }
        let last = CivilDate.days(inMonth: numbers.month, of: numbers.year)
        guard let near = CivilDate(year: numbers.year, month: numbers.month, day: min(numbers.day, last)) else {
            return nil
        }
        return eras.era(on: near)
    }
}
