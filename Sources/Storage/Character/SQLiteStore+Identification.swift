import Foundation
package import Japanese
package import Madoguchi

extension SQLiteStore {
    /// Puts a table of external characters in force, for the data in use as well (同定の反映).
    ///
    /// The table, the new generation with the changed names, kana and search keys, and the journal are one transaction.
    /// Earlier tables stay on record. `known` is the table a person looked at; without it whatever is in force is replaced.
    /// Nil where another table than `known` was in force: then nothing changed.
    package func identify(
        _ characters: ExternalCharacters,
        over known: ExternalCharacters? = nil,
        journaledAs entry: JournalEntry
    ) async throws -> AppliedIdentification? {
        struct OtherTable: Error {}
        let replacing: @Sendable (SQLTransaction) throws -> Void = { transaction in
            if let known, try transaction.externalCharacters() != known { throw OtherTable() }
            try transaction.put(characters, at: entry.at)
        }
        let making = try await makeGeneration(with: characters)
        do {
            if case .made(let made) = making {
                return try await publish(made, journaledAs: entry, [entry], replacing)
            }
            try await change { transaction in
                try replacing(transaction)
                return Journaled((), [entry])
            }
        } catch is OtherTable {
            if case .made(let made) = making { try discard(made.generation) }
            return nil
        }
        guard case .importRunning = making else { return .atOnce(people: 0) }
        // The import that was running may have ended before it could see the table.
        return try await applyExternalCharacters(journaledAs: entry)
    }

    /// Applies the table in force to the data in use where they were made with another (世代の切戻しのあとなど).
    ///
    /// `entry` says who and when.
    package func applyExternalCharacters(journaledAs entry: JournalEntry) async throws -> AppliedIdentification {
        switch try await makeGeneration(with: try await externalCharacters()) {
        case .unchanged: .atOnce(people: 0)
        case .importRunning: .afterImport
        case .made(let made): try await publish(made, journaledAs: entry, []) { _ in }
        }
    }

    private func publish(
        _ made: IdentifiedGeneration,
        journaledAs entry: JournalEntry,
        _ entries: [JournalEntry],
        _ more: @Sendable @escaping (SQLTransaction) throws -> Void
    ) async throws -> AppliedIdentification {
        let detail = "identify \(made.base) \(made.generation.status.generation) \(made.people)"
        let published = JournalEntry(
            .registryImported,
            at: entry.at,
            staff: entry.staff,
            terminal: entry.terminal,
            detail: detail
        )
        _ = try await publish(made.generation, journaledAs: entries + [published], more)
        return .atOnce(people: made.people)
    }

    /// Copies the generation in use on a thread of its own, for that takes longer than a request may hold a shared one.
    private func makeGeneration(with characters: ExternalCharacters) async throws -> IdentificationMaking {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async { [self] in
                continuation.resume(with: Result { try making(characters) })
            }
        }
    }

    private func making(_ characters: ExternalCharacters) throws -> IdentificationMaking {
        let lock: ImportLock
        do {
            lock = try lockImports()
        } catch StorageError.importRunning {
            return .importRunning
        }
        guard let base = try inspectNow({ try $0.registryStatus() }) else { return .unchanged }
        let identified = try shelf.read(base.generation) { generation in
            try Reidentification(characters, on: base.businessDate, in: generation)
        }
        guard !identified.isEmpty else { return .unchanged }
        // The data are as old as they were.
        let plan = try plan(base.businessDate, base.importedAt, try seal(of: base.generation), lock) { names in
            let edition = names.filter { RegistryStatus.delivery(of: $0) == base.delivery }.count
            return "\(base.delivery).\(edition)"
        }
        let update = try RegistryGenerationUpdate(plan, base: base.generation, identified)
        return .made(
            IdentifiedGeneration(
                generation: try update.finish(),
                base: base.generation,
                people: Set(identified.residents.map(\.resident.number) + identified.states.map(\.state.number)).count
            )
        )
    }
}

private enum IdentificationMaking: Sendable {
    case unchanged
    case importRunning
    case made(IdentifiedGeneration)
}

private struct IdentifiedGeneration: Sendable {
    let generation: FinishedGeneration
    let base: String
    let people: Int
}
