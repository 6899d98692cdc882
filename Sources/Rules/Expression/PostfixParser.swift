extension Parser {
    /// A primary followed by paths, filters and calls.
    mutating func postfix() throws(SyntaxError) -> Node {
        var node = try primary()
        var length = 0
        while true {
            if token.isSymbol("."), following.kind == .name || following.isSymbol("?") {
                index += 1
                node = .path(node, try memberName())
            } else if token.isSymbol("["), startsExpression(following) {
                index += 1
                let mark = names.localCount
                node = .filter(node, try expression())
                names.forgetLocals(beyond: mark)
                try expect("]")
            } else if token.isSymbol("("), isCallable(node) {
                index += 1
                node = .call(node, try arguments())
            } else {
                return node
            }
            length += 1
            guard length <= Parser.longestChain else { throw SyntaxError(.tooDeep, at: token.start) }
        }
    }

    private func isCallable(_ node: Node) -> Bool {
        switch node {
        case .name, .path, .call, .function, .filter, .conditional: true
        default: false
        }
    }

    /// Tells the filter in `list[1]` from the end of the range in `]1..3[`.
    private func startsExpression(_ token: Token) -> Bool {
        switch token.kind {
        case .number, .string: true
        case .name: !Parser.connectives.contains(TextKey(token.text))
        case .end: false
        case .symbol: ["(", "[", "]", "{", "-", "@", "<", "<=", ">", ">=", "=", "!="].contains { token.isSymbol($0) }
        }
    }

    static let connectives = Set(
        ["and", "or", "then", "else", "return", "satisfies", "in", "between", "instance"].map(TextKey.init)
    )

    private mutating func memberName() throws(SyntaxError) -> String {
        if let (name, count) = names.longest(in: tokens, at: index) {
            index += count
            return name
        }
        let start = index
        repeat {
            index += 1
        } while token.kind == .name && !Parser.connectives.contains(TextKey(token.text))
        return joinedName(start..<index)
    }

    private mutating func arguments() throws(SyntaxError) -> [Node.Argument] {
        var arguments: [Node.Argument] = []
        if take(")") { return arguments }
        repeat {
            let name = try argumentName()
            arguments.append(Node.Argument(name: name, node: try expression()))
        } while take(",")
        try expect(")")
        return arguments
    }

    /// `start position: 2`, if a name and a colon stand here.
    private mutating func argumentName() throws(SyntaxError) -> String? {
        var end = index
        while tokens[end].kind == .name || (end > index && tokens[end].isSymbol("'")) { end += 1 }
        guard end > index, tokens[end].isSymbol(":") else {
            guard let (name, count) = names.longest(in: tokens, at: index), tokens[index + count].isSymbol(":") else {
                return nil
            }
            index += count + 1
            return name
        }
        defer { index = end + 1 }
        return joinedName(index..<end)
    }

    func joinedName(_ range: Range<Int>) -> String {
        var text = ""
        for place in range {
            if place > range.lowerBound, tokens[place].start > tokens[place - 1].end { text += " " }
            text += tokens[place].text
        }
        return text
    }
}
