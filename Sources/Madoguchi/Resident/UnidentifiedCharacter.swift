package import Japanese

/// A character of the core system that nobody has identified yet (同定待ちの文字), as the data in use have it.
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
}

/// The core system's own characters in the data in use (外字の使用状況): which wait, and in how many texts the others are shown as
/// what they are.
package struct ExternalUse: Hashable, Sendable {
    /// The most frequent first.
    package let waiting: [UnidentifiedCharacter]
    package let identified: [CharacterSequence: Int]
    /// The day as of which the table was applied; nil where no data are in use.
    package let businessDate: CivilDate?

    package init(waiting: [UnidentifiedCharacter], identified: [CharacterSequence: Int], businessDate: CivilDate?) {
        self.waiting = waiting.sorted { ($1.count, $0.character) < ($0.count, $1.character) }
        self.identified = identified
        self.businessDate = businessDate
    }
}

/// What putting a table of external characters in force did to the data in use (同定の反映).
package enum AppliedIdentification: Hashable, Sendable {
    /// So many people's texts changed; none where no character that the table says anew stands in them.
    case atOnce(people: Int)
    /// An import is running, which applies the table when it ends.
    case afterImport
}
