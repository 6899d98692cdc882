/// One evaluation of a model with given inputs (モデルの実行): each decision is made at most once.
final class ModelRun: Sendable {
    private let set: ModelSet
    /// Values for input data and, in a decision service, for its input decisions.
    private let inputs: [Model.Reference: Value]

    init(_ set: ModelSet, inputs: [Model.Reference: Value]) {
        self.set = set
        self.inputs = inputs
    }

    func value(of reference: Model.Reference, _ evaluation: Evaluation) throws(Exhausted) -> Value {
        try evaluation.budget.enter()
        defer { evaluation.budget.leave() }
        try evaluation.budget.spend()
        guard let part = set[reference] else { return .null }
        if let given = inputs[reference] {
            switch part {
            case .input(let input): return try evaluation.conform(given, to: input.type) ?? .null
            case .decision(let decision): return try evaluation.conform(given, to: decision.type) ?? .null
            default: return given
            }
        }
        switch part {
        case .input: return .null
        case .decision(let decision): return try value(of: decision, reference, evaluation)
        case .knowledge(let knowledge): return .function(function(knowledge, reference))
        case .service(let service): return .function(function(service))
        }
    }

    private func value(
        of decision: Model.Decision,
        _ reference: Model.Reference,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> Value {
        let memory = ModelMemory.Key(run: self, reference: reference)
        if let known = evaluation.memory[memory] { return known }
        let scope = try self.scope(decision.requirements, from: reference.namespace, evaluation)
        let value = try evaluation.evaluate(decision.logic, scope)
        let typed = try evaluation.conform(value, to: decision.type) ?? .null
        evaluation.memory[memory] = typed
        return typed
    }

    /// What an element may read: what it requires, under the names it knows them by.
    private func scope(
        _ requirements: [Model.Reference],
        from namespace: String,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> Scope {
        var context = Context()
        for requirement in requirements {
            guard let part = set[requirement] else { continue }
            let value = try value(of: requirement, evaluation)
            if requirement.namespace == namespace {
                context[part.name] = value
                continue
            }
            let alias = set.models[namespace]?.imports.first { $0.namespace == requirement.namespace }?.alias ?? ""
            if alias.isEmpty {
                context[part.name] = value
            } else {
                var members = Context()
                if case .context(let known)? = context[alias] { members = known }
                members[part.name] = value
                context[alias] = .context(members)
            }
        }
        return Scope(context)
    }

    // MARK: Functions

    private func function(_ knowledge: Model.Knowledge, _ reference: Model.Reference) -> FeelFunction {
        if knowledge.isExternal {
            return FeelFunction(name: knowledge.name, parameters: knowledge.parameters, body: .external)
        }
        return FeelFunction(
            name: knowledge.name,
            parameters: knowledge.parameters,
            result: knowledge.type,
            body: .native { [self] (arguments, evaluation) throws(Exhausted) in
                var scope = try scope(knowledge.requirements, from: reference.namespace, evaluation)
                // Knowledge may call itself.
                scope = Scope(knowledge.name, .function(function(knowledge, reference)), parent: scope)
                for (parameter, argument) in zip(knowledge.parameters, arguments) {
                    scope = Scope(parameter.name, argument, parent: scope)
                }
                return try evaluation.evaluate(knowledge.logic, scope)
            }
        )
    }

    /// Parameters are the input data first, then the input decisions (DMN 1.5 §10.4).
    private func function(_ service: Model.Service) -> FeelFunction {
        let sources = service.inputData + service.inputDecisions
        let parameters = sources.map { reference in
            FunctionNode.Parameter(name: set[reference]?.name ?? "", type: type(of: reference))
        }
        return FeelFunction(
            name: service.name,
            parameters: parameters,
            result: service.type,
            body: .native { [self] (arguments, evaluation) throws(Exhausted) in
                // Input data that the service does not take keeps its value.
                var given = inputs
                for (source, argument) in zip(sources, arguments) { given[source] = argument }
                return try ModelRun(set, inputs: given).outputs(of: service, evaluation)
            }
        )
    }

    private func type(of reference: Model.Reference) -> FeelType {
        switch set[reference] {
        case .input(let input): input.type
        case .decision(let decision): decision.type
        default: .any
        }
    }

    /// The value of the one output decision, or all of them by name.
    func outputs(of service: Model.Service, _ evaluation: Evaluation) throws(Exhausted) -> Value {
        if service.outputs.count == 1 { return try value(of: service.outputs[0], evaluation) }
        var result = Context()
        for output in service.outputs {
            result[set[output]?.name ?? ""] = try value(of: output, evaluation)
        }
        return .context(result)
    }
}

/// Decisions made so far, by the run that made them.
enum ModelMemory {
    struct Key: Hashable {
        /// Held, so that no other run can take its place in memory.
        let run: ModelRun
        let reference: Model.Reference

        static func == (left: Key, right: Key) -> Bool {
            left.run === right.run && left.reference == right.reference
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(ObjectIdentifier(run))
            hasher.combine(reference)
        }
    }
}
