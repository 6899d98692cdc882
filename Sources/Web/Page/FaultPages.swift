import Hummingbird
import Madoguchi

/// A page that says what happened and what to do (エラー画面).
struct FaultPage: Page {
    static let template = "page/fault"
    let outer: OuterFrame
    let sentence: String
    let remedy: String?
    /// To be told to the administrator (お問い合わせ番号).
    let requestID: String
    let home: String
}

/// The plain frame of pages outside a log-in.
struct OuterFrame: Sendable {
    let title: String
    let town: String
    let mode: Frame.ModeMark
    let assets: String
}

extension WebServer {
    func outer(_ title: String) -> OuterFrame {
        OuterFrame(title: title, town: ports.municipality.name, mode: mode, assets: assets.root)
    }
}

/// Turns every error into a page; nothing an unknown error says reaches a screen or a log.
struct FaultPages: RouterMiddleware {
    typealias Context = PageContext
    let server: WebServer

    func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let fault = Fault(telling: error)
            context.trace.record { note in
                note.category = fault.category
                if fault.category == .broken { note.errorType = String(reflecting: type(of: error)) }
            }
            return try response(fault, context)
        }
    }

    private func response(_ fault: Fault, _ context: PageContext) throws -> Response {
        let page = FaultPage(
            outer: server.outer("お知らせ"),
            sentence: fault.sentence,
            remedy: fault.remedy.isEmpty ? nil : fault.remedy,
            requestID: context.id,
            home: Address.home.path
        )
        return try server.templates.response(page, status: fault.category.status)
    }
}
