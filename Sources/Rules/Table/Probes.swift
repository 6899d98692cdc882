/// Sample values of a column (代表値): every endpoint and one value of every gap between endpoints, so that each way the
/// rows can answer is met at least once.
struct Probes {
    let values: [Value]

    /// For columns that all read the same expression.
    init(_ columns: [DecisionTable.Column]) {
        var endpoints: [Value] = []
        var hasIntervals = false
        var mentionsNull = false
        for column in columns {
            let domain = Region(column.allowed)
            for region in column.index.regions + [domain] {
                guard let region else { continue }
                endpoints += region.endpoints
                hasIntervals = hasIntervals || region.hasIntervals
                mentionsNull = mentionsNull || region.mentionsNull
            }
        }
        let type = columns.map(\.type).first { $0 != .any } ?? .any
        let isInteger = columns.contains { $0.isInteger }
        let kind = endpoints.first
        let sorted = ColumnIndex.sorted(
            endpoints.filter { value in kind.map { $0.indexOrder(to: value) != nil } ?? false }
        )
        var candidates = Probes.candidates(sorted, type: type, isInteger: isInteger, hasIntervals: hasIntervals)
        if mentionsNull { candidates.append(.null) }
        values = candidates.filter { Probes.isAllowed($0, columns) }
    }

    static func isAllowed(_ value: Value, _ columns: [DecisionTable.Column]) -> Bool {
        columns.allSatisfy { column in
            column.allowed.isAny || value.isNull
                || (try? column.allowed.accept(value, Evaluation(), Scope(Context()))) == true
        }
    }

    private static func candidates(
        _ endpoints: [Value],
        type: FeelType,
        isInteger: Bool,
        hasIntervals: Bool
    ) -> [Value] {
        guard let first = endpoints.first, let last = endpoints.last else { return samples(of: type) }
        if case .boolean = first { return [.boolean(false), .boolean(true)] }
        if case .string = first, !hasIntervals { return endpoints + [.string(other(than: endpoints))] }
        var values: [Value] = []
        if let below = first.stepped(by: -1) { values.append(below) }
        for (index, endpoint) in endpoints.enumerated() {
            values.append(endpoint)
            guard index + 1 < endpoints.count else { break }
            if let between = Value.between(endpoint, endpoints[index + 1], isInteger: isInteger) {
                values.append(between)
            }
        }
        if let above = last.stepped(by: 1) { values.append(above) }
        return values
    }

    /// When no cell says anything about the column.
    private static func samples(of type: FeelType) -> [Value] {
        switch type {
        case .boolean: [.boolean(false), .boolean(true)]
        case .number: [.number(0)]
        case .date: [Value(temporalText: "2026-04-01")].compactMap { $0 }
        case .time: [Value(temporalText: "12:00:00")].compactMap { $0 }
        case .dateTime: [Value(temporalText: "2026-04-01T12:00:00")].compactMap { $0 }
        case .daysDuration: [.daysDuration(DaysDuration(days: 1))]
        case .yearsDuration: [.yearsDuration(YearsDuration(months: 1))]
        // Any value that no cell names.
        default: [.string("その他")]
        }
    }

    private static func other(than known: [Value]) -> String {
        var text = "その他"
        while known.contains(.string(text)) { text += "の値" }
        return text
    }
}

extension Region {
    fileprivate var hasIntervals: Bool {
        pieces.contains { piece in
            if case .interval = piece { return true }
            return false
        }
    }

    fileprivate var mentionsNull: Bool {
        pieces.contains { piece in
            if case .point(.null) = piece { return true }
            return false
        }
    }
}

extension Value {
    /// A value a little below or above, to stand for all values beyond the last endpoint.
    fileprivate func stepped(by step: Int) -> Value? {
        switch self {
        case .number(let number):
            let whole = number.rounded(step < 0 ? .floor : .ceiling)
            return whole?.adding(FeelNumber(step)).map(Value.number)
        case .date(let date): return FeelDate(dayNumber: date.dayNumber + step).map(Value.date)
        case .dateTime(let moment):
            return moment.adding(nanoseconds: Int128(step) * nanosecondsPerDay).map(Value.dateTime)
        case .daysDuration(let length):
            return .daysDuration(DaysDuration(nanoseconds: length.nanoseconds + Int128(step) * nanosecondsPerDay))
        case .yearsDuration(let length): return .yearsDuration(YearsDuration(months: length.months + step))
        case .time(let time):
            let edge = FeelTime(nanosecondOfDay: step < 0 ? 0 : 86_399_999_999_999, zone: time.zone)
            return edge == time ? nil : .time(edge)
        case .string(let text): return step > 0 ? .string(text + "ん") : (text.isEmpty ? nil : .string(""))
        default: return nil
        }
    }

    /// A value strictly between two endpoints; nil where the type has none, as between two days that follow each other.
    fileprivate static func between(_ low: Value, _ high: Value, isInteger: Bool) -> Value? {
        switch (low, high) {
        case (.number(let a), .number(let b)):
            if isInteger {
                guard let next = a.rounded(.floor)?.adding(.one), next < b else { return nil }
                return .number(next)
            }
            if let next = a.rounded(.floor)?.adding(.one), next < b { return .number(next) }
            return a.adding(b)?.divided(by: FeelNumber(2)).map(Value.number)
        case (.date(let a), .date(let b)):
            guard a.dayNumber + 1 < b.dayNumber else { return nil }
            return FeelDate(dayNumber: a.dayNumber + 1).map(Value.date)
        case (.dateTime(let a), .dateTime(let b)):
            return a.adding(nanoseconds: (b.instant - a.instant) / 2).map(Value.dateTime)
        case (.daysDuration(let a), .daysDuration(let b)):
            return .daysDuration(DaysDuration(nanoseconds: (a.nanoseconds + b.nanoseconds) / 2))
        case (.yearsDuration(let a), .yearsDuration(let b)):
            return a.months + 1 < b.months ? .yearsDuration(YearsDuration(months: a.months + 1)) : nil
        case (.time(let a), .time(let b)):
            return .time(FeelTime(nanosecondOfDay: (a.nanosecondOfDay + b.nanosecondOfDay) / 2, zone: a.zone))
        case (.string(let a), .string): return .string(a + " ")
        default: return nil
        }
    }
}
