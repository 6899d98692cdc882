extension Builtin {
    /// Functions that ask or join lists (リスト), DMN 1.5 Table 75.
    static let lists: [Builtin] = [
        Builtin("list contains", "list: list, element: any") { (arguments, evaluation) throws(Exhausted) in
            for item in arguments.list(0) where try same(item, arguments[1], evaluation) { return .boolean(true) }
            return .boolean(false)
        },
        Builtin("index of", "list: list, match: any") { (arguments, evaluation) throws(Exhausted) in
            var places: [Value] = []
            for (index, item) in arguments.list(0).enumerated() where try same(item, arguments[1], evaluation) {
                places.append(.number(index + 1))
            }
            return .list(places)
        },
        Builtin("sublist", "list: list, start position: number, length: number?") { (arguments, _) throws(Exhausted) in
            sublist(arguments)
        },
        Builtin("append", "list: list, item: any...") { (arguments, evaluation) throws(Exhausted) in
            try evaluation.budget.spend(arguments.list(0).count)
            return .list(arguments.list(0) + arguments.values.dropFirst())
        },
        Builtin("concatenate", "list: list...") { (arguments, evaluation) throws(Exhausted) in
            try joined(arguments, evaluation)
        },
        Builtin("union", "list: list...") { (arguments, evaluation) throws(Exhausted) in
            guard case .list(let items) = try joined(arguments, evaluation) else { return .null }
            return .list(try distinct(items, evaluation))
        },
        Builtin("distinct values", "list: list") { (arguments, evaluation) throws(Exhausted) in
            .list(try distinct(arguments.list(0), evaluation))
        },
        Builtin("flatten", "list: list") { (arguments, evaluation) throws(Exhausted) in
            var items: [Value] = []
            try flatten(arguments.list(0), into: &items, evaluation)
            return .list(items)
        },
        Builtin("reverse", "list: list") { (arguments, evaluation) throws(Exhausted) in
            try evaluation.budget.spend(arguments.list(0).count)
            return .list(arguments.list(0).reversed())
        },
        Builtin("sort", "list: list, precedes: function?") { (arguments, evaluation) throws(Exhausted) in
            try sort(arguments, evaluation)
        },
    ]

    static func same(_ left: Value, _ right: Value, _ evaluation: Evaluation) throws(Exhausted) -> Bool {
        try left.feelEquals(right, evaluation.budget) == true
    }

    private static func sublist(_ arguments: Arguments) -> Value {
        let items = arguments.list(0)
        guard let position = arguments.number(1).intValue, position != 0 else { return .null }
        let start = position > 0 ? position - 1 : items.count + position
        guard start >= 0, start < items.count else { return .null }
        var count = items.count - start
        if arguments.values.count > 2, case .number(let length) = arguments[2] {
            guard let wanted = length.intValue, wanted >= 0, wanted <= count else { return .null }
            count = wanted
        }
        return .list(Array(items[start..<(start + count)]))
    }

    private static func joined(_ arguments: Arguments, _ evaluation: Evaluation) throws(Exhausted) -> Value {
        var items: [Value] = []
        for index in arguments.values.indices {
            try evaluation.budget.spend(arguments.list(index).count)
            items += arguments.list(index)
        }
        return .list(items)
    }

    private static func distinct(_ items: [Value], _ evaluation: Evaluation) throws(Exhausted) -> [Value] {
        var kept: [Value] = []
        var plain: Set<Value> = []
        var others: [Value] = []
        next: for item in items {
            try evaluation.budget.spend()
            switch item {
            case .number, .string, .boolean, .null:
                // Equal to nothing but the same value.
                guard plain.insert(item).inserted else { continue }
            default:
                for other in others where try same(item, other, evaluation) { continue next }
                others.append(item)
            }
            kept.append(item)
        }
        return kept
    }

    private static func flatten(
        _ items: [Value],
        into result: inout [Value],
        _ evaluation: Evaluation
    ) throws(Exhausted) {
        try evaluation.budget.enter()
        defer { evaluation.budget.leave() }
        for item in items {
            try evaluation.budget.spend()
            if case .list(let inner) = item {
                try flatten(inner, into: &result, evaluation)
            } else {
                result.append(item)
            }
        }
    }

    /// Merge sort by the caller's order; without one, the natural order of the values.
    private static func sort(_ arguments: Arguments, _ evaluation: Evaluation) throws(Exhausted) -> Value {
        var runs = arguments.list(0).map { [$0] }
        while runs.count > 1 {
            var merged: [[Value]] = []
            for index in stride(from: 0, to: runs.count, by: 2) {
                guard index + 1 < runs.count else {
                    merged.append(runs[index])
                    continue
                }
                guard let pair = try merge(runs[index], runs[index + 1], arguments[1], evaluation) else { return .null }
                merged.append(pair)
            }
            runs = merged
        }
        return .list(runs.first ?? [])
    }

    private static func merge(
        _ left: [Value],
        _ right: [Value],
        _ order: Value,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> [Value]? {
        var result: [Value] = []
        var (a, b) = (0, 0)
        while a < left.count, b < right.count {
            try evaluation.budget.spend()
            // The right one goes first only when it must, which keeps the sort stable.
            guard let swap = try precedes(right[b], left[a], order, evaluation) else { return nil }
            if swap {
                result.append(right[b])
                b += 1
            } else {
                result.append(left[a])
                a += 1
            }
        }
        return result + left[a...] + right[b...]
    }

    private static func precedes(
        _ left: Value,
        _ right: Value,
        _ order: Value,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> Bool? {
        guard case .function(let function) = order else {
            return left.order(to: right).map { $0 == .less }
        }
        guard case .boolean(let answer) = try evaluation.call(function, [left, right]) else { return nil }
        return answer
    }
}
