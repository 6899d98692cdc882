/// An interval of comparable values (範囲), either end open, closed or missing.
package struct FeelRange: Sendable, Hashable {
    /// An end of the interval; null when it has none.
    package var low: Value { ends[0] }
    package var high: Value { ends[1] }
    package let includesLow: Bool
    package let includesHigh: Bool
    /// The sign of a range written as a unary test, `> 5`; nil for one written with both ends.
    ///
    /// The end that `> 5` leaves out is infinite, while a null end of `[5..null]` makes every comparison null.
    let symbol: ComparisonOperator?
    // In an array, since a value cannot hold itself.
    private let ends: [Value]

    package init(low: Value, includesLow: Bool, high: Value, includesHigh: Bool) {
        self.init(low: low, includesLow: includesLow, high: high, includesHigh: includesHigh, symbol: nil)
    }

    /// The values that stand so to `end`; nil when `end` has no order.
    init?(_ symbol: ComparisonOperator, _ end: Value) {
        let isUpper = symbol == .less || symbol == .lessOrEqual
        let isLower = symbol == .greater || symbol == .greaterOrEqual
        guard end.order(to: end) != nil || !(isUpper || isLower) else { return nil }
        let includes = symbol == .lessOrEqual || symbol == .greaterOrEqual || symbol == .equal
        self.init(
            low: isUpper ? .null : end,
            includesLow: includes,
            high: isLower ? .null : end,
            includesHigh: includes,
            symbol: symbol
        )
    }

    private init(low: Value, includesLow: Bool, high: Value, includesHigh: Bool, symbol: ComparisonOperator?) {
        ends = [low, high]
        self.symbol = symbol
        self.includesLow = includesLow && !low.isNull
        self.includesHigh = includesHigh && !high.isNull
    }

    /// Whether the value lies inside; nil when it cannot be compared with the ends.
    package func contains(_ value: Value) -> Bool? {
        guard !value.isNull else { return nil }
        if symbol == .equal || symbol == .notEqual {
            return (try? value.feelEquals(low, Budget())).flatMap { $0 }.map { $0 == (symbol == .equal) }
        }
        if symbol == nil, low.isNull || high.isNull { return nil }
        if !low.isNull {
            guard let order = low.order(to: value) else { return nil }
            if order == .greater || (order == .equal && !includesLow) { return false }
        }
        if !high.isNull {
            guard let order = high.order(to: value) else { return nil }
            if order == .less || (order == .equal && !includesHigh) { return false }
        }
        return true
    }
}
