import Japanese
package import Madoguchi

/// What is kept beside the records so that lists are quick; all of it can be made again from the records.
extension SQLTransaction {
    /// Newest first.
    func caseSummaries(openedOn day: CivilDate?, limit: Int) throws -> [CaseSummary] {
        let list =
            """
            SELECT summary FROM reception_case JOIN case_summary ON case_id = id
            """
        let order = "ORDER BY day DESC, serial DESC LIMIT ?"
        if let day {
            return try summaries("\(list) WHERE day = ? \(order)", [.text(day.iso), .integer(limit)])
        }
        return try summaries("\(list) \(order)", [.integer(limit)])
    }

    /// Newest first.
    func caseSummaries(resident: ResidentNumber) throws -> [CaseSummary] {
        try summaries(
            """
            SELECT summary FROM reception_case JOIN case_summary ON case_id = id
            WHERE id IN (SELECT case_id FROM case_person WHERE resident = ?) ORDER BY day DESC, serial DESC
            """,
            [.text(resident.digits)]
        )
    }

    /// In the order of receipt.
    func waitingEntries(receivedOn day: CivilDate?) throws -> [EntryWaiting] {
        let columns = "case_id, application, received_on, counter"
        let order = "ORDER BY received_on, case_id, sequence"
        if let day {
            return try connection.rows(
                "SELECT \(columns) FROM waiting_entry WHERE received_on = ? \(order)",
                [.text(day.iso)],
                SQLTransaction.waitingEntry
            )
        }
        return try connection.rows("SELECT \(columns) FROM waiting_entry \(order)", [], SQLTransaction.waitingEntry)
    }

    /// Brings the lists of people and waiting entries up to a record.
    func project(_ record: CaseRecord, of id: CaseID) throws {
        switch record.body {
        case .person(let person):
            try connection.execute(
                """
                INSERT INTO case_person (case_id, person, resident) VALUES (?, ?, ?)
                ON CONFLICT (case_id, person) DO UPDATE SET resident = excluded.resident
                """,
                [.text(id.text), .integer(person.key.number), .optional(person.resident?.digits)]
            )
        case .fact(let fact):
            try projectKey(fact, of: id)
            try projectAddress(fact, of: id)
        case .personRemoval(let removal):
            try connection.execute(
                "DELETE FROM case_person WHERE case_id = ? AND person = ?",
                [.text(id.text), .integer(removal.key.number)]
            )
        case .submission(let submission): try projectEntry(submission, record.sequence, of: id)
        case .submissionReturn(let back):
            try connection.execute(
                "DELETE FROM waiting_entry WHERE case_id = ? AND application = ?",
                [.text(id.text), .text(back.application.text)]
            )
        case .withdrawal: try projectWithdrawal(of: id)
        case .protectionEnd(let end): try endProtection(end, of: id)
        default: break
        }
    }

    private func projectEntry(_ submission: Submission, _ sequence: Int, of id: CaseID) throws {
        try connection.execute(
            """
            INSERT INTO waiting_entry (case_id, application, received_on, counter, sequence) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (case_id, application) DO UPDATE SET
                received_on = excluded.received_on, counter = excluded.counter, sequence = excluded.sequence
            """,
            [
                .text(id.text), .text(submission.application.text), .text(submission.receivedOn.iso),
                .text(submission.counter.text), .integer(sequence),
            ]
        )
    }

    /// A protection that was told of stays: who gives a case up has not said that it was wrong.
    private func projectWithdrawal(of id: CaseID) throws {
        try connection.execute("DELETE FROM waiting_entry WHERE case_id = ?", [.text(id.text)])
        try connection.execute("DELETE FROM case_address WHERE case_id = ?", [.text(id.text)])
        try connection.execute(
            "DELETE FROM case_person_key WHERE case_id = ? AND item <> ?",
            [.text(id.text), .text(ItemID.isProtected.text)]
        )
    }

    func put(_ summary: CaseSummary, of id: CaseID) throws {
        try connection.execute(
            """
            INSERT INTO case_summary (case_id, summary) VALUES (?, ?)
            ON CONFLICT (case_id) DO UPDATE SET summary = excluded.summary
            """,
            [.text(id.text), .text(try JSONText.encode(summary))]
        )
    }

    /// Makes all projections again from the records; says how many cases there are.
    func rebuildProjections(_ summary: (ReceptionCase) throws -> CaseSummary) throws -> Int {
        for table in ["waiting_entry", "case_address", "case_person_key", "case_person", "case_summary"] {
            try connection.execute("DELETE FROM \(table)")
        }
        let ids = try connection.rows("SELECT id FROM reception_case ORDER BY id") { CaseID(try $0.text(0)) }
        for case let id? in ids {
            guard let found = try receptionCase(id) else { continue }
            for record in found.records { try project(record, of: id) }
            try put(try summary(found), of: id)
        }
        return ids.count
    }

    private func summaries(_ sql: String, _ values: [SQLValue]) throws -> [CaseSummary] {
        try JSONText.decode(all: CaseSummary.self, from: connection.rows(sql, values) { try $0.text(0) })
    }

    private static func waitingEntry(_ row: SQLRow) throws -> EntryWaiting {
        guard let id = CaseID(try row.text(0)), let day = CivilDate(iso: try row.text(2)) else {
            throw StoreError.damaged("a waiting entry cannot be read")
        }
        return EntryWaiting(
            caseID: id,
            application: ApplicationKey(reading: try row.text(1)),
            receivedOn: day,
            counter: CounterID(try row.text(3))
        )
    }
}

extension SQLiteStore {
    /// Makes summaries, people and waiting entries of all cases again from their records (一覧の再作成); says how many cases.
    package func rebuildProjections(
        journaledAs entry: JournalEntry,
        summary: @Sendable @escaping (ReceptionCase) throws -> CaseSummary
    ) async throws -> Int {
        try await change { transaction in Journaled(try transaction.rebuildProjections(summary), [entry]) }
    }
}
