import Hummingbird
import Japanese
import Madoguchi

/// Provisional people and the residents who may be the same (宛名番号の照合), for a person to decide.
struct MatchListPage: Page {
    static let template = "resident/matches"
    let frame: Frame
    let confirmation: String
    let distinction: String
    let rows: [Row]
    let isEmpty: Bool

    struct Row: Hashable, Sendable {
        let caseNumber: String
        let casePath: String
        let provisionalName: String
        let provisionalBirth: String
        /// The form's fields: which case and who in it.
        let matchCase: String
        let matchPerson: String
        let isCertain: Bool
        let candidates: [ResidentLine]
    }
}

extension WebServer {
    func addMatches(to staff: StaffRoutes) {
        staff.on(.matchList) { _, context in try await self.matchList(context) }
        staff.on(.matchConfirmation) { request, context in
            try await self.decide(request, context) { key, resident, id, hand in
                _ = try await self.ports.desk.match(key, with: resident, in: id, by: hand)
            }
        }
        staff.on(.matchDistinction) { request, context in
            try await self.decide(request, context) { key, resident, id, hand in
                _ = try await self.ports.desk.distinguish(key, from: resident, in: id, by: hand)
            }
        }
    }

    private func matchList(_ context: StaffContext) async throws -> Response {
        let today = ports.clock.now.day
        let (page, residents) = try await ports.store.read { store in
            let matches = try store.possibleMatches()
            let rows = try matches.map { match in
                MatchListPage.Row(
                    caseNumber: match.number.text,
                    casePath: Address.receptionCase(match.caseID).path,
                    provisionalName: match.name.string,
                    provisionalBirth: match.birthDate.map { DayText.plain($0, ports.eras) } ?? "",
                    matchCase: match.caseID.text,
                    matchPerson: match.key.text,
                    isCertain: match.isCertain,
                    candidates: try match.candidates.map { resident in
                        let isHidden =
                            try resident.isProtected
                            || store.household(resident.household).contains(where: \.isProtected)
                        return ResidentLine(resident, isHidden: isHidden, today: today, for: .entry)
                    }
                )
            }
            let page = MatchListPage(
                frame: try frame("宛名番号の照合", at: nil, context, store),
                confirmation: Address.matchConfirmation.path,
                distinction: Address.matchDistinction.path,
                rows: rows,
                isEmpty: rows.isEmpty
            )
            return (page, matches.flatMap { $0.candidates.map(\.number) })
        }
        try await ports.store.journal([
            context.entry(
                .residentView,
                at: ports.clock.now,
                residents: residents,
                detail: "matches \(LookReason.entry.rawValue)"
            )
        ])
        return try templates.response(page)
    }

    private func decide(
        _ request: Request,
        _ context: StaffContext,
        _ decision: @Sendable @escaping (PersonKey, ResidentNumber, CaseID, ReceptionDesk.Hand) async throws -> Void
    ) async throws -> Response {
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        guard let id = CaseID(form["case"]), let key = PersonKey(form["person"]), !form["resident"].isEmpty else {
            throw Fault.unreadable
        }
        let resident = ResidentNumber(form["resident"])
        let hand = context.hand
        try await told { try await decision(key, resident, id, hand) }
        await changed(id)
        return Response.redirect(to: Address.matches.path, type: .normal)
    }
}
