/// Loops, quantifiers and filters (繰り返し), DMN 1.5 §10.3.2.14 and §10.3.2.5.
extension Evaluation {
    func iterate(
        _ loops: [Node.Iteration],
        _ body: Node,
        _ readsPartial: Bool,
        _ scope: Scope
    ) throws(Exhausted) -> Value {
        var results: [Value] = []
        let complete = try visit(loops[...], scope) { inner throws(Exhausted) in
            try self.budget.spend()
            guard readsPartial else {
                results.append(try self.evaluate(body, inner))
                return true
            }
            // The list is shared with the body and copied when it grows; that is paid for.
            try self.budget.spend(results.count / 8)
            results.append(try self.evaluate(body, Scope("partial", .list(results), parent: inner)))
            return true
        }
        return complete ? .list(results) : .null
    }

    func quantify(
        _ every: Bool,
        _ loops: [Node.Iteration],
        _ condition: Node,
        _ scope: Scope
    ) throws(Exhausted) -> Value {
        var result: Value = .boolean(every)
        let complete = try visit(loops[...], scope) { inner throws(Exhausted) in
            guard case .boolean(let truth) = try self.evaluate(condition, inner) else {
                result = .null
                return true
            }
            if truth != every {
                result = .boolean(!every)
                return false
            }
            return true
        }
        return complete || result == .boolean(!every) ? result : .null
    }

    /// Calls `body` for every combination of loop values until it answers false; false as well for a bad domain.
    private func visit(
        _ loops: ArraySlice<Node.Iteration>,
        _ scope: Scope,
        _ body: (Scope) throws(Exhausted) -> Bool
    ) throws(Exhausted) -> Bool {
        guard let loop = loops.first else { return try body(scope) }
        try budget.enter()
        defer { budget.leave() }
        guard let domain = try domain(of: loop, scope) else { return false }
        switch domain {
        case .values(let values):
            for value in values {
                let inner = Scope(loop.name, value, parent: scope)
                guard try visit(loops.dropFirst(), inner, body) else { return false }
            }
        case .count(let low, let high):
            var number = low
            while true {
                try budget.spend()
                let inner = Scope(loop.name, .number(number), parent: scope)
                guard try visit(loops.dropFirst(), inner, body) else { return false }
                if number == high { break }
                number += low <= high ? 1 : -1
            }
        }
        return true
    }

    private enum Domain {
        case values([Value])
        case count(Int, Int)
    }

    private func domain(of loop: Node.Iteration, _ scope: Scope) throws(Exhausted) -> Domain? {
        let start = try evaluate(loop.domain, scope)
        if let end = loop.end {
            return try steps(from: start, to: evaluate(end, scope))
        }
        switch start {
        case .list(let values): return .values(values)
        case .range(let range):
            return try values(within: range).map(Domain.values)
        case .null: return nil
        default: return .values([start])
        }
    }

    /// The whole numbers or days inside a range, in its direction; nil for ranges that cannot be counted.
    func values(within range: FeelRange) throws(Exhausted) -> [Value]? {
        guard var values = try values(of: range) else { return nil }
        if !range.includesLow, values.first == range.low { values.removeFirst() }
        if !range.includesHigh, values.last == range.high { values.removeLast() }
        return values
    }

    private func values(of range: FeelRange) throws(Exhausted) -> [Value]? {
        switch try steps(from: range.low, to: range.high) {
        case .values(let values): return values
        case .count(let low, let high):
            let (distance, overflow) = high.subtractingReportingOverflow(low)
            try budget.spend(overflow ? Int.max / 2 : Int(min(distance.magnitude, UInt(Int.max / 2))))
            return low <= high ? (low...high).map { .number($0) } : (high...low).reversed().map { .number($0) }
        case nil: return nil
        }
    }

    private func steps(from low: Value, to high: Value) throws(Exhausted) -> Domain? {
        switch (low, high) {
        case (.number(let a), .number(let b)):
            guard let a = a.intValue, let b = b.intValue else { return nil }
            return .count(a, b)
        case (.date(let a), .date(let b)):
            let days =
                a.dayNumber <= b.dayNumber
                ? Array(stride(from: 0, through: min(b.dayNumber - a.dayNumber, budget.stepsLeft + 1), by: 1))
                : Array(stride(from: 0, through: max(b.dayNumber - a.dayNumber, -budget.stepsLeft - 1), by: -1))
            try budget.spend(days.count)
            return .values(days.compactMap { FeelDate(dayNumber: a.dayNumber + $0).map(Value.date) })
        default: return nil
        }
    }

    // MARK: Filters

    func filter(_ list: Node, _ condition: Node, _ scope: Scope) throws(Exhausted) -> Value {
        let source = try evaluate(list, scope)
        let items: [Value]
        switch source {
        case .list(let values): items = values
        case .null: items = []
        default: items = [source]
        }
        if let place = try position(condition, scope) {
            guard let index = place.intValue else { return .null }
            let offset = index > 0 ? index - 1 : items.count + index
            return index != 0 && items.indices.contains(offset) ? items[offset] : .null
        }
        if source.isNull { return .null }
        var kept: [Value] = []
        for item in items {
            var inner = scope
            if case .context(let members) = item { inner = Scope(members, parent: inner) }
            if inner["item"] == nil || !item.hasMember("item") { inner = Scope("item", item, parent: inner) }
            switch try evaluate(condition, inner) {
            case .boolean(true): kept.append(item)
            case .boolean, .null: break
            default: return .null
            }
        }
        return .list(kept)
    }

    /// The number in `list[2]`, or nil when the brackets hold a condition.
    private func position(_ condition: Node, _ scope: Scope) throws(Exhausted) -> FeelNumber? {
        switch condition {
        case .comparison, .conjunction, .disjunction, .membership, .between, .instance, .quantified: return nil
        case .literal(.number(let number)): return number
        case .name, .arithmetic, .negation, .call, .path, .conditional, .filter:
            let known = missing.count
            defer { missing.removeLast(missing.count - known) }
            guard case .number(let number) = try evaluate(condition, scope) else { return nil }
            return number
        default: return nil
        }
    }
}

extension Value {
    fileprivate func hasMember(_ name: String) -> Bool {
        if case .context(let context) = self { return context[name] != nil }
        return false
    }
}
