import Madoguchi

/// Checks who somebody says to be and begins their session (ログイン).
struct LogIn: Sendable {
    let ports: WebPorts
    let settings: WebSettings

    enum Outcome: Hashable, Sendable {
        /// The token for the cookie.
        case welcome(token: String)
        case refused(Refusal)
    }

    enum Refusal: Hashable, Sendable {
        /// Unknown id or wrong password; which of the two is not told.
        case mismatch
        /// Too many wrong passwords in a row (ロック).
        case locked
        case disabled
    }

    private struct Account: Sendable {
        var staff: Staff?
        var hash: String?
        var failures = 0
    }

    func run(id: String, password: String, terminal: Terminal) async throws -> Outcome {
        guard let id = StaffID(id) else { return try await refuse(nil, .mismatch, at: terminal) }
        let account = try await ports.store.read { store in
            Account(
                staff: try store.staff(id),
                hash: try store.passwordHash(id),
                failures: try store.failedLogins(id)
            )
        }
        if account.failures >= settings.allowedFailures {
            return try await refuse(account.staff, .locked, at: terminal)
        }
        guard let staff = account.staff, let hash = account.hash else {
            return try await refuse(nil, .mismatch, at: terminal)
        }
        guard await ports.passwordFits(password, hash) else {
            return try await countFailure(of: staff, at: terminal)
        }
        if staff.isDisabled { return try await refuse(staff, .disabled, at: terminal) }
        return try await begin(staff, at: terminal)
    }

    private func begin(_ staff: Staff, at terminal: Terminal) async throws -> Outcome {
        let token = hex(ports.random(32))
        guard let digest = SecretCookie.session.digest(token) else { throw Fault.broken }
        let now = ports.clock.now
        let expires = now.adding(seconds: settings.sessionSeconds)
        try await ports.store.write { store in
            try store.setFailedLogins(0, of: staff.id)
            try store.putSession(tokenDigest: digest, staff: staff.id, terminal: terminal.id, expires: expires)
            return Journaled((), [JournalEntry(.login, at: now, staff: staff.id, terminal: terminal.id)])
        }
        return .welcome(token: token)
    }

    /// Counts inside the transaction, so that guesses sent at the same moment all count.
    private func countFailure(of staff: Staff, at terminal: Terminal) async throws -> Outcome {
        let now = ports.clock.now
        let failures = try await ports.store.write { store in
            let failures = try store.failedLogins(staff.id) + 1
            try store.setFailedLogins(failures, of: staff.id)
            let entry = JournalEntry(
                .loginRefused,
                at: now,
                staff: staff.id,
                terminal: terminal.id,
                detail: "mismatch \(failures)"
            )
            return Journaled(failures, [entry])
        }
        return .refused(failures >= settings.allowedFailures ? .locked : .mismatch)
    }

    /// An id nobody has is not journalled as typed: it may be a password in the wrong field.
    private func refuse(_ staff: Staff?, _ refusal: Refusal, at terminal: Terminal) async throws -> Outcome {
        try await ports.store.journal([
            JournalEntry(
                .loginRefused,
                at: ports.clock.now,
                staff: staff?.id,
                terminal: terminal.id,
                detail: "\(refusal)"
            )
        ])
        return .refused(refusal)
    }
}
