extension Builtin {
    /// Functions that make one value of a list (集計), DMN 1.5 Table 75; each takes a list or the values one by one.
    static let statistics: [Builtin] = [
        listFunction("min") { (items, evaluation) throws(Exhausted) in extreme(items, .less) },
        listFunction("max") { (items, evaluation) throws(Exhausted) in extreme(items, .greater) },
        listFunction("sum") { (items, evaluation) throws(Exhausted) in
            items.isEmpty ? .null : try sum(items, evaluation)
        },
        listFunction("product") { (items, _) throws(Exhausted) in
            guard let numbers = numbers(items), !numbers.isEmpty else { return .null }
            var result = FeelNumber.one
            for factor in numbers {
                guard let next = result.multiplied(by: factor) else { return .null }
                result = next
            }
            return .number(result)
        },
        listFunction("mean") { (items, evaluation) throws(Exhausted) in
            let total = try sum(items, evaluation)
            return evaluation.divide(total, .number(items.count))
        },
        listFunction("median") { (items, _) throws(Exhausted) in
            guard let sorted = numbers(items)?.sorted(), !sorted.isEmpty else { return .null }
            let middle = sorted.count / 2
            if !sorted.count.isMultiple(of: 2) { return .number(sorted[middle]) }
            return number(sorted[middle - 1].adding(sorted[middle])?.divided(by: FeelNumber(2)))
        },
        listFunction("stddev") { (items, _) throws(Exhausted) in
            guard let numbers = numbers(items), numbers.count > 1 else { return .null }
            return number(deviation(numbers))
        },
        listFunction("mode") { (items, _) throws(Exhausted) in
            guard let numbers = numbers(items) else { return .null }
            var counts: [FeelNumber: Int] = [:]
            for number in numbers { counts[number, default: 0] += 1 }
            let most = counts.values.max() ?? 0
            return .list(counts.filter { $0.value == most }.keys.sorted().map(Value.number))
        },
        listFunction("all") { (items, _) throws(Exhausted) in truth(items, deciding: false) },
        listFunction("any") { (items, _) throws(Exhausted) in truth(items, deciding: true) },
        listFunction("count", variadic: false) { (items, _) throws(Exhausted) in .number(items.count) },
    ]

    private static func listFunction(
        _ name: String,
        variadic: Bool = true,
        _ run: @escaping @Sendable ([Value], Evaluation) throws(Exhausted) -> Value
    ) -> Builtin {
        let one: (String, Run) = (
            "list: list",
            { (arguments, evaluation) throws(Exhausted) in
                try evaluation.budget.spend(arguments.list(0).count)
                return try run(arguments.list(0), evaluation)
            }
        )
        guard variadic else { return Builtin(name, [one]) }
        let many: (String, Run) = (
            "c1: any, c2: any...",
            { (arguments, evaluation) throws(Exhausted) in try run(arguments.values, evaluation) }
        )
        return Builtin(name, [one, many])
    }

    private static func extreme(_ items: [Value], _ wanted: Order) -> Value {
        guard var best = items.first else { return .null }
        guard best.order(to: best) != nil else { return .null }
        for item in items.dropFirst() {
            guard let order = item.order(to: best) else { return .null }
            if order == wanted { best = item }
        }
        return best
    }

    private static func sum(_ items: [Value], _ evaluation: Evaluation) throws(Exhausted) -> Value {
        guard var total = items.first else { return .null }
        switch total {
        case .number, .daysDuration, .yearsDuration: break
        default: return .null
        }
        for item in items.dropFirst() {
            switch (total, item) {
            case (.number, .number), (.daysDuration, .daysDuration), (.yearsDuration, .yearsDuration):
                total = try evaluation.add(total, item)
            default: return .null
            }
        }
        return total
    }

    static func numbers(_ items: [Value]) -> [FeelNumber]? {
        var numbers: [FeelNumber] = []
        for item in items {
            guard case .number(let number) = item else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    /// Of the sample: the sum of squares is divided by one less than the count.
    private static func deviation(_ numbers: [FeelNumber]) -> FeelNumber? {
        var total = FeelNumber.zero
        for number in numbers {
            guard let next = total.adding(number) else { return nil }
            total = next
        }
        guard let mean = total.divided(by: FeelNumber(numbers.count)) else { return nil }
        var squares = FeelNumber.zero
        for number in numbers {
            guard let distance = number.subtracting(mean), let square = distance.multiplied(by: distance),
                let next = squares.adding(square)
            else { return nil }
            squares = next
        }
        return squares.divided(by: FeelNumber(numbers.count - 1))?.squareRoot
    }

    /// `all` is decided by a false, `any` by a true; anything but booleans leaves null.
    private static func truth(_ items: [Value], deciding: Bool) -> Value {
        var result: Value = .boolean(!deciding)
        for item in items {
            guard case .boolean(let truth) = item else {
                result = .null
                continue
            }
            if truth == deciding { return .boolean(deciding) }
        }
        return result
    }
}
