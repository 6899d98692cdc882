/// A FEEL expression, read once and evaluated many times (式).
package struct Expression: Sendable {
    /// The text as it was written.
    package let text: String
    let node: Node
    /// Names outside itself that the expression reads: a known name as it was given, otherwise the root of a path.
    package let freeNames: Set<String>

    /// Reads the text; `names` are those that a context may hold, so that names with spaces are read whole.
    package init(parsing text: String, names: [String] = []) throws(Diagnostics) {
        do {
            var parser = try Parser(text, names: names)
            let node = try parser.wholeExpression()
            self.init(text: text, node: node)
        } catch {
            throw Diagnostics([error.diagnostic(in: text)])
        }
    }

    init(text: String, node: Node) {
        self.text = text
        self.node = node
        freeNames = Set(FreeNames.of(node).map(\.name))
    }

    /// The value in that context; null where FEEL says null, and where the limits of ``Budget`` stop the evaluation.
    package func evaluate(in context: Context) -> Value {
        // Not by way of the outcome: to guess which name was meant takes longer than most expressions.
        (try? Evaluation(clock: nil).evaluate(node, Scope(context))) ?? .null
    }

    /// The value, and what stopped or disturbed the evaluation.
    package func outcome(in context: Context) -> (value: Value, diagnostics: [Diagnostic]) {
        outcome(in: context, clock: nil)
    }

    /// With a clock, for the conformance kit only.
    func outcome(in context: Context, clock: FeelDateTime?) -> (value: Value, diagnostics: [Diagnostic]) {
        let evaluation = Evaluation(clock: clock)
        do {
            let value = try evaluation.evaluate(node, Scope(context))
            return (value, evaluation.missing.map { Diagnostic.unknownName($0, among: context.names) })
        } catch {
            return (.null, [error.diagnostic])
        }
    }
}

extension Exhausted {
    var diagnostic: Diagnostic {
        switch reason {
        case .steps:
            Diagnostic(
                message: "式の計算が上限の手数を超えたため、途中で止めました",
                hint: "繰り返しや再帰を減らしてください",
                english: "evaluation stopped: too many steps"
            )
        case .depth:
            Diagnostic(
                message: "式の計算が深くなりすぎたため、途中で止めました",
                hint: "自分自身を呼ぶ関数が終わるか確かめてください",
                english: "evaluation stopped: nested too deeply"
            )
        }
    }
}
