import Hummingbird
import Madoguchi

/// The log-in page (ログイン画面), also shown when a session has ended in the middle of work.
struct LogInPage: Page {
    static let template = "session/login"
    let outer: OuterFrame
    let action: String
    /// 窓口1 市民課
    let terminalName: String
    let terminalPath: String
    let staffID: String
    /// The id is filled in, so the cursor belongs into the password.
    let hasStaffID: Bool
    let to: String
    /// Amber: why the clerk sees this page in the middle of work.
    let notice: String?
    /// Red: why the last attempt was refused.
    let refusal: String?
    let kept: [KeptField]
    let demoAccounts: [DemoAccount]
    let hasDemoAccounts: Bool

    struct KeptField: Hashable, Sendable {
        let name: String
        let value: String
    }

    struct DemoAccount: Hashable, Sendable {
        let id: String
        let password: String
        let description: String
    }
}

/// After a log-in in the middle of work: what was typed is sent on with one key (再送信).
struct ResumePage: Page {
    static let template = "session/resume"
    let outer: OuterFrame
    let action: String
    let count: Int
    let kept: [LogInPage.KeptField]
    let home: String
}

/// Names of the log-in form's fields.
enum LogInField {
    static let staff = "staff"
    static let password = "password"
    static let to = "to"
    /// Stands before the name of every field kept from a form that met an ended session.
    static let kept = "kept."
}

extension WebServer {
    func addSession(to open: OpenRoutes) {
        open.on(.home) { _, _ in Response.redirect(to: Address.cases(.all).path, type: .normal) }
        open.on(.loginPage) { request, context in
            guard let terminal = context.terminal else {
                return try await self.terminalPage(refusal: nil, context)
            }
            let to = request.uri.queryParameters["to"].map { String($0) }
            let isLost = request.uri.queryParameters["ended"] != nil
            return try self.templates.response(
                self.logInPage(
                    terminal,
                    staffID: context.lostStaff,
                    to: to ?? "",
                    notice: isLost ? LogInText.ended : nil
                )
            )
        }
        open.on(.login) { request, context in try await self.logIn(request, context) }
        open.on(.logout) { request, context in try await self.logOut(request, context) }
    }

    func logInPage(
        _ terminal: Terminal,
        staffID: String = "",
        to: String = "",
        notice: String? = nil,
        refusal: String? = nil,
        kept: [LogInPage.KeptField] = []
    ) -> LogInPage {
        let accounts = settings.isDemo ? settings.demoAccounts : []
        return LogInPage(
            outer: outer("ログイン"),
            action: Address.login.path,
            terminalName: terminal.name,
            terminalPath: Address.terminal.path,
            staffID: staffID,
            hasStaffID: !staffID.isEmpty,
            to: to,
            notice: notice,
            refusal: refusal,
            kept: kept,
            demoAccounts: accounts.map {
                LogInPage.DemoAccount(id: $0.id, password: $0.password, description: $0.description)
            },
            hasDemoAccounts: !accounts.isEmpty
        )
    }

    private func logIn(_ request: Request, _ context: PageContext) async throws -> Response {
        guard let terminal = context.terminal else { throw NotATerminal() }
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let id = form[LogInField.staff]
        let to = form[LogInField.to]
        let kept = keptFields(of: form)
        let outcome = try await LogIn(ports: ports, settings: settings)
            .run(id: id, password: form.exact(LogInField.password), terminal: terminal)
        switch outcome {
        case .refused(let refusal):
            let page = logInPage(
                terminal,
                staffID: id,
                to: to,
                refusal: LogInText.sentence(refusal, settings),
                kept: kept
            )
            return try templates.response(page, status: .unprocessableContent)
        case .welcome(let token):
            return try welcome(token, to: ReturnPath(to), kept: kept, request)
        }
    }

    private func welcome(
        _ token: String,
        to: ReturnPath?,
        kept: [LogInPage.KeptField],
        _ request: Request
    ) throws -> Response {
        var response: Response
        if let to, !kept.isEmpty {
            let page = ResumePage(
                outer: outer("続きから送信"),
                action: to.text,
                count: kept.count,
                kept: kept,
                home: Address.home.path
            )
            response = try templates.response(page)
        } else {
            response = Response.redirect(to: to?.text ?? Address.cases(.all).path, type: .normal)
        }
        response.setCookie(SecretCookie.session.cookie(token))
        if let terminalToken = request.cookies[SecretCookie.terminal.rawValue]?.value {
            response.setCookie(SecretCookie.terminal.cookie(terminalToken))
        }
        return response
    }

    private func logOut(_ request: Request, _ context: PageContext) async throws -> Response {
        if case .loggedIn(let session, _, let token) = context.standing {
            let entry = JournalEntry(
                .logout,
                at: ports.clock.now,
                staff: session.staff.id,
                terminal: session.terminal.id
            )
            try await ports.store.write { store in
                try store.endSession(tokenDigest: token)
                return Journaled((), [entry])
            }
            await idle.forget(token)
            // The citizen's screen keeps nothing that no clerk is there for.
            await ports.stage.clear(session.terminal.id)
            await ports.feed.panelChanged(session.terminal.id)
        }
        var response = Response.redirect(to: Address.login.path, type: .normal)
        response.setCookie(SecretCookie.session.removal)
        // Browsers may keep whole pages for the back button, whatever they were told of storing.
        response.headers[.clearSiteData] = "\"cache\""
        return response
    }

    private func keptFields(of form: SubmittedForm) -> [LogInPage.KeptField] {
        form.fields.filter { $0.name.hasPrefix(LogInField.kept) }.map {
            LogInPage.KeptField(name: String($0.name.dropFirst(LogInField.kept.count)), value: $0.value)
        }
    }
}

enum LogInText {
    static let ended = "時間が過ぎたため、いったんログアウトしました。入力した内容は保存されています。ログインすると、同じ画面の続きに戻ります。"

    static func sentence(_ refusal: LogIn.Refusal, _ settings: WebSettings) -> String {
        switch refusal {
        case .mismatch:
            "職員IDまたはパスワードが違います。\(settings.allowedFailures)回続けて違うと、この職員IDは使えなくなります。"
        case .locked:
            "パスワードが\(settings.allowedFailures)回続けて違ったため、この職員IDを止めています。管理者にパスワードの再設定を頼んでください。"
        case .disabled:
            "この職員IDは使えません。異動や休職の手続きを管理者に確かめてください。"
        }
    }
}
