/// The content of a condition cell (条件セル): tests of which one must hold, or, after `not`, none.
struct UnaryTests: Sendable {
    var tests: [Node]
    var isNegated = false

    /// `-` or an empty cell: any value will do.
    static let any = UnaryTests(tests: [])

    /// A cell that could not be read: no value passes.
    static let never = UnaryTests(tests: [.conjunction([.literal(.boolean(false)), .name("?", offset: 0)])])

    var isAny: Bool { tests.isEmpty }

    init(tests: [Node], isNegated: Bool = false) {
        self.tests = tests
        self.isNegated = isNegated
    }

    init(parsing text: String, names: NameTable) throws(SyntaxError) {
        var parser = try Parser(text, names: names)
        self = try parser.unaryTests()
    }

    var freeNames: [FreeNames.Occurrence] { tests.flatMap(FreeNames.of) }

    /// Whether the value passes; nil is FEEL's null.
    func accept(_ value: Value, _ evaluation: Evaluation, _ scope: Scope) throws(Exhausted) -> Bool? {
        if isAny { return true }
        guard case .boolean(let truth) = try evaluation.membership(value, tests, scope) else { return nil }
        return truth != isNegated
    }
}

extension Node {
    /// `> 65 and < 75` and `65 < ? < 75` look like ranges, but what they join is no truth value, so they are always null.
    var isIdle: Bool {
        switch self {
        case .conjunction(let parts), .disjunction(let parts):
            parts.contains { part in
                if case .test = part { return true }
                return part.isIdle
            }
        case .comparison(let symbol, .comparison, _): symbol != .equal && symbol != .notEqual
        default: false
        }
    }
}

extension Parser {
    mutating func unaryTests() throws(SyntaxError) -> UnaryTests {
        if token.kind == .end || (token.isSymbol("-") && following.kind == .end) { return .any }
        if token.isWord("not"), following.isSymbol("("), closesAtEnd(from: index + 1) {
            index += 2
            let tests = try testList()
            try expect(")")
            return UnaryTests(tests: tests, isNegated: true)
        }
        let tests = try testList()
        guard token.kind == .end else { throw unexpected() }
        return UnaryTests(tests: tests)
    }

    private mutating func testList() throws(SyntaxError) -> [Node] {
        var tests = [try expression()]
        while take(",") { tests.append(try expression()) }
        return tests
    }

    /// Whether the parenthesis that opens there is closed by the last token.
    private func closesAtEnd(from start: Int) -> Bool {
        var depth = 0
        for place in start..<(tokens.count - 1) {
            if tokens[place].isSymbol("(") { depth += 1 }
            if tokens[place].isSymbol(")") { depth -= 1 }
            if depth == 0 { return place == tokens.count - 2 }
        }
        return false
    }
}
