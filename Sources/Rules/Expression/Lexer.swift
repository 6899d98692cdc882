/// Cuts FEEL text into tokens (字句解析), DMN 1.5 §10.3.1.2.
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var tokens: [Token] = []

    static func tokens(of text: String) throws(SyntaxError) -> [Token] {
        var lexer = Lexer(text)
        return try lexer.run()
    }

    private init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    private mutating func run() throws(SyntaxError) -> [Token] {
        while index < scalars.count {
            let scalar = scalars[index]
            if Lexer.isSpace(scalar) {
                index += 1
            } else if scalar == "/", next == "/" {
                while index < scalars.count, !Lexer.isLineEnd(scalars[index]) { index += 1 }
            } else if scalar == "/", next == "*" {
                try skipComment()
            } else if scalar == "\"" {
                try string()
            } else if Lexer.isDigit(scalar) || (scalar == "." && next.map(Lexer.isDigit) == true) {
                number()
            } else if Lexer.isNameStart(scalar) {
                name()
            } else {
                try symbol()
            }
        }
        tokens.append(Token(kind: .end, text: "", start: scalars.count, end: scalars.count))
        return tokens
    }

    private var next: Unicode.Scalar? { index + 1 < scalars.count ? scalars[index + 1] : nil }

    private mutating func skipComment() throws(SyntaxError) {
        let start = index
        index += 2
        while index + 1 < scalars.count, !(scalars[index] == "*" && scalars[index + 1] == "/") { index += 1 }
        guard index + 1 < scalars.count else { throw SyntaxError(.openComment, at: start) }
        index += 2
    }

    private mutating func number() {
        let start = index
        takeDigits()
        if index < scalars.count, scalars[index] == ".", next.map(Lexer.isDigit) == true {
            index += 1
            takeDigits()
        }
        takeExponent()
        append(.number, from: start)
    }

    private mutating func takeDigits() {
        while index < scalars.count, Lexer.isDigit(scalars[index]) { index += 1 }
    }

    private mutating func takeExponent() {
        guard index < scalars.count, scalars[index] == "e" || scalars[index] == "E" else { return }
        var after = index + 1
        if after < scalars.count, scalars[after] == "+" || scalars[after] == "-" { after += 1 }
        guard after < scalars.count, Lexer.isDigit(scalars[after]) else { return }
        index = after
        takeDigits()
    }

    private mutating func name() {
        let start = index
        index += 1
        // `?` stands alone: it is the value under test.
        if scalars[start] != "?" {
            while index < scalars.count, Lexer.isNamePart(scalars[index]) { index += 1 }
        }
        append(.name, from: start)
    }

    private mutating func symbol() throws(SyntaxError) {
        let two = ["<=", ">=", "!=", "**", "..", "->"]
        if let next {
            let pair = String(String.UnicodeScalarView([scalars[index], next]))
            if two.contains(where: { sameText($0, pair) }) {
                index += 2
                append(.symbol, from: index - 2)
                return
            }
        }
        guard "+-*/<>=()[]{},.:@'".unicodeScalars.contains(scalars[index]) else {
            throw SyntaxError(.strayCharacter(String(scalars[index])), at: index)
        }
        index += 1
        append(.symbol, from: index - 1)
    }

    private mutating func append(_ kind: Token.Kind, from start: Int) {
        let text = String(String.UnicodeScalarView(scalars[start..<index]))
        tokens.append(Token(kind: kind, text: text, start: start, end: index))
    }

    private mutating func string() throws(SyntaxError) {
        let start = index
        index += 1
        var text = String.UnicodeScalarView()
        while index < scalars.count, scalars[index] != "\"" {
            if scalars[index] == "\\" {
                escape(into: &text)
            } else {
                text.append(scalars[index])
                index += 1
            }
        }
        guard index < scalars.count else { throw SyntaxError(.openString, at: start) }
        index += 1
        tokens.append(Token(kind: .string, text: String(text), start: start, end: index))
    }

    private mutating func escape(into text: inout String.UnicodeScalarView) {
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "n": "\n", "t": "\t", "r": "\r", "\"": "\"", "'": "'", "\\": "\\",
        ]
        if let next, let plain = simple[next] {
            text.append(plain)
            index += 2
        } else if let (scalar, length) = codePoint(at: index) {
            text.append(scalar)
            index += length
        } else {
            // A backslash that starts no escape is itself, as in the pattern "\d".
            text.append("\\")
            index += 1
        }
    }

    /// Reads `\uXXXX` (two of them for a surrogate pair) or `\UXXXXXX`.
    private func codePoint(at place: Int) -> (Unicode.Scalar, Int)? {
        guard let (value, length) = escapedNumber(at: place) else { return nil }
        if let scalar = Unicode.Scalar(value) { return (scalar, length) }
        guard (0xD800...0xDBFF).contains(value), let (low, second) = escapedNumber(at: place + length),
            (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00))
        else { return nil }
        return (scalar, length + second)
    }

    private func escapedNumber(at place: Int) -> (UInt32, Int)? {
        guard place + 1 < scalars.count, scalars[place] == "\\" else { return nil }
        let digits = scalars[place + 1] == "u" ? 4 : (scalars[place + 1] == "U" ? 6 : 0)
        guard digits > 0, place + 2 + digits <= scalars.count else { return nil }
        let text = String(String.UnicodeScalarView(scalars[(place + 2)..<(place + 2 + digits)]))
        guard text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0 | 0x20) }) else { return nil }
        return UInt32(text, radix: 16).map { ($0, digits + 2) }
    }
}
