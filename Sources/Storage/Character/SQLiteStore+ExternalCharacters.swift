package import Japanese
package import Madoguchi

extension SQLiteStore {
    /// The table in force; an empty one where none was ever put.
    package func externalCharacters() async throws -> ExternalCharacters {
        try await inspect { try $0.externalCharacters() }
    }

    /// Which of the core system's own characters stand in the data in use, and which of them wait (同定待ち).
    package func externalUse(font: CharacterTable?) async throws -> ExternalUse {
        let shelf = shelf
        return try await inspect { transaction in
            guard let status = try transaction.registryStatus() else {
                return ExternalUse(waiting: [], identified: [:], businessDate: nil)
            }
            let characters = try transaction.externalCharacters()
            return try shelf.read(status.generation) { generation in
                try ReceivedTexts(generation).use(
                    of: characters,
                    on: status.businessDate,
                    font: font,
                    elsewhere: try generation.charactersElsewhere()
                )
            }
        }
    }
}

extension SQLTransaction {
    func put(_ characters: ExternalCharacters, at time: Instant) throws {
        let edition = try lastEdition() + 1
        try connection.execute(
            "INSERT INTO external_character_edition (sequence, imported_at) VALUES (?, ?)",
            [.integer(edition), .integer(time.milliseconds)]
        )
        for entry in characters.all {
            try connection.execute(
                """
                INSERT INTO external_character (edition, code, character, provenance, effective) VALUES (?, ?, ?, ?, ?)
                """,
                [
                    .integer(edition), .text(entry.code.notation), .text(entry.character.notation),
                    .text(entry.provenance), .text(entry.effective.iso),
                ]
            )
        }
    }

    func externalCharacters() throws -> ExternalCharacters {
        let rows = try connection.rows(
            "SELECT code, character, provenance, effective FROM external_character WHERE edition = ?",
            [.integer(try lastEdition())]
        ) { row in try (0..<4).map { try row.text($0) } }
        let (characters, faults) = ExternalCharacters.read([ExternalCharacters.columns] + rows, table: nil)
        guard faults.isEmpty else { throw StoreError.damaged("the table of external characters cannot be read") }
        return characters
    }

    private func lastEdition() throws -> Int {
        try connection.first("SELECT coalesce(max(sequence), 0) FROM external_character_edition", []) {
            try $0.integer(0)
        } ?? 0
    }
}
