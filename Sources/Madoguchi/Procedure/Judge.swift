import Japanese
import Rules

/// Judges which procedures are due (判定) by the municipality's decision tables. Reads no clock.
package struct Judge: Sendable {
    private let situation: Situation
    private let overrides: [ApplicationKey: VerdictOverride]

    package init(_ situation: Situation, overrides: [ApplicationKey: VerdictOverride] = [:]) {
        self.situation = situation
        self.overrides = overrides
    }

    /// One verdict per procedure and person it may concern, in the procedures' order.
    package func verdicts() -> [Verdict] {
        situation.catalogue.procedures.flatMap { procedure in
            switch procedure.scope {
            case .visit: [verdict(procedure, nil)]
            case .person: situation.movers.map { verdict(procedure, $0) }
            }
        }
    }

    package func verdict(_ procedure: Procedure, _ person: PersonKey?) -> Verdict {
        let key = ApplicationKey(procedure.id, person)
        let context = situation.context(for: person)
        let unknown = Set(situation.catalogue.names.filter { context[$0] == nil })
        var verdict = judged(procedure, key, context, unknown)
        if let override = overrides[key] {
            verdict.override = override
            verdict.outcome = override.outcome
        }
        return verdict
    }

    private func judged(
        _ procedure: Procedure,
        _ key: ApplicationKey,
        _ context: Context,
        _ unknown: Set<String>
    ) -> Verdict {
        switch procedure.judgement.evaluate(context, unknown: unknown) {
        case .decided(let matches):
            guard let match = matches.first else { return noMatch(key) }
            return decided(procedure, key, match, context)
        case .undecided(let needs, _):
            let keys = Needs(situation).keys(of: needs, person: key.person)
            let reason = situation.catalogue.text("verdict.undecided")
            return Verdict(
                application: key, outcome: .undecided, reason: reason, law: "", row: nil, needs: keys, deadline: nil)
        case .noMatch:
            return noMatch(key)
        }
    }

    /// A table without a row for this household decides nothing: a human must look.
    private func noMatch(_ key: ApplicationKey) -> Verdict {
        Verdict(
            application: key, outcome: .undecided, reason: situation.catalogue.text("verdict.no-row"), law: "",
            row: nil, needs: [], deadline: nil)
    }

    private func decided(
        _ procedure: Procedure,
        _ key: ApplicationKey,
        _ match: Match,
        _ context: Context
    ) -> Verdict {
        let outcome = match.text("判定").flatMap(Outcome.init(japanese:)) ?? .undecided
        let rule = match.text("期限").flatMap { id in procedure.deadlines.first { $0.id == id } }
        return Verdict(
            application: key,
            outcome: outcome,
            reason: SentenceTemplate(match.annotations["理由"] ?? "").filled(from: context),
            law: match.annotations["根拠"] ?? "",
            row: match.row,
            needs: [],
            deadline: outcome == .notDue ? nil : rule.flatMap { deadline($0, context) })
    }

    private func deadline(_ rule: DeadlineRule, _ context: Context) -> FilingDeadline? {
        guard case .date(let from) = context[rule.from], let start = from.civil else { return nil }
        let day = Deadline(rule.days, .days, movesToOpenDay: rule.rolls).due(from: start)
        let isMissed = situation.noticeDate.map { $0 > day } ?? false
        let text = SentenceTemplate(isMissed ? rule.late : rule.text)
            .filled(from: Context([("期限", .string(day.monthDayText))]))
        return FilingDeadline(rule: rule.id, day: day, isMissed: isMissed, law: rule.law, text: text)
    }
}

extension Match {
    fileprivate func text(_ output: String) -> String? {
        guard case .string(let text) = outputs[output] else { return nil }
        return text
    }
}
