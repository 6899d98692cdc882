/// An interval of comparable values (範囲), either end open, closed or missing.
package struct FeelRange: Sendable, Hashable {
    /// An end of the interval; null when it has none.
    package var low: Value { ends[0] }
    package var high: Value { ends[1] }
    package let includesLow: Bool
    package let includesHigh: Bool
    // In an array, since a value cannot hold itself.
    private let ends: [Value]

    package init(low: Value, includesLow: Bool, high: Value, includesHigh: Bool) {
        ends = [low, high]
        self.includesLow = includesLow && !low.isNull
        self.includesHigh = includesHigh && !high.isNull
    }

    /// Whether the value lies inside; nil when it cannot be compared with the ends.
    package func contains(_ value: Value) -> Bool? {
        guard !value.isNull else { return nil }
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
