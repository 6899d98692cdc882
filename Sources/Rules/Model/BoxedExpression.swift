/// An expression in one of the boxes of DMN (ボックス式), DMN 1.5 §10.2.2.
indirect enum BoxedExpression: Sendable {
    case literal(Node)
    /// A text that could not be read, or no text at all: null.
    case broken
    case context([Entry])
    case invocation(BoxedExpression, [Binding])
    case list([BoxedExpression])
    case relation(columns: [String], rows: [[BoxedExpression]])
    case function(parameters: [FunctionNode.Parameter], body: BoxedExpression, result: FeelType, isExternal: Bool)
    case conditional(BoxedExpression, then: BoxedExpression, otherwise: BoxedExpression)
    case filter(BoxedExpression, match: BoxedExpression)
    case iteration(variable: String, domain: BoxedExpression, body: BoxedExpression)
    case quantified(every: Bool, variable: String, domain: BoxedExpression, condition: BoxedExpression)
    case table(DecisionTable)
    case typed(BoxedExpression, FeelType)

    struct Entry: Sendable {
        /// Nil for the result of the context.
        let name: String?
        let type: FeelType
        let value: BoxedExpression
    }

    struct Binding: Sendable {
        let parameter: String
        let value: BoxedExpression
    }
}
