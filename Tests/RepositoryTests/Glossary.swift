/// The rows of docs/glossary.md.
struct Glossary {
    static let path = "docs/glossary.md"
    static let header = ["English", "日本語", "in code", "meaning"]

    let rows: [Markdown.Row]
    let mistakes: [Finding]

    init(_ file: TextFile) {
        var mistakes: [Finding] = []
        var seen: Set<String> = []
        rows = Markdown(file).tables.filter { $0.header == Glossary.header }.flatMap(\.rows)
        for row in rows {
            guard row.cells.count == 4, !row.cells[0].isEmpty, !row.cells[1].isEmpty, !row.cells[3].isEmpty else {
                mistakes.append(Finding(file.path, row.line, "a term has English, Japanese and a meaning"))
                continue
            }
            for term in [row.cells[0].lowercased(), row.cells[1]] where !seen.insert(term).inserted {
                mistakes.append(Finding(file.path, row.line, "\(term) stands for two things"))
            }
        }
        self.mistakes = mistakes
    }

    var types: Set<String> {
        Set(rows.filter { $0.cells.count == 4 }.flatMap { Markdown.codeSpans($0.cells[2]) })
    }

    /// Types whose comment gives a Japanese term that stands nowhere here.
    func unexplained(in files: [TextFile]) -> [Finding] {
        files.flatMap { file in
            let lines = file.lines
            return file.swift.declaredTypes
                .filter { !types.contains($0.text) && givesTerm(lines[..<($0.line - 1)]) }
                .map { Finding(file.path, $0.line, "\($0.text) has no term in \(Glossary.path)") }
        }
    }

    /// Whether the comment that ends these lines has Japanese letters in round brackets.
    private func givesTerm(_ lines: ArraySlice<Substring>) -> Bool {
        let comment = lines.reversed().prefix { $0.hasPrefix("///") || $0.hasPrefix("@") }
        return comment.contains { line in
            line.split(separator: "(").dropFirst().contains { piece in
                piece.prefix { $0 != ")" }.unicodeScalars.contains { (0x3040...0x9FFF).contains($0.value) }
            }
        }
    }

    /// Terms for types that are gone.
    func outdated(comparedWith files: [TextFile]) -> [Finding] {
        let declared = Set(files.flatMap { $0.swift.words.map(\.text) })
        return types.subtracting(declared).sorted().map { Finding(Glossary.path, "\($0) is nowhere in the code") }
    }
}

extension SwiftText {
    /// Types a file declares outside other types, but for the ones only it can see.
    var declaredTypes: [SwiftWord] {
        var depth = 0
        return words.indices.compactMap { index in
            if words[index].text == "{" { depth += 1 }
            if words[index].text == "}" { depth -= 1 }
            let isType = ["struct", "enum", "protocol", "actor", "class"].contains(words[index].text)
            guard isType, depth == 0, index + 1 < words.count else { return nil }
            let before = index > 0 ? words[index - 1].text : ""
            return before == "package" || before == "indirect" ? words[index + 1] : nil
        }
    }
}
