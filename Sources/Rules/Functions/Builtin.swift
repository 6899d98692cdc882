/// A function of the FEEL library (組込み関数), DMN 1.5 §10.3.4, with every way it may be called.
struct Builtin: Sendable {
    typealias Run = @Sendable (Arguments, Evaluation) throws(Exhausted) -> Value

    struct Parameter: Sendable {
        let name: String
        let type: FeelType
        var isOptional = false
        /// Takes all arguments from here on.
        var isVariadic = false
        /// Takes any value but null, out of a list of one if need be.
        var isScalar = false
    }

    struct Form: Sendable {
        let parameters: [Parameter]
        let run: Run

        var required: Int { parameters.count { !$0.isOptional && !$0.isVariadic } }
        var isVariadic: Bool { parameters.last?.isVariadic == true }

        func accepts(count: Int) -> Bool {
            count >= required && (isVariadic || count <= parameters.count)
        }
    }

    let name: String
    let forms: [Form]

    /// Parameters are written `start position: number, length: number?`; `?` optional, `...` all the rest, `one` a scalar.
    init(_ name: String, _ parameters: String, _ run: @escaping Run) {
        self.init(name, [(parameters, run)])
    }

    init(_ name: String, _ forms: [(String, Run)]) {
        self.name = name
        self.forms = forms.map { Form(parameters: Builtin.parameters($0.0), run: $0.1) }
    }

    private static func parameters(_ text: String) -> [Parameter] {
        text.split(separator: ",").compactMap { part in
            let halves = part.split(separator: ":")
            guard halves.count == 2 else { return nil }
            let name = halves[0].drop { $0 == " " }
            var type = halves[1].drop { $0 == " " }
            let isOptional = type.hasSuffix("?")
            let isVariadic = type.hasSuffix("...")
            type = type.dropLast(isOptional ? 1 : (isVariadic ? 3 : 0))
            return Parameter(
                name: String(name),
                type: type == "one" ? .any : parameterType(String(type)),
                isOptional: isOptional,
                isVariadic: isVariadic,
                isScalar: type == "one"
            )
        }
    }

    private static func parameterType(_ word: String) -> FeelType {
        switch word {
        case "range": .range(.any)
        case "function": .named("function")
        default: FeelType(name: word)
        }
    }

    var function: FeelFunction {
        FeelFunction(name: name, parameters: [], body: .builtin(self))
    }

    // MARK: Calling

    func run(_ arguments: [Value], _ evaluation: Evaluation) throws(Exhausted) -> Value {
        try evaluation.budget.spend(arguments.count)
        for form in forms where form.accepts(count: arguments.count) {
            if let values = try Builtin.fit(arguments, form, evaluation) {
                return try form.run(Arguments(values), evaluation)
            }
        }
        return .null
    }

    func run(_ form: Form, _ arguments: [Value], _ evaluation: Evaluation) throws(Exhausted) -> Value {
        guard let values = try Builtin.fit(arguments, form, evaluation) else { return .null }
        return try form.run(Arguments(values), evaluation)
    }

    private static func fit(
        _ arguments: [Value],
        _ form: Form,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> [Value]? {
        var values: [Value] = []
        for (index, argument) in arguments.enumerated() {
            let parameter = form.parameters[min(index, form.parameters.count - 1)]
            guard let value = try fit(argument, parameter, evaluation) else { return nil }
            values.append(value)
        }
        return values
    }

    private static func fit(
        _ argument: Value,
        _ parameter: Parameter,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> Value? {
        if parameter.isScalar {
            if case .list(let items) = argument { return items.count == 1 && !items[0].isNull ? items[0] : nil }
            return argument.isNull ? nil : argument
        }
        if parameter.type == .any { return argument }
        if argument.isNull { return parameter.isOptional ? .null : nil }
        if parameter.type == .named("function") {
            if case .function = argument { return argument }
            return nil
        }
        return try evaluation.conform(argument, to: parameter.type)
    }

    /// Puts named arguments into the order of the first form that has these names and takes these types.
    func arrange(
        _ arguments: [(String, Value)],
        _ evaluation: Evaluation
    ) throws(Exhausted) -> (form: Form, values: [Value])? {
        for form in forms {
            let places = arguments.map { argument in
                form.parameters.firstIndex { sameText($0.name, argument.0) }
            }
            let used = places.compactMap { $0 }
            guard used.count == arguments.count, Set(used).count == used.count else { continue }
            let needed = form.parameters.indices.filter { !form.parameters[$0].isOptional }
            guard needed.allSatisfy(used.contains), let last = used.max() else { continue }
            var values = [Value](repeating: .null, count: last + 1)
            for (place, argument) in zip(used, arguments) { values[place] = argument.1 }
            if try Builtin.fit(values, form, evaluation) != nil { return (form, values) }
        }
        return nil
    }
}

/// The arguments of a call, already of the types the form names.
struct Arguments {
    let values: [Value]

    init(_ values: [Value]) {
        self.values = values
    }

    subscript(index: Int) -> Value { index < values.count ? values[index] : .null }

    func number(_ index: Int) -> FeelNumber {
        if case .number(let number) = self[index] { return number }
        return .zero
    }

    func optionalNumber(_ index: Int) -> FeelNumber? {
        if case .number(let number) = self[index] { return number }
        return nil
    }

    func string(_ index: Int) -> String {
        if case .string(let string) = self[index] { return string }
        return ""
    }

    func list(_ index: Int) -> [Value] {
        if case .list(let list) = self[index] { return list }
        return []
    }

    func context(_ index: Int) -> Context {
        if case .context(let context) = self[index] { return context }
        return Context()
    }
}

extension Builtin {
    private static let all: [TextKey: Builtin] = {
        let library = [
            conversions, texts, patterns, numbers, statistics, lists, listEdits, contexts, ranges, calendar, logic,
        ]
        return Dictionary(library.joined().map { (TextKey($0.name), $0) }, uniquingKeysWith: { $1 })
    }()

    /// Names of several words, which the parser must read whole.
    static let names: [String] = all.keys.map(\.text) + ["days and time duration"]

    static func named(_ name: String) -> Builtin? { all[TextKey(name)] }
}
