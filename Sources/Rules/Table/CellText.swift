/// What staff typed into a cell, brought to FEEL before the engine sees it (全角の正規化).
///
/// An input method turns `> 65` into `＞６５`, which FEEL would read as a name that nothing defines and no row would ever
/// match. Signs and digits become their half-width forms outside of quoted texts and known names; what stays strange is
/// refused by the parser.
struct CellText {
    /// Known names by their first code point, longest first.
    private let names: [Unicode.Scalar: [[Unicode.Scalar]]]
    /// Texts that may be written without quotation marks.
    let strings: [String]
    /// Phrases that may stand in the cell; none in headings and results.
    let lexicon: Lexicon?

    init(names: [String], strings: [String], lexicon: Lexicon? = nil) {
        let scalars = names.map { Array($0.unicodeScalars) }.filter { $0.count > 1 }.sorted { $0.count > $1.count }
        self.names = Dictionary(grouping: scalars) { $0[0] }
        self.strings = strings
        self.lexicon = lexicon
    }

    /// The same names with the texts and phrases of one column.
    func with(strings: [String], lexicon: Lexicon?) -> CellText {
        CellText(names: names, strings: strings, lexicon: lexicon)
    }

    private init(names: [Unicode.Scalar: [[Unicode.Scalar]]], strings: [String], lexicon: Lexicon?) {
        self.names = names
        self.strings = strings
        self.lexicon = lexicon
    }

    func normalised(_ text: String) -> String {
        if let phrase = bareTexts(text) ?? lexicon?.feel(of: text, texts: strings) ?? alternatives(text) {
            return phrase
        }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if let name = knownName(scalars, index) {
                result.append(contentsOf: name)
                index += name.count
            } else if let length = CellText.quotedLength(scalars, index) {
                CellText.appendQuoted(scalars[index..<(index + length)], to: &result)
                index += length
            } else {
                result.append(contentsOf: CellText.halfWidth(scalars[index]))
                index += 1
            }
        }
        return String(result)
    }

    /// `転入・転居` where both are allowed texts: `"転入", "転居"`.
    private func bareTexts(_ text: String) -> String? {
        guard !strings.isEmpty else { return nil }
        let parts = CellText.parts(of: text)
        guard parts.allSatisfy({ part in strings.contains { sameText($0, part) } }) else { return nil }
        return parts.map { "\"" + Value.escaped($0) + "\"" }.joined(separator: ", ")
    }

    private static let conjunctions = ["または", "又は", "もしくは", "若しくは", "あるいは"]

    /// `転入・転居`, `転入、転居` and `転入又は転居` in parts.
    static func parts(of text: String) -> [String] {
        halves(text, at: conjunctions).flatMap { half in
            half.unicodeScalars.split(omittingEmptySubsequences: false) { ",、・，".unicodeScalars.contains($0) }
                .map { trimmed(String($0)) }
        }
    }

    private static func halves(_ text: String, at words: [String]) -> [String] {
        words.reduce([text]) { parts, word in parts.flatMap { $0.split(separator: word).map(String.init) } }
    }

    /// `18歳以下または65歳以上`: phrases of which one must hold; a `not` excludes more than its part, so it stays alone.
    private func alternatives(_ text: String) -> String? {
        let halves = CellText.halves(text, at: CellText.conjunctions)
        guard halves.count > 1, let lexicon else { return nil }
        let parts = halves.compactMap { bareTexts($0) ?? lexicon.feel(of: $0, texts: strings) }
        guard parts.count == halves.count, !parts.contains(where: { $0.hasPrefix("not(") || $0 == "-" }) else {
            return nil
        }
        return parts.joined(separator: ", ")
    }

    private func knownName(_ scalars: [Unicode.Scalar], _ index: Int) -> [Unicode.Scalar]? {
        names[scalars[index]]?.first { name in
            index + name.count <= scalars.count && scalars[index..<(index + name.count)].elementsEqual(name)
        }
    }

    private static let closingQuotes: [Unicode.Scalar: Unicode.Scalar] = [
        "\"": "\"", "「": "」", "『": "』", "“": "”", "＂": "＂", "〝": "〟",
    ]

    /// How long the quoted text is that begins here, its marks included; nil when none does.
    private static func quotedLength(_ scalars: [Unicode.Scalar], _ index: Int) -> Int? {
        guard let closing = closingQuotes[scalars[index]] else { return nil }
        var place = index + 1
        while place < scalars.count, scalars[place] != closing { place += scalars[place] == "\\" ? 2 : 1 }
        return place < scalars.count ? place - index + 1 : nil
    }

    private static func appendQuoted(_ text: ArraySlice<Unicode.Scalar>, to result: inout String.UnicodeScalarView) {
        if text.first == "\"" {
            result.append(contentsOf: text)
        } else {
            let inner = String(String.UnicodeScalarView(text.dropFirst().dropLast()))
            result.append(contentsOf: ("\"" + Value.escaped(inner) + "\"").unicodeScalars)
        }
    }

    private static func halfWidth(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar {
        case "≧", "≥": [">", "="]
        case "≦", "≤": ["<", "="]
        case "≠": ["!", "="]
        case "×": ["*"]
        case "÷": ["/"]
        case "−", "‐", "―": ["-"]
        case "、": [","]
        case "”", "“": ["\""]
        case "‘", "’": ["'"]
        case "\u{3000}": [" "]
        default: [asciiForm(scalar)]
        }
    }

    /// Digits and signs U+FF01 to U+FF5E lie in the order of ASCII; letters stay, since they may be part of a name.
    private static func asciiForm(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF0F, 0xFF10...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF5D:
            Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        default: scalar
        }
    }

    /// The texts in a list of allowed values.
    static func strings(_ allowedValues: String) -> [String] {
        guard let tests = try? UnaryTests(parsing: allowedValues, names: NameTable([])) else { return [] }
        return tests.tests.compactMap { node in
            if case .literal(.string(let text)) = node { return text }
            return nil
        }
    }

    /// A result cell that is exactly an allowed text may go without quotation marks.
    static func quoted(_ cell: String, _ strings: [String]) -> String {
        strings.contains { sameText($0, cell) } ? "\"" + Value.escaped(cell) + "\"" : cell
    }
}
