package import Japanese

/// A character of the core system that nobody has identified yet (同定待ちの文字), as the last whole import found it.
///
/// How often and in which columns it stands is known here; of whom is not.
package struct UnidentifiedCharacter: Hashable, Sendable {
    package struct Place: Hashable, Sendable {
        /// The column's name in the layout (項目), such as 氏名.
        package let column: String
        package let count: Int

        package init(column: String, count: Int) {
            self.column = column
            self.count = count
        }
    }

    package let character: CharacterSequence
    /// The most frequent first.
    package let places: [Place]

    package var count: Int { places.reduce(0) { $0 + $1.count } }

    package init(_ character: CharacterSequence, places: [Place]) {
        self.character = character
        self.places = places.sorted { ($1.count, $0.column) < ($0.count, $1.column) }
    }

    /// One line for each place: `U+E000`, the column and the count, separated by tabs.
    package static func lines(_ characters: [UnidentifiedCharacter]) -> String {
        characters.sorted { $0.character < $1.character }.flatMap { character in
            character.places.map { "\(character.character.notation)\t\($0.column)\t\($0.count)\n" }
        }.joined()
    }

    /// The most frequent first; a line that is none of ``lines(_:)`` is left out.
    package static func reading(_ text: String) -> [UnidentifiedCharacter] {
        var found: [CharacterSequence: [Place]] = [:]
        for line in text.unicodeScalars.split(separator: "\n") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
            guard cells.count == 3, let count = Int(cells[2]), count > 0,
                let character = CharacterSequence(notation: cells[0])
            else { continue }
            found[character, default: []].append(Place(column: cells[1], count: count))
        }
        return found.map { UnidentifiedCharacter($0.key, places: $0.value) }
            .sorted { ($1.count, $0.character) < ($0.count, $1.character) }
    }
}
