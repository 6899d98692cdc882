extension Builtin {
    /// Functions of contexts (コンテキスト), DMN 1.5 Table 81.
    static let contexts: [Builtin] = [
        Builtin(
            "get value",
            [
                (
                    "m: context, key: string",
                    { (arguments, _) throws(Exhausted) in
                        arguments.context(0)[arguments.string(1)] ?? .null
                    }
                ),
                ("context: context, keys: list", { (arguments, _) throws(Exhausted) in value(arguments) }),
            ]
        ),
        Builtin("get entries", "m: context") { (arguments, evaluation) throws(Exhausted) in
            try evaluation.budget.spend(arguments.context(0).entries.count)
            return .list(
                arguments.context(0).entries.map {
                    .context(Context([("key", .string($0.name)), ("value", $0.value)]))
                }
            )
        },
        Builtin("context", "entries: list") { (arguments, evaluation) throws(Exhausted) in
            try context(arguments.list(0), evaluation)
        },
        Builtin(
            "context put",
            [
                (
                    "context: context, key: string, value: any",
                    { (arguments, evaluation) throws(Exhausted) in
                        try put(arguments.context(0), [arguments[1]], arguments[2], evaluation)
                    }
                ),
                (
                    "context: context, keys: list, value: any",
                    { (arguments, evaluation) throws(Exhausted) in
                        try put(arguments.context(0), arguments.list(1)[...], arguments[2], evaluation)
                    }
                ),
            ]
        ),
        Builtin("context merge", "contexts: list") { (arguments, evaluation) throws(Exhausted) in
            var result = Context()
            for item in arguments.list(0) {
                guard case .context(let context) = item else { return .null }
                for entry in context.entries {
                    try evaluation.budget.spend()
                    result[entry.name] = entry.value
                }
            }
            return .context(result)
        },
    ]

    private static func value(_ arguments: Arguments) -> Value {
        var value = arguments[0]
        guard !arguments.list(1).isEmpty else { return .null }
        for key in arguments.list(1) {
            guard case .context(let context) = value, case .string(let name) = key, let next = context[name] else {
                return .null
            }
            value = next
        }
        return value
    }

    private static func context(_ items: [Value], _ evaluation: Evaluation) throws(Exhausted) -> Value {
        var result = Context()
        for item in items {
            try evaluation.budget.spend()
            guard case .context(let entry) = item, case .string(let key)? = entry["key"],
                let value = entry["value"], result[key] == nil
            else { return .null }
            result[key] = value
        }
        return .context(result)
    }

    private static func put(
        _ context: Context,
        _ keys: ArraySlice<Value>,
        _ value: Value,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> Value {
        try evaluation.budget.enter()
        defer { evaluation.budget.leave() }
        try evaluation.budget.spend(context.entries.count)
        guard case .string(let key)? = keys.first else { return .null }
        var result = context
        if keys.count == 1 {
            result[key] = value
            return .context(result)
        }
        guard case .context(let inner)? = context[key] else { return .null }
        let changed = try put(inner, keys.dropFirst(), value, evaluation)
        guard case .context = changed else { return .null }
        result[key] = changed
        return .context(result)
    }
}
