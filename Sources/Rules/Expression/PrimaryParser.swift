extension Parser {
    mutating func primary() throws(SyntaxError) -> Node {
        let token = token
        switch token.kind {
        case .number:
            index += 1
            guard let number = FeelNumber(token.text) else {
                throw SyntaxError(.badNumber(String(token.text.prefix(40))), at: token.start)
            }
            return .literal(.number(number))
        case .string:
            index += 1
            return .literal(.string(token.text))
        case .name: return try wordPrimary()
        case .symbol: return try symbolPrimary()
        case .end: throw unexpected()
        }
    }

    private mutating func symbolPrimary() throws(SyntaxError) -> Node {
        if take("(") { return try parenthesis() }
        if take("[") { return try bracket() }
        if take("]") { return try range(includesLow: false, low: try sum()) }
        if take("{") { return try context() }
        if token.isSymbol("@"), following.kind == .string {
            let text = following.text
            index += 2
            return .literal(Value(temporalText: text) ?? .null)
        }
        if let symbol = ComparisonOperator(rawValue: token.text) {
            index += 1
            return .test(symbol, try sum())
        }
        throw unexpected()
    }

    private mutating func parenthesis() throws(SyntaxError) -> Node {
        let inner = try expression()
        if token.isSymbol("..") { return try range(includesLow: false, low: inner) }
        try expect(")")
        return inner
    }

    private mutating func bracket() throws(SyntaxError) -> Node {
        if take("]") { return .list([]) }
        var items = [try expression()]
        if token.isSymbol("..") { return try range(includesLow: true, low: items[0]) }
        while take(",") { items.append(try expression()) }
        try expect("]")
        return .list(items)
    }

    private mutating func range(includesLow: Bool, low: Node) throws(SyntaxError) -> Node {
        try expect("..")
        let high = try sum()
        if take("]") { return .range(low: low, includesLow: includesLow, high: high, includesHigh: true) }
        guard take(")") || take("[") else { throw SyntaxError(.expected("]", found: token.text), at: token.start) }
        return .range(low: low, includesLow: includesLow, high: high, includesHigh: false)
    }

    private mutating func context() throws(SyntaxError) -> Node {
        var entries: [Node.ContextEntry] = []
        let mark = names.localCount
        defer { names.forgetLocals(beyond: mark) }
        if take("}") { return .context([]) }
        repeat {
            let name = try entryName()
            names.remember(name)
            entries.append(Node.ContextEntry(name: name, node: try expression()))
        } while take(",")
        try expect("}")
        return .context(entries)
    }

    private mutating func entryName() throws(SyntaxError) -> String {
        if token.kind == .string, following.isSymbol(":") {
            index += 2
            return tokens[index - 2].text
        }
        let start = index
        while token.kind != .end, !token.isSymbol(":"), token.kind != .string { index += 1 }
        guard index > start, tokens[start].kind == .name, token.isSymbol(":") else {
            throw SyntaxError(.expected(":", found: token.text), at: token.start)
        }
        index += 1
        return joinedName(start..<(index - 1))
    }

    private mutating func wordPrimary() throws(SyntaxError) -> Node {
        if let (name, count) = names.longest(in: tokens, at: index) {
            let offset = token.start
            index += count
            return .name(name, offset: offset)
        }
        switch token.text {
        case "true", "false":
            index += 1
            return .literal(.boolean(tokens[index - 1].isWord("true")))
        case "null":
            index += 1
            return .literal(.null)
        case "if": return try conditional()
        case "for": return try iteration()
        case "some", "every":
            if following.kind == .name { return try quantified() }
        case "function":
            if following.isSymbol("(") { return try functionDefinition() }
        default: break
        }
        return try freeName()
    }

    /// A name nobody announced; several words in a row are read as one name, since nothing else could be meant.
    private mutating func freeName() throws(SyntaxError) -> Node {
        let start = index
        guard !Parser.connectives.contains(TextKey(token.text)) else { throw unexpected() }
        repeat {
            index += 1
        } while token.kind == .name && !Parser.connectives.contains(TextKey(token.text))
        let name = joinedName(start..<index)
        if name.unicodeScalars.contains(where: Lexer.isTypedByMistake), !names.knows(name) {
            throw SyntaxError(.typedByMistake(name), at: tokens[start].start)
        }
        return .name(name, offset: tokens[start].start)
    }
}
