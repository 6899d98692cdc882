/// The item definitions of a model by name (項目定義).
struct TypeTable: Sendable {
    struct Item: Sendable {
        var type: FeelType
        /// Tests that the value must pass.
        var allowed = UnaryTests.any
        /// Tests of the whole value where the type is a collection (`typeConstraint`).
        var constraint = UnaryTests.any
    }

    private var items: [TextKey: Item] = [:]

    subscript(name: String) -> Item? {
        get { items[TextKey(name)] }
        set { items[TextKey(name)] = newValue }
    }
}

extension Evaluation {
    /// The value as that type, after the implicit conversions of DMN 1.5 §10.3.2.9.4; nil when it does not fit.
    func conform(_ value: Value, to type: FeelType) throws(Exhausted) -> Value? {
        if case .any = type { return value }
        if value.isNull { return value }
        if try fits(value, type) { return value }
        if case .list(let items) = value, items.count == 1, try fits(items[0], type) { return items[0] }
        let resolved = resolve(type)
        if case .list = resolved, try fits(.list([value]), type) { return .list([value]) }
        if case .dateTime = resolved, case .date(let date) = value {
            return .dateTime(FeelDateTime(date: date, time: FeelTime(nanosecondOfDay: 0, zone: .utc)))
        }
        return nil
    }

    /// Follows the names of item definitions, at most as far as there could be an end.
    private func resolve(_ type: FeelType) -> FeelType {
        var type = type
        for _ in 0..<50 {
            guard case .named(let name) = type, let item = types[name] else { return type }
            type = item.type
        }
        return .any
    }

    /// `instance of`: null is an instance of the type Null only.
    func isInstance(_ value: Value, of type: FeelType) throws(Exhausted) -> Bool {
        if value.isNull { return resolve(type) == .nothing }
        // The type alone counts, not the values a definition allows.
        return try fits(value, type, checkingValues: false)
    }

    func fits(_ value: Value, _ type: FeelType, checkingValues: Bool = true) throws(Exhausted) -> Bool {
        try budget.enter()
        defer { budget.leave() }
        try budget.spend()
        switch (type, value) {
        case (.any, _): return true
        case (.nothing, let value): return value.isNull
        case (.named(let name), let value):
            guard let item = types[name] else { return false }
            guard try fits(value, item.type, checkingValues: checkingValues) else { return false }
            guard checkingValues else { return true }
            return try allows(item, value)
        case (_, .null): return true
        case (.boolean, .boolean), (.number, .number), (.string, .string), (.date, .date), (.time, .time),
            (.dateTime, .dateTime), (.daysDuration, .daysDuration), (.yearsDuration, .yearsDuration):
            return true
        case (.list(let element), .list(let items)):
            for item in items where try !fits(item, element, checkingValues: checkingValues) { return false }
            return true
        case (.range(let element), .range(let range)):
            let low = try fits(range.low, element)
            let high = try fits(range.high, element)
            return low && high
        case (.context(let members), .context(let context)):
            for member in members {
                guard let value = context[member.name] else { return false }
                guard try fits(value, member.type, checkingValues: checkingValues) else { return false }
            }
            return true
        case (.function(let parameters, let result), .function(let function)):
            return fits(function, parameters, result)
        default: return false
        }
    }

    private func allows(_ item: TypeTable.Item, _ value: Value) throws(Exhausted) -> Bool {
        if value.isNull { return true }
        let scope = Scope(Context())
        guard try item.allowed.accept(value, self, scope) == true else { return false }
        return try item.constraint.accept(value, self, scope) == true
    }

    /// Parameters may be wider and the result narrower than asked for (DMN 1.5 §10.3.2.9.3).
    private func fits(_ function: FeelFunction, _ parameters: [FeelType], _ result: FeelType) -> Bool {
        let own: [FunctionNode.Parameter]
        if case .builtin(let builtin) = function.body {
            own = builtin.forms[0].parameters.map { FunctionNode.Parameter(name: $0.name, type: $0.type) }
        } else {
            own = function.parameters
        }
        guard own.count == parameters.count else { return false }
        for (parameter, wanted) in zip(own, parameters) where !isSubtype(wanted, of: parameter.type) { return false }
        if case .written(let body, _) = function.body, function.result == .any {
            return body.evidentType.map { isSubtype($0, of: result) } ?? true
        }
        // A result that nobody declared is checked when the function is called.
        return function.result == .any || isSubtype(function.result, of: result)
    }

    func isSubtype(_ narrow: FeelType, of wide: FeelType, depth: Int = 0) -> Bool {
        guard depth < 50 else { return false }
        let (narrow, wide) = (resolve(narrow), resolve(wide))
        switch (narrow, wide) {
        case (_, .any), (.nothing, _): return true
        case (.list(let a), .list(let b)), (.range(let a), .range(let b)): return isSubtype(a, of: b, depth: depth + 1)
        case (.context(let a), .context(let b)):
            return b.allSatisfy { member in
                a.contains { sameText($0.name, member.name) && isSubtype($0.type, of: member.type, depth: depth + 1) }
            }
        case (.function(let a, let r), .function(let b, let s)):
            return a.count == b.count && zip(b, a).allSatisfy { isSubtype($0, of: $1, depth: depth + 1) }
                && isSubtype(r, of: s, depth: depth + 1)
        default: return narrow == wide
        }
    }
}
