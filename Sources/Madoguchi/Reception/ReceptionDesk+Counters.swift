/// Handing in, printing, and going on at the next counter.
extension ReceptionDesk {
    /// Hands in applications at a counter (受付): from now on they wait for their entry into the core system.
    package func submit(_ keys: [ApplicationKey], of id: CaseID, by hand: Hand) async throws -> CaseView {
        let now = clock.now
        let today = now.day
        let fonts = try renderer.fontVersions()
        return try await change(id, by: hand, at: now) { view, tx in
            let unsigned = try keys.compactMap { try view.unsignedDocument($0) }
            let stamp = Stamp(at: now, staff: hand.staff, terminal: hand.terminal)
            var change = try self.record(view.acts(for: unsigned, fonts), in: view, stamp, tx)
            for key in keys {
                let document = try view.submittable(key)
                change.bodies.append(
                    .submission(
                        Submission(
                            application: key,
                            counter: hand.counter,
                            documents: document.map { [$0.number] } ?? [],
                            receivedOn: today
                        )
                    )
                )
                change.entries.append((.submitted, key.text))
            }
            return change
        }
    }

    /// Takes a submission back before its entry (受付の取消).
    package func takeBack(_ key: ApplicationKey, reason: String, of id: CaseID, by hand: Hand) async throws -> CaseView
    {
        guard !reason.isEmpty else { throw ReceptionError.reasonMissing }
        return try await change(id, by: hand) { view, _ in
            guard view.receptionCase.submissions[key] != nil else { throw ReceptionError.notSubmitted(key) }
            return Change(
                bodies: [.submissionReturn(SubmissionReturn(application: key, reason: reason))],
                entries: [(.submissionTakenBack, key.text)]
            )
        }
    }

    /// The family shows its slip at a counter (手続案内書の読取).
    package func arrive(with ticket: Ticket, by hand: Hand) async throws -> CaseID {
        let now = clock.now
        let found = try await store.read { tx in try tx.caseID(ticket: ticket) }
        guard let found else {
            try await store.journal([entry(.ticketRefused, nil, hand, now, "unknown")])
            throw ReceptionError.ticketUnknown
        }
        let view = try await view(of: found.id, at: hand.counter)
        let refusal: ReceptionError? =
            view.receptionCase.isWithdrawn ? .ticketOfClosedCase : found.isCurrent ? nil : .ticketReplaced
        if let refusal {
            try await store.journal([entry(.ticketRefused, found.id, hand, now, "\(refusal)")])
            throw refusal
        }
        try await change(found.id, by: hand, whileStopped: true) { _, _ in
            Change(
                bodies: [.arrival(Arrival(counter: hand.counter))],
                entries: [(.ticketRead, ""), (.arrived, hand.counter.text)]
            )
        }
        return found.id
    }

    /// Parks a case (保留) with a reason.
    package func hold(_ id: CaseID, reason: String, by hand: Hand) async throws -> CaseView {
        guard !reason.isEmpty else { throw ReceptionError.reasonMissing }
        return try await change(id, by: hand, whileStopped: true) { _, _ in
            Change(bodies: [.hold(Hold(reason: reason))], entries: [(.held, "")])
        }
    }

    /// Goes on with a parked case (再開).
    package func resume(_ id: CaseID, by hand: Hand) async throws -> CaseView {
        try await change(id, by: hand) { _, _ in
            Change(bodies: [.resumption], entries: [(.resumed, "")])
        }
    }

    /// Gives a case up (取下げ); nothing of it reaches the core system.
    package func withdraw(_ id: CaseID, reason: String, by hand: Hand) async throws -> CaseView {
        guard !reason.isEmpty else { throw ReceptionError.reasonMissing }
        return try await change(id, by: hand, whileStopped: true) { _, _ in
            Change(bodies: [.withdrawal(Withdrawal(reason: reason))], entries: [(.withdrawn, "")])
        }
    }
}

extension CaseView {
    /// The document to hand in, or nil for a procedure without a form. Throws what stands in the way.
    func submittable(_ key: ApplicationKey) throws(ReceptionError) -> DocumentRecord? {
        guard let state = application(key), state.verdict.outcome == .due else { throw .applicationNotFound }
        guard state.submission == nil else { throw .alreadySubmitted(key) }
        guard state.procedure.form != nil else { return nil }
        guard let document = state.current else { throw .notComplete(key) }
        guard isSigned(state) else { throw .notSigned(key) }
        return document
    }

    /// A document signed by hand on paper or by its printed name: taking it in is what closes it.
    func unsignedDocument(_ key: ApplicationKey) throws(ReceptionError) -> DocumentRecord? {
        guard let document = try submittable(key), application(key)?.procedure.signature != .electronic else {
            return nil
        }
        return receptionCase.signing(of: document) == nil ? document : nil
    }

    /// One act for all forms with a signature on paper, one for all with a printed name (紙に自署・記名).
    func acts(for documents: [DocumentRecord], _ fonts: [FontVersion]) -> [SigningAct] {
        var acts: [SigningAct] = []
        for (mode, method) in [(Procedure.SignatureMode.paper, SigningMethod.paper), (.printedName, .printedName)] {
            let those = documents.filter { application($0.application)?.procedure.signature == mode }
            guard !those.isEmpty else { continue }
            let number = receptionCase.signings.count + acts.count + 1
            acts.append(act(number, those, .none, method, role: nil).set(in: fonts))
        }
        return acts
    }
}
