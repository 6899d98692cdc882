import Japanese
import Madoguchi

/// Reception cases: records are appended, everything else about a case follows from them.
extension SQLTransaction {
    func receptionCase(_ id: CaseID) throws -> ReceptionCase? {
        var heads: [(sequence: Int, stamp: Stamp)] = []
        let bodies = try connection.rows(
            "SELECT sequence, at, staff, terminal, body FROM case_record WHERE case_id = ? ORDER BY sequence",
            [.text(id.text)]
        ) { row in
            let stamp = Stamp(
                at: Instant(milliseconds: try row.long(1)),
                staff: try row.optionalText(2).flatMap(StaffID.init),
                terminal: try row.optionalText(3).map(TerminalID.init)
            )
            heads.append((try row.integer(0), stamp))
            return try row.text(4)
        }
        guard !bodies.isEmpty else { return nil }
        let records = zip(heads, try JSONText.decode(all: CaseRecord.Body.self, from: bodies)).map { head, body in
            CaseRecord(sequence: head.sequence, stamp: head.stamp, body: body)
        }
        guard let found = ReceptionCase(id: id, records: records) else {
            throw StoreError.damaged("case \(id.text): the records do not make a case")
        }
        return found
    }

    func revision(of id: CaseID) throws -> Int? {
        try connection.first("SELECT max(sequence) FROM case_record WHERE case_id = ?", [.text(id.text)]) { row in
            try row.optionalInteger(0)
        }.flatMap { $0 }
    }

    func append(_ records: [CaseRecord], to id: CaseID, summary: CaseSummary) throws {
        let last = try revision(of: id) ?? 0
        guard !records.isEmpty, records.map(\.sequence) == Array(last + 1..<last + 1 + records.count) else {
            throw StoreError.conflict(id)
        }
        if last == 0 { try open(id, with: records[0]) }
        for record in records {
            try insert(record, of: id)
            try project(record, of: id)
            try keepTicket(record, of: id)
        }
        try put(summary, of: id)
    }

    private func open(_ id: CaseID, with record: CaseRecord) throws {
        guard case .opening(let opening) = record.body else { throw StoreError.conflict(id) }
        let inserted = try connection.execute(
            "INSERT INTO reception_case (id, day, serial) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [.text(id.text), .text(opening.number.day.iso), .integer(opening.number.serial)]
        )
        guard inserted == 1 else { throw StoreError.conflict(id) }
    }

    private func insert(_ record: CaseRecord, of id: CaseID) throws {
        try connection.execute(
            "INSERT INTO case_record (case_id, sequence, kind, body, staff, terminal, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                .text(id.text), .integer(record.sequence), .text(record.body.kind),
                .text(try JSONText.encode(record.body.kept)), .optional(record.stamp.staff?.text),
                .optional(record.stamp.terminal?.text), .integer(record.stamp.at.milliseconds),
            ]
        )
    }

    private func keepTicket(_ record: CaseRecord, of id: CaseID) throws {
        guard case .ticket(let issue) = record.body, let code = issue.ticket else { return }
        try connection.execute(
            "INSERT INTO ticket (digest, case_id, sequence) VALUES (?, ?, ?)",
            [.text(digestText(of: Array(code.utf8))), .text(id.text), .integer(record.sequence)]
        )
    }

    func caseID(ticket: Ticket) throws -> (id: CaseID, isCurrent: Bool)? {
        try connection.first(
            """
            SELECT case_id, sequence = (SELECT max(sequence) FROM ticket AS later WHERE later.case_id = ticket.case_id)
            FROM ticket WHERE digest = ?
            """,
            [.text(digestText(of: Array(ticket.text.utf8)))]
        ) { row in
            guard let id = CaseID(try row.text(0)) else { throw StoreError.damaged("a case id cannot be read") }
            return (id, try row.flag(1))
        }
    }

    func lastReceptionSerial(on day: CivilDate) throws -> Int {
        try connection.first("SELECT max(serial) FROM reception_case WHERE day = ?", [.text(day.iso)]) { row in
            try row.optionalInteger(0)
        }.flatMap { $0 } ?? 0
    }
}
