import Japanese
import Rules

/// Judges which procedures are due (判定) by the municipality's decision tables. Reads no clock.
package struct Judge: Sendable {
    private let situation: Situation
    private let overrides: [ApplicationKey: VerdictOverride]
    private var eras: EraTable { situation.catalogue.municipality.eras }

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
        var verdict =
            person == nil && procedure.judgedPer == .person
            ? Household(situation.movers.map { judged(procedure, $0) }).verdict(key, nobody: noMatch(key))
            : judged(procedure, person)
        if let override = overrides[key] {
            verdict.override = override
            verdict.outcome = override.outcome
        }
        return verdict
    }

    private func judged(_ procedure: Procedure, _ person: PersonKey?) -> Verdict {
        let key = ApplicationKey(procedure.id, person)
        let context = situation.context(for: person)
        switch procedure.judgement.evaluate(context) {
        case .decided(let matches):
            guard let match = matches.first else { return noMatch(key) }
            return decided(procedure, key, match, context)
        case .undecided(let needs, _):
            let keys = Needs(situation).keys(of: needs, person: key.person)
            let reason = situation.catalogue.text("verdict.undecided")
            return Verdict(
                application: key,
                outcome: .undecided,
                reason: reason,
                law: "",
                row: nil,
                needs: keys
            )
        case .noMatch:
            return noMatch(key)
        }
    }

    /// A table without a row for this household: a human must look.
    private func noMatch(_ key: ApplicationKey) -> Verdict {
        Verdict(
            application: key,
            outcome: .undecided,
            reason: situation.catalogue.text("verdict.no-row"),
            law: "",
            row: nil,
            needs: []
        )
    }

    private func decided(
        _ procedure: Procedure,
        _ key: ApplicationKey,
        _ match: Match,
        _ context: Context
    ) -> Verdict {
        let outcome = match.text("判定").flatMap(Outcome.init(japanese:)) ?? .undecided
        let rules = match.text("期限").map(procedure.deadlines(of:)) ?? []
        let start = match.text("開始").flatMap { id in procedure.starts.first { $0.id == id } }
        let row = certainRow(of: match)
        let words = Annotations(procedure.judgement.source, row: row)
        return Verdict(
            application: key,
            outcome: outcome,
            reason: SentenceTemplate(words["理由"]).filled(from: context, eras: eras),
            law: words["根拠"],
            row: row.map { $0 + 1 },
            rule: row.map { procedure.judgement.source.rows[$0].id } ?? match.id,
            matched: row == match.row ? matched(match) : [],
            since: words["施行"],
            needs: outcome == .notDue ? [] : rules.flatMap { needs(of: $0, context, person: key.person) },
            deadlines: outcome == .notDue ? [] : rules.compactMap { deadline($0, context) }.sorted { $0.day < $1.day },
            start: outcome == .notDue ? nil : start.flatMap { benefit($0, procedure, context) }
        )
    }

    private func matched(_ match: Match) -> [MatchedValue] {
        match.matched.names.map { MatchedValue(column: $0, value: match.matched[$0]?.japanese ?? "") }
    }

    /// The row whose reason holds whatever is still unknown: of rows with the same results, earlier ones may turn out not to
    /// fit, but the last one that is possible is certain.
    private func certainRow(of match: Match) -> Int? {
        match.row.map { max($0, match.alternatives.max() ?? 0) }
    }

    private func benefit(_ rule: StartRule, _ procedure: Procedure, _ context: Context) -> BenefitStart? {
        let limit = rule.deadline.flatMap { id in procedure.deadlines.first { $0.id == id } }
        var event: CivilDate?
        if case .date(let date) = context[rule.from] { event = date.civil }
        let last = limit.flatMap { deadline($0, context)?.day }
        // A limit that cannot be computed leaves the start open.
        guard (limit == nil) == (last == nil) else { return nil }
        let countsFiling = situation.catalogue.item(named: rule.from)?.id == .noticeDate
        return BenefitStart(
            rule,
            from: event,
            limit: last,
            filing: situation.noticeDate,
            countsFiling: countsFiling
        )
    }

    /// The day a time limit counts from is asked for like any other unknown.
    private func needs(of rule: DeadlineRule, _ context: Context, person: PersonKey?) -> [FactKey] {
        context[rule.from] == nil ? Needs(situation).keys(of: [rule.from], person: person) : []
    }

    private func deadline(_ rule: DeadlineRule, _ context: Context) -> FilingDeadline? {
        guard case .date(let from) = context[rule.from], let start = from.civil else { return nil }
        let period = Deadline(rule.days, .days, countsFirstDay: rule.countsFirstDay, movesToOpenDay: rule.rolls)
        let day = period.due(from: start)
        let isMissed = situation.noticeDate.map { $0 > day } ?? false
        let text = SentenceTemplate(isMissed ? rule.late : rule.text)
            .filled(with: ["期限": day.monthDayText])
        return FilingDeadline(rule: rule.id, day: day, isMissed: isMissed, law: rule.law, text: text)
    }
}

/// The notes of a table's row by the names of their columns (注記).
private struct Annotations {
    private let source: TableSource
    private let row: Int?

    init(_ source: TableSource, row: Int?) {
        self.source = source
        self.row = row
    }

    subscript(name: String) -> String {
        guard let row, let column = source.annotations.firstIndex(of: name) else { return "" }
        return source.rows[row].annotations[column]
    }
}

/// One verdict made of those on each person, where one form serves the household (世帯で一つの手続).
private struct Household {
    let members: [Verdict]

    init(_ members: [Verdict]) {
        self.members = members
    }

    /// Due if it is due for anybody; undecided while it may still become so. `nobody` is for a visit without people.
    func verdict(_ key: ApplicationKey, nobody: Verdict) -> Verdict {
        let ranked: [Outcome] = [.due, .undecided, .guidance, .notDue]
        let outcome = ranked.first { outcome in members.contains { $0.outcome == outcome } }
        let leading = members.filter { $0.outcome == outcome }
        guard var verdict = leading.first else { return nobody }
        verdict.application = key
        verdict.people = outcome == .notDue ? [] : leading.compactMap(\.application.person)
        verdict.members = members
        verdict.deadlines = leading.flatMap(\.deadlines).reduce(into: []) { found, deadline in
            if !found.contains(deadline) { found.append(deadline) }
        }.sorted { $0.day < $1.day }
        verdict.start = leading.compactMap(\.start).min { $0.day < $1.day }
        verdict.needs = members.flatMap(\.needs).reduce(into: []) { found, key in
            if !found.contains(key) { found.append(key) }
        }
        return verdict
    }
}

extension Match {
    fileprivate func text(_ output: String) -> String? {
        guard case .string(let text) = outputs[output] else { return nil }
        return text
    }
}
