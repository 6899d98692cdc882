import Hummingbird
import Madoguchi

/// Documents on screen, on the panel and on paper.
extension WebServer {
    func addCaseDocuments(to staff: StaffRoutes) {
        addCasePresentation(to: staff)
        staff.on(.caseDocuments) { request, context in
            try await self.act(request, context, then: .confirm) { id, _, hand in
                let view = try await self.ports.desk.prepareDocuments(of: id, by: hand)
                let scene: Presentation.Scene = view.documentsToSign.isEmpty ? .thanks : .confirmation
                await self.present(id, scene, on: context.session)
            }
        }
        staff.on(.casePreview) { try await self.preview($0, $1) }
        staff.on(.caseDocument) { try await self.document($0, $1) }
        staff.on(.casePrint) { request, context in
            let id = try context.caseID()
            let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
            let wanted = form.all("document").compactMap { Int($0) }
            let bytes = try await self.told {
                let view = try await self.ports.desk.view(of: id)
                let current = view.applications.compactMap(\.current?.number)
                let numbers = wanted.isEmpty ? current : current.filter(wanted.contains)
                let withSlip = wanted.isEmpty
                return try await self.ports.desk.print(numbers, withSlip: withSlip, of: id, by: context.hand)
            }
            await self.changed(id)
            return self.pdf(bytes)
        }
        staff.on(.caseSlip) { request, context in
            let id = try context.caseID()
            let bytes = try await self.told {
                try await self.ports.desk.print([], withSlip: true, of: id, by: context.hand)
            }
            await self.changed(id)
            return self.pdf(bytes)
        }
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
        let view = try await told { try await self.ports.desk.view(of: id) }
        guard let state = view.application(key), case .complete(let filled) = state.paper else { throw Fault.notFound }
        let printed = state.current.flatMap { view.printed($0) } ?? PrintedForm(filled)
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
        let bytes = try await ports.store.read { tx -> [UInt8]? in
            guard let found = try tx.receptionCase(id), let document = found.document(number) else { return nil }
            return try tx.documentBytes(found.seal(of: document)?.sealed ?? document.digest)
        }
        guard let bytes else { throw Fault.notFound }
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
