/// The names an expression may read (名前の表), so that names with spaces and operators in them are read whole.
struct NameTable: Sendable {
    private struct Entry: Sendable {
        let words: [String]
        let name: String
    }

    private var byFirstWord: [TextKey: [Entry]] = [:]
    private var known: Set<TextKey> = []
    /// Names bound inside the expression, innermost last.
    private var locals: [Entry] = []

    /// The library's own names of several words, read once.
    private static let library = NameTable(reading: Builtin.names + properties)
    /// Properties of several words (DMN 1.5 Table 65).
    private static let properties = ["time offset", "start included", "end included"]

    init(_ names: [String]) {
        self = NameTable.library
        add(names)
        known = Set(names.map(TextKey.init))
    }

    private init(reading names: [String]) {
        add(names)
    }

    /// Whether a name was announced.
    func knows(_ name: String) -> Bool { known.contains(TextKey(name)) }

    private mutating func add(_ names: [String]) {
        for name in names {
            guard let entry = NameTable.entry(name), entry.words.count > 1 else { continue }
            byFirstWord[TextKey(entry.words[0]), default: []].append(entry)
        }
    }

    private static func entry(_ name: String) -> Entry? {
        guard let tokens = try? Lexer.tokens(of: name), tokens.count > 1 else { return nil }
        return Entry(words: tokens.dropLast().map(\.text), name: name)
    }

    /// How many local names there are now, to be handed back to ``forgetLocals(beyond:)``.
    var localCount: Int { locals.count }

    mutating func remember(_ name: String) {
        if let entry = NameTable.entry(name), entry.words.count > 1 { locals.append(entry) }
    }

    mutating func forgetLocals(beyond count: Int) {
        locals.removeLast(locals.count - count)
    }

    /// The longest known name that starts at that token.
    func longest(in tokens: [Token], at index: Int) -> (name: String, count: Int)? {
        var best: Entry?
        func consider(_ entry: Entry) {
            if entry.words.count > (best?.words.count ?? 1), matches(entry, tokens, index) { best = entry }
        }
        for entry in byFirstWord[TextKey(tokens[index].text)] ?? [] { consider(entry) }
        for entry in locals.reversed() { consider(entry) }
        return best.map { ($0.name, $0.words.count) }
    }

    private func matches(_ entry: Entry, _ tokens: [Token], _ index: Int) -> Bool {
        guard index + entry.words.count < tokens.count else { return false }
        for (offset, word) in entry.words.enumerated() {
            let token = tokens[index + offset]
            guard token.kind != .string, sameText(token.text, word) else { return false }
        }
        return true
    }
}
