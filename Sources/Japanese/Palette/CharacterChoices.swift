/// One page of what a palette offers (文字パレットの候補): every shape of every character found.
package struct CharacterChoices: Hashable, Sendable {
    package struct Choice: Hashable, Sendable {
        package let sequence: CharacterSequence
        package let name: MJName?
        package let strokes: Int
        package let radical: Int
    }

    package let choices: [Choice]
    /// How many characters were found in all, their variants not counted.
    package let count: Int
    /// Where the next page begins; nil on the last one.
    package let next: Int?
}

extension CharacterPalette {
    /// The characters that fit with all their variants, those a font shows.
    package func choices(
        _ query: Query,
        in table: CharacterTable,
        offset: Int = 0,
        limit: Int = 60
    ) -> CharacterChoices {
        let (found, count) = find(query, offset: offset, limit: limit)
        let choices = found.flatMap { character in
            table.shapes(of: character.base).map { sequence in
                CharacterChoices.Choice(
                    sequence: sequence,
                    name: table.name(of: sequence),
                    strokes: character.strokes,
                    radical: character.radical
                )
            }
        }
        let end = max(offset, 0) + found.count
        return CharacterChoices(choices: choices, count: count, next: end < count && !found.isEmpty ? end : nil)
    }
}

extension CharacterPalette.Query {
    /// What was typed into the four fields; nil where nothing usable stands in any of them.
    ///
    /// Strokes are `11`, `10-12` or `10〜12`; of the similar character the first one counts.
    package init?(strokes: String, radical: String, reading: String, similarTo: String) {
        let numbers = strokes.unicodeScalars.split { scalar in
            !(0x30...0x39).contains(scalar.value) && !(0xFF10...0xFF19).contains(scalar.value)
        }.compactMap { digits in
            digits.count > 3 ? nil : digits.reduce(0) { $0 * 10 + Int($1.value & 0xF) }
        }
        var range: ClosedRange<Int>?
        if let first = numbers.first, let last = numbers.last { range = min(first, last)...max(first, last) }
        let number = Int(radical).flatMap { KangxiRadical.numbers.contains($0) ? $0 : nil }
        let spelling = Romaji.of(reading)
        let like = similarTo.unicodeScalars.first { !$0.properties.isWhitespace }
        guard range != nil || number != nil || !spelling.isEmpty || like != nil else { return nil }
        self.init(strokes: range, radical: number, reading: spelling.isEmpty ? nil : reading, similarTo: like)
    }
}
