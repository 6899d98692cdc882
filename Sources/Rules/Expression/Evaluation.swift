/// One run of one expression or model (評価): what it may use, what it found missing.
final class Evaluation {
    let budget: Budget
    let types: TypeTable
    /// Only the conformance kit passes a clock; rules of the product never read one.
    let clock: FeelDateTime?
    /// Names that were read and that no scope holds.
    var missing: [String] = []
    /// How many values were put inside others.
    var wraps = 0
    /// Decisions that were made in this run.
    var memory: [ModelMemory.Key: Value] = [:]

    init(budget: Budget = Budget(), types: TypeTable = TypeTable(), clock: FeelDateTime? = nil) {
        self.budget = budget
        self.types = types
        self.clock = clock
    }

    func evaluate(_ node: Node, _ scope: Scope) throws(Exhausted) -> Value {
        try budget.spend()
        switch node {
        case .literal(let value): return value
        case .name(let name, _): return lookUp(name, scope)
        default: break
        }
        try budget.enter()
        defer { budget.leave() }
        switch node {
        case .conjunction(let parts): return try conjunction(parts, scope)
        case .disjunction(let parts): return try disjunction(parts, scope)
        case .comparison(let symbol, let left, let right):
            return try compare(evaluate(left, scope), symbol, evaluate(right, scope))
        case .arithmetic(let first, let rest): return try arithmetic(first, rest, scope)
        case .conditional(let condition, let then, let otherwise):
            let chosen = try evaluate(condition, scope).isTrue ? then : otherwise
            return try evaluate(chosen, scope)
        case .call(let callee, let arguments): return try call(callee, arguments, scope)
        case .path(let base, let name): return try member(name, of: evaluate(base, scope))
        case .filter(let list, let condition): return try filter(list, condition, scope)
        default: return try evaluateRare(node, scope)
        }
    }

    private func evaluateRare(_ node: Node, _ scope: Scope) throws(Exhausted) -> Value {
        switch node {
        case .list(let items):
            var values: [Value] = []
            for item in items { values.append(try evaluate(item, scope)) }
            return try wrapped(.list(values))
        case .context(let entries): return try wrapped(context(entries, scope))
        case .function(let function): return closure(function, scope)
        case .iteration(let loops, let body, let readsPartial):
            return try wrapped(iterate(loops, body, readsPartial, scope))
        case .quantified(let every, let loops, let condition): return try quantify(every, loops, condition, scope)
        case .between(let value, let low, let high): return try between(value, low, high, scope)
        case .membership(let value, let tests): return try membership(evaluate(value, scope), tests, scope)
        case .instance(let value, let type): return try .boolean(isInstance(evaluate(value, scope), of: type))
        case .negation(let operand): return negate(try evaluate(operand, scope))
        case .range(let low, let includesLow, let high, let includesHigh):
            return try range(evaluate(low, scope), includesLow, evaluate(high, scope), includesHigh)
        case .test(let symbol, let operand): return halfRange(symbol, try evaluate(operand, scope))
        default: return .null
        }
    }

    private func lookUp(_ name: String, _ scope: Scope) -> Value {
        if let value = scope[name] { return value }
        if let builtin = Builtin.named(name) { return .function(builtin.function) }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count > 1, var value = scope[String(parts[0])] {
            for part in parts.dropFirst() { value = member(String(part), of: value) }
            return value
        }
        missing.append(name)
        return .null
    }

    private func closure(_ function: FunctionNode, _ scope: Scope) -> Value {
        .function(
            FeelFunction(
                parameters: function.parameters,
                body: function.isExternal ? .external : .written(function.body, scope)
            )
        )
    }

    private func context(_ entries: [Node.ContextEntry], _ scope: Scope) throws(Exhausted) -> Value {
        var inner = scope
        var result = Context()
        for entry in entries {
            // A name twice in one context is an error (DMN 1.5 Table 46).
            guard result[entry.name] == nil else { return .null }
            var value = try evaluate(entry.node, inner)
            if case .function(let function) = value { value = .function(function.named(entry.name)) }
            result[entry.name] = value
            inner = Scope(entry.name, value, parent: inner)
        }
        return .context(result)
    }

    // MARK: Three-valued logic

    private func conjunction(_ parts: [Node], _ scope: Scope) throws(Exhausted) -> Value {
        var result: Value = .boolean(true)
        for part in parts {
            guard case .boolean(let truth) = try evaluate(part, scope) else {
                result = .null
                continue
            }
            if !truth { return .boolean(false) }
        }
        return result
    }

    private func disjunction(_ parts: [Node], _ scope: Scope) throws(Exhausted) -> Value {
        var result: Value = .boolean(false)
        for part in parts {
            guard case .boolean(let truth) = try evaluate(part, scope) else {
                result = .null
                continue
            }
            if truth { return .boolean(true) }
        }
        return result
    }
}

extension Value {
    var isTrue: Bool {
        if case .boolean(true) = self { return true }
        return false
    }

    init(_ truth: Bool?) {
        self = truth.map(Value.boolean) ?? .null
    }
}
