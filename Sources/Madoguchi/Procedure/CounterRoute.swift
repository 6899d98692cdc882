package import Japanese

/// Opening hours as `municipality.yaml` has them (開庁時間): of a building, or of one counter in it.
package struct OfficeHours: Hashable, Sendable, Codable {
    package var hours: OpeningHours
    /// Open on national holidays too; closed from 29 December to 3 January all the same.
    package var opensOnHolidays: Bool

    package init(hours: OpeningHours, opensOnHolidays: Bool) {
        self.hours = hours
        self.opensOnHolidays = opensOnHolidays
    }

    package func spans(on day: CivilDate) -> [OpeningHours.Span] {
        let isYearEnd = (day.month == 12 && day.day >= 29) || (day.month == 1 && day.day <= 3)
        if opensOnHolidays, !isYearEnd { return hours.weekdays[day.weekday] ?? [] }
        return hours.hours(on: day)
    }

    package func isOpen(on day: CivilDate, at minute: Int) -> Bool {
        spans(on: day).contains { ($0.from..<$0.to).contains(minute) }
    }

    /// `8:30〜17:15`, or nil on a day without hours.
    package func text(on day: CivilDate) -> String? {
        let spans = spans(on: day)
        return spans.isEmpty ? nil : spans.map { "\(clock($0.from))〜\(clock($0.to))" }.joined(separator: "・")
    }

    private func clock(_ minutes: Int) -> String {
        "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }
}

extension Municipality {
    /// The hours of a counter; those of its building unless it has its own. Nil where nobody wrote them down.
    package func hours(of counter: Counter) -> OfficeHours? {
        counter.hours ?? site(counter.site)?.openingHours
    }

    /// The hours of that day in words, or when the counter opens next; nil where nobody wrote them down. `minute` counts
    /// from midnight; without it the hours of the whole day are told.
    package func hoursText(of counter: Counter, on day: CivilDate, at minute: Int? = nil) -> String? {
        guard let hours = hours(of: counter) else { return nil }
        guard let text = hours.text(on: day) else { return "本日は休み" + next(of: counter, from: day) }
        guard let minute, !hours.isOpen(on: day, at: minute), let last = hours.spans(on: day).last else {
            return "本日 \(text)"
        }
        if minute >= last.to { return "本日は終わり" + next(of: counter, from: day.adding(days: 1)) }
        // Before the doors open the hours say it all; between two spans the counter is at rest.
        let isBetween = hours.spans(on: day).contains { minute >= $0.to }
        return isBetween ? "いまは休み（本日 \(text)）" : "本日 \(text)"
    }

    private func next(of counter: Counter, from day: CivilDate) -> String {
        openDay(of: counter, from: day).map { "（次は\($0.monthDayText)）" } ?? ""
    }

    /// The first day from that one on which the counter is open; that day itself only where hours are left after the minute.
    package func openDay(of counter: Counter, from day: CivilDate, at minute: Int? = nil) -> CivilDate? {
        guard let hours = hours(of: counter) else { return nil }
        return (0..<30).lazy.map { day.adding(days: $0) }.first { next in
            guard next == day, let minute else { return !hours.spans(on: next).isEmpty }
            return hours.spans(on: next).contains { minute < $0.to }
        }
    }
}

/// The walk through the counters (窓口の順路): nearest first, none before those it depends on, with that day's hours.
package struct CounterRoute: Sendable {
    package struct Stop: Hashable, Sendable {
        package var counter: Counter
        package var procedures: [ProcedureID]
        /// Hours on that day; nil where it is closed or nobody wrote them down.
        package var hours: String?
        /// On that day, and at that minute where one is given; nil where no hours are written down.
        package var isOpen: Bool?
        /// The next day on which it is open, where it is not open.
        package var nextOpenDay: CivilDate?
    }

    package let stops: [Stop]

    /// Counters of everything due or told about; `day` is the day of the visit, `minute` its time from midnight.
    package init(_ verdicts: [Verdict], catalogue: Catalogue, on day: CivilDate?, at minute: Int? = nil) {
        let municipality = catalogue.municipality
        var procedures: [CounterID: [ProcedureID]] = [:]
        for verdict in verdicts where verdict.outcome == .due || verdict.outcome == .guidance {
            guard let procedure = catalogue.procedure(verdict.application.procedure) else { continue }
            if procedures[procedure.counter]?.contains(procedure.id) != true {
                procedures[procedure.counter, default: []].append(procedure.id)
            }
        }
        stops = CounterRoute.sorted(municipality.counters.filter { procedures[$0.id] != nil }).map { counter in
            let hours = municipality.hours(of: counter)
            let isOpen = day.flatMap { day in
                hours.map { hours in
                    minute.map { hours.isOpen(on: day, at: $0) } ?? !hours.spans(on: day).isEmpty
                }
            }
            return Stop(
                counter: counter,
                procedures: procedures[counter.id] ?? [],
                hours: day.flatMap { day in hours.flatMap { $0.text(on: day) } },
                isOpen: isOpen,
                nextOpenDay: isOpen == false
                    ? day.flatMap { municipality.openDay(of: counter, from: $0, at: minute) } : nil
            )
        }
    }

    /// By the walk's order, but never before a counter that must come first.
    private static func sorted(_ counters: [Counter]) -> [Counter] {
        var waiting = counters.sorted { $0.order < $1.order }
        var done: [Counter] = []
        while !waiting.isEmpty {
            let next = waiting.firstIndex { counter in
                !waiting.contains { counter.after.contains($0.id) && $0.id != counter.id }
            }
            done.append(waiting.remove(at: next ?? 0))
        }
        return done
    }
}
