/// Reads a regular expression as XPath 3.1 has it (正規表現の読取り) into a program for ``Pattern``.
struct PatternParser {
    indirect enum Piece: Sendable {
        case set(CharacterClass)
        case lineStart, lineEnd
        case group(Piece, capture: Int?)
        case sequence([Piece])
        case choice([Piece])
        case repetition(Piece, least: Int, most: Int?, isLazy: Bool)
        case reference(Int)
    }

    private let scalars: [Unicode.Scalar]
    private let flags: Pattern.Flags
    private var index = 0
    private var depth = 0
    private(set) var groups = 0
    private var closed: Set<Int> = []
    private(set) var hasReferences = false

    init(_ text: String, _ flags: Pattern.Flags) {
        let all = Array(text.unicodeScalars)
        self.flags = flags
        scalars = flags.contains(.literal) || !flags.contains(.extended) ? all : PatternParser.withoutSpaces(all)
    }

    /// Flag `x`: white space counts only inside brackets.
    private static func withoutSpaces(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var brackets = 0
        var isEscaped = false
        return text.filter { scalar in
            if !isEscaped {
                if scalar == "[" { brackets += 1 }
                if scalar == "]" { brackets -= 1 }
            }
            isEscaped = scalar == "\\" && !isEscaped
            return brackets > 0 || !Lexer.isSpace(scalar)
        }
    }

    mutating func parse() -> Piece? {
        if flags.contains(.literal) { return .sequence(scalars.map { .set(CharacterClass($0)) }) }
        guard let piece = choice(), index == scalars.count else { return nil }
        return piece
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        index += 1
        return true
    }

    private mutating func choice() -> Piece? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { return nil }
        var branches: [Piece] = []
        repeat {
            var parts: [Piece] = []
            while let next = peek, next != "|", next != ")" {
                guard let part = piece() else { return nil }
                parts.append(part)
            }
            branches.append(.sequence(parts))
        } while take("|")
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func piece() -> Piece? {
        guard let atom = atom() else { return nil }
        let bounds: (Int, Int?)
        if take("?") {
            bounds = (0, 1)
        } else if take("*") {
            bounds = (0, nil)
        } else if take("+") {
            bounds = (1, nil)
        } else if peek == "{" {
            guard let read = braces() else { return nil }
            bounds = read
        } else {
            return atom
        }
        return .repetition(atom, least: bounds.0, most: bounds.1, isLazy: take("?"))
    }

    private mutating func braces() -> (Int, Int?)? {
        index += 1
        guard let least = number() else { return nil }
        var most: Int? = least
        if take(",") { most = peek == "}" ? nil : number() }
        guard take("}"), most.map({ $0 >= least }) ?? true, least <= 1000, (most ?? 0) <= 1000 else { return nil }
        return (least, most)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while let digit = peek, Lexer.isDigit(digit) {
            value = min((value ?? 0) * 10 + Int(digit.value - 48), 100_000)
            index += 1
        }
        return value
    }

    private mutating func atom() -> Piece? {
        guard let scalar = peek else { return nil }
        index += 1
        switch scalar {
        case "(": return group()
        case "[": return brackets().map(Piece.set)
        case ".":
            if flags.contains(.dotMatchesAll) { return .set(CharacterClass(isNegated: true)) }
            return .set(CharacterClass([.range(0x0A...0x0A), .range(0x0D...0x0D)], isNegated: true))
        case "^": return .lineStart
        case "$": return .lineEnd
        case "\\": return escape()
        case "?", "*", "+", "{", "}", "]", ")": return nil
        default: return .set(CharacterClass(scalar))
        }
    }

    private mutating func group() -> Piece? {
        var capture: Int?
        if peek == "?" {
            guard index + 1 < scalars.count, scalars[index + 1] == ":" else { return nil }
            index += 2
        } else {
            groups += 1
            capture = groups
        }
        guard let inner = choice(), take(")") else { return nil }
        if let capture { closed.insert(capture) }
        return .group(inner, capture: capture)
    }

    private mutating func escape() -> Piece? {
        if let digit = peek, ("1"..."9").contains(digit) {
            var number = 0
            // As many digits as name a group that is already closed.
            while let digit = peek, Lexer.isDigit(digit), number == 0 || number * 10 + Int(digit.value - 48) <= groups {
                number = number * 10 + Int(digit.value - 48)
                index += 1
            }
            guard closed.contains(number) else { return nil }
            hasReferences = true
            return .reference(number)
        }
        return classEscape().map { .set(CharacterClass([$0])) }
    }

    private mutating func classEscape() -> CharacterClass.Member? {
        guard let letter = peek else { return nil }
        index += 1
        switch letter {
        case "n": return .range(0x0A...0x0A)
        case "r": return .range(0x0D...0x0D)
        case "t": return .range(0x09...0x09)
        case "p", "P": return property(isNegated: letter == "P")
        default:
            if let member = CharacterClass.escape(letter) { return member }
            guard "\\|.?*+(){}$-[]^".unicodeScalars.contains(letter) else { return nil }
            return .range(letter.value...letter.value)
        }
    }

    private mutating func property(isNegated: Bool) -> CharacterClass.Member? {
        guard take("{") else { return nil }
        var name = ""
        while let scalar = peek, scalar != "}" {
            name.unicodeScalars.append(scalar)
            index += 1
        }
        guard take("}"), let member = CharacterClass.property(name) else { return nil }
        guard isNegated else { return member }
        let positive = CharacterClass([member])
        return .predicate { !positive.contains($0, ignoringCase: false) }
    }

    private mutating func brackets() -> CharacterClass? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { return nil }
        var set = CharacterClass()
        set.isNegated = take("^")
        var isFirst = true
        while let scalar = peek {
            if scalar == "]", !isFirst {
                index += 1
                return set
            }
            if scalar == "-", !isFirst, index + 1 < scalars.count, scalars[index + 1] == "[" {
                index += 2
                guard let inner = brackets(), take("]") else { return nil }
                set.subtracted = [inner]
                return set
            }
            guard let member = bracketMember() else { return nil }
            set.members.append(member)
            isFirst = false
        }
        return nil
    }

    private mutating func bracketMember() -> CharacterClass.Member? {
        guard let low = bracketScalar() else { return nil }
        guard case .range(let start) = low, peek == "-", index + 1 < scalars.count,
            scalars[index + 1] != "]", scalars[index + 1] != "["
        else { return low }
        index += 1
        guard case .range(let end)? = bracketScalar(), start.lowerBound <= end.lowerBound else { return nil }
        return .range(start.lowerBound...end.lowerBound)
    }

    private mutating func bracketScalar() -> CharacterClass.Member? {
        guard let scalar = peek, scalar != "[" else { return nil }
        index += 1
        if scalar == "\\" { return classEscape() }
        return .range(scalar.value...scalar.value)
    }
}
