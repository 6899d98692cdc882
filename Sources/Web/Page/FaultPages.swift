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
    /// Where the clerk was at work; nil where there is only the list to go to.
    let back: WayBack?
}

/// The screen that a refused request came from (戻り先), read from the request's own address.
struct WayBack: Hashable, Sendable {
    let path: String
    let label: String

    /// Nothing else is put into a link than letters that an address of ours has.
    init?(from request: Request) {
        let parts = request.uri.path.split(separator: "/").map(String.init)
        guard let first = parts.first, parts.allSatisfy({ $0.utf8.allSatisfy(WayBack.isPlain) }) else { return nil }
        let isInside = parts.count > 1 || request.method != .get
        switch (first, parts.count) {
        case ("cases", 3...): (path, label) = ("/cases/\(parts[1])", "この受付に戻る")
        case ("households", 3...): (path, label) = ("/households/\(parts[1])", "世帯の画面に戻る")
        case ("residents", _) where isInside: (path, label) = (Address.residents.path, "住民検索に戻る")
        case ("matches", _) where isInside: (path, label) = (Address.matches.path, "宛名番号の照合に戻る")
        case ("entries", _) where isInside: (path, label) = (Address.entries(nil).path, "入力待ちに戻る")
        default: return nil
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x25, 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }
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
            return try response(fault, request, context)
        }
    }

    private func response(_ fault: Fault, _ request: Request, _ context: PageContext) throws -> Response {
        let page = FaultPage(
            outer: server.outer("お知らせ"),
            sentence: fault.sentence,
            remedy: fault.remedy.isEmpty ? nil : fault.remedy,
            requestID: context.id,
            home: Address.home.path,
            back: WayBack(from: request)
        )
        return try server.templates.response(page, status: fault.category.status)
    }
}
