/// A DMN file as elements (読込み前のモデル), with the names it defines.
struct ModelSource {
    let root: Element
    let file: String

    var namespace: String { root.attributes["namespace"] ?? "" }

    /// Every name that an expression of the file may read, and those of its imports with their alias.
    var names: [String] {
        var names: Set<String> = []
        let kinds: Set = [
            "variable", "decision", "inputData", "businessKnowledgeModel", "decisionService", "itemDefinition",
            "itemComponent", "formalParameter", "parameter", "parameters", "import", "column", "output",
        ]
        root.visitAll { element in
            if kinds.contains(element.name), let name = element.attributes["name"] { names.insert(trimmed(name)) }
            if let name = element.attributes["iteratorVariable"] { names.insert(trimmed(name)) }
        }
        return names.filter { !$0.isEmpty }
    }

    var imports: [Model.Import] {
        root.all("import").compactMap { element in
            guard let namespace = element.attributes["namespace"] else { return nil }
            return Model.Import(alias: trimmed(element.attributes["name"] ?? ""), namespace: namespace)
        }
    }

    var typeNames: [String] {
        root.all("itemDefinition").compactMap { $0.attributes["name"].map(trimmed) }
    }

    /// The key of a type of this file in the table of all types.
    func key(_ type: String) -> String { namespace + "#" + type }
}
