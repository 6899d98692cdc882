/// A word, a number or a single sign of Swift code, with its place.
struct SwiftWord: Equatable {
    let text: String
    let offset: Int
    let line: Int
}

extension SwiftWord {
    static func all(in code: [UInt8]) -> [SwiftWord] {
        code.withUnsafeBufferPointer { code in
            var words: [SwiftWord] = []
            var index = 0
            var line = 1
            while index < code.count {
                let byte = code[index]
                let start = index
                index += 1
                if byte <= 0x20 {
                    if byte == UInt8(ascii: "\n") { line += 1 }
                    continue
                }
                if byte == UInt8(ascii: "`"), let end = code[index...].firstIndex(of: byte) {
                    words.append(SwiftWord(code[index..<end], index, line))
                    index = end + 1
                    continue
                }
                if isNamePart(byte) {
                    while index < code.count, isNamePart(code[index]) { index += 1 }
                }
                words.append(SwiftWord(code[start..<index], start, line))
            }
            return words
        }
    }

    private init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ offset: Int, _ line: Int) {
        self.init(text: String(decoding: bytes, as: UTF8.self), offset: offset, line: line)
    }
}

/// Letters of a name: ASCII ones, digits, the underscore, and everything beyond ASCII.
func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
}

/// A function, initializer or computed property with the number of lines of its body.
struct SwiftBody: Equatable {
    let name: String
    let line: Int
    let lines: Int
}

extension SwiftText {
    /// Bodies of functions, initializers, subscripts and properties; closures count for the function they stand in.
    var bodies: [SwiftBody] {
        words.indices.compactMap { index in
            guard let open = openingBrace(after: index, in: words), let close = closingBrace(of: open, in: words) else {
                return nil
            }
            let isNamed = ["func", "var"].contains(words[index].text) && index + 1 < words.count
            let name = isNamed ? words[index + 1].text : words[index].text
            let lines = max(0, words[close].line - words[open].line - 1)
            return SwiftBody(name: name, line: words[index].line, lines: lines)
        }
    }

    private func openingBrace(after index: Int, in words: [SwiftWord]) -> Int? {
        let before = index > 0 ? words[index - 1].text : ""
        switch words[index].text {
        case "func", "deinit": return brace(after: index + 1, in: words)
        case "init", "subscript": return before == "." ? nil : brace(after: index + 1, in: words)
        case "var":
            let sameLine = words[index...].prefix { $0.line == words[index].line }
            let stop = sameLine.firstIndex { $0.text == "{" || $0.text == "=" }
            return stop.flatMap { words[$0].text == "{" ? $0 : nil }
        default: return nil
        }
    }

    /// The brace that opens the body; nil for a requirement of a protocol, which has none.
    private func brace(after start: Int, in words: [SwiftWord]) -> Int? {
        let ends: Set = ["func", "var", "let", "init", "deinit", "subscript", "case", "package", "}", "static", ";"]
        var depth = 0
        for index in start..<words.count {
            switch words[index].text {
            case "(", "[": depth += 1
            case ")", "]": depth -= 1
            case "{" where depth == 0: return index
            case let text where depth == 0 && index > start && ends.contains(text): return nil
            default: break
            }
            if depth < 0 { return nil }
        }
        return nil
    }

    private func closingBrace(of open: Int, in words: [SwiftWord]) -> Int? {
        var depth = 0
        for index in open..<words.count {
            if words[index].text == "{" { depth += 1 }
            if words[index].text == "}" { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }
}
