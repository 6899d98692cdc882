import Japanese
import Madoguchi

/// Residents of the generation that was current when the transaction began.
extension SQLTransaction {
    func residents(_ query: ResidentQuery) throws -> [ResidentHit] {
        try registry { try ResidentSearch(query).hits(in: $0) } ?? []
    }

    func resident(_ number: ResidentNumber) throws -> Resident? {
        try registry { connection in
            try ResidentTable(connection: connection).residents(
                "WHERE ltrim(number, '0') = ltrim(?1, '0') AND number = ?1",
                [.text(number.digits)]
            ).first
        } ?? nil
    }

    func household(_ number: HouseholdNumber) throws -> [Resident] {
        try registry { connection in
            try ResidentTable(connection: connection).residents(
                """
                WHERE ltrim(household, '0') = ltrim(?1, '0') AND household = ?1 AND standing = 'current'
                ORDER BY relationship <> '世帯主', id
                """,
                [.text(number.digits)]
            )
        } ?? []
    }

    func possibleReturns(name: RegisteredText, birthDate: CivilDate) throws -> [Resident] {
        guard let typed = TypedName(name.string) else { return [] }
        return try registry { connection in
            let table = ResidentTable(connection: connection)
            let candidates = try table.candidates("birth_date = ?", [.text(birthDate.iso)], standing: false)
            let found = candidates.compactMap { candidate in
                typed.wholeLevel(among: candidate.keys).map { (level: $0, id: candidate.id) }
            }
            return try table.residents(found.sorted { ($0.level, $0.id) < ($1.level, $1.id) }.map(\.id))
        } ?? []
    }

    /// Reads in the current generation; nil while there is none.
    func registry<T>(_ body: (SQLConnection) throws -> T) throws -> T? {
        guard let status = try registryStatus() else { return nil }
        return try shelf.read(status.generation, body)
    }
}
