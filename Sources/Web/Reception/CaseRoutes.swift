import Hummingbird
import Japanese
import Madoguchi

/// The routes of one case (受付画面の操作). Each handler reads the input, calls the desk once, and shows or redirects.
extension WebServer {
    func addCase(to staff: StaffRoutes) {
        staff.on(.caseOpening) { try await self.openCase($0, $1) }
        staff.on(.casePage) { try await self.showCase($0, $1) }
        staff.on(.caseFacts) { try await self.noteFacts($0, $1) }
        staff.on(.casePerson) { request, context in
            try await self.act(request, context, then: .people) { id, _, hand in
                _ = try await self.ports.desk.addPerson(to: id, by: hand)
            }
        }
        staff.on(.personRemoval) { request, context in
            let key = context.parameters.get("person").flatMap { PersonKey($0) }
            return try await self.act(request, context) { id, form, hand in
                guard let key else { throw ReceptionError.personNotFound }
                _ = try await self.ports.desk.remove(key, reason: form["reason"], from: id, by: hand)
            }
        }
        addCaseVerdicts(to: staff)
        addCaseReadings(to: staff)
        addCaseDocuments(to: staff)
        addCaseEndings(to: staff)
        addCaseProtection(to: staff)
    }

    private func openCase(_ request: Request, _ context: StaffContext) async throws -> Response {
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        guard let event = LifeEvent(rawValue: form["event"]) else { throw Fault.unreadable }
        let id = try await ports.desk.open(event, by: context.hand)
        await ports.feed.caseChanged(id)
        return Response.redirect(to: Address.receptionCase(id).path, type: .normal)
    }

    private func showCase(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id = try context.caseID()
        let view = try await told { try await self.ports.desk.look(at: id, by: context.hand) }
        var builder = await caseBuilder(view, context)
        builder.step = request.uri.queryParameters.get("step").flatMap { CaseStep(rawValue: $0) }
        return try await caseResponse(builder, context)
    }

    private func noteFacts(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id = try context.caseID()
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let answers = FactAnswers(
            form,
            catalogue: ports.desk.catalogue,
            source: form["source"] == "citizen" ? .citizen : .staff,
            today: ports.clock.now.day
        )
        let step = CaseStep(rawValue: form["step"])
        do {
            guard answers.errors.isEmpty else { return try await refused(id, answers, step, "", context) }
            _ = try await ports.desk.note(
                answers.facts,
                basis: Int(form["basis"]) ?? 0,
                in: id,
                by: context.hand
            )
        } catch let error as ReceptionError {
            let sentence = ports.desk.catalogue.text(error.textKey)
            return try await refused(id, answers, step, sentence, context, conflict: error.conflictKey)
        }
        await changed(id)
        return Response.redirect(to: Address.receptionCase(id).path, type: .normal)
    }

    /// Shows the screen again with everything that was typed and a sentence at each field.
    private func refused(
        _ id: CaseID,
        _ answers: FactAnswers,
        _ step: CaseStep?,
        _ message: String,
        _ context: StaffContext,
        conflict: FactKey? = nil
    ) async throws -> Response {
        let view = try await told { try await self.ports.desk.view(of: id, at: context.counter) }
        var builder = await caseBuilder(view, context)
        builder.step = step
        builder.message = message.isEmpty ? "入力を確かめてください。赤い欄に、直し方が書いてあります。" : message
        builder.form.typed = answers.typed
        builder.form.errors = answers.errors
        if let conflict {
            let stored = view.receptionCase.facts[conflict].map { FactForm.text($0.fact.value, ports.eras) } ?? ""
            builder.form.errors[conflict.text] = "\(message)いま保存されている内容は「\(stored)」です。"
        }
        return try await caseResponse(builder, context, status: conflict == nil ? .unprocessableContent : .conflict)
    }
}

/// What the handlers of a case share.
extension WebServer {
    func caseBuilder(_ view: CaseView, _ context: StaffContext) async -> CasePageBuilder {
        var builder = CasePageBuilder(
            view,
            counter: context.counter,
            permissions: context.permissions,
            presentation: await ports.stage.presentation(on: context.session.terminal),
            towns: towns
        )
        builder.printer = ports.printer(context.session.terminal.id)
        return builder
    }

    func caseResponse(
        _ builder: CasePageBuilder,
        _ context: StaffContext,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let viewing = overlayViewing(context)
        let (frame, neighbours) = try await ports.store.read { [view = builder.view] tx in
            let title = "受付 \(view.receptionCase.opening.number.text)"
            return (try self.frame(title, at: .cases, context, tx), try tx.neighbours(of: view, viewing))
        }
        var builder = builder
        builder.neighbours = neighbours
        return try templates.response(builder.page(frame), status: status)
    }

    /// Reads the form, does one thing, tells the screens, and goes back to the case.
    func act(
        _ request: Request,
        _ context: StaffContext,
        then step: CaseStep? = nil,
        _ body: @Sendable @escaping (CaseID, SubmittedForm, ReceptionDesk.Hand) async throws -> Void
    ) async throws -> Response {
        let id = try context.caseID()
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        try await told { try await body(id, form, context.hand) }
        await changed(id)
        let target = step.map { Address.caseStep(id, $0) } ?? .receptionCase(id)
        return Response.redirect(to: target.path, type: .normal)
    }

    /// Puts the desk's refusals into the municipality's own words.
    func told<T: Sendable>(_ body: @Sendable () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let error as ReceptionError {
            throw Fault(error.category, ports.desk.catalogue.text(error.textKey), remedy: "")
        }
    }

    /// Every screen that shows the case reads it again.
    func changed(_ id: CaseID) async {
        await ports.feed.caseChanged(id)
        for terminal in await ports.stage.terminals(showing: id) { await ports.feed.panelChanged(terminal) }
    }
}

extension StaffContext {
    var hand: ReceptionDesk.Hand {
        ReceptionDesk.Hand(staff: session.staff.id, terminal: session.terminal.id, counter: counter)
    }

    func caseID() throws -> CaseID {
        guard let id = parameters.get("id").flatMap({ CaseID($0) }) else { throw Fault.notFound }
        return id
    }
}

extension ReceptionError {
    var category: Fault.Category {
        switch self {
        case .caseNotFound, .personNotFound, .applicationNotFound, .ticketUnknown, .residentNotFound: .notFound
        case .conflict, .caseWithdrawn, .documentsChanged, .alreadySubmitted, .notSubmitted, .ticketReplaced,
            .ticketOfClosedCase, .protectionStop, .protectionStays, .releaseNotRequested, .releaseByRequester,
            .releaseOfSeveral,
            .protectionEndByNoter:
            .conflict
        case .unknownItem, .unsuitableValue, .reasonMissing, .nothingToSign, .signatureRefused, .notSigned,
            .proxyIncomplete, .notPrinted, .nothingToPrint, .notComplete, .readingEmpty:
            .invalid
        }
    }

    var conflictKey: FactKey? {
        if case .conflict(let key) = self { key } else { nil }
    }
}
