import Madoguchi

/// One transaction on the database. The nouns add their part in files of their own.
struct SQLTransaction {
    let connection: SQLConnection
    let documents: DocumentFolder
    let shelf: GenerationShelf

    var journal: JournalTable { JournalTable(connection: connection) }
}

extension SQLTransaction: StoreWriting {
    func journalEntries(caseID: CaseID?, limit: Int) throws -> [JournalEntry] {
        try journal.entries(caseID: caseID, limit: limit)
    }

    func journalEntries(
        of actions: Set<JournalEntry.Action>,
        by staff: StaffID?,
        since: Instant,
        limit: Int
    ) throws -> [JournalEntry] {
        try journal.entries(of: actions, by: staff, since: since, limit: limit)
    }
}
