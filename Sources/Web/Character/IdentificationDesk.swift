package import Japanese
package import Madoguchi

/// What the screen of identification works on (文字の同定): the characters that wait and the table of what they are.
package struct IdentificationDesk: Sendable {
    /// Which of the core system's own characters stand in the data in use, and which of them wait.
    let use: @Sendable () async throws -> ExternalUse
    /// The table in force (外字の対応表).
    let table: @Sendable () async throws -> ExternalCharacters
    /// Puts the second table in the place of the first, in the data in use as well, journalled; nil where the first is
    /// no longer in force.
    let replace: @Sendable (ExternalCharacters, ExternalCharacters, JournalEntry) async throws -> AppliedIdentification?
    /// MJ names and the characters they stand for; nil where no font was read.
    let characters: @Sendable () async -> CharacterTable?

    package init(
        use: @escaping @Sendable () async throws -> ExternalUse,
        table: @escaping @Sendable () async throws -> ExternalCharacters,
        replace:
            @escaping @Sendable (ExternalCharacters, ExternalCharacters, JournalEntry) async throws ->
            AppliedIdentification?,
        characters: @escaping @Sendable () async -> CharacterTable?
    ) {
        self.use = use
        self.table = table
        self.replace = replace
        self.characters = characters
    }
}
