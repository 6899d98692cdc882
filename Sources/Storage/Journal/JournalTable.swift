import Japanese
import Madoguchi

/// The journal's rows (証跡): appended and read inside a transaction, never changed.
struct JournalTable {
    let connection: SQLConnection

    func head() throws -> JournalHead? {
        try connection.first("SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1") { row in
            JournalHead(sequence: try row.integer(0), hash: try row.text(1))
        }
    }

    /// Chains the entries to the last one. The salts are 16 random bytes for each resident.
    func append(_ entries: [JournalEntry], random: (Int) -> [UInt8]) throws {
        guard !entries.isEmpty else { throw StoreError.notJournaled }
        var last = try head() ?? JournalHead(sequence: 0, hash: JournalChain.beginning)
        for entry in entries {
            last = try append(entry, after: last, random: random)
        }
    }

    private func append(
        _ entry: JournalEntry,
        after last: JournalHead,
        random: (Int) -> [UInt8]
    ) throws -> JournalHead {
        let sequence = last.sequence + 1
        let salts = entry.residents.map { _ in hexadecimal(random(16)) }
        let references = zip(entry.residents, salts).enumerated().map { position, pair in
            JournalChain.reference(to: pair.0.digits, position: position, sequence: sequence, salt: pair.1)
        }
        let link = JournalChain.Link(
            sequence: sequence,
            at: entry.at.milliseconds,
            staff: entry.staff?.text,
            terminal: entry.terminal?.text,
            action: entry.action.rawValue,
            caseID: entry.caseID?.text,
            residents: references.joined(),
            detail: entry.detail,
            previous: last.hash
        )
        let hash = JournalChain.hash(of: link)
        try insert(link, hash: hash)
        for (position, (resident, salt)) in zip(entry.residents, salts).enumerated() {
            try connection.execute(
                "INSERT INTO journal_resident (sequence, position, resident, salt) VALUES (?, ?, ?, ?)",
                [.integer(sequence), .integer(position), .text(resident.digits), .text(salt)]
            )
        }
        return JournalHead(sequence: sequence, hash: hash)
    }

    private func insert(_ link: JournalChain.Link, hash: String) throws {
        try connection.execute(
            """
            INSERT INTO journal (sequence, at, staff, terminal, action, case_id, residents, detail, previous, hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(link.sequence), .integer(link.at), .optional(link.staff), .optional(link.terminal),
                .text(link.action), .optional(link.caseID), .text(link.residents), .text(link.detail),
                .text(link.previous), .text(hash),
            ]
        )
    }

    /// Newest first. An action of a newer version than this program is left out.
    func entries(caseID: CaseID?, limit: Int) throws -> [JournalEntry] {
        let columns = "sequence, at, staff, terminal, action, case_id, detail, residents <> ''"
        let found: [(sequence: Int, entry: JournalEntry, hasResidents: Bool)?]
        if let caseID {
            found = try connection.rows(
                "SELECT \(columns) FROM journal WHERE case_id = ? ORDER BY sequence DESC LIMIT ?",
                [.text(caseID.text), .integer(limit)],
                JournalTable.read
            )
        } else {
            found = try connection.rows(
                "SELECT \(columns) FROM journal ORDER BY sequence DESC LIMIT ?",
                [.integer(limit)],
                JournalTable.read
            )
        }
        return try withResidents(found)
    }

    private func withResidents(
        _ found: [(sequence: Int, entry: JournalEntry, hasResidents: Bool)?]
    ) throws -> [JournalEntry] {
        try found.compactMap { $0 }.map { sequence, entry, hasResidents in
            var entry = entry
            if hasResidents { entry.residents = try residents(of: sequence).map(\.number) }
            return entry
        }
    }

    /// Newest first. The moment is looked up by halves, for `sequence` has no gaps and grows with time.
    func entries(
        of actions: Set<JournalEntry.Action>,
        by staff: StaffID?,
        since: Instant,
        limit: Int
    ) throws -> [JournalEntry] {
        let found = try connection.rows(
            JournalTable.sinceSQL(actions: actions.count, ofOneStaff: staff != nil),
            [.integer(try firstSequence(since: since)), .integer(since.milliseconds)]
                + actions.map { .text($0.rawValue) } + (staff.map { [.text($0.text)] } ?? []) + [.integer(limit)],
            JournalTable.read
        )
        return try withResidents(found)
    }

    static func sinceSQL(actions: Int, ofOneStaff: Bool) -> String {
        """
        SELECT sequence, at, staff, terminal, action, case_id, detail, residents <> '' FROM journal
        WHERE sequence >= ? AND at >= ? AND action IN (\(Array(repeating: "?", count: actions).joined(separator: ", ")))
        \(ofOneStaff ? "AND staff = ? " : "")ORDER BY sequence DESC LIMIT ?
        """
    }

    private func firstSequence(since moment: Instant) throws -> Int {
        var low = 1
        var high = try (head()?.sequence ?? 0) + 1
        while low < high {
            let middle = (low + high) / 2
            let at = try connection.first(
                "SELECT at FROM journal WHERE sequence = ?",
                [.integer(middle)]
            ) { try $0.long(0) }
            if (at ?? 0) < moment.milliseconds { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The residents beside a row that have not been erased.
    func residents(of sequence: Int) throws -> [(position: Int, number: ResidentNumber, salt: String)] {
        try connection.rows(
            "SELECT position, resident, salt FROM journal_resident WHERE sequence = ? ORDER BY position",
            [.integer(sequence)]
        ) { (try $0.integer(0), ResidentNumber(try $0.text(1)), try $0.text(2)) }
    }

    private static func read(
        _ row: SQLRow
    ) throws -> (sequence: Int, entry: JournalEntry, hasResidents: Bool)? {
        guard let action = JournalEntry.Action(rawValue: try row.text(4)) else { return nil }
        let entry = JournalEntry(
            action,
            at: Instant(milliseconds: try row.long(1)),
            staff: try row.optionalText(2).flatMap(StaffID.init),
            terminal: try row.optionalText(3).map(TerminalID.init),
            caseID: try row.optionalText(5).flatMap(CaseID.init),
            detail: try row.text(6)
        )
        return (try row.integer(0), entry, try row.flag(7))
    }
}
