import Japanese

/// A piece of a phrase or of its FEEL (言い回しの部品).
enum PhrasePart: Sendable {
    case text([Unicode.Scalar])
    case token(String)
    case number(String)
    case day(String)
    case texts(String)

    /// What the blanks of an entry were filled with, as FEEL.
    typealias Found = [String: [String]]

    private static func blank(_ name: String) -> PhrasePart? {
        if name.hasPrefix("数") { return .number(name) }
        if name.hasPrefix("日") { return .day(name) }
        if name.hasPrefix("文字") { return .texts(name) }
        return nil
    }

    private var name: String? {
        switch self {
        case .number(let name), .day(let name), .texts(let name): name
        case .text, .token: nil
        }
    }

    // MARK: Reading entries

    static func phrase(_ text: String) -> [PhrasePart] {
        var parts: [PhrasePart] = []
        for piece in text.split(separator: "{", omittingEmptySubsequences: false) {
            let halves = piece.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
            if halves.count == 2, let blank = blank(String(halves[0])) { parts.append(blank) }
            if let rest = halves.last, !rest.isEmpty { parts.append(.text(Array(rest.unicodeScalars))) }
        }
        return parts
    }

    static func feel(_ text: String) -> [PhrasePart]? {
        guard let tokens = try? Lexer.tokens(of: text) else { return nil }
        var parts: [PhrasePart] = []
        var index = 0
        while tokens[index].kind != .end {
            if tokens[index].isSymbol("{"), let blank = blank(tokens[index + 1].text) {
                parts.append(blank)
                index += 3
            } else {
                parts.append(.token(tokens[index].text))
                index += 1
            }
        }
        return parts
    }

    // MARK: Phrase to FEEL

    static func match(
        _ parts: [PhrasePart],
        _ text: [Unicode.Scalar],
        _ allowed: [String],
        _ eras: EraTable
    ) -> Found? {
        var index = 0
        var found: Found = [:]
        for (place, part) in parts.enumerated() {
            switch part {
            case .text(let wanted):
                guard text[index...].starts(with: wanted) else { return nil }
                index += wanted.count
            case .number(let name):
                let digits = text[index...].prefix { Lexer.isDigit($0) || $0 == "." }
                guard !digits.isEmpty, FeelNumber(string(digits)) != nil else { return nil }
                found[name] = [string(digits)]
                index += digits.count
            case .day(let name):
                guard let (day, length) = day(text[index...], eras) else { return nil }
                found[name] = ["@\"\(day)\""]
                index += length
            case .texts(let name):
                guard case .text(let end)? = parts.dropFirst(place + 1).first else { return nil }
                guard text.count - index > end.count, text.suffix(end.count).elementsEqual(end) else { return nil }
                guard let words = words(text[index..<(text.count - end.count)], allowed) else { return nil }
                found[name] = words
                index = text.count - end.count
            case .token: return nil
            }
        }
        return index == text.count ? found : nil
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static let dayLetters = Set("-./年月日元".unicodeScalars)

    /// `2024年4月1日`, `2024-04-01`, `2024/4/1`, `令和6年4月1日` or `R6.4.1`; a year of the Western calendar has four digits.
    private static func day(_ text: ArraySlice<Unicode.Scalar>, _ eras: EraTable) -> (FeelDate, Int)? {
        let letters = dayLetters.union(eras.eras.flatMap { ($0.name + $0.letter).unicodeScalars })
        let length = text.prefix { Lexer.isDigit($0) || letters.contains($0) }.count
        let written = text.prefix(length)
        if let first = written.first, !Lexer.isDigit(first) {
            return DateReading.read(string(written), eras: eras).date.map { (FeelDate($0), length) }
        }
        let groups = written.split { !Lexer.isDigit($0) }
        let parts = groups.map { Int(string($0)) ?? 0 }
        guard parts.count == 3, groups[0].count == 4,
            let date = FeelDate(year: parts[0], month: parts[1], day: parts[2])
        else { return nil }
        return (date, length)
    }

    private static func words(_ text: ArraySlice<Unicode.Scalar>, _ allowed: [String]) -> [String]? {
        let words = CellText.parts(of: string(text))
        guard
            words.allSatisfy({ word in !word.isEmpty && (allowed.isEmpty || allowed.contains { sameText($0, word) }) })
        else { return nil }
        return words.map { "\"" + Value.escaped($0) + "\"" }
    }

    static func render(_ feel: [PhrasePart], _ found: Found) -> String {
        var text = ""
        for part in feel {
            switch part {
            case .token(let token):
                let isSign = [">=", "<=", ">", "<"].contains { sameText($0, token) }
                text += isSign ? token + " " : token
            case .text: break
            default: text += (found[part.name ?? ""] ?? []).joined(separator: ", ")
            }
        }
        return text
    }

    // MARK: FEEL to phrase

    static func match(_ parts: [PhrasePart], _ tokens: ArraySlice<Token>) -> Found? {
        var rest = tokens
        var found: Found = [:]
        for part in parts {
            guard let token = rest.first else { return nil }
            switch part {
            case .token(let wanted):
                guard token.kind != .string, sameText(token.text, wanted) else { return nil }
                rest = rest.dropFirst()
            case .number(let name):
                guard token.kind == .number else { return nil }
                found[name] = [token.text]
                rest = rest.dropFirst()
            case .day(let name):
                guard token.isSymbol("@"), let day = rest.dropFirst().first, let date = FeelDate(day.text) else {
                    return nil
                }
                found[name] = ["\(date.year)年\(date.month)月\(date.day)日"]
                rest = rest.dropFirst(2)
            case .texts(let name):
                guard let words = words(&rest) else { return nil }
                found[name] = words
            case .text: return nil
            }
        }
        return rest.isEmpty ? found : nil
    }

    private static func words(_ tokens: inout ArraySlice<Token>) -> [String]? {
        var words: [String] = []
        while let token = tokens.first, token.kind == .string {
            guard !token.text.unicodeScalars.contains(where: { "・、,，".unicodeScalars.contains($0) }) else { return nil }
            words.append(token.text)
            tokens = tokens.dropFirst()
            guard tokens.first?.isSymbol(",") == true else { break }
            tokens = tokens.dropFirst()
        }
        return words.isEmpty ? nil : words
    }

    static func renderPhrase(_ phrase: [PhrasePart], _ found: Found) -> String {
        phrase.map { part in
            if case .text(let text) = part { return string(text) }
            return (found[part.name ?? ""] ?? []).joined(separator: "・")
        }.joined()
    }
}
