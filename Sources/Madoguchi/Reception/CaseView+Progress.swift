import Japanese

/// How far a case is, and where the family goes next.
extension CaseView {
    /// Work at one counter in the walk (窓口ごとの仕事).
    package struct Stop: Sendable {
        package let counter: Counter
        package let applications: [ApplicationState]
        package let isDone: Bool
    }

    /// Counters with something due, first those others wait for, then in the order of the walk.
    /// Nowhere as long as nobody is in the case: what might be due for somebody is no way to go.
    package var stops: [Stop] {
        guard !receptionCase.people.isEmpty else { return [] }
        let wanted = applications.filter { $0.verdict.outcome == .due || $0.verdict.outcome == .undecided }
        let counters = catalogue.municipality.counters.filter { counter in
            wanted.contains { $0.procedure.counter == counter.id }
        }
        return CounterWalk(counters).ordered.map { counter in
            let here = wanted.filter { $0.procedure.counter == counter.id }
            let isDone = here.allSatisfy { $0.submission != nil }
            return Stop(counter: counter, applications: here, isDone: isDone)
        }
    }

    /// Procedures that are only told about.
    package var guidance: [ApplicationState] {
        applications.filter { $0.verdict.outcome == .guidance }
    }

    package func summary(changedAt: Instant) -> CaseSummary {
        let first = receptionCase.people.first?.key
        let notifier = PersonKey(receptionCase.text(.notifier)?.string ?? "") ?? first
        let stops = stops
        return CaseSummary(
            id: receptionCase.id,
            number: receptionCase.opening.number,
            event: receptionCase.opening.event,
            openedAt: receptionCase.opened?.at ?? changedAt,
            changedAt: changedAt,
            counter: receptionCase.opening.counter,
            name: notifier.map(name) ?? "",
            people: receptionCase.people.count,
            stage: stage(stops),
            openCounters: stops.filter { !$0.isDone }.map(\.counter.id),
            doneCounters: stops.filter(\.isDone).map(\.counter.id)
        )
    }

    package var stage: CaseSummary.Stage { stage(stops) }

    private func stage(_ stops: [Stop]) -> CaseSummary.Stage {
        if receptionCase.isWithdrawn { return .withdrawn }
        if receptionCase.hold != nil { return .held }
        if case .requested = protection.state { return .awaitingRelease }
        if !stops.isEmpty, stops.allSatisfy(\.isDone) { return .done }
        if !receptionCase.submissions.isEmpty { return .underway }
        if !receptionCase.signings.isEmpty { return .signed }
        return receptionCase.documents.isEmpty ? .interviewing : .confirming
    }
}

/// The order of counters (窓口順路): a counter comes after those whose result it needs, otherwise by the walk.
struct CounterWalk {
    private let counters: [Counter]

    init(_ counters: [Counter]) {
        self.counters = counters.sorted { ($0.order, $0.id.text) < ($1.order, $1.id.text) }
    }

    var ordered: [Counter] {
        var rest = counters
        var result: [Counter] = []
        while !rest.isEmpty {
            let waiting = Set(rest.map(\.id))
            let index = rest.firstIndex { $0.after.allSatisfy { !waiting.contains($0) } } ?? 0
            result.append(rest.remove(at: index))
        }
        return result
    }
}
