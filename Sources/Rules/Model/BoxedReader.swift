/// Reading the boxes of a DMN file (ボックス式の読取り).
extension ModelReader {
    private static let boxes: Set = [
        "literalExpression", "context", "invocation", "list", "relation", "functionDefinition", "conditional", "filter",
        "for", "some", "every", "decisionTable",
    ]

    /// The one box among the children of an element.
    mutating func logic(in element: Element) -> BoxedExpression {
        guard let box = element.children.first(where: { ModelReader.boxes.contains($0.name) }) else { return .broken }
        return boxed(box)
    }

    private mutating func logic(in element: Element, _ name: String) -> BoxedExpression {
        element.first(name).map { logic(in: $0) } ?? .broken
    }

    private mutating func boxed(_ element: Element) -> BoxedExpression {
        let expression = untyped(element)
        let type = self.type(element.attributes["typeRef"])
        if type == .any || element.name == "functionDefinition" { return expression }
        return .typed(expression, type)
    }

    private mutating func untyped(_ element: Element) -> BoxedExpression {
        switch element.name {
        case "literalExpression": return literal(element)
        case "context": return context(element)
        case "invocation": return invocation(element)
        case "list": return .list(boxes(in: element))
        case "relation": return relation(element)
        case "functionDefinition":
            return .function(
                parameters: parameters(element),
                body: logic(in: element),
                result: type(element.attributes["typeRef"]),
                isExternal: (element.attributes["kind"] ?? "FEEL") != "FEEL"
            )
        case "conditional":
            return .conditional(
                logic(in: element, "if"),
                then: logic(in: element, "then"),
                otherwise: logic(in: element, "else")
            )
        case "filter": return .filter(logic(in: element, "in"), match: logic(in: element, "match"))
        case "for":
            return .iteration(
                variable: variable(element),
                domain: logic(in: element, "in"),
                body: logic(in: element, "return")
            )
        case "some", "every":
            return .quantified(
                every: element.name == "every",
                variable: variable(element),
                domain: logic(in: element, "in"),
                condition: logic(in: element, "satisfies")
            )
        default: return .table(table(element))
        }
    }

    private func variable(_ element: Element) -> String {
        trimmed(element.attributes["iteratorVariable"] ?? "")
    }

    private mutating func boxes(in element: Element) -> [BoxedExpression] {
        element.children.filter { ModelReader.boxes.contains($0.name) }.map { boxed($0) }
    }

    private mutating func literal(_ element: Element) -> BoxedExpression {
        guard let text = element.text(of: "text"), !text.isEmpty, let node = node(text, element) else { return .broken }
        return .literal(node)
    }

    mutating func node(_ text: String, _ element: Element) -> Node? {
        do {
            var parser = try Parser(text, names: vocabulary)
            parser.typeKeys = typeKeys
            return try parser.wholeExpression()
        } catch {
            diagnostics.append(
                error.diagnostic(in: text, file: source.file, line: element.line, column: element.column)
            )
            return nil
        }
    }

    private mutating func context(_ element: Element) -> BoxedExpression {
        .context(
            element.all("contextEntry").map { entry in
                let variable = entry.first("variable")
                return BoxedExpression.Entry(
                    name: variable?.attributes["name"].map(trimmed),
                    type: type(variable?.attributes["typeRef"]),
                    value: logic(in: entry)
                )
            }
        )
    }

    private mutating func invocation(_ element: Element) -> BoxedExpression {
        let bindings = element.all("binding").map { binding in
            BoxedExpression.Binding(
                parameter: trimmed(binding.first("parameter")?.attributes["name"] ?? ""),
                value: logic(in: binding)
            )
        }
        return .invocation(logic(in: element), bindings)
    }

    private mutating func relation(_ element: Element) -> BoxedExpression {
        let columns = element.all("column").map { trimmed($0.attributes["name"] ?? "") }
        return .relation(columns: columns, rows: element.all("row").map { boxes(in: $0) })
    }

    func parameters(_ element: Element) -> [FunctionNode.Parameter] {
        element.all("formalParameter").map { parameter in
            FunctionNode.Parameter(
                name: trimmed(parameter.attributes["name"] ?? ""),
                type: type(parameter.attributes["typeRef"])
            )
        }
    }

    // MARK: Decision tables

    private mutating func table(_ element: Element) -> DecisionTable {
        let source = tableSource(element)
        var compiler = TableCompiler(source, names: names, isAuthored: false, typeOf: { [self] in type($0) })
        let table = compiler.compile()
        diagnostics += compiler.diagnostics
        return table
    }

    func tableSource(_ element: Element) -> TableSource {
        let inputs = element.all("input").map { input in
            let expression = input.first("inputExpression")
            let text = expression?.text(of: "text") ?? "null"
            return TableSource.Input(
                label: input.attributes["label"] ?? text,
                expression: text,
                type: expression?.attributes["typeRef"],
                allowedValues: input.first("inputValues")?.text(of: "text") ?? ""
            )
        }
        let outputs = element.all("output").map { output in
            let value = output.first("defaultOutputEntry")?.text(of: "text")
            return TableSource.Output(
                name: trimmed(output.attributes["name"] ?? ""),
                type: output.attributes["typeRef"],
                allowedValues: output.first("outputValues")?.text(of: "text") ?? "",
                defaultValue: value?.isEmpty == true ? nil : value
            )
        }
        let rows = element.all("rule").enumerated().map { number, rule in
            TableSource.Row(
                id: rule.attributes["id"] ?? "\(number + 1)",
                conditions: rule.all("inputEntry").map { $0.text(of: "text") ?? "" },
                results: rule.all("outputEntry").map { $0.text(of: "text") ?? "" },
                annotations: rule.all("annotationEntry").map { $0.text(of: "text") ?? "" },
                line: rule.line
            )
        }
        return TableSource(
            name: element.attributes["outputLabel"] ?? "",
            file: self.source.file,
            hitPolicy: hitPolicy(element),
            inputs: inputs,
            outputs: outputs,
            annotations: element.all("annotation").map { $0.attributes["name"] ?? "" },
            rows: rows
        )
    }

    private func hitPolicy(_ element: Element) -> HitPolicy {
        switch element.attributes["hitPolicy"] ?? "UNIQUE" {
        case "ANY": .any
        case "PRIORITY": .priority
        case "FIRST": .first
        case "RULE ORDER": .ruleOrder
        case "OUTPUT ORDER": .outputOrder
        case "COLLECT":
            switch element.attributes["aggregation"] {
            case "SUM": .sum
            case "MIN": .minimum
            case "MAX": .maximum
            case "COUNT": .count
            default: .collect
            }
        default: .unique
        }
    }
}
