/// The values that a condition cell lets through (条件の範囲), when that can be said without evaluating anything else.
struct Region: Sendable {
    enum Piece: Sendable {
        case point(Value)
        case interval(FeelRange)
    }

    var pieces: [Piece]
    var isNegated: Bool

    /// Nil for a cell that reads names, `?` or calls what is not constant; such a cell is asked row by row.
    init?(_ tests: UnaryTests) {
        guard !tests.isAny else { return nil }
        pieces = []
        isNegated = tests.isNegated
        for test in tests.tests {
            guard let found = Region.pieces(of: test) else { return nil }
            pieces += found
        }
    }

    private static func pieces(of test: Node) -> [Piece]? {
        if case .test(let symbol, let operand) = test {
            guard let value = operand.constant else { return nil }
            switch symbol {
            case .equal: return [.point(value)]
            case .notEqual: return nil
            default:
                guard case .range(let range) = Evaluation().halfRange(symbol, value) else { return nil }
                return [.interval(range)]
            }
        }
        guard let value = test.constant else { return nil }
        return pieces(of: value)
    }

    private static func pieces(of value: Value) -> [Piece]? {
        switch value {
        case .range(let range): return [.interval(range)]
        case .list(let items):
            var pieces: [Piece] = []
            for item in items {
                switch item {
                case .list, .context, .function: return nil
                case .range(let range): pieces.append(.interval(range))
                default: pieces.append(.point(item))
                }
            }
            return pieces
        case .context, .function: return nil
        default: return [.point(value)]
        }
    }

    /// Whether null passes: only where null is written, or where a negated cell holds nothing but other values.
    var acceptsNull: Bool {
        let hasNull = pieces.contains { piece in
            if case .point(.null) = piece { return true }
            return false
        }
        if !isNegated { return hasNull }
        let hasInterval = pieces.contains { piece in
            if case .interval = piece { return true }
            return false
        }
        return !hasNull && !hasInterval
    }

    /// Every value at which the answer may change.
    var endpoints: [Value] {
        pieces.flatMap { piece in
            switch piece {
            case .point(let value): value.isNull ? [] : [value]
            case .interval(let range): [range.low, range.high].filter { !$0.isNull }
            }
        }
    }
}

extension Node {
    /// The value of a part that reads no name at all; nil when it does.
    var constant: Value? {
        if case .literal(let value) = self { return value }
        guard !mentionsTestedValue, !callsClock, FreeNames.of(self).isEmpty else { return nil }
        let evaluation = Evaluation(budget: Budget(steps: 10_000))
        return try? evaluation.evaluate(self, Scope(Context()))
    }

    private var callsClock: Bool {
        if case .name(let name, _) = self { return sameText(name, "today") || sameText(name, "now") }
        return children.contains { $0.callsClock }
    }
}

extension Value {
    /// Order for the index of a column: like FEEL's, and false before true.
    func indexOrder(to other: Value) -> Order? {
        if case .boolean(let a) = self, case .boolean(let b) = other {
            return a == b ? .equal : (b ? .less : .greater)
        }
        return order(to: other)
    }
}
