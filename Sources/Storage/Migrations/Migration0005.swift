extension Migration {
    static let externalCharacters = Migration(
        number: 5,
        name: "external characters",
        sql: """
            -- The core system's own characters (外字) and what they are: whole tables, the last one counts.
            CREATE TABLE external_character_edition (
                sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
                imported_at INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE external_character (
                edition INTEGER NOT NULL REFERENCES external_character_edition (sequence),
                code TEXT NOT NULL CHECK (code GLOB 'U+*'),
                character TEXT NOT NULL CHECK (character GLOB 'U+*'),
                provenance TEXT NOT NULL CHECK (provenance <> ''),
                effective TEXT NOT NULL CHECK (length(effective) = 10),
                PRIMARY KEY (edition, code, effective)
            ) STRICT, WITHOUT ROWID;

            CREATE TRIGGER external_character_update BEFORE UPDATE ON external_character
            BEGIN SELECT RAISE(ABORT, 'external characters are never changed'); END;
            CREATE TRIGGER external_character_delete BEFORE DELETE ON external_character
            BEGIN SELECT RAISE(ABORT, 'external characters are never deleted'); END;
            """
    )
}
