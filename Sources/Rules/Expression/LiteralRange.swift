extension Parser {
    /// Reads the text of `range("[1..3]")`: ends are literals or calls of the conversion functions with literals.
    static func literalRange(_ text: String) throws(SyntaxError) -> Node {
        var parser = try Parser(text, names: [])
        let node = try parser.wholeExpression()
        switch node {
        case .range(let low, _, let high, _):
            guard isLiteral(low), isLiteral(high) else { throw parser.unexpected() }
        default: throw parser.unexpected()
        }
        return node
    }

    private static func isLiteral(_ node: Node) -> Bool {
        switch node {
        case .literal: return true
        case .negation(let inner): return isLiteral(inner)
        case .call(.name(let name, _), let arguments):
            let conversions = ["date", "time", "date and time", "duration"]
            return conversions.contains { sameText($0, name) } && arguments.allSatisfy { isLiteral($0.node) }
        default: return false
        }
    }
}
