/// Comparisons, ranges and the unary tests of decision tables (比較と単項テスト), DMN 1.5 §10.3.2.13 and Table 55.
extension Evaluation {
    func compare(_ left: Value, _ symbol: ComparisonOperator, _ right: Value) throws(Exhausted) -> Value {
        switch symbol {
        case .equal: return try Value(left.feelEquals(right, budget))
        case .notEqual: return try Value(left.feelEquals(right, budget).map { !$0 })
        default: break
        }
        guard let order = left.order(to: right) else { return .null }
        return switch symbol {
        case .less: .boolean(order == .less)
        case .lessOrEqual: .boolean(order != .greater)
        case .greater: .boolean(order == .greater)
        default: .boolean(order != .less)
        }
    }

    func between(_ value: Node, _ low: Node, _ high: Node, _ scope: Scope) throws(Exhausted) -> Value {
        let value = try evaluate(value, scope)
        let above = try compare(value, .greaterOrEqual, evaluate(low, scope))
        let below = try compare(value, .lessOrEqual, evaluate(high, scope))
        // `a and b` of three-valued logic: a false decides even when the other side is null.
        switch (above, below) {
        case (.boolean(false), _), (_, .boolean(false)): return .boolean(false)
        case (.boolean(true), .boolean(true)): return .boolean(true)
        default: return .null
        }
    }

    func range(_ low: Value, _ includesLow: Bool, _ high: Value, _ includesHigh: Bool) throws(Exhausted) -> Value {
        // Both ends must be of one ordered type; one of them may be missing.
        if low.isNull && high.isNull { return .null }
        if !low.isNull, !high.isNull {
            guard low.order(to: high) != nil else { return .null }
        } else if (low.isNull ? high : low).order(to: low.isNull ? high : low) == nil {
            return .null
        }
        return .range(FeelRange(low: low, includesLow: includesLow, high: high, includesHigh: includesHigh))
    }

    func halfRange(_ symbol: ComparisonOperator, _ end: Value) -> Value {
        FeelRange(symbol, end).map(Value.range) ?? .null
    }

    func membership(_ value: Value, _ tests: [Node], _ scope: Scope) throws(Exhausted) -> Value {
        var result: Value = .boolean(false)
        for test in tests {
            let answer = try satisfies(value, test, scope)
            if answer == true { return .boolean(true) }
            if answer == nil { result = .null }
        }
        return result
    }

    /// Whether the value passes one test; nil is FEEL's null.
    func satisfies(_ value: Value, _ test: Node, _ scope: Scope) throws(Exhausted) -> Bool? {
        if case .test(let symbol, let operand) = test {
            let end = try evaluate(operand, scope)
            if case .boolean(let truth) = try compare(value, symbol, end) { return truth }
            return nil
        }
        let inner = Scope("?", value, parent: scope)
        let outcome = try evaluate(test, inner)
        if test.mentionsTestedValue {
            if case .boolean(let truth) = outcome { return truth }
            return outcome.isNull ? nil : false
        }
        return try matches(value, outcome)
    }

    private func matches(_ value: Value, _ candidate: Value) throws(Exhausted) -> Bool? {
        switch candidate {
        case .range(let range):
            if case .range = value { return try value.feelEquals(candidate, budget) }
            return range.contains(value)
        case .list(let items):
            if case .list = value, try value.feelEquals(candidate, budget) == true { return true }
            for item in items {
                if case .range(let range) = item, range.contains(value) == true { return true }
                if try value.feelEquals(item, budget) == true { return true }
            }
            return false
        case .boolean(let truth):
            // A test that computes its own answer, such as a call of a boolean function.
            if case .boolean(let other) = value { return truth == other }
            return value.isNull ? false : truth
        default:
            return try value.feelEquals(candidate, budget)
        }
    }
}

extension Node {
    /// Whether the tree reads `?`, the value under test.
    var mentionsTestedValue: Bool {
        switch self {
        case .name(let name, _): name == "?"
        case .test, .literal: false
        default: children.contains { $0.mentionsTestedValue }
        }
    }

    var children: [Node] {
        switch self {
        case .literal, .name: []
        case .path(let node, _), .instance(let node, _), .negation(let node), .test(_, let node): [node]
        case .filter(let list, let condition): [list, condition]
        case .call(let callee, let arguments): [callee] + arguments.map(\.node)
        case .list(let items), .conjunction(let items), .disjunction(let items): items
        case .context(let entries): entries.map(\.node)
        case .function(let function): [function.body]
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .iteration(let loops, let body, _), .quantified(_, let loops, let body):
            loops.flatMap { [$0.domain] + ($0.end.map { [$0] } ?? []) } + [body]
        case .comparison(_, let left, let right): [left, right]
        case .between(let value, let low, let high): [value, low, high]
        case .membership(let value, let tests): [value] + tests
        case .arithmetic(let first, let rest): [first] + rest.map(\.node)
        case .range(let low, _, let high, _): [low, high]
        }
    }
}
