import Japanese
import Madoguchi

/// People of cases whom the core system does not know yet (未登録者), found as residents are.
extension SQLTransaction {
    private static let items: [ItemID] = [.name, .kana, .birthDate]

    /// Keeps the search key of a name, a reading or a birth date.
    func projectKey(_ fact: Fact, of id: CaseID) throws {
        if fact.key.item == .isProtected { return try projectProtection(fact, of: id) }
        guard let person = fact.key.person, SQLTransaction.items.contains(fact.key.item) else { return }
        let key: String? =
            switch fact.value {
            case .text(let text): NameForm(text.string).searchText
            case .date(let day): day.iso
            default: nil
            }
        guard let key else { return }
        try putKey(key, of: fact.key.item, person, id)
    }

    /// What the register itself says is asked of the register: it may end there.
    private func projectProtection(_ fact: Fact, of id: CaseID) throws {
        guard let person = fact.key.person, fact.value == .flag(true), fact.source != .registry else { return }
        try putKey("1", of: .isProtected, person, id)
    }

    func endProtection(_ end: ProtectionEnd, of id: CaseID) throws {
        try connection.execute(
            "DELETE FROM case_person_key WHERE case_id = ? AND person = ? AND item = ?",
            [.text(id.text), .integer(end.person.number), .text(ItemID.isProtected.text)]
        )
    }

    private func putKey(_ key: String, of item: ItemID, _ person: PersonKey, _ id: CaseID) throws {
        try connection.execute(
            """
            INSERT INTO case_person_key (case_id, person, item, key) VALUES (?, ?, ?, ?)
            ON CONFLICT (case_id, person, item) DO UPDATE SET key = excluded.key
            """,
            [.text(id.text), .integer(person.number), .text(item.text), .text(key)]
        )
    }

    func provisionalPeople(_ query: ResidentQuery) throws -> [ProvisionalPerson] {
        guard query.address.isEmpty, query.number.isEmpty else { return [] }
        let people = "SELECT case_id, person FROM case_person WHERE resident IS NULL"
        let holds = " AND EXISTS (SELECT 1 FROM case_person_key AS k WHERE k.case_id = case_person.case_id"
        var sql = people
        var values: [SQLValue] = []
        if let day = query.birthDate {
            sql += "\(holds) AND k.person = case_person.person AND k.item = 'birth-date' AND k.key = ?)"
            values.append(.text(day.iso))
        }
        let form = NameForm(query.name)
        if !form.searchText.isEmpty {
            sql +=
                "\(holds) AND k.person = case_person.person AND k.item IN ('name', 'kana') AND k.key BETWEEN ? AND ?)"
            values += range(form.searchText)
        }
        return try connection.rows("\(sql) ORDER BY case_id DESC, person LIMIT ?", values + [.integer(query.limit)]) {
            row in
            guard let id = CaseID(try row.text(0)) else { throw StoreError.damaged("a case id cannot be read") }
            return ProvisionalPerson(caseID: id, key: PersonKey(try row.integer(1)))
        }
    }
}

extension NameForm {
    /// The coarse key of a name in one text: Latin words sorted, then the rest.
    var searchText: String { words.isEmpty ? seconds.first ?? first : joinedWords + " " + first }
}
