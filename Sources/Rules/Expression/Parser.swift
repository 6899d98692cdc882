/// Reads FEEL text into a tree (構文解析), DMN 1.5 §10.3.1.
struct Parser {
    let tokens: [Token]
    var index = 0
    var names: NameTable
    /// Names of types as the text writes them, and their keys in the ``TypeTable``.
    var typeKeys: [TextKey: String] = [:]
    private var depth = 0
    /// Depth of types inside types.
    var nesting = 0
    static let maximumDepth = 200
    /// How far one level may be prolonged by points, brackets or signs in a row; every such link deepens the tree.
    static let longestChain = 30

    init(_ text: String, names: [String]) throws(SyntaxError) {
        try self.init(text, names: NameTable(names))
    }

    /// With a table that was made before, for many texts with the same names.
    init(_ text: String, names: NameTable) throws(SyntaxError) {
        guard text.utf8.count <= SyntaxError.longestText else { throw SyntaxError(.tooLong, at: 0) }
        tokens = try Lexer.tokens(of: text)
        self.names = names
    }

    // MARK: Reading tokens

    var token: Token { tokens[index] }
    var following: Token { tokens[min(index + 1, tokens.count - 1)] }

    mutating func take(_ symbol: String) -> Bool {
        guard token.isSymbol(symbol) else { return false }
        index += 1
        return true
    }

    mutating func takeWord(_ word: String) -> Bool {
        guard token.isWord(word) else { return false }
        index += 1
        return true
    }

    mutating func expect(_ symbol: String) throws(SyntaxError) {
        guard take(symbol) else { throw SyntaxError(.expected(symbol, found: token.text), at: token.start) }
    }

    mutating func expectWord(_ word: String) throws(SyntaxError) {
        guard takeWord(word) else { throw SyntaxError(.expected(word, found: token.text), at: token.start) }
    }

    func unexpected() -> SyntaxError {
        SyntaxError(.unexpected(token.text), at: token.start)
    }

    // MARK: Whole texts

    mutating func wholeExpression() throws(SyntaxError) -> Node {
        let node = try expression()
        guard token.kind == .end else { throw unexpected() }
        return node
    }

    // MARK: Precedence, loosest first

    mutating func expression() throws(SyntaxError) -> Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Parser.maximumDepth else { throw SyntaxError(.tooDeep, at: token.start) }
        var parts = [try conjunction()]
        while takeWord("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .disjunction(parts)
    }

    private mutating func conjunction() throws(SyntaxError) -> Node {
        var parts = [try comparison()]
        while takeWord("and") { parts.append(try comparison()) }
        return parts.count == 1 ? parts[0] : .conjunction(parts)
    }

    private mutating func comparison() throws(SyntaxError) -> Node {
        var left = try sum()
        var length = 0
        while true {
            if token.kind == .symbol, let symbol = ComparisonOperator(rawValue: token.text) {
                index += 1
                left = .comparison(symbol, left, try sum())
            } else if takeWord("between") {
                let low = try sum()
                try expectWord("and")
                left = .between(left, low: low, high: try sum())
            } else if takeWord("in") {
                left = .membership(left, try membershipTests())
            } else {
                return left
            }
            length += 1
            guard length <= 5 else { throw SyntaxError(.tooDeep, at: token.start) }
        }
    }

    private mutating func membershipTests() throws(SyntaxError) -> [Node] {
        let start = index
        guard take("(") else { return [try sum()] }
        // `(1..3]` is one range and `(1, 2)` are two tests; only reading on tells.
        var tests = [try expression()]
        if token.isSymbol("..") {
            index = start
            return [try sum()]
        }
        while take(",") { tests.append(try expression()) }
        try expect(")")
        return tests
    }

    mutating func sum() throws(SyntaxError) -> Node {
        let first = try product()
        var rest: [Node.Operand] = []
        while token.isSymbol("+") || token.isSymbol("-") {
            let symbol: ArithmeticOperator = token.isSymbol("+") ? .add : .subtract
            index += 1
            rest.append(Node.Operand(symbol: symbol, node: try product()))
        }
        return rest.isEmpty ? first : .arithmetic(first, rest)
    }

    private mutating func product() throws(SyntaxError) -> Node {
        let first = try power()
        var rest: [Node.Operand] = []
        while token.isSymbol("*") || token.isSymbol("/") {
            let symbol: ArithmeticOperator = token.isSymbol("*") ? .multiply : .divide
            index += 1
            rest.append(Node.Operand(symbol: symbol, node: try power()))
        }
        return rest.isEmpty ? first : .arithmetic(first, rest)
    }

    private mutating func power() throws(SyntaxError) -> Node {
        let first = try negation()
        var rest: [Node.Operand] = []
        while take("**") { rest.append(Node.Operand(symbol: .power, node: try negation())) }
        return rest.isEmpty ? first : .arithmetic(first, rest)
    }

    private mutating func negation() throws(SyntaxError) -> Node {
        var signs = 0
        while take("-") { signs += 1 }
        var node = try postfix()
        // The sign is part of a number literal, so `-1 instance of number` is about minus one.
        if signs > 0, case .literal(.number(let number)) = node {
            node = .literal(.number(number.negated))
            signs -= 1
        }
        let tested = try instanceTest(node)
        if signs > Parser.longestChain { throw SyntaxError(.tooDeep, at: token.start) }
        return (0..<signs).reduce(tested) { node, _ in .negation(node) }
    }

    private mutating func instanceTest(_ node: Node) throws(SyntaxError) -> Node {
        guard token.isWord("instance"), following.isWord("of") else { return node }
        index += 2
        return .instance(node, try type())
    }
}
