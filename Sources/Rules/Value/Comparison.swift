enum Order: Sendable {
    case less, equal, greater
}

extension Value {
    /// How two values of one ordered type stand to each other; nil for types that have no order or differ.
    func order(to other: Value) -> Order? {
        switch (self, other) {
        case (.number(let a), .number(let b)): return Order(a, b)
        case (.string(let a), .string(let b)):
            return sameText(a, b) ? .equal : (textPrecedes(a, b) ? .less : .greater)
        case (.date(let a), .date(let b)): return Order(a, b)
        case (.time(let a), .time(let b)):
            guard (a.zone == nil) == (b.zone == nil) else { return nil }
            return Order(a.comparable, b.comparable)
        case (.dateTime(let a), .dateTime(let b)):
            guard (a.time.zone == nil) == (b.time.zone == nil) else { return nil }
            return Order(a.instant, b.instant)
        case (.daysDuration(let a), .daysDuration(let b)): return Order(a.nanoseconds, b.nanoseconds)
        case (.yearsDuration(let a), .yearsDuration(let b)): return Order(a.months, b.months)
        default: return nil
        }
    }

    /// FEEL's `=` (DMN 1.5 §10.3.2.13): nil, FEEL's null, when the types differ; null equals only null.
    func feelEquals(_ other: Value, _ budget: Budget) throws(Exhausted) -> Bool? {
        try budget.spend()
        switch (self, other) {
        case (.null, .null): return true
        case (.null, _), (_, .null): return false
        case (.boolean(let a), .boolean(let b)): return a == b
        case (.list(let a), .list(let b)): return try Value.listsEqual(a, b, budget)
        case (.context(let a), .context(let b)): return try Value.contextsEqual(a, b, budget)
        case (.range(let a), .range(let b)):
            guard a.symbol == b.symbol, a.includesLow == b.includesLow, a.includesHigh == b.includesHigh else {
                return false
            }
            let low = try a.low.feelEquals(b.low, budget)
            let high = try a.high.feelEquals(b.high, budget)
            return low == true && high == true
        case (.function(let a), .function(let b)): return a == b
        case (.time(let a), .time(let b)):
            // `=` looks at whole seconds (DMN 1.5 §10.3.2.3.4).
            return (a.zone == nil) == (b.zone == nil)
                && floorDivision(a.comparable, 1_000_000_000) == floorDivision(b.comparable, 1_000_000_000)
        case (.dateTime(let a), .dateTime(let b)):
            return (a.time.zone == nil) == (b.time.zone == nil) && a.second == b.second
        default: return order(to: other).map { $0 == .equal }
        }
    }

    private static func listsEqual(_ left: [Value], _ right: [Value], _ budget: Budget) throws(Exhausted) -> Bool? {
        guard left.count == right.count else { return false }
        try budget.enter()
        defer { budget.leave() }
        for (a, b) in zip(left, right) {
            guard let equal = try a.feelEquals(b, budget) else { return nil }
            if !equal { return false }
        }
        return true
    }

    private static func contextsEqual(_ left: Context, _ right: Context, _ budget: Budget) throws(Exhausted) -> Bool? {
        guard left.entries.count == right.entries.count else { return false }
        try budget.enter()
        defer { budget.leave() }
        for entry in left.entries {
            guard let value = right[entry.name] else { return false }
            guard let equal = try entry.value.feelEquals(value, budget) else { return nil }
            if !equal { return false }
        }
        return true
    }
}

extension Order {
    init<T: Comparable>(_ left: T, _ right: T) {
        self = left == right ? .equal : (left < right ? .less : .greater)
    }
}

extension FeelDateTime {
    /// Whole seconds since 1970.
    fileprivate var second: Int128 {
        let (quotient, remainder) = instant.quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

extension FeelTime {
    /// Nanoseconds of the day at UTC, or of the wall clock when there is no zone.
    fileprivate var comparable: Int { nanosecondOfDay - (offset ?? 0) * 1_000_000_000 }
}
