import Foundation
import Hummingbird
import Madoguchi

/// The citizen's touch panel (来庁者画面): no log-in, only what this terminal is told to show.
extension WebServer {
    func addPanel(to terminal: TerminalRoutes) {
        terminal.on(.panel) { _, context in
            let page = PanelPage(
                self.ports.desk.catalogue,
                assets: self.assets.root,
                view: try await self.panelView(context)
            )
            return try self.templates.response(page)
        }
        terminal.on(.panelView) { _, context in
            try self.templates.response(try await self.panelView(context))
        }
        terminal.on(.panelAnswer) { try await self.answer($0, $1) }
        terminal.on(.panelConfirmation) { try await self.confirm($0, $1) }
        terminal.on(.panelSignature) { try await self.sign($0, $1) }
    }

    private func panelView(
        _ context: TerminalContext,
        error: String = "",
        typed: String = ""
    ) async throws -> PanelView {
        let presentation = await ports.stage.presentation(on: context.terminal)
        guard let id = presentation.caseID, presentation.scene != .idle else {
            var view = PanelView(basis: 0)
            view.welcome = PanelViewBuilder.welcome(ports.desk.catalogue)
            return view
        }
        let view = try await told { try await self.ports.desk.view(of: id, at: context.terminal.counter) }
        var builder = PanelViewBuilder(view: view, presentation: presentation, error: error, typed: typed)
        if presentation.scene == .confirmation, !builder.isHidden {
            for document in view.documentsToSign {
                if let printed = view.printed(document) {
                    builder.pages[document.number] = try ports.renderer.preview(of: printed)
                }
            }
        }
        return builder.panelView()
    }

    /// One answer; it is on the clerk's screen at once.
    private func answer(_ request: Request, _ context: TerminalContext) async throws -> Response {
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        var presentation = await ports.stage.presentation(on: context.terminal)
        guard let id = presentation.caseID, presentation.scene == .questions else { return panelAgain() }
        if !form["back"].isEmpty { return try await goBack(presentation, in: id, context) }
        let answers = FactAnswers(
            form,
            catalogue: ports.desk.catalogue,
            source: .citizen,
            today: ports.clock.now.day
        )
        if let (key, sentence) = answers.errors.first {
            let view = try await panelView(context, error: sentence, typed: answers.typed[key] ?? "")
            return try templates.response(view, status: .unprocessableContent)
        }
        guard !answers.facts.isEmpty else {
            let view = try await panelView(context, error: ports.desk.catalogue.text("panel.empty"))
            return try templates.response(view, status: .unprocessableContent)
        }
        do {
            _ = try await ports.desk.note(
                answers.facts,
                basis: Int(form["basis"]) ?? 0,
                in: id,
                by: context.hand
            )
        } catch is ReceptionError {
            // The clerk was faster; the panel shows what is open now.
        }
        presentation.again = nil
        presentation.answered += answers.facts.map(\.key)
        await ports.stage.show(presentation, on: context.terminal.id)
        await changed(id)
        return panelAgain()
    }

    /// Shows the question before once more, with the answer that was given (前の質問に戻る).
    private func goBack(_ shown: Presentation, in id: CaseID, _ context: TerminalContext) async throws -> Response {
        var presentation = shown
        let view = try await told { try await self.ports.desk.view(of: id, at: context.terminal.counter) }
        let builder = PanelViewBuilder(view: view, presentation: presentation)
        guard let key = builder.previous, let place = presentation.answered.lastIndex(of: key) else {
            return panelAgain()
        }
        presentation.answered.removeSubrange(place...)
        presentation.again = key
        await ports.stage.show(presentation, on: context.terminal.id)
        return panelAgain()
    }

    private func confirm(_ request: Request, _ context: TerminalContext) async throws -> Response {
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        var presentation = await ports.stage.presentation(on: context.terminal)
        let agrees = form["answer"] == "yes"
        // Before the pen, too, somebody may see that something is wrong.
        let isAsked = presentation.scene == .confirmation || (presentation.scene == .signing && !agrees)
        guard let id = presentation.caseID, isAsked else { return panelAgain() }
        presentation.scene = agrees ? .signing : .questions
        presentation.isDisputed = !agrees
        await ports.stage.show(presentation, on: context.terminal.id)
        try await ports.store.journal([
            JournalEntry(
                .answered,
                at: ports.clock.now,
                terminal: context.terminal.id,
                caseID: id,
                detail: agrees ? "confirmed" : "disputed"
            )
        ])
        await changed(id)
        return panelAgain()
    }

    private func sign(_ request: Request, _ context: TerminalContext) async throws -> Response {
        let body = try await request.body.collect(upTo: 2 * 1024 * 1024)
        guard let sent = try? JSONDecoder().decode(SentSignature.self, from: Data(body.readableBytesView)) else {
            throw Fault.unreadable
        }
        let presentation = await ports.stage.presentation(on: context.terminal)
        guard let id = presentation.caseID, presentation.scene == .signing else { return panelAgain() }
        var next = presentation
        do {
            let view = try await ports.desk.sign(
                sent.ink,
                shown: sent.shown,
                of: id,
                by: context.hand,
                attendant: presentation.attendant
            )
            next.scene = view.documentsToSign.isEmpty ? .thanks : .signing
        } catch let error as ReceptionError {
            let sentence = ports.desk.catalogue.text(error.panelTextKey)
            return Response(
                status: error.category.status,
                headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: sentence))
            )
        }
        await ports.stage.show(next, on: context.terminal.id)
        await changed(id)
        return panelAgain()
    }

    private func panelAgain() -> Response {
        Response.redirect(to: Address.panelView.path, type: .normal)
    }

    private struct SentSignature: Decodable {
        let ink: SignatureInk
        let shown: [Int]
    }
}

extension ReceptionError {
    /// The citizen is spoken to in other words than the clerk.
    fileprivate var panelTextKey: String {
        switch self {
        case .signatureRefused(.empty): "panel.sign.empty"
        case .signatureRefused: "panel.sign.short"
        default: "panel.sign.changed"
        }
    }
}

extension TerminalContext {
    /// The citizen at this terminal.
    var hand: ReceptionDesk.Hand {
        ReceptionDesk.Hand(staff: nil, terminal: terminal.id, counter: terminal.counter)
    }
}
