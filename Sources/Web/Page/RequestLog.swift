import Hummingbird
import Logging
import Madoguchi
import Synchronization

/// What the log line of a request tells besides its head; filled in on the way. Never answers, names or query strings.
final class RequestTrace: Sendable {
    struct Note: Sendable {
        var staff: StaffID?
        var terminal: TerminalID?
        var caseID: CaseID?
        var category: Fault.Category?
        var errorType: String?
    }

    private let note = Mutex(Note())

    func record(_ change: (inout Note) -> Void) {
        note.withLock { change(&$0) }
    }

    var current: Note { note.withLock { $0 } }
}

/// One line per request with a fixed list of attributes (アクセスログ).
struct RequestLog: RouterMiddleware {
    typealias Context = PageContext
    let logger: Logger

    func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        response.headers[values: .requestID] = [context.id]
        let note = context.trace.current
        var line: Logger.Metadata = [
            "request": "\(context.id)",
            "method": "\(request.method.rawValue)",
            "route": "\(context.endpointPath ?? "-")",
            "status": "\(response.status.code)",
            "ms": "\(start.duration(to: .now).inMilliseconds)",
        ]
        line["staff"] = note.staff.map { "\($0.text)" }
        line["terminal"] = note.terminal.map { "\($0.text)" }
        line["case"] = note.caseID.map { "\($0.text)" }
        line["refusal"] = note.category.map { "\($0.rawValue)" }
        line["error"] = note.errorType.map { "\($0)" }
        logger.log(level: note.category == .broken ? .error : .info, "request", metadata: line)
        return response
    }
}

extension Duration {
    fileprivate var inMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
