import Japanese
import Madoguchi
import Rules

extension JudgementReport.Line {
    init?(_ verdict: Verdict, _ situation: Situation, _ names: [PersonKey: String]) {
        let catalogue = situation.catalogue
        guard let found = catalogue.procedure(verdict.application.procedure) else { return nil }
        let edition = situation.edition(of: found)
        procedure = found.id.text
        name = edition.name
        person = verdict.application.person?.number
        personName = verdict.application.person.flatMap { names[$0] }
        self.verdict = verdict.outcome.rawValue
        japanese = verdict.outcome.japanese
        reason = verdict.reason
        law = verdict.law
        row = verdict.row
        rule = verdict.rule.isEmpty ? nil : verdict.rule
        since = CivilDate(iso: verdict.since)
        table = found.judgement.source.name
        matched = verdict.matched
        people = verdict.people.map(\.number)
        members = verdict.members.compactMap { JudgementReport.Member($0, catalogue, names) }
        deadline = verdict.deadline.map { JudgementReport.LastDay($0) }
        deadlines = verdict.deadlines.map { JudgementReport.LastDay($0) }
        start = verdict.start.map { JudgementReport.Start($0) }
        needs = verdict.needs.map { JudgementReport.Need($0, catalogue) }
        governing = JudgementReport.Governing(found.governing, situation)
        form = verdict.outcome == .notDue ? nil : JudgementReport.Form(edition)
        outputs = situation.outputs(of: found, for: verdict).map {
            JudgementReport.Handed(text: $0.output.text, people: $0.people.map(\.number), law: $0.output.law)
        }
        brings = situation.brings(of: found, for: verdict).map {
            JudgementReport.Brought(text: $0.text, later: $0.canFollow)
        }
        filers = found.filers.map { JudgementReport.Filer(who: $0.relation, proof: $0.proof) }
        counter = found.counter.text
        signature = found.signature.rawValue
    }
}

extension JudgementReport.Member {
    /// Nil for a verdict that is not about a person.
    fileprivate init?(_ verdict: Verdict, _ catalogue: Catalogue, _ names: [PersonKey: String]) {
        guard let key = verdict.application.person else { return nil }
        person = key.number
        personName = names[key]
        self.verdict = verdict.outcome.rawValue
        japanese = verdict.outcome.japanese
        reason = verdict.reason
        law = verdict.law
        row = verdict.row
        rule = verdict.rule.isEmpty ? nil : verdict.rule
        since = CivilDate(iso: verdict.since)
        deadline = verdict.deadline.map { JudgementReport.LastDay($0) }
        deadlines = verdict.deadlines.map { JudgementReport.LastDay($0) }
        start = verdict.start.map { JudgementReport.Start($0) }
        needs = verdict.needs.map { JudgementReport.Need($0, catalogue) }
    }
}

extension JudgementReport.LastDay {
    fileprivate init(_ deadline: FilingDeadline) {
        rule = deadline.rule
        day = deadline.day
        isMissed = deadline.isMissed
        law = deadline.law
        text = deadline.text
    }
}

extension JudgementReport.Need {
    fileprivate init(_ key: FactKey, _ catalogue: Catalogue) {
        item = catalogue.item(key.item)?.name ?? key.item.text
        person = key.person?.number
    }
}

extension JudgementReport.Start {
    fileprivate init(_ start: BenefitStart) {
        rule = start.rule
        unit = start.unit.rawValue
        day = start.day
        month = start.unit == .nextMonth ? String(start.day.iso.prefix(7)) : nil
        changesOn = start.changesOn
        thereafter = start.thereafter
        law = start.law
        text = start.text
    }
}

extension JudgementReport.Governing {
    fileprivate init(_ names: GoverningDates, _ situation: Situation) {
        rule = Day(date: names.rule, day: situation.day(named: names.rule))
        form = Day(date: names.form, day: situation.day(named: names.form))
        output = Day(date: names.output, day: situation.day(named: names.output))
    }
}

extension JudgementReport.Form {
    /// Nil for a procedure without a form.
    fileprivate init?(_ edition: FormEdition) {
        guard let form = edition.form else { return nil }
        name = edition.name
        self.edition = form.version
        from = edition.from
        until = edition.until
    }
}

extension JudgementReport.Stop {
    init(_ stop: CounterRoute.Stop, _ municipality: Municipality) {
        counter = stop.counter.id.text
        name = stop.counter.name
        number = stop.counter.number
        floor = stop.counter.floor
        site = municipality.site(stop.counter.site)?.name ?? ""
        procedures = stop.procedures.map(\.text)
        isOpen = stop.isOpen
        hours = stop.hours
        nextOpenDay = stop.nextOpenDay
    }
}

extension JudgementReport.Household {
    init(_ household: HouseholdPlan.Household) {
        moves = household.moves
        head = household.head?.number
        isProposed = household.isProposed
        candidates = household.candidates.map(\.number)
        members = household.members.map {
            Member(person: $0.person.number, before: $0.before, after: $0.after, isCertain: $0.isCertain)
        }
    }
}
