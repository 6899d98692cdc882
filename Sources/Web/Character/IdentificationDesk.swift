package import Japanese
package import Madoguchi

/// What the screen of identification works on (文字の同定): the characters that wait and the table of what they are.
package struct IdentificationDesk: Sendable {
    /// What the last whole import of the daily files left as it came.
    let waiting: @Sendable () async throws -> [UnidentifiedCharacter]
    /// The table in force (外字の対応表).
    let table: @Sendable () async throws -> ExternalCharacters
    /// Puts the second table in the place of the first, journalled; false where the first is no longer in force.
    let replace: @Sendable (ExternalCharacters, ExternalCharacters, JournalEntry) async throws -> Bool
    /// MJ names and the characters they stand for; nil where no font was read.
    let characters: @Sendable () async -> CharacterTable?

    package init(
        waiting: @escaping @Sendable () async throws -> [UnidentifiedCharacter],
        table: @escaping @Sendable () async throws -> ExternalCharacters,
        replace: @escaping @Sendable (ExternalCharacters, ExternalCharacters, JournalEntry) async throws -> Bool,
        characters: @escaping @Sendable () async -> CharacterTable?
    ) {
        self.waiting = waiting
        self.table = table
        self.replace = replace
        self.characters = characters
    }
}
