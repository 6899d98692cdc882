import Japanese
import Madoguchi

/// Where cases of these days say that people live (当日の新しい住所), for searches by address.
extension SQLTransaction {
    /// Keeps the search key of a new address, part by part as it is said.
    func projectAddress(_ fact: Fact, of id: CaseID) throws {
        let columns: [ItemID: String] = [.newTown: "town", .newLot: "lot", .newBuilding: "building"]
        guard fact.key.person == nil, let column = columns[fact.key.item] else { return }
        let text: String = if case .text(let text) = fact.value { text.string } else { "" }
        try connection.execute(
            """
            INSERT INTO case_address (case_id, \(column)) VALUES (?, ?)
            ON CONFLICT (case_id) DO UPDATE SET \(column) = excluded.\(column)
            """,
            [.text(id.text), .text(text)]
        )
        let parts = try connection.first(
            "SELECT town, lot, building FROM case_address WHERE case_id = ?",
            [.text(id.text)]
        ) { row in try (0..<3).map { RegisteredText(try row.text($0)) } }
        guard let parts else { return }
        try connection.execute(
            "UPDATE case_address SET address_key = ? WHERE case_id = ?",
            [
                .text(AddressKey(ResidentAddress(town: parts[0], lot: parts[1], building: parts[2])).line),
                .text(id.text),
            ]
        )
    }

    /// Residents who live there by a case of these days, after those who do by the data. Whose address is suppressed is never
    /// among them: overlays of a protected person's case have no address.
    func moved(_ query: ResidentQuery, besides hits: [ResidentHit]) throws -> [ResidentHit] {
        let words = AddressKey.words(of: query.address)
        guard !words.isEmpty, query.name.isEmpty, query.number.isEmpty, query.offset == 0, hits.count < query.limit,
            let status = try registryStatus()
        else { return [] }
        let looks = words.map { _ in " AND instr(address_key, ?) > 0" }.joined()
        let numbers = try connection.rows(
            """
            SELECT DISTINCT resident FROM reception_case AS c
            JOIN case_address AS a ON a.case_id = c.id JOIN case_person AS p ON p.case_id = c.id
            WHERE c.day >= ? AND resident IS NOT NULL\(looks) ORDER BY c.day DESC, c.serial DESC LIMIT ?
            """,
            [.text(status.businessDate.adding(days: -31).iso)] + words.map(SQLValue.text) + [.integer(query.limit * 2)]
        ) { ResidentNumber(try $0.text(0)) }
        let known = Set(hits.map(\.resident.number))
        let found = try numbers.filter { !known.contains($0) }.compactMap { try moved($0, words, query) }
        return Array(found.prefix(query.limit - hits.count))
    }

    private func moved(_ number: ResidentNumber, _ words: [String], _ query: ResidentQuery) throws -> ResidentHit? {
        guard let resident = try resident(number), !resident.hidesAddress,
            query.birthDate == nil || resident.birthDate == query.birthDate,
            query.includesFormer || resident.standing == .current
        else { return nil }
        let lives = try overlays(of: resident).filter(\.counts).compactMap(\.address).contains { address in
            let line = AddressKey(address).line
            return words.allSatisfy { line.contains($0) }
        }
        return lives ? ResidentHit(resident: resident, rank: 1) : nil
    }
}

extension ResidentAddress {
    fileprivate init(town: RegisteredText, lot: RegisteredText, building: RegisteredText) {
        self.init(postalCode: "", townCode: "", town: town, lot: lot, building: building)
    }
}
