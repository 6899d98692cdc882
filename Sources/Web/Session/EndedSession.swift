import Hummingbird

/// Leads those who must log in or register first to the right page, instead of an error.
struct Entrance: RouterMiddleware {
    typealias Context = PageContext
    let server: WebServer

    func handle(
        _ request: Request,
        context: PageContext,
        next: (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is NotLoggedIn where context.terminal != nil {
            return try await server.askForLogIn(request, context)
        } catch is NotLoggedIn {
            return Response.redirect(to: Address.login.path, type: .normal)
        } catch is NotATerminal {
            return Response.redirect(to: Address.terminal.path, type: .normal)
        }
    }
}

extension WebServer {
    /// Answers a request that needs a clerk when nobody is logged in: nothing typed is lost (時間切れからの復帰).
    func askForLogIn(_ request: Request, _ context: PageContext) async throws -> Response {
        if context.route(request)?.isBackground ?? false { return Response(status: .unauthorized) }
        guard request.method == .get else { return try await keepForm(request, context) }
        let to = [request.uri.path, request.uri.query].compactMap { $0 }.joined(separator: "?")
        var query: [String] = []
        if to != Address.home.path, ReturnPath(to) != nil { query.append("to=" + percentEncoded(to)) }
        if case .expired = context.standing { query.append("ended=1") }
        let path = Address.login.path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        return Response.redirect(to: path, type: .normal)
    }

    /// A form that meets an ended session comes back inside the log-in page and is sent on after it.
    private func keepForm(_ request: Request, _ context: PageContext) async throws -> Response {
        guard let terminal = context.terminal else { throw NotATerminal() }
        guard SubmittedForm.isForm(request) else {
            let notice = "時間が過ぎたため、ログアウトしました。ファイルは送られていません。ログインしてから、もう一度選んでください。"
            return try templates.response(
                logInPage(terminal, staffID: context.lostStaff, notice: notice),
                status: .unauthorized
            )
        }
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let kept = form.fields.map { LogInPage.KeptField(name: $0.name, value: $0.value) }
        let page = logInPage(
            terminal,
            staffID: context.lostStaff,
            to: request.uri.path,
            notice: LogInText.ended,
            kept: kept
        )
        return try templates.response(page, status: .unauthorized)
    }
}
