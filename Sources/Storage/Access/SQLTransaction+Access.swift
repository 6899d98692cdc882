import Foundation
import Japanese
import Madoguchi

/// Staff, terminals and their leases.
extension SQLTransaction {
    func staff(_ id: StaffID) throws -> Staff? {
        try connection.first(
            "SELECT id, name, counter, group_ids, is_disabled FROM staff WHERE id = ?",
            [.text(id.text)],
            SQLTransaction.staff
        )
    }

    func allStaff() throws -> [Staff] {
        try connection.rows(
            "SELECT id, name, counter, group_ids, is_disabled FROM staff ORDER BY id",
            [],
            SQLTransaction.staff
        )
    }

    func passwordHash(_ id: StaffID) throws -> String? {
        try connection.first("SELECT password_hash FROM staff WHERE id = ?", [.text(id.text)]) { row in
            try row.optionalText(0)
        } ?? nil
    }

    /// Without a new hash the old one stays.
    func putStaff(_ staff: Staff, passwordHash: String?) throws {
        try connection.execute(
            """
            INSERT INTO staff (id, name, counter, group_ids, is_disabled, password_hash) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, counter = excluded.counter, group_ids = excluded.group_ids,
                is_disabled = excluded.is_disabled,
                password_hash = coalesce(excluded.password_hash, staff.password_hash)
            """,
            [
                .text(staff.id.text), .text(staff.name), .text(staff.counter.text),
                .text(try JSONText.encode(staff.groups)), .flag(staff.isDisabled), .optional(passwordHash),
            ]
        )
    }

    func failedLogins(_ id: StaffID) throws -> Int {
        try connection.first("SELECT count FROM failed_login WHERE staff = ?", [.text(id.text)]) { row in
            try row.integer(0)
        } ?? 0
    }

    /// Counts for staff who exist; attempts with invented ids are in the journal alone.
    func setFailedLogins(_ count: Int, of id: StaffID) throws {
        try connection.execute("DELETE FROM failed_login WHERE staff = ?", [.text(id.text)])
        guard count > 0 else { return }
        try connection.execute(
            "INSERT INTO failed_login (staff, count) SELECT id, ? FROM staff WHERE id = ?",
            [.integer(count), .text(id.text)]
        )
    }

    func terminal(_ id: TerminalID) throws -> Terminal? {
        try connection.first(
            "SELECT id, name, counter, is_revoked FROM terminal WHERE id = ?",
            [.text(id.text)],
            SQLTransaction.terminal
        )
    }

    func terminal(tokenDigest: Digest) throws -> Terminal? {
        try connection.first(
            "SELECT id, name, counter, is_revoked FROM terminal WHERE token_digest = ?",
            [.text(tokenDigest.hex)],
            SQLTransaction.terminal
        )
    }

    func allTerminals() throws -> [Terminal] {
        try connection.rows(
            "SELECT id, name, counter, is_revoked FROM terminal ORDER BY id",
            [],
            SQLTransaction.terminal
        )
    }

    /// Without a new token the old one stays.
    func putTerminal(_ terminal: Terminal, tokenDigest: Digest?) throws {
        try connection.execute(
            """
            INSERT INTO terminal (id, name, counter, is_revoked, token_digest) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, counter = excluded.counter, is_revoked = excluded.is_revoked,
                token_digest = coalesce(excluded.token_digest, terminal.token_digest)
            """,
            [
                .text(terminal.id.text), .text(terminal.name), .text(terminal.counter.text),
                .flag(terminal.isRevoked), .optional(tokenDigest?.hex),
            ]
        )
    }

    /// Nil once it has expired, and for disabled staff and revoked terminals.
    func session(tokenDigest: Digest, now: Instant) throws -> Session? {
        let found = try connection.first(
            "SELECT staff, terminal, expires FROM session WHERE token_digest = ? AND expires > ?",
            [.text(tokenDigest.hex), .integer(now.milliseconds)]
        ) { (try $0.text(0), try $0.text(1), Instant(milliseconds: try $0.long(2))) }
        guard let (staffID, terminalID, expires) = found, let id = StaffID(staffID),
            let staff = try staff(id), let terminal = try terminal(TerminalID(terminalID)),
            !staff.isDisabled, !terminal.isRevoked
        else { return nil }
        return Session(staff: staff, terminal: terminal, expires: expires)
    }

    /// Also forgets leases that ended more than a week before this one does.
    func putSession(tokenDigest: Digest, staff: StaffID, terminal: TerminalID, expires: Instant) throws {
        try connection.execute(
            "DELETE FROM session WHERE expires < ?",
            [.integer(expires.adding(seconds: -7 * 86_400).milliseconds)]
        )
        try connection.execute(
            """
            INSERT INTO session (token_digest, staff, terminal, expires) VALUES (?, ?, ?, ?)
            ON CONFLICT (token_digest) DO UPDATE SET
                staff = excluded.staff, terminal = excluded.terminal, expires = excluded.expires
            """,
            [.text(tokenDigest.hex), .text(staff.text), .text(terminal.text), .integer(expires.milliseconds)]
        )
    }

    func endSession(tokenDigest: Digest) throws {
        try connection.execute("DELETE FROM session WHERE token_digest = ?", [.text(tokenDigest.hex)])
    }

    /// Warnings first, then the newest.
    func notices(on day: CivilDate) throws -> [Notice] {
        try connection.rows(
            """
            SELECT weight, title, body, from_day, until_day FROM notice
            WHERE until_day >= ? AND from_day <= ? ORDER BY weight DESC, id DESC
            """,
            [.text(day.iso), .text(day.iso)]
        ) { row in
            guard let weight = Notice.Weight(rawValue: try row.text(0)), let from = CivilDate(iso: try row.text(3)),
                let until = CivilDate(iso: try row.text(4))
            else { throw StoreError.damaged("a notice cannot be read") }
            return Notice(weight: weight, title: try row.text(1), body: try row.text(2), from: from, until: until)
        }
    }

    func putNotice(_ notice: Notice) throws {
        try connection.execute(
            "INSERT INTO notice (weight, title, body, from_day, until_day) VALUES (?, ?, ?, ?, ?)",
            [
                .text(notice.weight.rawValue), .text(notice.title), .text(notice.body), .text(notice.from.iso),
                .text(notice.until.iso),
            ]
        )
    }

    private static func staff(_ row: SQLRow) throws -> Staff {
        guard let id = StaffID(try row.text(0)) else { throw StoreError.damaged("a staff id cannot be read") }
        return Staff(
            id: id,
            name: try row.text(1),
            counter: CounterID(try row.text(2)),
            groups: try JSONText.decode([String].self, from: row.text(3)),
            isDisabled: try row.flag(4)
        )
    }

    private static func terminal(_ row: SQLRow) throws -> Terminal {
        Terminal(
            id: TerminalID(try row.text(0)),
            name: try row.text(1),
            counter: CounterID(try row.text(2)),
            isRevoked: try row.flag(3)
        )
    }
}
