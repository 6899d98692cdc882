/// Builds a ``Model`` from the elements of a DMN file (モデルの読取り).
struct ModelReader {
    let source: ModelSource
    let names: [String]
    private(set) var vocabulary: NameTable
    /// Names of types as this file writes them, and their keys.
    let typeKeys: [TextKey: String]
    var diagnostics: [Diagnostic] = []

    init(_ source: ModelSource, among sources: [ModelSource], names: [String]) {
        self.source = source
        var keys: [TextKey: String] = [:]
        for name in source.typeNames { keys[TextKey(name)] = source.key(name) }
        var known = names
        for item in source.imports {
            guard let other = sources.first(where: { $0.namespace == item.namespace }) else { continue }
            for name in other.typeNames {
                let written = item.alias.isEmpty ? name : item.alias + "." + name
                keys[TextKey(written)] = other.key(name)
                known.append(written)
            }
        }
        typeKeys = keys
        self.names = known
        vocabulary = NameTable(known)
    }

    mutating func read(types: inout TypeTable) -> Model {
        for element in source.root.all("itemDefinition") {
            define(element, named: trimmed(element.attributes["name"] ?? ""), in: &types)
        }
        var parts: [String: Model.Part] = [:]
        var otherNames: [TextKey: String] = [:]
        for element in source.root.children {
            guard let part = part(element) else { continue }
            let id = element.attributes["id"] ?? part.name
            parts[id] = part
            let name = trimmed(element.attributes["name"] ?? "")
            if !part.isInput, !sameText(name, part.name) { otherNames[TextKey(name)] = id }
        }
        return Model(
            namespace: source.namespace,
            name: source.root.attributes["name"] ?? "",
            imports: source.imports,
            parts: parts,
            otherNames: otherNames,
            diagnostics: diagnostics
        )
    }

    private mutating func part(_ element: Element) -> Model.Part? {
        let variable = element.first("variable")
        let name = trimmed(variable?.attributes["name"] ?? element.attributes["name"] ?? "")
        let type = self.type(variable?.attributes["typeRef"])
        switch element.name {
        case "inputData": return .input(Model.InputData(name: name, type: type))
        case "decision":
            return .decision(
                Model.Decision(name: name, type: type, requirements: requirements(element), logic: logic(in: element))
            )
        case "businessKnowledgeModel": return .knowledge(knowledge(element, name, type))
        case "decisionService":
            return .service(
                Model.Service(
                    name: name,
                    type: type,
                    outputs: references(element, "outputDecision"),
                    inputDecisions: references(element, "inputDecision"),
                    inputData: references(element, "inputData")
                )
            )
        default: return nil
        }
    }

    private mutating func knowledge(_ element: Element, _ name: String, _ type: FeelType) -> Model.Knowledge {
        let function = element.first("encapsulatedLogic")
        let kind = function?.attributes["kind"] ?? "FEEL"
        var result = self.type(function?.attributes["typeRef"])
        // The variable names either the type of the function or that of its result.
        if result == .any, !isFunctionType(type) { result = type }
        return Model.Knowledge(
            name: name,
            parameters: function.map { parameters($0) } ?? [],
            type: result,
            requirements: requirements(element),
            logic: function.map { logic(in: $0) } ?? .broken,
            isExternal: kind != "FEEL"
        )
    }

    private func isFunctionType(_ type: FeelType) -> Bool {
        guard case .named(let key) = type else { return false }
        return source.root.all("itemDefinition").contains { element in
            source.key(trimmed(element.attributes["name"] ?? "")) == key && element.first("functionItem") != nil
        }
    }

    // MARK: References

    private func requirements(_ element: Element) -> [Model.Reference] {
        let groups = element.all("informationRequirement") + element.all("knowledgeRequirement")
        return groups.flatMap(\.children).compactMap { reference($0) }
    }

    private func references(_ element: Element, _ name: String) -> [Model.Reference] {
        element.all(name).compactMap { reference($0) }
    }

    /// `#id` of this file or `namespace#id`.
    private func reference(_ element: Element) -> Model.Reference? {
        guard let href = element.attributes["href"], let mark = href.lastIndex(of: "#") else { return nil }
        let namespace = String(href[..<mark])
        return Model.Reference(
            namespace: namespace.isEmpty ? source.namespace : namespace,
            id: String(href[href.index(after: mark)...])
        )
    }

    // MARK: Types

    func type(_ name: String?) -> FeelType {
        guard let name = name.map(trimmed), !name.isEmpty else { return .any }
        // Some editors write `feel:number`.
        let bare = name.split(separator: ":", maxSplits: 1).last.map(String.init) ?? name
        if let key = typeKeys[TextKey(name)] ?? typeKeys[TextKey(bare)] { return .named(key) }
        let type = FeelType(name: bare)
        if case .named = type { return .any }
        return type
    }

    private mutating func define(_ element: Element, named name: String, in types: inout TypeTable) {
        let key = source.key(name)
        let isCollection = element.attributes["isCollection"] == "true"
        let allowed = unaryTests(element.first("allowedValues"))
        let constraint = unaryTests(element.first("typeConstraint"))
        var base = structure(element, named: name, in: &types)
        if isCollection {
            if !allowed.isAny {
                types[key + "#element"] = TypeTable.Item(type: base, allowed: allowed)
                base = .named(key + "#element")
            }
            types[key] = TypeTable.Item(type: .list(base), constraint: constraint)
        } else {
            types[key] = TypeTable.Item(type: base, allowed: allowed, constraint: constraint)
        }
    }

    private mutating func structure(_ element: Element, named name: String, in types: inout TypeTable) -> FeelType {
        if let function = element.first("functionItem") {
            let parameters = function.all("parameters").map { type($0.attributes["typeRef"]) }
            return .function(parameters, type(function.attributes["outputTypeRef"]))
        }
        let components = element.all("itemComponent")
        guard !components.isEmpty else { return type(element.text(of: "typeRef")) }
        var members: [FeelType.Member] = []
        for component in components {
            let member = trimmed(component.attributes["name"] ?? "")
            let path = name + "/" + member
            define(component, named: path, in: &types)
            members.append(FeelType.Member(name: member, type: .named(source.key(path))))
        }
        return .context(members)
    }

    mutating func unaryTests(_ element: Element?) -> UnaryTests {
        guard let element, let text = element.text(of: "text"), !text.isEmpty else { return .any }
        do {
            var parser = try Parser(text, names: vocabulary)
            parser.typeKeys = typeKeys
            return try parser.unaryTests()
        } catch {
            diagnostics.append(
                error.diagnostic(in: text, file: source.file, line: element.line, column: element.column)
            )
            return .any
        }
    }
}
