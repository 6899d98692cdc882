/// A registered text brought into a smaller character set (縮退), with every change reported.
///
/// The result is for machines that can carry no more; it never replaces the registered text, and a row with a
/// substitution is for a person to look at (目視).
package struct Degradation: Hashable, Sendable {
    package struct Substitution: Hashable, Sendable {
        package enum Kind: String, Hashable, Sendable, Codable {
            /// The variation selector was left out; the character stays (異体字の指定を外した).
            case selector
            /// Another shape of the character (縮退).
            case variant
            /// Nothing known to stand for it: the mark or an escape.
            case unmapped
        }

        package let kind: Kind
        /// Which scalar of the text, from 0.
        package let position: Int
        package let from: RegisteredText
        package let to: RegisteredText
    }

    /// What stands for a character without any other shape in the set.
    package enum Replacement: Hashable, Sendable {
        /// 〓 (げた記号).
        case geta
        /// `{MJ022335}` or `{U+20BB7}`, from which the text can be restored; see ``CharacterEscape``.
        case escape
    }

    package let text: String
    package let substitutions: [Substitution]

    package var needsEye: Bool { !substitutions.isEmpty }

    /// Brings the text into the set; `shapes` are the municipality's own choices by code point, which come before all tables.
    package static func of(
        _ text: RegisteredText,
        to set: Repertoire,
        replacement: Replacement = .geta,
        shapes: [UInt32: UInt32] = [:],
        table: CharacterTable? = nil
    ) -> Degradation {
        var work = Work(set: set, replacement: replacement, shapes: shapes, table: table)
        work.run(Array(text.string.unicodeScalars))
        return Degradation(text: String(work.output), substitutions: work.substitutions)
    }
}

extension Degradation {
    private struct Work {
        let set: Repertoire
        let replacement: Replacement
        let shapes: [UInt32: UInt32]
        let table: CharacterTable?
        var output = String.UnicodeScalarView()
        var substitutions: [Substitution] = []

        mutating func run(_ scalars: [Unicode.Scalar]) {
            var index = 0
            while index < scalars.count {
                let scalar = scalars[index]
                let next = index + 1 < scalars.count ? scalars[index + 1] : nil
                if let next, set.contains(scalar, next) {
                    output.append(scalar)
                    output.append(next)
                    index += 2
                } else if let next, VariationSelector.isSelector(next.value) {
                    take([scalar, next], at: index)
                    index += 2
                } else if let next, Work.isMark(next.value), !set.contains(next) {
                    let marks = scalars[(index + 1)...].prefix { Work.isMark($0.value) && !set.contains($0) }
                    takeMarked(scalar, Array(marks), at: index)
                    index += 1 + marks.count
                } else {
                    take([scalar], at: index)
                    index += 1
                }
            }
        }

        /// Voicing marks and diacritics that stand behind their letter (結合文字).
        private static func isMark(_ scalar: UInt32) -> Bool {
            scalar == 0x3099 || scalar == 0x309A || (0x300...0x36F).contains(scalar)
        }

        /// か with U+3099 is が; a letter with diacritics is the letter.
        private mutating func takeMarked(_ base: Unicode.Scalar, _ marks: [Unicode.Scalar], at position: Int) {
            if let composed = composed(base, marks) {
                output.append(composed)
                note(.variant, position, [base] + marks, [composed])
            } else if set.contains(base) || LatinLetters.plain(base) != nil {
                let shape = set.contains(base) ? [base] : LatinLetters.plain(base) ?? [base]
                output.append(contentsOf: shape)
                note(.variant, position, [base] + marks, shape)
            } else {
                take([base], at: position)
                for (offset, mark) in marks.enumerated() { take([mark], at: position + 1 + offset) }
            }
        }

        private func composed(_ base: Unicode.Scalar, _ marks: [Unicode.Scalar]) -> Unicode.Scalar? {
            guard marks.count == 1, marks[0].value == 0x3099 || marks[0].value == 0x309A else { return nil }
            let shift: UInt32 = (0x3041...0x3096).contains(base.value) ? 0x60 : 0
            let kana = KanaTables.marked(base.value + shift, half: marks[0].value == 0x309A)
            guard kana != base.value + shift else { return nil }
            return Unicode.Scalar(kana < 0x30F7 ? kana - shift : kana).flatMap { set.contains($0) ? $0 : nil }
        }

        /// A character with its selector, if it has one.
        private mutating func take(_ character: [Unicode.Scalar], at position: Int) {
            let base = character[0]
            if set.contains(base) {
                output.append(base)
                if character.count > 1 { note(.selector, position, character, [base]) }
            } else if let shape = shape(of: base) {
                output.append(contentsOf: shape)
                note(.variant, position, character, shape)
            } else {
                let mark = mark(character)
                output.append(contentsOf: mark)
                note(.unmapped, position, character, mark)
            }
        }

        private func shape(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
            if let own = shapes[scalar.value].flatMap(Unicode.Scalar.init), set.contains(own) { return [own] }
            if let latin = LatinLetters.plain(scalar) { return latin }
            if let sign = SignWords.words[scalar.value], sign.unicodeScalars.allSatisfy(set.contains) {
                return Array(sign.unicodeScalars)
            }
            for table in [FoldTable.compatibility, LegacyTables.shared.fallback, FoldTable.firstLevel] {
                if let other = Unicode.Scalar(table(scalar.value)), other != scalar, set.contains(other) {
                    return [other]
                }
            }
            return nil
        }

        private func mark(_ character: [Unicode.Scalar]) -> [Unicode.Scalar] {
            switch replacement {
            case .geta: ["〓"]
            case .escape: Array(CharacterEscape.escape(character, table: table).unicodeScalars)
            }
        }

        private mutating func note(
            _ kind: Substitution.Kind,
            _ position: Int,
            _ from: [Unicode.Scalar],
            _ to: [Unicode.Scalar]
        ) {
            substitutions.append(
                Substitution(
                    kind: kind,
                    position: position,
                    from: RegisteredText(String(String.UnicodeScalarView(from))),
                    to: RegisteredText(String(String.UnicodeScalarView(to)))
                )
            )
        }
    }
}

/// Signs that older sets lack, in signs or letters that say the same (記号の言い換え); each is reported like any other change.
enum SignWords {
    static let words: [UInt32: String] = [
        0xA0: " ", 0xA5: "￥", 0x203E: "￣", 0x2011: "‐", 0x2012: "‐", 0x2013: "‐", 0x2043: "‐", 0xFE63: "‐",
        0x2022: "・", 0xAB: "≪", 0xBB: "≫", 0x32FF: "令和", 0x337F: "株式会社", 0x216A: "XI", 0x216B: "XII",
        0x217A: "xi", 0x217B: "xii",
    ]
}

enum LatinLetters {
    /// The letters without their marks, in the same case; nil where the scalar is no Latin letter with a mark.
    static func plain(_ scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
        let upper: [Unicode.Scalar]
        switch scalar.value {
        case 0xC6, 0xE6: upper = ["A", "E"]
        case 0x152, 0x153: upper = ["O", "E"]
        case 0xDF, 0x1E9E: upper = ["S", "S"]
        case 0xDE, 0xFE: upper = ["T", "H"]
        case 0xC0...0x24F, 0x1E00...0x1EFF:
            guard let base = Unicode.Scalar(FoldTable.latin(scalar.value)), ("A"..."Z").contains(base) else {
                return nil
            }
            upper = [base]
        default: return nil
        }
        guard scalar.properties.isLowercase else { return upper }
        return upper.compactMap { Unicode.Scalar($0.value + 0x20) }
    }
}
