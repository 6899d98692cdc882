import Hummingbird
import Madoguchi

/// Finds out which terminal asks and who is logged in there (セッションの確認).
struct SessionCheck: RouterMiddleware {
    typealias Context = PageContext
    let ports: WebPorts
    let settings: WebSettings
    let idle: IdleWatch

    func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let route = context.route(request)
        guard route != .asset, route != .font else { return try await next(request, context) }
        var context = context
        let now = ports.clock.now
        let terminalDigest = SecretCookie.terminal.digest(in: request)
        let sessionDigest = SecretCookie.session.digest(in: request)
        let (terminal, session) = try await ports.store.read { store in
            (
                try terminalDigest.flatMap { try store.terminal(tokenDigest: $0) },
                try sessionDigest.flatMap { try store.session(tokenDigest: $0, now: now) }
            )
        }
        context.terminal = terminal.flatMap { $0.isRevoked ? nil : $0 }
        if let sessionDigest {
            context.standing = try await standing(
                session,
                token: sessionDigest,
                terminal: context.terminal,
                isBackground: route?.isBackground ?? false
            )
        }
        let (terminalID, standing) = (context.terminal?.id, context.standing)
        context.trace.record { note in
            note.terminal = terminalID
            if case .loggedIn(let session, _, _) = standing { note.staff = session.staff.id }
        }
        return try await next(request, context)
    }

    /// A session counts only at the terminal it began at, for staff in service, and while somebody uses it.
    private func standing(
        _ session: Session?,
        token: Digest,
        terminal: Terminal?,
        isBackground: Bool
    ) async throws -> PageContext.Standing {
        guard let session, session.terminal.id == terminal?.id, !session.staff.isDisabled else {
            return .expired(await idle.owner(of: token, at: terminal))
        }
        let now = ports.clock.now
        guard await idle.isAwake(token, of: session, at: now, touching: !isBackground) else {
            let entry = JournalEntry(
                .logout,
                at: now,
                staff: session.staff.id,
                terminal: session.terminal.id,
                detail: "idle"
            )
            try await ports.store.write { store in
                try store.endSession(tokenDigest: token)
                return Journaled((), [entry])
            }
            return .expired(session.staff.id)
        }
        return .loggedIn(session, ports.municipality.permissions(of: session.staff), token: token)
    }
}

extension Municipality {
    /// What a member of staff may do: the sum of the rights of their groups.
    func permissions(of staff: Staff) -> Set<Permission> {
        groups.filter { staff.groups.contains($0.id) }.reduce(into: []) { $0.formUnion($1.permissions) }
    }
}

/// Remembers when each session was last used (自動ログオフ). After a restart everybody starts afresh.
actor IdleWatch {
    private let limit: Int
    private var lastUse: [Digest: Instant] = [:]
    /// Whose sessions there were, so that nobody types an id again in the middle of work.
    private var owners: [Digest: Session] = [:]
    private static let mostOwners = 1000

    init(limit seconds: Int) {
        limit = seconds
    }

    func isAwake(_ token: Digest, of session: Session, at now: Instant, touching: Bool) -> Bool {
        if owners[token] == nil {
            if owners.count >= IdleWatch.mostOwners { owners = [:] }
            owners[token] = session
        }
        if let last = lastUse[token], last.adding(seconds: limit) < now {
            lastUse[token] = nil
            return false
        }
        if touching || lastUse[token] == nil { lastUse[token] = now }
        return true
    }

    /// Who was logged in, told only to the terminal where it was.
    func owner(of token: Digest, at terminal: Terminal?) -> StaffID? {
        owners[token].flatMap { $0.terminal.id == terminal?.id ? $0.staff.id : nil }
    }

    func forget(_ token: Digest) {
        lastUse[token] = nil
        owners[token] = nil
    }
}
