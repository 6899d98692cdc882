/// The tables of one generation of the core system's daily file (連携データ世代): written once, then only read.
enum GenerationSchema {
    /// Which spelling of the keys the file was written with; a file of another spelling is not searched.
    static let version = 4

    static let tables =
        """
        CREATE TABLE generation (
            version INTEGER NOT NULL,
            name TEXT NOT NULL,
            business_date TEXT NOT NULL,
            imported_at INTEGER NOT NULL,
            resident_count INTEGER NOT NULL,
            person_count INTEGER NOT NULL
        ) STRICT;

        -- One row: for everybody a hash of the number, a digest of the person and the row, sorted (GenerationDigests).
        CREATE TABLE digests (
            entries BLOB NOT NULL
        ) STRICT;

        CREATE TABLE town (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE building (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE
        ) STRICT;

        -- Every ending of a town's key, so that any part of its name is the beginning of one.
        CREATE TABLE town_part (
            part TEXT NOT NULL,
            place INTEGER NOT NULL,
            PRIMARY KEY (part, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE building_part (
            part TEXT NOT NULL,
            place INTEGER NOT NULL,
            PRIMARY KEY (part, place)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE resident (
            id INTEGER PRIMARY KEY,
            number TEXT NOT NULL CHECK (number <> ''),
            household TEXT NOT NULL CHECK (household <> ''),
            kind TEXT NOT NULL,
            standing TEXT NOT NULL,
            name TEXT NOT NULL,
            kana TEXT NOT NULL,
            roman_name TEXT,
            common_name TEXT,
            former_name TEXT,
            sex TEXT NOT NULL,
            birth_date TEXT,
            birth_text TEXT NOT NULL,
            relationship TEXT NOT NULL,
            postal_code TEXT NOT NULL,
            town_code TEXT NOT NULL,
            town TEXT NOT NULL,
            lot TEXT NOT NULL,
            building TEXT NOT NULL,
            phone TEXT,
            became_resident TEXT,
            nationality TEXT,
            residence_status TEXT,
            residence_until TEXT,
            registered_domicile TEXT,
            family_register_head TEXT,
            is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
            is_suppressed INTEGER NOT NULL CHECK (is_suppressed IN (0, 1)),
            town_id INTEGER NOT NULL,
            building_id INTEGER,
            lot_key TEXT NOT NULL,
            address_key TEXT NOT NULL,
            phone_key TEXT,
            digest INTEGER NOT NULL
        ) STRICT;

        -- 個人番号, sealed with this generation's own key.
        CREATE TABLE my_number (
            resident INTEGER PRIMARY KEY,
            sealed BLOB NOT NULL
        ) STRICT;

        -- Earlier states of people (異動履歴).
        CREATE TABLE history (
            id INTEGER PRIMARY KEY,
            number TEXT NOT NULL CHECK (number <> ''),
            sequence INTEGER NOT NULL,
            changed_on TEXT,
            reason TEXT NOT NULL,
            standing TEXT NOT NULL,
            household TEXT NOT NULL,
            name TEXT NOT NULL,
            kana TEXT NOT NULL,
            postal_code TEXT NOT NULL,
            town TEXT NOT NULL,
            lot TEXT NOT NULL,
            building TEXT NOT NULL
        ) STRICT;

        -- As name_key, of the names that people had before.
        CREATE TABLE past_key (
            part INTEGER NOT NULL,
            second TEXT NOT NULL,
            first TEXT NOT NULL,
            exact TEXT NOT NULL,
            history INTEGER NOT NULL,
            PRIMARY KEY (part, second, first, exact, history)
        ) STRICT, WITHOUT ROWID;

        -- Where people lived before, one row for each address that differs (以前の住所); the resident is null where the
        -- register has only the earlier state.
        CREATE TABLE past_address (
            history INTEGER PRIMARY KEY,
            town_id INTEGER NOT NULL,
            building_id INTEGER,
            lot_key TEXT NOT NULL,
            address_key TEXT NOT NULL,
            resident INTEGER
        ) STRICT;

        -- Latin words with one letter left out, or whole: a misspelt word meets the right one here.
        CREATE TABLE word_typo (
            rest TEXT NOT NULL,
            word TEXT NOT NULL,
            PRIMARY KEY (rest, word)
        ) STRICT, WITHOUT ROWID;

        -- Texts with the core system's own characters, as they came: of people, and of their earlier states (past 1).
        CREATE TABLE received (
            past INTEGER NOT NULL CHECK (past IN (0, 1)),
            owner INTEGER NOT NULL,
            place TEXT NOT NULL,
            column_name TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (past, owner, place)
        ) STRICT, WITHOUT ROWID;

        -- Which of those characters stand in other columns.
        CREATE TABLE received_elsewhere (
            character TEXT NOT NULL,
            column_name TEXT NOT NULL,
            count INTEGER NOT NULL CHECK (count > 0),
            PRIMARY KEY (character, column_name)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE entitlement (
            resident INTEGER NOT NULL,
            position INTEGER NOT NULL,
            business TEXT NOT NULL,
            number TEXT NOT NULL,
            grade TEXT NOT NULL,
            from_day TEXT,
            until_day TEXT,
            concerning TEXT,
            PRIMARY KEY (resident, position)
        ) STRICT, WITHOUT ROWID;

        -- Keys of all names: part 0 is the whole, 1 from the given name on, 2 one Latin word.
        CREATE TABLE name_key (
            part INTEGER NOT NULL,
            second TEXT NOT NULL,
            first TEXT NOT NULL,
            exact TEXT NOT NULL,
            resident INTEGER NOT NULL,
            PRIMARY KEY (part, second, first, exact, resident)
        ) STRICT, WITHOUT ROWID;
        """

    /// Made after the rows are in, which is several times quicker than keeping them up to date.
    static let indexes =
        """
        CREATE UNIQUE INDEX resident_number ON resident (ltrim(number, '0'));
        CREATE INDEX resident_household ON resident (ltrim(household, '0'));
        CREATE INDEX resident_birth_date ON resident (birth_date) WHERE birth_date IS NOT NULL;
        CREATE INDEX resident_town ON resident (town_id, lot_key);
        CREATE INDEX resident_lot ON resident (lot_key);
        CREATE INDEX resident_building ON resident (building_id) WHERE building_id IS NOT NULL;
        CREATE INDEX resident_protected ON resident (household) WHERE is_protected = 1;
        CREATE INDEX resident_suppressed ON resident (id) WHERE is_suppressed = 1;
        CREATE INDEX entitlement_concerning ON entitlement (concerning, business) WHERE concerning IS NOT NULL;
        CREATE INDEX history_number ON history (ltrim(number, '0'), sequence);
        UPDATE past_address SET resident = \(resident(ofHistory: "past_address.history"));
        CREATE INDEX past_address_town ON past_address (town_id, lot_key, resident);
        CREATE INDEX past_address_lot ON past_address (lot_key, resident);
        CREATE INDEX past_address_building ON past_address (building_id, resident) WHERE building_id IS NOT NULL;
        CREATE INDEX resident_phone ON resident (phone_key) WHERE phone_key IS NOT NULL;
        """

    /// Whose an earlier address is, by its history; an index on people's numbers must stand.
    static func resident(ofHistory id: String) -> String {
        """
        (SELECT resident.id FROM history
            CROSS JOIN resident ON ltrim(resident.number, '0') = ltrim(history.number, '0') WHERE history.id = \(id))
        """
    }

    /// Whoever lives with a protected person has the same address, so it is suppressed for all of them.
    static let suppression =
        """
        UPDATE resident SET is_suppressed = 0 WHERE is_suppressed = 1;
        UPDATE resident SET is_suppressed = 1 WHERE ltrim(household, '0') IN
            (SELECT ltrim(household, '0') FROM resident WHERE is_protected = 1);
        """
}
