import Hummingbird
import Madoguchi

/// Verdict overrides, handing in, and the ways back.
extension WebServer {
    func addCaseVerdicts(to staff: StaffRoutes) {
        staff.on(.verdictOverride) { request, context in
            try await self.act(request, context) { id, form, hand in
                guard let outcome = Outcome(rawValue: form["outcome"]) else { throw Fault.unreadable }
                let override = VerdictOverride(
                    application: ApplicationKey(reading: form["application"]),
                    outcome: outcome,
                    reason: form["reason"]
                )
                _ = try await self.ports.desk.override(override, in: id, by: hand)
            }
        }
        staff.on(.verdictRestoration) { request, context in
            try await self.act(request, context) { id, form, hand in
                let key = ApplicationKey(reading: form["application"])
                _ = try await self.ports.desk.restore(key, in: id, by: hand)
            }
        }
    }

    func addCaseEndings(to staff: StaffRoutes) {
        staff.on(.caseSubmission) { request, context in
            try await self.act(request, context, then: .finish) { id, form, hand in
                let keys = form.all("application").map { ApplicationKey(reading: $0) }
                _ = try await self.ports.desk.submit(keys, of: id, by: hand)
                await self.present(id, .thanks, on: context.session)
            }
        }
        staff.on(.submissionReturn) { request, context in
            try await self.act(request, context, then: .finish) { id, form, hand in
                let key = ApplicationKey(reading: form["application"])
                _ = try await self.ports.desk.takeBack(key, reason: form["reason"], of: id, by: hand)
            }
        }
        staff.on(.caseHold) { request, context in
            try await self.act(request, context) { id, form, hand in
                _ = try await self.ports.desk.hold(id, reason: form["reason"], by: hand)
                await self.leavePanel(context)
            }
        }
        staff.on(.caseResumption) { request, context in
            try await self.act(request, context) { id, _, hand in
                _ = try await self.ports.desk.resume(id, by: hand)
            }
        }
        staff.on(.caseWithdrawal) { request, context in
            try await self.act(request, context) { id, form, hand in
                _ = try await self.ports.desk.withdraw(id, reason: form["reason"], by: hand)
                await self.leavePanel(context)
            }
        }
    }

    /// The hard stop of 支援措置: asking, a second person's release, and its end.
    func addCaseProtection(to staff: StaffRoutes) {
        staff.on(.releaseRequest) { request, context in
            try await self.act(request, context) { id, form, hand in
                guard let party = VisitorParty(rawValue: form["party"]) else { throw Fault.unreadable }
                let desk = self.ports.desk
                _ = try await desk.requestRelease(party: party, reason: form["reason"], of: id, by: hand)
                await self.leavePanel(context)
            }
        }
        staff.on(.protectionRelease) { request, context in
            try await self.act(request, context) { id, _, hand in
                _ = try await self.ports.desk.release(id, by: hand)
            }
        }
        staff.on(.protectionEnd) { request, context in
            try await self.act(request, context) { id, form, hand in
                guard let person = PersonKey(form["person"]) else { throw Fault.unreadable }
                _ = try await self.ports.desk.endProtection(of: person, reason: form["reason"], in: id, by: hand)
            }
        }
        staff.on(.releaseEnd) { request, context in
            try await self.act(request, context) { id, _, hand in
                _ = try await self.ports.desk.endRelease(of: id, by: hand)
                await self.leavePanel(context)
            }
        }
    }

    private func leavePanel(_ context: StaffContext) async {
        await ports.stage.clear(context.session.terminal.id)
        await ports.feed.panelChanged(context.session.terminal.id)
    }
}
