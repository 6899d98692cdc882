package import Madoguchi

extension SQLiteStore {
    /// Walks the whole chain in one consistent state, while work goes on (証跡の検証).
    package func verifyJournal(against head: JournalHead? = nil) async throws -> JournalVerification {
        try await inspect { try JournalWalk(journal: $0.journal, head: head).verify() }
    }

    /// The last link, to be kept elsewhere; nil while the journal is empty.
    package func journalHead() async throws -> JournalHead? {
        try await inspect { try $0.journal.head() }
    }
}
