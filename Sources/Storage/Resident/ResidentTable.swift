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

    /// Keys of the names that somebody had before.
    func pastKeys(of id: Int64) throws -> [NameKey] {
        try connection.rows(ResidentTable.pastSQL("history.name, history.kana"), [.integer(id)]) { row in
            NameKey.keys(name: try row.text(0), kana: try row.text(1), others: [])
        }.flatMap { $0 }
    }

    /// The key of the address at which somebody lives today.
    func addressKey(of id: Int64) throws -> (key: String, isSuppressed: Bool)? {
        try connection.first("SELECT address_key, is_suppressed FROM resident WHERE id = ?", [.integer(id)]) { row in
            (try row.text(0), try row.flag(1))
        }
    }

    /// Keys of the addresses at which somebody lived before.
    func pastAddressKeys(of id: Int64) throws -> [String] {
        let home = "CROSS JOIN past_address ON past_address.history = history.id"
        return try connection.rows(ResidentTable.pastSQL("past_address.address_key", home), [.integer(id)]) { row in
            try row.text(0)
        }
    }

    private static func pastSQL(_ columns: String, _ more: String = "") -> String {
        """
        SELECT \(columns) FROM resident CROSS JOIN history ON ltrim(history.number, '0') = ltrim(resident.number, '0')
        \(more) WHERE resident.id = ?
        """
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
