import Hummingbird
import Japanese
import Madoguchi

/// Documents on screen, on the panel and on paper.
extension WebServer {
    func addCaseDocuments(to staff: StaffRoutes) {
        addCasePresentation(to: staff)
        staff.on(.caseDocuments) { request, context in
            try await self.act(request, context, then: .confirm) { id, form, hand in
                if !form.all("proxy-name").isEmpty { return try await self.signThroughProxy(form, id, hand, context) }
                let view = try await self.ports.desk.prepareDocuments(of: id, by: hand)
                let scene: Presentation.Scene = view.documentsToSign.isEmpty ? .thanks : .confirmation
                await self.present(id, scene, on: context.session)
            }
        }
        staff.on(.casePreview) { try await self.preview($0, $1) }
        staff.on(.caseDocument) { try await self.document($0, $1) }
        staff.on(.casePrint) { try await self.print($0, $1) }
        staff.on(.caseSlip) { request, context in
            let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
            return try await self.printed([], slip: self.slipLanguage(form), form, of: try context.caseID(), context)
        }
    }

    /// The clerk's record of somebody who writes for a signer who cannot (代筆の記録).
    private func signThroughProxy(
        _ form: SubmittedForm,
        _ id: CaseID,
        _ hand: ReceptionDesk.Hand,
        _ context: StaffContext
    ) async throws {
        let proxy = Proxy(
            name: RegisteredText(form["proxy-name"]),
            relation: form["proxy-relation"],
            reason: form["proxy-reason"]
        )
        let shown = form.all("shown").compactMap { Int($0) }
        let view = try await ports.desk.sign(through: proxy, shown: shown, of: id, by: hand)
        await present(id, view.documentsToSign.isEmpty ? .thanks : .confirmation, on: context.session)
    }

    /// All papers of the visit, some of them, or those still missing; after a paper jam the spoiled ones once more.
    private func print(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id = try context.caseID()
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let wanted = form.all("document").compactMap { Int($0) }
        let view = try await told { try await self.ports.desk.view(of: id, at: context.counter) }
        let current = view.printOrder.map(\.number)
        let numbers = form["only"] == "missing" ? view.unprinted : wanted.isEmpty ? current : wanted
        if !form["spoiled"].isEmpty {
            guard !wanted.isEmpty else {
                throw Fault(.invalid, "刷り損じた書類が選ばれていません。", remedy: "前の画面で、刷り損じた書類に印を付けてください。")
            }
            let reason = form["spoiled"]
            _ = try await told { try await self.ports.desk.spoil(numbers, reason: reason, of: id, by: context.hand) }
        }
        let withSlip = wanted.isEmpty && form["only"].isEmpty
        return try await printed(numbers, slip: withSlip ? slipLanguage(form) : nil, form, of: id, context)
    }

    /// The chosen language of the slip where the municipality has it, else Japanese.
    private func slipLanguage(_ form: SubmittedForm) -> String {
        let wanted = form["language"]
        return ports.desk.catalogue.slipLanguages.map(\.code).first { $0.utf8.elementsEqual(wanted.utf8) } ?? "ja"
    }

    /// To the terminal's printer where it has one and the clerk did not choose the browser, else as a PDF for its dialog.
    /// `slip` is the language of the slip; nil leaves it out.
    private func printed(
        _ numbers: [Int],
        slip: String?,
        _ form: SubmittedForm,
        of id: CaseID,
        _ context: StaffContext
    ) async throws -> Response {
        let (hand, language) = (context.hand, slip ?? "ja")
        guard let printer = ports.printer(hand.terminal), form["by"] != "browser" else {
            let bytes = try await told {
                try await self.ports.desk.print(numbers, withSlip: slip != nil, language: language, of: id, by: hand)
            }
            await changed(id)
            return pdf(bytes)
        }
        let jobs = try await told {
            try await self.ports.desk.printJobs(
                numbers,
                withSlip: slip != nil,
                language: language,
                of: id,
                by: hand,
                printer: printer
            )
        }
        await changed(id)
        guard await ports.send(jobs) else {
            _ = try? await ports.desk.spoil(numbers, reason: "プリンターの応答なし", of: id, by: hand)
            await changed(id)
            throw Fault(
                .unavailable,
                "プリンター「\(printer)」が受け付けませんでした。",
                remedy: "電源と用紙を確かめて、もう一度印刷してください。急ぐときは、前の画面の「ブラウザーで印刷」を押してください。"
            )
        }
        return Response.redirect(to: Address.receptionCase(id).path, type: .normal)
    }

    /// What the panel shows of the case.
    private func addCasePresentation(to staff: StaffRoutes) {
        staff.on(.casePresentation) { request, context in
            try await self.act(request, context) { id, form, _ in
                let scene: Presentation.Scene = form["scene"] == "confirmation" ? .confirmation : .questions
                await self.present(id, scene, on: context.session)
                let entry = context.entry(.presented, at: self.ports.clock.now, caseID: id, detail: scene.label)
                try await self.ports.store.journal([entry])
            }
        }
        staff.on(.casePresentationEnd) { request, context in
            try await self.act(request, context) { id, _, _ in
                await self.ports.stage.clear(context.session.terminal.id)
                await self.ports.feed.panelChanged(context.session.terminal.id)
                let entry = context.entry(.presentationEnded, at: self.ports.clock.now, caseID: id)
                try await self.ports.store.journal([entry])
            }
        }
    }

    func present(_ id: CaseID, _ scene: Presentation.Scene, on session: Session) async {
        let terminal = session.terminal
        var presentation = Presentation(caseID: id, scene: scene, counter: terminal.counter)
        presentation.attendant = session.staff.id
        await ports.stage.show(presentation, on: terminal.id)
        await ports.feed.panelChanged(terminal.id)
    }

    /// The form as it stands now, drawn by the same layout that is signed and printed.
    private func preview(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id = try context.caseID()
        let key = ApplicationKey(reading: context.parameters.get("application") ?? "")
        let view = try await told { try await self.ports.desk.view(of: id, at: context.counter) }
        guard let state = view.application(key), case .complete(let filled) = state.paper else { throw Fault.notFound }
        let printed = state.current.flatMap { view.printed($0) } ?? PrintedForm(filled)
        let look = context.entry(.documentView, at: ports.clock.now, caseID: id, detail: "preview \(key.text)")
        try await ports.store.journal([look])
        let page = PreviewPage(
            title: filled.title,
            assets: assets.root,
            pages: try ports.renderer.preview(of: printed)
        )
        return try templates.response(page)
    }

    /// The stored bytes of a document: sealed where it is closed, else its content.
    private func document(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id = try context.caseID()
        let number = context.parameters.get("document").flatMap { Int($0) } ?? 0
        let view = try await told { try await self.ports.desk.view(of: id, at: context.counter) }
        guard !view.protection.isStopped else {
            try await ports.store.journal([
                context.entry(.denied, at: ports.clock.now, caseID: id, detail: Route.caseDocument.rawValue)
            ])
            return try await told { throw ReceptionError.protectionStop }
        }
        let visible = view.receptionCase
        let digest = visible.document(number).map { visible.seal(of: $0)?.sealed ?? $0.digest }
        guard let digest, let bytes = try await ports.store.read({ try $0.documentBytes(digest) }) else {
            throw Fault.notFound
        }
        let entry = context.entry(.documentView, at: ports.clock.now, caseID: id, detail: "\(number)")
        try await ports.store.journal([entry])
        return pdf(bytes)
    }

    private func pdf(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "application/pdf", .cacheControl: "no-store", .contentDisposition: "inline",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}

/// One form as pages to look at (様式の確認).
struct PreviewPage: Page {
    static let template = "reception/preview"
    let title: String
    let assets: String
    let pages: [String]
}
