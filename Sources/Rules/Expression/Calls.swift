/// Calls of functions (関数の呼出し), DMN 1.5 §10.3.2.13.
extension Evaluation {
    func call(_ callee: Node, _ arguments: [Node.Argument], _ scope: Scope) throws(Exhausted) -> Value {
        guard case .function(let function) = try evaluate(callee, scope) else { return .null }
        var values: [Value] = []
        for argument in arguments { values.append(try evaluate(argument.node, scope)) }
        let names = arguments.map(\.name)
        guard names.contains(where: { $0 != nil }) else { return try call(function, values) }
        var named: [(String, Value)] = []
        for (name, value) in zip(names, values) {
            // Positional and named arguments never mix.
            guard let name, !named.contains(where: { sameText($0.0, name) }) else { return .null }
            named.append((name, value))
        }
        return try call(function, named: named)
    }

    func call(_ function: FeelFunction, named arguments: [(String, Value)]) throws(Exhausted) -> Value {
        if case .builtin(let builtin) = function.body {
            guard let call = try builtin.arrange(arguments, self) else { return .null }
            return try wrapped(builtin.run(call.form, call.values, self))
        }
        guard arguments.count == function.parameters.count else { return .null }
        var values: [Value] = []
        for parameter in function.parameters {
            guard let argument = arguments.first(where: { sameText($0.0, parameter.name) }) else { return .null }
            values.append(argument.1)
        }
        return try call(function, values)
    }

    func call(_ function: FeelFunction, _ arguments: [Value]) throws(Exhausted) -> Value {
        try budget.enter()
        defer { budget.leave() }
        if case .builtin(let builtin) = function.body {
            return try wrapped(builtin.run(arguments, self))
        }
        guard arguments.count == function.parameters.count else { return .null }
        var values: [Value] = []
        for (parameter, argument) in zip(function.parameters, arguments) {
            guard let value = try conform(argument, to: parameter.type) else { return .null }
            values.append(value)
        }
        let result: Value
        switch function.body {
        case .written(let body, let outer):
            var scope = outer
            if let name = function.name { scope = Scope(name, .function(function), parent: scope) }
            for (parameter, value) in zip(function.parameters, values) {
                scope = Scope(parameter.name, value, parent: scope)
            }
            result = try evaluate(body, scope)
        case .native(let run): result = try run(values, self)
        case .external, .builtin: return .null
        }
        return try conform(result, to: function.result) ?? .null
    }
}
