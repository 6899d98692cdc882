/// Handing in, printing, and going on at the next counter.
extension ReceptionDesk {
    /// Hands in applications at a counter (受付): from now on they wait for their entry into the core system.
    package func submit(_ keys: [ApplicationKey], of id: CaseID, by hand: Hand) async throws -> CaseView {
        let today = clock.now.day
        return try await change(id, by: hand) { view, _ in
            var change = Change()
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

    /// Prints forms and, where asked, the slip as one PDF (印刷). A form printed before carries 再発行.
    package func print(
        _ numbers: [Int],
        withSlip: Bool,
        of id: CaseID,
        by hand: Hand
    ) async throws -> [UInt8] {
        let fresh = Ticket(random: random(10))
        let view = try await change(id, by: hand) { view, _ in
            var change = Change()
            if withSlip {
                change.bodies.append(.ticket(TicketIssue(ticket: fresh.text)))
                change.entries.append((.ticketIssued, ""))
            }
            change.bodies.append(.printing(PrintRun(documents: numbers, withSlip: withSlip)))
            change.entries.append((.printed, numbers.map(String.init).joined(separator: " ")))
            return change
        }
        let before = view.receptionCase.printings.dropLast().flatMap(\.documents)
        let forms = numbers.compactMap { number in
            view.receptionCase.document(number).flatMap { view.printed($0, isReissue: before.contains(number)) }
        }
        let slip = withSlip ? SlipPlan(view).slip(on: clock.now.day) : nil
        return try renderer.pdf(of: forms, slip: slip)
    }

    /// The family shows its slip at a counter (手続案内書の読取).
    package func arrive(with ticket: Ticket, by hand: Hand) async throws -> CaseID {
        let now = clock.now
        let found = try await store.read { tx in try tx.caseID(ticket: ticket) }
        guard let found else {
            try await store.journal([entry(.ticketRefused, nil, hand, now, "unknown")])
            throw ReceptionError.ticketUnknown
        }
        let view = try await view(of: found.id)
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
        let needsInk = state.procedure.signature == .electronic
        guard !needsInk || receptionCase.signing(of: document) != nil else { throw .notSigned(key) }
        return document
    }
}
