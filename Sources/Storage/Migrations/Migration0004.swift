extension Migration {
    /// Keys of the generations, how each was made, and what became of the linkage each day.
    static let registry = Migration(
        number: 4,
        name: "registry",
        sql: """
            -- A generation's own key for 個人番号, wrapped by a master key that lies outside the data folder.
            CREATE TABLE registry_key (
                generation TEXT NOT NULL PRIMARY KEY REFERENCES registry_generation (name),
                master TEXT NOT NULL CHECK (master <> ''),
                wrapped BLOB NOT NULL
            ) STRICT, WITHOUT ROWID;

            -- People on the register; the older column counted those who had left as well.
            ALTER TABLE registry_generation ADD COLUMN current_count INTEGER CHECK (current_count >= 0);

            -- A second person's release of a suppressed address (支援措置の解除), for one case and a short time.
            CREATE TABLE protection_release (
                sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
                body TEXT NOT NULL CHECK (json_valid(body)),
                resident TEXT NOT NULL CHECK (resident <> ''),
                until INTEGER NOT NULL
            ) STRICT;
            CREATE INDEX protection_release_resident ON protection_release (resident, until);
            CREATE TRIGGER protection_release_update BEFORE UPDATE ON protection_release
            BEGIN SELECT RAISE(ABORT, 'releases are never changed'); END;
            CREATE TRIGGER protection_release_delete BEFORE DELETE ON protection_release
            BEGIN SELECT RAISE(ABORT, 'releases are never deleted'); END;
            """
    )
}
