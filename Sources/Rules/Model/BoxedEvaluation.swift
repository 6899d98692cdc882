/// Evaluating boxed expressions (ボックス式の評価).
extension Evaluation {
    func evaluate(_ boxed: BoxedExpression, _ scope: Scope) throws(Exhausted) -> Value {
        try budget.enter()
        defer { budget.leave() }
        switch boxed {
        case .literal(let node): return try evaluate(node, scope)
        case .broken: return .null
        case .typed(let inner, let type): return try conform(evaluate(inner, scope), to: type) ?? .null
        case .context(let entries): return try wrapped(context(entries, scope))
        case .invocation(let callee, let bindings): return try invoke(callee, bindings, scope)
        case .list(let items):
            var values: [Value] = []
            for item in items { values.append(try evaluate(item, scope)) }
            return try wrapped(.list(values))
        case .relation(let columns, let rows): return try wrapped(relation(columns, rows, scope))
        case .function(let parameters, let body, let result, let isExternal):
            return .function(closure(parameters, body, result, isExternal, scope))
        case .conditional(let condition, let then, let otherwise):
            switch try evaluate(condition, scope) {
            case .boolean(let truth): return try evaluate(truth ? then : otherwise, scope)
            case .null: return try evaluate(otherwise, scope)
            default: return .null
            }
        case .filter(let list, let match): return try filter(list, match, scope)
        case .iteration(let variable, let domain, let body): return try wrapped(iterate(variable, domain, body, scope))
        case .quantified(let every, let variable, let domain, let condition):
            return try quantify(every, variable, domain, condition, scope)
        case .table(let table): return try table.value(self, scope)
        }
    }

    private func context(_ entries: [BoxedExpression.Entry], _ scope: Scope) throws(Exhausted) -> Value {
        var inner = scope
        var result = Context()
        for entry in entries {
            guard let name = entry.name else { return try evaluate(entry.value, inner) }
            guard result[name] == nil else { return .null }
            var value = try conform(evaluate(entry.value, inner), to: entry.type) ?? .null
            if case .function(let function) = value { value = .function(function.named(name)) }
            result[name] = value
            inner = Scope(name, value, parent: inner)
        }
        return .context(result)
    }

    private func invoke(
        _ callee: BoxedExpression,
        _ bindings: [BoxedExpression.Binding],
        _ scope: Scope
    ) throws(Exhausted) -> Value {
        guard case .function(let function) = try evaluate(callee, scope) else { return .null }
        var arguments: [(String, Value)] = []
        for binding in bindings { arguments.append((binding.parameter, try evaluate(binding.value, scope))) }
        if arguments.isEmpty { return try call(function, []) }
        return try call(function, named: arguments)
    }

    private func relation(
        _ columns: [String],
        _ rows: [[BoxedExpression]],
        _ scope: Scope
    ) throws(Exhausted) -> Value {
        var values: [Value] = []
        for row in rows {
            var context = Context()
            for (name, cell) in zip(columns, row) { context[name] = try evaluate(cell, scope) }
            values.append(.context(context))
        }
        return .list(values)
    }

    private func closure(
        _ parameters: [FunctionNode.Parameter],
        _ body: BoxedExpression,
        _ result: FeelType,
        _ isExternal: Bool,
        _ scope: Scope
    ) -> FeelFunction {
        if isExternal { return FeelFunction(parameters: parameters, body: .external) }
        return FeelFunction(
            parameters: parameters,
            result: result,
            body: .native { (arguments, evaluation) throws(Exhausted) in
                var inner = scope
                for (parameter, argument) in zip(parameters, arguments) {
                    inner = Scope(parameter.name, argument, parent: inner)
                }
                return try evaluation.evaluate(body, inner)
            }
        )
    }

    private func items(_ domain: BoxedExpression, _ scope: Scope) throws(Exhausted) -> [Value]? {
        switch try evaluate(domain, scope) {
        case .list(let values): return values
        case .range(let range): return try values(within: range)
        case .null: return nil
        case let single: return [single]
        }
    }

    private func filter(
        _ list: BoxedExpression,
        _ match: BoxedExpression,
        _ scope: Scope
    ) throws(Exhausted) -> Value {
        guard let items = try items(list, scope) else { return .null }
        var kept: [Value] = []
        for item in items {
            var inner = Scope("item", item, parent: scope)
            if case .context(let members) = item { inner = Scope(members, parent: inner) }
            switch try evaluate(match, inner) {
            case .boolean(true): kept.append(item)
            case .boolean, .null: break
            case .number(let place):
                guard let index = place.intValue else { return .null }
                let offset = index > 0 ? index - 1 : items.count + index
                return index != 0 && items.indices.contains(offset) ? items[offset] : .null
            default: return .null
            }
        }
        return .list(kept)
    }

    private func iterate(
        _ variable: String,
        _ domain: BoxedExpression,
        _ body: BoxedExpression,
        _ scope: Scope
    ) throws(Exhausted) -> Value {
        guard let items = try items(domain, scope) else { return .null }
        var results: [Value] = []
        for item in items {
            try budget.spend(1 + results.count / 8)
            let inner = Scope("partial", .list(results), parent: Scope(variable, item, parent: scope))
            results.append(try evaluate(body, inner))
        }
        return .list(results)
    }

    private func quantify(
        _ every: Bool,
        _ variable: String,
        _ domain: BoxedExpression,
        _ condition: BoxedExpression,
        _ scope: Scope
    ) throws(Exhausted) -> Value {
        guard let items = try items(domain, scope) else { return .null }
        var result: Value = .boolean(every)
        for item in items {
            guard case .boolean(let truth) = try evaluate(condition, Scope(variable, item, parent: scope)) else {
                result = .null
                continue
            }
            if truth != every { return .boolean(!every) }
        }
        return result
    }
}

extension DecisionTable {
    /// The value of the table as DMN defines it: null where no row matches or rows contradict each other.
    func value(_ evaluation: Evaluation, _ scope: Scope) throws(Exhausted) -> Value {
        var values = try columnValues(evaluation, scope, isUnknown: { _ in false })
        for (number, column) in columns.enumerated() {
            guard let given = values[number] else { return .null }
            let value = try evaluation.conform(given, to: column.type) ?? .null
            values[number] = value
            // A value outside the allowed ones is an error of the caller (DMN 1.5 §8.2.5).
            if !column.allowed.isAny, !value.isNull,
                try column.allowed.accept(value, evaluation, scope) != true
            {
                return .null
            }
        }
        let rows = try surviving(values, evaluation, scope, isUnknown: { _ in false })
        var outputs: [Int: [Value]] = [:]
        for row in rows.rows { outputs[row] = try self.outputs(of: row, evaluation, scope) }
        let answer = self.answer(rows.rows, try defaults(evaluation, scope)) { outputs[$0] ?? [] }
        switch answer.kind {
        case .none, .conflict: return .null
        case .aggregate(let value): return value
        case .rows:
            let results = answer.outputs.map(value)
            if source.hitPolicy.isSingle || answer.rows.isEmpty { return results.first ?? .null }
            return .list(results)
        }
    }

    private func value(_ outputs: [Value]) -> Value {
        results.count == 1 ? outputs[0] : .context(context(outputs))
    }
}
