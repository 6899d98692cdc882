package import Hummingbird
import Madoguchi

/// What is known about a request before anybody is asked who they are.
package struct PageContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    let trace = RequestTrace()
    /// The terminal whose browser asks, where it is registered (端末).
    var terminal: Terminal?
    var standing = Standing.loggedOut

    /// Whether a clerk is logged in (ログイン状態).
    enum Standing: Sendable {
        case loggedOut
        /// There was a session, and its time is over (時間切れ); whose it was, where this terminal may know.
        case expired(StaffID?)
        case loggedIn(Session, Set<Permission>, token: Digest)
    }

    /// The id of whose time is over, for the log-in page; empty where nobody's is.
    var lostStaff: String {
        guard case .expired(let staff) = standing else { return "" }
        return staff?.text ?? ""
    }

    package init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    /// Forms are small; a handler that takes files reads the body itself with its own limit.
    package var maxUploadSize: Int { 256 * 1024 }

    /// The route that was matched; nil for an address nobody answers.
    func route(_ request: Request) -> Route? {
        endpointPath.flatMap { pattern in
            Route.allCases.first { $0.pattern == pattern && $0.method == request.method }
        }
    }
}

/// A request by a clerk who is logged in; staff routes take nothing less.
package struct StaffContext: ChildRequestContext {
    package var coreContext: CoreRequestContextStorage
    let session: Session
    let permissions: Set<Permission>
    let token: Digest
    let trace: RequestTrace

    package init(context: PageContext) throws {
        guard case .loggedIn(let session, let permissions, let token) = context.standing else { throw NotLoggedIn() }
        coreContext = context.coreContext
        self.session = session
        self.permissions = permissions
        self.token = token
        trace = context.trace
    }

    package var maxUploadSize: Int { 256 * 1024 }

    /// The counter the clerk sits at (自分の窓口).
    var counter: CounterID { session.terminal.counter }

    func stamp(at now: Instant) -> Stamp {
        Stamp(at: now, staff: session.staff.id, terminal: session.terminal.id)
    }

    func entry(
        _ action: JournalEntry.Action,
        at now: Instant,
        caseID: CaseID? = nil,
        residents: [ResidentNumber] = [],
        detail: String = ""
    ) -> JournalEntry {
        JournalEntry(
            action,
            at: now,
            staff: session.staff.id,
            terminal: session.terminal.id,
            caseID: caseID,
            residents: residents,
            detail: detail
        )
    }
}

/// A request by a registered terminal without anybody logged in: the citizen's touch panel (タッチパネル).
package struct TerminalContext: ChildRequestContext {
    package var coreContext: CoreRequestContextStorage
    let terminal: Terminal
    let trace: RequestTrace

    package init(context: PageContext) throws {
        guard let terminal = context.terminal else { throw NotATerminal() }
        coreContext = context.coreContext
        self.terminal = terminal
        trace = context.trace
    }

    package var maxUploadSize: Int { 256 * 1024 }
}
