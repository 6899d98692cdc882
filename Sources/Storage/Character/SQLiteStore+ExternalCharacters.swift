package import Japanese
package import Madoguchi

extension SQLiteStore {
    /// Puts a whole table of external characters in force (外字の対応表); the earlier ones stay on record.
    package func put(_ characters: ExternalCharacters, journaledAs entry: JournalEntry) async throws {
        try await change { transaction in
            try transaction.put(characters, at: entry.at)
            return Journaled((), [entry])
        }
    }

    /// Puts another table in the place of the one a person looked at; false where that one is no longer in force.
    package func replace(
        _ known: ExternalCharacters,
        with characters: ExternalCharacters,
        journaledAs entry: JournalEntry
    ) async throws -> Bool {
        struct OtherTable: Error {}
        do {
            return try await change { transaction in
                let rows = try transaction.externalCharacterRows()
                let (current, _) = ExternalCharacters.read([ExternalCharacters.columns] + rows, table: nil)
                // A transaction without an entry is none, so this one is taken back.
                guard current == known else { throw OtherTable() }
                try transaction.put(characters, at: entry.at)
                return Journaled(true, [entry])
            }
        } catch is OtherTable {
            return false
        }
    }

    /// The table in force; an empty one where none was ever put.
    package func externalCharacters() async throws -> ExternalCharacters {
        let rows = try await inspect { try $0.externalCharacterRows() }
        let (characters, faults) = ExternalCharacters.read([ExternalCharacters.columns] + rows, table: nil)
        guard faults.isEmpty else { throw StoreError.damaged("the table of external characters cannot be read") }
        return characters
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

    func externalCharacterRows() throws -> [[String]] {
        try connection.rows(
            "SELECT code, character, provenance, effective FROM external_character WHERE edition = ?",
            [.integer(try lastEdition())]
        ) { row in try (0..<4).map { try row.text($0) } }
    }

    private func lastEdition() throws -> Int {
        try connection.first("SELECT coalesce(max(sequence), 0) FROM external_character_edition", []) {
            try $0.integer(0)
        } ?? 0
    }
}
