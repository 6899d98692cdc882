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
    /// What was decided today and may be taken back.
    let decided: [Decision]
    let undoing: String
    let hasDecided: Bool

    struct Decision: Hashable, Sendable {
        let caseNumber: String
        let matchCase: String
        let matchPerson: String
        let name: String
        let resident: String
        let decision: String
        let time: String
    }

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
        staff.on(.matchUndoing) { request, context in
            try await self.decide(request, context) { key, resident, id, hand in
                let isMatch = try await self.ports.store.read { try $0.receptionCase(id)?.matched[key] == resident }
                if isMatch { return _ = try await self.ports.desk.unmatch(key, in: id, by: hand) }
                _ = try await self.ports.desk.endDistinction(key, from: resident, in: id, by: hand)
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
            let rows = matches.map { match in
                MatchListPage.Row(
                    caseNumber: match.number.text,
                    casePath: Address.receptionCase(match.caseID).path,
                    provisionalName: match.name.string,
                    provisionalBirth: match.birthDate.map { DayText.birth($0, match.birthText, ports.eras) } ?? "",
                    matchCase: match.caseID.text,
                    matchPerson: match.key.text,
                    isCertain: match.isCertain,
                    candidates: match.candidates.map { ResidentLine($0, today: today, for: .entry) }
                )
            }
            let decided = try decisions(of: today, store)
            let page = MatchListPage(
                frame: try frame("宛名番号の照合", at: nil, context, store),
                confirmation: Address.matchConfirmation.path,
                distinction: Address.matchDistinction.path,
                rows: rows,
                isEmpty: rows.isEmpty,
                decided: decided,
                undoing: Address.matchUndoing.path,
                hasDecided: !decided.isEmpty
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

    /// Today's decisions that still stand, the last one first.
    private func decisions(of today: CivilDate, _ store: any StoreReading) throws -> [MatchListPage.Decision] {
        let entries = try store.journalEntries(
            of: [.personMatched, .personDistinguished],
            by: nil,
            since: ports.clock.now.startOfDay,
            limit: 200
        )
        var seen: Set<PersonDistinction> = []
        return try entries.compactMap { entry in
            guard let id = entry.caseID, let key = PersonKey(entry.detail), let resident = entry.residents.first,
                let found = try store.receptionCase(id)
            else { return nil }
            let isMatch = entry.action == .personMatched
            let pair = PersonDistinction(key: key, resident: resident)
            guard isMatch ? found.matched[key] == resident : found.distinctions.contains(pair),
                seen.insert(pair).inserted
            else { return nil }
            return MatchListPage.Decision(
                caseNumber: found.opening.number.text,
                matchCase: id.text,
                matchPerson: key.text,
                name: found.text(.name, of: key)?.string ?? "",
                resident: resident.digits,
                decision: isMatch ? "同じ方とした" : "別の方とした",
                time: entry.at.clockText
            )
        }
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
        let target = form["from"] == "case" ? Address.receptionCase(id) : Address.matches
        return Response.redirect(to: target.path, type: .normal)
    }
}
