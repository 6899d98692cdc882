/// Which font shows which character (文字ごとのフォント), the same on screen, in PDF and in the view that is signed.
///
/// A character is shown by the first font that has exactly it. Where none has, it is shown as its escape in a box: the base
/// without its variation selector would be a look-alike, which is another name in law.
package struct FontChain: Sendable {
    package struct Font: Sendable {
        /// The name by which the renderers know the font.
        package let name: String
        package let table: CharacterTable

        package init(name: String, table: CharacterTable) {
            self.name = name
            self.table = table
        }
    }

    package enum Choice: Hashable, Sendable {
        /// The place of the font in the chain.
        case font(Int)
        /// No font has it; the text for the box, such as `{U+845B U+E0100}`. Printing waits until a person has settled it.
        case escape(String)
    }

    /// A stretch of a text that one font shows.
    package struct Run: Hashable, Sendable {
        package let choice: Choice
        package let text: RegisteredText
    }

    package let fonts: [Font]

    /// In the order in which they are asked: the name's font, that of 行政事務標準文字, others.
    package init(_ fonts: [Font]) {
        self.fonts = fonts
    }

    package func choice(for sequence: CharacterSequence) -> Choice {
        if let index = fonts.firstIndex(where: { $0.table.isShown(sequence) }) { return .font(index) }
        let scalars = [sequence.base] + (sequence.selector.map { [$0] } ?? [])
        return .escape(CharacterEscape.escape(scalars, table: fonts.first?.table))
    }

    /// The text in stretches of one font each; every escape is a stretch of its own.
    package func runs(of text: RegisteredText) -> [Run] {
        var runs: [Run] = []
        for sequence in CharacterSequence.all(in: text) {
            let choice = choice(for: sequence)
            if case .font = choice, let last = runs.last, last.choice == choice {
                runs[runs.count - 1] = Run(
                    choice: choice,
                    text: RegisteredText(last.text.string + sequence.text.string)
                )
            } else {
                runs.append(Run(choice: choice, text: sequence.text))
            }
        }
        return runs
    }

    /// The characters that no font of the chain shows; a document with one is not printed.
    package func missing(in text: RegisteredText) -> [CharacterSequence] {
        CharacterSequence.all(in: text).filter { sequence in !fonts.contains { $0.table.isShown(sequence) } }
    }
}
