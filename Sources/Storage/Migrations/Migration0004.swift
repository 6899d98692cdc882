extension Migration {
    /// Keys of the generations, counts of people on the register, and search keys of people in cases.
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

            -- Search keys of people in cases, for those whom the core system does not know yet; can be rebuilt.
            CREATE TABLE case_person_key (
                case_id TEXT NOT NULL REFERENCES reception_case (id),
                person INTEGER NOT NULL CHECK (person > 0),
                item TEXT NOT NULL,
                key TEXT NOT NULL,
                PRIMARY KEY (case_id, person, item)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX case_person_key_key ON case_person_key (item, key);
            CREATE INDEX case_person_unknown ON case_person (case_id, person) WHERE resident IS NULL;
            """
    )
}
