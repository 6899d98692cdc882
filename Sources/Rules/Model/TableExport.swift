/// A ``TableSource`` as a DMN 1.5 file and back, nothing lost (判定表とDMN XMLの行き来).
///
/// Other tools read the FEEL; what DMN has no place for, such as the phrase that staff typed, goes along in attributes of
/// a namespace of our own, which other tools leave alone.
extension TableSource {
    static let ownNamespace = "urn:madoguchi:table:1"
    private static let modelNamespace = "https://www.omg.org/spec/DMN/20230324/MODEL/"

    /// The table as the one decision of a DMN file.
    package func dmn(names: [String] = []) -> String {
        var xml = XMLText()
        xml.open(
            "definitions",
            [
                ("xmlns", Self.modelNamespace), ("xmlns:m", Self.ownNamespace), ("namespace", "urn:madoguchi:tables"),
                ("name", name), ("id", "definitions"),
            ]
        )
        for (number, input) in inputs.enumerated() where sameText(input.expression, input.label) {
            xml.open("inputData", [("id", "data\(number + 1)"), ("name", input.label)])
            xml.element("variable", [("name", input.label)] + typeAttribute(input.type))
            xml.close("inputData")
        }
        xml.open("decision", [("id", "decision"), ("name", name)])
        xml.element("variable", [("name", name)])
        for (number, input) in inputs.enumerated() where sameText(input.expression, input.label) {
            xml.open("informationRequirement", [])
            xml.element("requiredInput", [("href", "#data\(number + 1)")])
            xml.close("informationRequirement")
        }
        writeTable(to: &xml, names)
        xml.close("decision")
        xml.close("definitions")
        return xml.text
    }

    private func typeAttribute(_ type: String?) -> [(String, String)] {
        guard let type else { return [] }
        return [("typeRef", sameText(type, "integer") ? "number" : type)]
    }

    private func writeTable(to xml: inout XMLText, _ names: [String]) {
        xml.open(
            "decisionTable",
            [("hitPolicy", hitPolicy.dmnName), ("outputLabel", name)]
                + hitPolicy.aggregation.map { [("aggregation", $0)] }.orEmpty
                + (namesRows ? [("m:namesRows", "true")] : [])
        )
        for input in inputs {
            xml.open("input", [("label", input.label)] + input.type.map { [("m:type", $0)] }.orEmpty)
            xml.open("inputExpression", typeAttribute(input.type))
            xml.leaf("text", input.expression)
            xml.close("inputExpression")
            if !input.allowedValues.isEmpty { xml.wrapped("inputValues", input.allowedValues) }
            xml.close("input")
        }
        for output in outputs {
            xml.open(
                "output",
                [("name", output.name)] + typeAttribute(output.type) + output.type.map { [("m:type", $0)] }.orEmpty
            )
            if !output.allowedValues.isEmpty { xml.wrapped("outputValues", output.allowedValues) }
            if let value = output.defaultValue {
                writeCell("defaultOutputEntry", value, Self.feel(value, output), &xml)
            }
            xml.close("output")
        }
        for annotation in annotations { xml.element("annotation", [("name", annotation)]) }
        writeRows(to: &xml, names)
        xml.close("decisionTable")
    }

    private func writeRows(to xml: inout XMLText, _ names: [String]) {
        let plain = CellText(names: names + inputs.map(\.label), strings: [])
        for (number, row) in rows.enumerated() {
            xml.open("rule", [("id", "row\(number + 1)"), ("label", row.id)])
            for (cell, input) in zip(row.conditions, inputs) {
                let reader = CellText(
                    names: names + inputs.map(\.label),
                    strings: CellText.strings(input.allowedValues),
                    lexicon: .standard
                )
                writeCell("inputEntry", cell, trimmed(cell).isEmpty ? "-" : reader.normalised(cell), &xml)
            }
            for (cell, output) in zip(row.results, outputs) {
                writeCell("outputEntry", cell, cell.isEmpty ? "null" : Self.feel(cell, output), &xml)
            }
            for cell in row.annotations { xml.wrapped("annotationEntry", cell) }
            xml.close("rule")
        }
    }

    private static func feel(_ cell: String, _ output: Output) -> String {
        CellText.quoted(cell, CellText.strings(output.allowedValues))
    }

    /// The FEEL as the text of the cell, and what was typed where that is something else.
    private func writeCell(_ name: String, _ written: String, _ feel: String, _ xml: inout XMLText) {
        xml.wrapped(name, feel, sameText(written, feel) ? [] : [("m:written", written)])
    }

    /// Reads the decision tables of a DMN file, each under the name of its decision.
    package static func tables(dmn bytes: some Sequence<UInt8>, file: String) throws(Diagnostics) -> [TableSource] {
        let root = try ElementReader.read(Array(bytes), file: file)
        let source = ModelSource(root: root, file: file)
        let reader = ModelReader(source, among: [source], names: [])
        return root.all("decision").compactMap { decision in
            guard let element = decision.first("decisionTable") else { return nil }
            var table = reader.tableSource(element)
            table.name = trimmed(decision.attributes["name"] ?? table.name)
            return table.restored(from: element)
        }
    }

    /// Puts back what the attributes of our own say.
    private func restored(from element: Element) -> TableSource {
        var table = self
        table.namesRows = element.attributes["m:namesRows"] == "true"
        for (number, input) in element.all("input").enumerated() {
            if let type = input.attributes["m:type"] { table.inputs[number].type = type }
        }
        for (number, output) in element.all("output").enumerated() {
            if let written = output.first("defaultOutputEntry")?.attributes["m:written"] {
                table.outputs[number].defaultValue = written
            }
        }
        for (number, rule) in element.all("rule").enumerated() {
            if let label = rule.attributes["label"] { table.rows[number].id = label }
            table.rows[number].line = 0
            for (place, cell) in rule.all("inputEntry").enumerated() {
                if let written = cell.attributes["m:written"] { table.rows[number].conditions[place] = written }
            }
            for (place, cell) in rule.all("outputEntry").enumerated() {
                if let written = cell.attributes["m:written"] { table.rows[number].results[place] = written }
            }
        }
        return table
    }
}

extension Optional where Wrapped == [(String, String)] {
    fileprivate var orEmpty: [(String, String)] { self ?? [] }
}

extension HitPolicy {
    fileprivate var dmnName: String {
        switch self {
        case .unique: "UNIQUE"
        case .any: "ANY"
        case .priority: "PRIORITY"
        case .first: "FIRST"
        case .ruleOrder: "RULE ORDER"
        case .outputOrder: "OUTPUT ORDER"
        case .collect, .sum, .minimum, .maximum, .count: "COLLECT"
        }
    }

    fileprivate var aggregation: String? {
        switch self {
        case .sum: "SUM"
        case .minimum: "MIN"
        case .maximum: "MAX"
        case .count: "COUNT"
        default: nil
        }
    }
}
