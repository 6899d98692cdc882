extension Parser {
    mutating func conditional() throws(SyntaxError) -> Node {
        index += 1
        let condition = try expression()
        try expectWord("then")
        let then = try expression()
        try expectWord("else")
        return .conditional(condition, then: then, otherwise: try expression())
    }

    mutating func iteration() throws(SyntaxError) -> Node {
        index += 1
        let mark = names.localCount
        defer { names.forgetLocals(beyond: mark) }
        let loops = try iterations()
        try expectWord("return")
        let start = index
        let body = try expression()
        let readsPartial = tokens[start..<index].contains { $0.isWord("partial") }
        return .iteration(loops, body, readsPartial: readsPartial)
    }

    mutating func quantified() throws(SyntaxError) -> Node {
        let every = token.isWord("every")
        index += 1
        let mark = names.localCount
        defer { names.forgetLocals(beyond: mark) }
        let loops = try iterations()
        try expectWord("satisfies")
        return .quantified(every: every, loops, try expression())
    }

    private mutating func iterations() throws(SyntaxError) -> [Node.Iteration] {
        var loops: [Node.Iteration] = []
        repeat {
            let name = try boundName(before: "in")
            let domain = try expression()
            let end = take("..") ? try expression() : nil
            names.remember(name)
            loops.append(Node.Iteration(name: name, domain: domain, end: end))
        } while take(",")
        return loops
    }

    private mutating func boundName(before word: String) throws(SyntaxError) -> String {
        let start = index
        while token.kind != .end, !token.isWord(word) { index += 1 }
        guard index > start, tokens[start].kind == .name, token.isWord(word) else {
            throw SyntaxError(.expected(word, found: token.text), at: token.start)
        }
        index += 1
        return joinedName(start..<(index - 1))
    }

    mutating func functionDefinition() throws(SyntaxError) -> Node {
        index += 2
        let mark = names.localCount
        defer { names.forgetLocals(beyond: mark) }
        var parameters: [FunctionNode.Parameter] = []
        if !take(")") {
            repeat {
                parameters.append(try parameter())
            } while take(",")
            try expect(")")
        }
        for parameter in parameters { names.remember(parameter.name) }
        let isExternal = takeWord("external")
        return .function(FunctionNode(parameters: parameters, body: try expression(), isExternal: isExternal))
    }

    private mutating func parameter() throws(SyntaxError) -> FunctionNode.Parameter {
        let start = index
        while token.kind != .end, !token.isSymbol(":"), !token.isSymbol(","), !token.isSymbol(")") { index += 1 }
        guard index > start, tokens[start].kind == .name else { throw unexpected() }
        let name = joinedName(start..<index)
        return FunctionNode.Parameter(name: name, type: take(":") ? try type() : .any)
    }

    // MARK: Types

    mutating func type() throws(SyntaxError) -> FeelType {
        guard token.kind == .name else { throw unexpected() }
        if following.isSymbol("<") {
            switch token.text {
            case "list", "range":
                let isList = token.isWord("list")
                index += 2
                let element = try nestedType()
                try expect(">")
                return isList ? .list(element) : .range(element)
            case "context": return try contextType()
            case "function": return try functionType()
            default: break
            }
        }
        if let (name, count) = names.longest(in: tokens, at: index) {
            index += count
            return named(name)
        }
        var name = token.text
        index += 1
        while token.isSymbol("."), following.kind == .name {
            name += "." + following.text
            index += 2
        }
        return named(name)
    }

    private func named(_ name: String) -> FeelType {
        typeKeys[TextKey(name)].map(FeelType.named) ?? FeelType(name: name)
    }

    private mutating func nestedType() throws(SyntaxError) -> FeelType {
        // Types nest through here only; the depth of the expression is counted the same way.
        nesting += 1
        defer { nesting -= 1 }
        guard nesting < Parser.maximumDepth else { throw SyntaxError(.tooDeep, at: token.start) }
        return try type()
    }

    private mutating func contextType() throws(SyntaxError) -> FeelType {
        index += 2
        var members: [FeelType.Member] = []
        while !token.isSymbol(">") {
            let start = index
            while token.kind != .end, !token.isSymbol(":") { index += 1 }
            let name = joinedName(start..<index)
            try expect(":")
            members.append(FeelType.Member(name: name, type: try nestedType()))
            if !take(",") { break }
        }
        try expect(">")
        return .context(members)
    }

    private mutating func functionType() throws(SyntaxError) -> FeelType {
        index += 2
        var parameters: [FeelType] = []
        while !token.isSymbol(">") {
            parameters.append(try nestedType())
            if !take(",") { break }
        }
        try expect(">")
        try expect("->")
        return .function(parameters, try nestedType())
    }
}
