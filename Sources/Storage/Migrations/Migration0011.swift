extension Migration {
    static let keptProtections = Migration(
        number: 11,
        name: "kept protections",
        sql: """
            -- Whether a generation came from whole files; one made before this was known is taken for a delta.
            ALTER TABLE registry_generation ADD COLUMN is_whole INTEGER NOT NULL DEFAULT 0 CHECK (is_whole IN (0, 1));

            -- Whom a later generation protected and the one in use does not: they stay protected until whole files that are
            -- newer than what told of them are without them, or a person ends it.
            CREATE TABLE kept_protection (
                number TEXT NOT NULL PRIMARY KEY CHECK (number <> ''),
                household TEXT NOT NULL,
                generation TEXT NOT NULL REFERENCES registry_generation (name),
                ended_at INTEGER,
                ended_by TEXT CHECK (ended_by <> ''),
                reason TEXT CHECK (reason <> ''),
                CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (reason IS NULL))
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX kept_protection_household ON kept_protection (household) WHERE ended_at IS NULL;
            """
    )
}
