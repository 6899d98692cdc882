/// A regular expression of XPath 3.1 §5.6.1 (正規表現), matched in bounded time.
///
/// Without back references each pair of instruction and place is visited once, so that no pattern can blow up; with
/// them the budget of the evaluation is the bound.
struct Pattern: Sendable {
    struct Flags: OptionSet, Sendable {
        let rawValue: Int
        static let dotMatchesAll = Flags(rawValue: 1)
        static let multiline = Flags(rawValue: 2)
        static let ignoringCase = Flags(rawValue: 4)
        static let extended = Flags(rawValue: 8)
        static let literal = Flags(rawValue: 16)

        init(rawValue: Int) { self.rawValue = rawValue }

        /// Nil for a letter that is no flag.
        init?(_ text: String) {
            var flags: Flags = []
            for scalar in text.unicodeScalars {
                switch scalar {
                case "s": flags.insert(.dotMatchesAll)
                case "m": flags.insert(.multiline)
                case "i": flags.insert(.ignoringCase)
                case "x": flags.insert(.extended)
                case "q": flags.insert(.literal)
                default: return nil
                }
            }
            self = flags
        }
    }

    enum Instruction: Sendable {
        case set(CharacterClass)
        case lineStart, lineEnd
        case save(Int)
        case jump(Int)
        /// Try the first, then the second.
        case fork(Int, Int)
        case reference(Int)
        case done
    }

    let program: [Instruction]
    let groups: Int
    let flags: Flags
    let hasReferences: Bool
    private static let largestProgram = 20_000

    init?(_ text: String, flags: Flags) {
        guard text.utf8.count <= 20_000 else { return nil }
        var parser = PatternParser(text, flags)
        guard let piece = parser.parse() else { return nil }
        var program: [Instruction] = [.save(0)]
        guard Pattern.compile(piece, into: &program) else { return nil }
        program += [.save(1), .done]
        self.program = program
        self.flags = flags
        groups = parser.groups
        hasReferences = parser.hasReferences
    }

    private static func compile(_ piece: PatternParser.Piece, into program: inout [Instruction]) -> Bool {
        guard program.count < largestProgram else { return false }
        switch piece {
        case .set(let set): program.append(.set(set))
        case .lineStart: program.append(.lineStart)
        case .lineEnd: program.append(.lineEnd)
        case .reference(let group): program.append(.reference(group))
        case .group(let inner, let capture):
            if let capture { program.append(.save(capture * 2)) }
            guard compile(inner, into: &program) else { return false }
            if let capture { program.append(.save(capture * 2 + 1)) }
        case .sequence(let parts):
            for part in parts { guard compile(part, into: &program) else { return false } }
        case .choice(let branches): return compile(branches, into: &program)
        case .repetition(let inner, let least, let most, let isLazy):
            return compile(inner, least, most, isLazy, into: &program)
        }
        return true
    }

    private static func compile(_ branches: [PatternParser.Piece], into program: inout [Instruction]) -> Bool {
        var exits: [Int] = []
        for (number, branch) in branches.enumerated() {
            let fork = program.count
            let isLast = number == branches.count - 1
            if !isLast { program.append(.jump(0)) }
            guard compile(branch, into: &program) else { return false }
            if !isLast {
                exits.append(program.count)
                program.append(.jump(0))
                program[fork] = .fork(fork + 1, program.count)
            }
        }
        for exit in exits { program[exit] = .jump(program.count) }
        return true
    }

    private static func compile(
        _ inner: PatternParser.Piece,
        _ least: Int,
        _ most: Int?,
        _ isLazy: Bool,
        into program: inout [Instruction]
    ) -> Bool {
        for _ in 0..<least { guard compile(inner, into: &program) else { return false } }
        func fork(_ stay: Int, _ leave: Int) -> Instruction { isLazy ? .fork(leave, stay) : .fork(stay, leave) }
        guard let most else {
            let start = program.count
            program.append(.jump(0))
            guard compile(inner, into: &program) else { return false }
            program.append(.jump(start))
            program[start] = fork(start + 1, program.count)
            return true
        }
        var forks: [Int] = []
        for _ in least..<max(most, least) {
            forks.append(program.count)
            program.append(.jump(0))
            guard compile(inner, into: &program) else { return false }
        }
        for place in forks { program[place] = fork(place + 1, program.count) }
        return true
    }
}
