import Madoguchi

/// Residents in a generation, whole or as candidates of a search.
struct ResidentTable {
    let connection: SQLConnection

    /// Somebody who fits one part of a query, with what the other parts are compared with.
    struct Candidate {
        let id: Int64
        let kana: String
        let keys: [NameKey]
        let addressKey: String
        let isSuppressed: Bool
    }

    static let candidateColumns = "id, kana, name, roman_name, common_name, former_name, address_key, is_suppressed"

    func candidates(_ condition: String, _ values: [SQLValue], standing current: Bool) throws -> [Candidate] {
        try connection.rows(ResidentTable.candidateSQL(condition, standing: current), values) { row in
            let kana = try row.text(1)
            let others = try (3...5).map { try row.optionalText($0) }
            return Candidate(
                id: try row.long(0),
                kana: kana,
                keys: NameKey.keys(name: try row.text(2), kana: kana, others: others),
                addressKey: try row.text(6),
                isSuppressed: try row.flag(7)
            )
        }
    }

    static func candidateSQL(_ condition: String, standing current: Bool) -> String {
        "SELECT \(candidateColumns) FROM resident WHERE \(condition)" + (current ? " AND standing = 'current'" : "")
    }

    func residents(_ ids: [Int64]) throws -> [Resident] {
        try ids.flatMap { try residents("WHERE id = ?", [.integer($0)]) }
    }

    func residents(_ clause: String, _ values: [SQLValue]) throws -> [Resident] {
        try connection.rows("SELECT \(ResidentRow.list) FROM resident \(clause)", values, ResidentRow.read).map {
            id,
            resident in
            var resident = resident
            resident.entitlements = try connection.rows(
                """
                SELECT business, number, grade, from_day, until_day, concerning FROM entitlement
                WHERE resident = ? ORDER BY position
                """,
                [.integer(id)],
                ResidentRow.readEntitlement
            )
            return resident
        }
    }
}
