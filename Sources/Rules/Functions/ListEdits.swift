extension Builtin {
    /// Functions that give a changed list (リストの編集), DMN 1.5 Table 75.
    static let listEdits: [Builtin] = [
        Builtin("insert before", "list: list, position: number, newItem: any") {
            (arguments, evaluation) throws(Exhausted) in
            var items = arguments.list(0)
            guard let place = place(arguments.number(1), in: items) else { return .null }
            try evaluation.budget.spend(items.count)
            items.insert(arguments[2], at: place)
            return .list(items)
        },
        Builtin("remove", "list: list, position: number") { (arguments, evaluation) throws(Exhausted) in
            var items = arguments.list(0)
            guard let place = place(arguments.number(1), in: items) else { return .null }
            try evaluation.budget.spend(items.count)
            items.remove(at: place)
            return .list(items)
        },
        Builtin(
            "list replace",
            [
                (
                    "list: list, position: number, newItem: any",
                    { (arguments, evaluation) throws(Exhausted) in
                        var items = arguments.list(0)
                        guard let place = place(arguments.number(1), in: items) else { return .null }
                        try evaluation.budget.spend(items.count)
                        items[place] = arguments[2]
                        return .list(items)
                    }
                ),
                (
                    "list: list, match: function, newItem: any",
                    { (arguments, evaluation) throws(Exhausted) in try replace(arguments, evaluation) }
                ),
            ]
        ),
    ]

    /// From a position that counts from 1, or from the end when negative.
    private static func place(_ number: FeelNumber, in items: [Value]) -> Int? {
        guard let position = number.intValue, position != 0 else { return nil }
        let place = position > 0 ? position - 1 : items.count + position
        return items.indices.contains(place) ? place : nil
    }

    private static func replace(_ arguments: Arguments, _ evaluation: Evaluation) throws(Exhausted) -> Value {
        guard case .function(let match) = arguments[1] else { return .null }
        var items = arguments.list(0)
        for index in items.indices {
            try evaluation.budget.spend()
            guard case .boolean(let matches) = try evaluation.call(match, [items[index], arguments[2]]) else {
                return .null
            }
            if matches { items[index] = arguments[2] }
        }
        return .list(items)
    }
}
