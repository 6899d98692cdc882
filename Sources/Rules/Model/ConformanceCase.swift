/// One `testCase` of the kit (試験の一件).
struct ConformanceCase {
    private let element: Element
    private let models: ModelSet
    private let namespace: String

    init(_ element: Element, _ models: ModelSet, namespace: String) {
        self.element = element
        self.models = models
        self.namespace = namespace
    }

    /// What is wrong, one sentence for each result node that failed.
    func problems() -> [String] {
        let inputs = self.inputs()
        return element.all("resultNode").compactMap { node in
            let name = trimmed(node.attributes["name"] ?? "")
            let actual = result(named: name, inputs)
            let expected = node.first("expected").map(ConformanceValue.read) ?? .null
            if node.attributes["errorResult"] == "true", actual.isNull { return nil }
            if ConformanceValue.matches(actual, expected) { return nil }
            return "\(name): expected \(expected), found \(actual)"
        }
    }

    private func inputs() -> [Model.Reference: Value] {
        var inputs: [Model.Reference: Value] = [:]
        for node in element.all("inputNode") {
            let name = node.attributes["name"].map(trimmed) ?? ""
            let value = ConformanceValue.read(node)
            let wanted = node.attributes["namespace"]
            for (space, model) in models.models where wanted == nil || wanted == space {
                for (id, part) in model.parts where sameText(part.name, name) {
                    // Without a namespace the node means the tested model first, and imported inputs otherwise.
                    if wanted == nil, space != namespace, !part.isInput { continue }
                    if case .decision = part, element.attributes["invocableName"] == nil { continue }
                    inputs[Model.Reference(namespace: space, id: id)] = value
                }
            }
        }
        return inputs
    }

    private func result(named name: String, _ inputs: [Model.Reference: Value]) -> Value {
        guard let model = models.models[namespace] else { return .null }
        let clock = FeelDateTime("2026-01-15T10:30:00Z")
        let evaluation = Evaluation(types: models.types, clock: clock)
        let run = ModelRun(models, inputs: inputs)
        do {
            if let invoked = element.attributes["invocableName"], !sameText(invoked, name) {
                return try invoke(invoked, output: name, model, run, inputs, evaluation)
            }
            guard let reference = model.reference(named: name) else { return .null }
            if case .service(let service)? = models[reference] { return try run.outputs(of: service, evaluation) }
            return try run.value(of: reference, evaluation)
        } catch {
            return .null
        }
    }

    private func invoke(
        _ invoked: String,
        output: String,
        _ model: Model,
        _ run: ModelRun,
        _ inputs: [Model.Reference: Value],
        _ evaluation: Evaluation
    ) throws(Exhausted) -> Value {
        guard let reference = model.reference(named: invoked) else { return .null }
        guard case .service(let service)? = models[reference] else {
            return try called(reference, run, evaluation)
        }
        // Input decisions are given or unknown, never made.
        var given = inputs
        for decision in service.inputDecisions where given[decision] == nil { given[decision] = .null }
        let inner = ModelRun(models, inputs: given)
        for decision in service.outputs where models[decision].map({ sameText($0.name, output) }) ?? false {
            return try inner.value(of: decision, evaluation)
        }
        return try inner.outputs(of: service, evaluation)
    }

    /// A knowledge model invoked directly, its arguments given as input nodes.
    private func called(
        _ reference: Model.Reference,
        _ run: ModelRun,
        _ evaluation: Evaluation
    ) throws(Exhausted) -> Value {
        let value = try run.value(of: reference, evaluation)
        guard case .function(let function) = value else { return value }
        let arguments = element.all("inputNode").map { node in
            (trimmed(node.attributes["name"] ?? ""), ConformanceValue.read(node))
        }
        return try evaluation.call(function, named: arguments)
    }
}
