package import Japanese

/// Phrases that staff write into condition cells, and the FEEL they stand for (言い回しの辞書).
///
/// The entries are data: each line of the CSV is a phrase, its FEEL, and a word that the label of the column must hold for
/// the phrase to be preferred when FEEL is shown as a phrase again. `{数}` stands for a number, `{日}` for a day, `{文字}`
/// for one or more texts.
package struct Lexicon: Sendable {
    struct Entry: Sendable {
        let phrase: [PhrasePart]
        let feel: [PhrasePart]
        let column: String
    }

    let entries: [Entry]
    /// In which `{日}` may be written.
    private(set) var eras: EraTable = .national

    package init(csv: String, file: String = "") throws(Diagnostics) {
        let sheet = DelimitedText(csv, file: file)
        var entries: [Entry] = []
        var diagnostics = sheet.diagnostics
        for row in sheet.rows where !row.isNote {
            guard row.cells.count >= 2, let feel = PhrasePart.feel(row.cells[1]) else {
                diagnostics.append(
                    Diagnostic(
                        file: file,
                        line: row.line,
                        message: "言い回しの行は「言い方,式,列」で書いてください",
                        hint: "例: {数}歳以上,>= {数},年齢"
                    )
                )
                continue
            }
            entries.append(
                Entry(
                    phrase: PhrasePart.phrase(trimmed(row.cells[0])),
                    feel: feel,
                    column: row.cells.count > 2 ? trimmed(row.cells[2]) : ""
                )
            )
        }
        guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
        self.entries = entries
    }

    private init(entries: [Entry]) {
        self.entries = entries
    }

    /// The same phrases with a municipality's eras.
    package func with(_ eras: EraTable) -> Lexicon {
        var lexicon = self
        lexicon.eras = eras
        return lexicon
    }

    /// The phrases every municipality can use.
    package static let standard: Lexicon = (try? Lexicon(csv: standardEntries)) ?? Lexicon(entries: [])

    /// The FEEL of a phrase; nil when the text is no phrase of the lexicon. `texts` are those the column allows.
    package func feel(of phrase: String, texts: [String] = []) -> String? {
        let scalars = Array(trimmed(phrase).unicodeScalars.map(Lexicon.halfWidthDigit))
        for entry in entries {
            if let found = PhrasePart.match(entry.phrase, scalars, texts, eras) {
                return PhrasePart.render(entry.feel, found)
            }
        }
        return nil
    }

    /// The phrase for a condition in FEEL; nil when the lexicon has none.
    package func phrase(for feel: String, column: String = "") -> String? {
        guard let tokens = try? Lexer.tokens(of: feel) else { return nil }
        for entry in entries where entry.column.isEmpty || contains(column, entry.column) {
            if let found = PhrasePart.match(entry.feel, tokens.dropLast()) {
                return PhrasePart.renderPhrase(entry.phrase, found)
            }
        }
        return nil
    }

    private func contains(_ text: String, _ part: String) -> Bool {
        let text = Array(text.unicodeScalars)
        let part = Array(part.unicodeScalars)
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
    }

    private static func halfWidthDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF10...0xFF19, 0xFF0E, 0xFF0D: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0xFF5E: "〜"
        default: scalar
        }
    }
}
