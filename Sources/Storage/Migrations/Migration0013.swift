extension Migration {
    /// What was done since a moment is asked on many pages; without these they read every entry of the day.
    static let journalActions = Migration(
        number: 13,
        name: "journal actions",
        sql: """
            CREATE INDEX journal_action ON journal (action, sequence);
            CREATE INDEX journal_staff ON journal (staff, action, sequence) WHERE staff IS NOT NULL;
            """
    )
}
