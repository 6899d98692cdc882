extension Migration {
    static let caseAddresses = Migration(
        number: 12,
        name: "case addresses",
        sql: """
            -- Where a case says that people will live, for searches until the data say so; can be made again from the records.
            CREATE TABLE case_address (
                case_id TEXT NOT NULL PRIMARY KEY REFERENCES reception_case (id),
                town TEXT NOT NULL DEFAULT '',
                lot TEXT NOT NULL DEFAULT '',
                building TEXT NOT NULL DEFAULT '',
                address_key TEXT NOT NULL DEFAULT ''
            ) STRICT, WITHOUT ROWID;
            """
    )
}
