import Hummingbird
import Madoguchi

/// Makes this browser a registered terminal (端末の登録).
struct TerminalPage: Page {
    static let template = "terminal/registration"
    let outer: OuterFrame
    let action: String
    let refusal: String?
    /// 窓口1 市民課, where the browser is one already.
    let current: String?
    let login: String
    let demoAction: String
    let demoTerminals: [Choice]
    let isDemo: Bool

    struct Choice: Hashable, Sendable {
        let id: String
        let name: String
        let counter: String
    }
}

extension WebServer {
    func addTerminal(to open: OpenRoutes) {
        open.on(.terminalPage) { _, context in try await self.terminalPage(refusal: nil, context) }
        open.on(.terminalRegistration) { request, context in
            let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
            guard let code = TerminalCode(reading: form["code"]), let digest = code.digest,
                let terminal = try await self.ports.store.read({ try $0.terminal(tokenDigest: digest) })
            else {
                let refusal = "この登録コードは使えません。コードは10文字で、1回だけ使えます。管理者に新しいコードを頼んでください。"
                return try await self.terminalPage(refusal: refusal, context)
            }
            return try await self.register(terminal, token: hex(self.ports.random(32)))
        }
        open.on(.demoTerminal) { request, context in
            let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
            let id = TerminalID(form["terminal"])
            guard self.settings.isDemo, let terminal = try await self.ports.store.read({ try $0.terminal(id) }) else {
                throw Fault.notFound
            }
            // The same token for everybody who tries the town out, so that one visitor does not unseat another.
            return try await self.register(terminal, token: "demo-\(terminal.id.text)")
        }
    }

    func terminalPage(refusal: String?, _ context: PageContext) async throws -> Response {
        let isDemo = settings.isDemo
        let municipality = ports.municipality
        let terminals = isDemo ? try await ports.store.read { try $0.allTerminals() } : []
        let order = municipality.counters.sorted { $0.order < $1.order }.map(\.id)
        let walk = terminals.sorted { left, right in
            (order.firstIndex(of: left.counter) ?? order.count) < (order.firstIndex(of: right.counter) ?? order.count)
        }
        let page = TerminalPage(
            outer: outer("端末の登録"),
            action: Address.terminal.path,
            refusal: refusal,
            current: context.terminal?.name,
            login: Address.login.path,
            demoAction: Address.demoTerminal.path,
            demoTerminals: walk.filter { !$0.isRevoked }.map { terminal in
                TerminalPage.Choice(
                    id: terminal.id.text,
                    name: terminal.name,
                    counter: municipality.counter(terminal.counter)?.name ?? ""
                )
            },
            isDemo: isDemo
        )
        return try templates.response(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    private func register(_ terminal: Terminal, token: String) async throws -> Response {
        guard let digest = SecretCookie.terminal.digest(token), !terminal.isRevoked else { throw Fault.notFound }
        let now = ports.clock.now
        try await ports.store.write { store in
            try store.putTerminal(terminal, tokenDigest: digest)
            let entry = JournalEntry(.terminalIssued, at: now, terminal: terminal.id, detail: "registered")
            return Journaled((), [entry])
        }
        var response = Response.redirect(to: Address.login.path, type: .normal)
        response.setCookie(SecretCookie.terminal.cookie(token))
        return response
    }
}
