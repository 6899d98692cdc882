import Japanese
import Madoguchi

/// Residents of the generation that was current when the transaction began.
///
/// The plus before a column keeps SQLite from putting the value into the indexed expression as well: the comparison
/// would then be of two constants, and every row of the town would be read.
extension SQLTransaction {
    func residents(_ query: ResidentQuery) throws -> [ResidentHit] {
        let isByPlace = !query.address.isEmpty || !query.number.isEmpty
        let hits = try isByPlace && hidesSomebody() ? findable(query) : suppressed(query)
        return hits + (try renamed(query, besides: hits))
    }

    private func suppressed(_ query: ResidentQuery) throws -> [ResidentHit] {
        try findable(registry { try ResidentSearch(query).hits(in: $0) } ?? [], by: query)
    }

    /// A page is as long as if those who are hidden were not in the town: a gap on it would tell.
    private func findable(_ query: ResidentQuery) throws -> [ResidentHit] {
        var wide = query
        wide.offset = 0
        wide.limit = query.offset + query.limit
        while true {
            let hits = try registry { [wide] in try ResidentSearch(wide).hits(in: $0) } ?? []
            let shown = try findable(hits, by: query)
            let isEnough = shown.count >= query.offset + query.limit || hits.count < wide.limit
            if isEnough { return Array(shown.dropFirst(query.offset).prefix(query.limit)) }
            wide.limit += max(hits.count - shown.count, query.limit)
        }
    }

    func resident(_ number: ResidentNumber) throws -> Resident? {
        let found = try registry { connection in
            try ResidentTable(connection: connection).residents(
                "WHERE ltrim(number, '0') = ltrim(?1, '0') AND +number = ?1",
                [.text(number.digits)]
            )
        }
        return try suppressing(found ?? []).first
    }

    func household(_ number: HouseholdNumber) throws -> [Resident] {
        let members = try registry { connection in
            try ResidentTable(connection: connection).residents(
                """
                WHERE ltrim(household, '0') = ltrim(?1, '0') AND +household = ?1 AND standing = 'current'
                ORDER BY relationship <> '世帯主', id
                """,
                [.text(number.digits)]
            )
        }
        return try suppressing(members ?? [])
    }

    /// Earlier states of a person, the first one first (異動履歴); without addresses where they are suppressed.
    func history(of number: ResidentNumber) throws -> [ResidentHistory] {
        guard let person = try resident(number) else { return [] }
        return try registry { connection in
            try connection.rows(
                """
                SELECT sequence, changed_on, reason, standing, household, name, kana, postal_code, town, lot, building
                FROM history WHERE ltrim(number, '0') = ltrim(?1, '0') AND +number = ?1 ORDER BY sequence, id
                """,
                [.text(number.digits)]
            ) { try SQLTransaction.history(of: person, $0) }
        } ?? []
    }

    private static func history(of person: Resident, _ row: SQLRow) throws -> ResidentHistory {
        guard let standing = Resident.Standing(rawValue: try row.text(3)) else {
            throw StoreError.damaged("an earlier state cannot be read")
        }
        var state = ResidentHistory(
            of: person,
            sequence: try row.integer(0),
            changedOn: try ResidentRow.day(row, 1),
            reason: try row.text(2)
        )
        state.standing = standing
        state.household = HouseholdNumber(try row.text(4))
        state.name = RegisteredText(try row.text(5))
        state.kana = try row.text(6)
        guard !person.isAddressSuppressed else {
            state.address = ResidentAddress(postalCode: "", townCode: "", town: "", lot: "", building: "")
            return state
        }
        state.address = ResidentAddress(
            postalCode: try row.text(7),
            townCode: "",
            town: RegisteredText(try row.text(8)),
            lot: RegisteredText(try row.text(9)),
            building: RegisteredText(try row.text(10))
        )
        return state
    }

    func possibleReturns(name: RegisteredText, birthDate: CivilDate) throws -> [Resident] {
        guard let typed = TypedName(name.string) else { return [] }
        let people = try registry { connection in
            let table = ResidentTable(connection: connection)
            let candidates = try table.candidates("birth_date = ?", [.text(birthDate.iso)], standing: false)
            let found = candidates.compactMap { candidate in
                typed.wholeLevel(among: candidate.keys).map { (level: $0, id: candidate.id) }
            }
            return try table.residents(found.sorted { ($0.level, $0.id) < ($1.level, $1.id) }.map(\.id))
        }
        return try suppressing(people ?? [])
    }

    /// Reads in the current generation; nil while there is none.
    func registry<T>(_ body: (SQLConnection) throws -> T) throws -> T? {
        guard let status = try registryStatus() else { return nil }
        return try shelf.read(status.generation, body)
    }
}
