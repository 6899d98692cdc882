/// One DMN file (判定モデル), DMN 1.5 §6: its decisions, knowledge, services, inputs and types by identifier.
struct Model: Sendable {
    struct Requirement: Sendable {
        /// Namespace and identifier.
        let target: Reference
    }

    struct Reference: Hashable, Sendable {
        let namespace: String
        let id: String
    }

    struct InputData: Sendable {
        let name: String
        let type: FeelType
    }

    struct Decision: Sendable {
        let name: String
        let type: FeelType
        let requirements: [Reference]
        let logic: BoxedExpression
    }

    struct Knowledge: Sendable {
        let name: String
        let parameters: [FunctionNode.Parameter]
        let type: FeelType
        let requirements: [Reference]
        let logic: BoxedExpression
        let isExternal: Bool
    }

    struct Service: Sendable {
        let name: String
        let type: FeelType
        let outputs: [Reference]
        let inputDecisions: [Reference]
        let inputData: [Reference]
    }

    struct Import: Sendable {
        let alias: String
        let namespace: String
    }

    enum Part: Sendable {
        case input(InputData)
        case decision(Decision)
        case knowledge(Knowledge)
        case service(Service)

        var name: String {
            switch self {
            case .input(let part): part.name
            case .decision(let part): part.name
            case .knowledge(let part): part.name
            case .service(let part): part.name
            }
        }
    }

    let namespace: String
    let name: String
    let imports: [Import]
    let parts: [String: Part]
    /// Identifiers by the name of the element, where its variable has another.
    let otherNames: [TextKey: String]
    let diagnostics: [Diagnostic]

    func reference(named name: String) -> Reference? {
        parts.filter { sameText($0.value.name, name) && !$0.value.isInput }
            .min { ($0.value.rank, $0.key) < ($1.value.rank, $1.key) }
            .map { Reference(namespace: namespace, id: $0.key) }
            ?? otherNames[TextKey(name)].map { Reference(namespace: namespace, id: $0) }
    }
}

extension Model.Part {
    /// Decisions before services before knowledge, where they share a name.
    fileprivate var rank: Int {
        switch self {
        case .decision: 0
        case .service: 1
        case .knowledge: 2
        case .input: 3
        }
    }

    var isInput: Bool {
        if case .input = self { return true }
        return false
    }
}

/// Models that know each other by namespace (モデルの組).
package struct ModelSet: Sendable {
    var models: [String: Model] = [:]
    var types = TypeTable()
    package private(set) var diagnostics: [Diagnostic] = []

    /// Reads DMN files that may import each other; a file that is no DMN is a diagnostic and is left out.
    package init(files: [(name: String, data: [UInt8])]) {
        var sources: [ModelSource] = []
        for file in files {
            do {
                let root = try ElementReader.read(file.data, file: file.name)
                sources.append(ModelSource(root: root, file: file.name))
            } catch {
                diagnostics += error.all
            }
        }
        let names = Set(sources.flatMap(\.names)).sorted()
        for source in sources {
            var reader = ModelReader(source, among: sources, names: names)
            let model = reader.read(types: &types)
            models[model.namespace] = model
            diagnostics += model.diagnostics
        }
    }

    subscript(reference: Model.Reference) -> Model.Part? {
        models[reference.namespace]?.parts[reference.id]
    }
}
