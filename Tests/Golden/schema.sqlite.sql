-- madoguchi.sqlite

CREATE TABLE case_address (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES reception_case (id),
    town TEXT NOT NULL DEFAULT '',
    lot TEXT NOT NULL DEFAULT '',
    building TEXT NOT NULL DEFAULT '',
    address_key TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE case_person (
    case_id TEXT NOT NULL REFERENCES reception_case (id),
    person INTEGER NOT NULL CHECK (person > 0),
    resident TEXT CHECK (resident <> ''),
    PRIMARY KEY (case_id, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_person_resident ON case_person (resident) WHERE resident IS NOT NULL;

CREATE INDEX case_person_unknown ON case_person (case_id, person) WHERE resident IS NULL;

CREATE TABLE case_person_key (
    case_id TEXT NOT NULL REFERENCES reception_case (id),
    person INTEGER NOT NULL CHECK (person > 0),
    item TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (case_id, person, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_person_key_key ON case_person_key (item, key);

CREATE TRIGGER case_record_delete BEFORE DELETE ON case_record
BEGIN SELECT RAISE(ABORT, 'case records are never deleted'); END;

CREATE TRIGGER case_record_next BEFORE INSERT ON case_record
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM case_record WHERE case_id = NEW.case_id)
BEGIN SELECT RAISE(ABORT, 'case records have no gap and no double'); END;

CREATE TRIGGER case_record_update BEFORE UPDATE ON case_record
BEGIN SELECT RAISE(ABORT, 'case records are never changed'); END;

CREATE TABLE case_record (
    case_id TEXT NOT NULL REFERENCES reception_case (id),
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    kind TEXT NOT NULL CHECK (kind <> ''),
    body TEXT NOT NULL CHECK (json_valid(body)),
    staff TEXT CHECK (staff <> ''),
    terminal TEXT CHECK (terminal <> ''),
    at INTEGER NOT NULL,
    PRIMARY KEY (case_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_summary (
    case_id TEXT NOT NULL PRIMARY KEY REFERENCES reception_case (id),
    summary TEXT NOT NULL CHECK (json_valid(summary))
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
    size INTEGER NOT NULL CHECK (size >= 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER external_character_delete BEFORE DELETE ON external_character
BEGIN SELECT RAISE(ABORT, 'external characters are never deleted'); END;

CREATE TRIGGER external_character_update BEFORE UPDATE ON external_character
BEGIN SELECT RAISE(ABORT, 'external characters are never changed'); END;

CREATE TABLE external_character (
    edition INTEGER NOT NULL REFERENCES external_character_edition (sequence),
    code TEXT NOT NULL CHECK (code GLOB 'U+*'),
    character TEXT NOT NULL CHECK (character GLOB 'U+*'),
    provenance TEXT NOT NULL CHECK (provenance <> ''),
    effective TEXT NOT NULL CHECK (length(effective) = 10),
    PRIMARY KEY (edition, code, effective)
) STRICT, WITHOUT ROWID;

CREATE TABLE external_character_edition (
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    imported_at INTEGER NOT NULL
) STRICT;

CREATE TABLE failed_login (
    staff TEXT NOT NULL PRIMARY KEY REFERENCES staff (id),
    count INTEGER NOT NULL CHECK (count > 0)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER font_set_delete BEFORE DELETE ON font_set
BEGIN SELECT RAISE(ABORT, 'sets of fonts are never deleted'); END;

CREATE TRIGGER font_set_update BEFORE UPDATE ON font_set
BEGIN SELECT RAISE(ABORT, 'sets of fonts are never changed'); END;

CREATE TABLE font_set (
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    place INTEGER NOT NULL CHECK (place >= 0),
    name TEXT NOT NULL CHECK (name <> ''),
    file TEXT NOT NULL CHECK (length(file) = 64),
    PRIMARY KEY (digest, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END;

CREATE TRIGGER journal_next BEFORE INSERT ON journal
WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM journal)
BEGIN SELECT RAISE(ABORT, 'journal entries have no gap and no double'); END;

CREATE TRIGGER journal_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal entries are never changed'); END;

CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    at INTEGER NOT NULL,
    staff TEXT,
    terminal TEXT,
    action TEXT NOT NULL CHECK (action <> ''),
    case_id TEXT,
    residents TEXT NOT NULL CHECK (length(residents) % 64 = 0),
    detail TEXT NOT NULL,
    previous TEXT NOT NULL CHECK (length(previous) = 64),
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX journal_action ON journal (action, sequence);

CREATE INDEX journal_case ON journal (case_id, sequence) WHERE case_id IS NOT NULL;

CREATE INDEX journal_staff ON journal (staff, action, sequence) WHERE staff IS NOT NULL;

CREATE TRIGGER journal_resident_update BEFORE UPDATE ON journal_resident
BEGIN SELECT RAISE(ABORT, 'references of the journal are erased, never changed'); END;

CREATE TABLE journal_resident (
    sequence INTEGER NOT NULL REFERENCES journal (sequence),
    position INTEGER NOT NULL CHECK (position >= 0),
    resident TEXT NOT NULL,
    salt TEXT NOT NULL CHECK (length(salt) = 32),
    PRIMARY KEY (sequence, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_resident_resident ON journal_resident (resident, sequence);

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

CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;

CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    weight TEXT NOT NULL CHECK (weight IN ('information', 'warning')),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    from_day TEXT NOT NULL CHECK (length(from_day) = 10),
    until_day TEXT NOT NULL CHECK (until_day >= from_day)
) STRICT;

CREATE INDEX notice_until ON notice (until_day, from_day);

CREATE TRIGGER package_content_delete BEFORE DELETE ON package_content
BEGIN SELECT RAISE(ABORT, 'packages are never deleted'); END;

CREATE TRIGGER package_content_update BEFORE UPDATE ON package_content
BEGIN SELECT RAISE(ABORT, 'packages are never changed'); END;

CREATE TABLE package_content (
    digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
    bytes BLOB NOT NULL
) STRICT;

CREATE TRIGGER package_file_delete BEFORE DELETE ON package_file
BEGIN SELECT RAISE(ABORT, 'packages are never deleted'); END;

CREATE TRIGGER package_file_update BEFORE UPDATE ON package_file
BEGIN SELECT RAISE(ABORT, 'packages are never changed'); END;

CREATE TABLE package_file (
    version TEXT NOT NULL CHECK (length(version) = 64),
    path TEXT NOT NULL CHECK (path <> ''),
    digest TEXT NOT NULL REFERENCES package_content (digest),
    PRIMARY KEY (version, path)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER package_publication_delete BEFORE DELETE ON package_publication
BEGIN SELECT RAISE(ABORT, 'publications are never deleted'); END;

CREATE TRIGGER package_publication_update BEFORE UPDATE ON package_publication
BEGIN SELECT RAISE(ABORT, 'publications are never changed'); END;

CREATE TABLE package_publication (
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    version TEXT NOT NULL CHECK (length(version) = 64),
    fonts TEXT NOT NULL CHECK (length(fonts) = 64),
    published_at INTEGER NOT NULL
) STRICT;

CREATE TABLE reception_case (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 26),
    day TEXT NOT NULL CHECK (length(day) = 10),
    serial INTEGER NOT NULL CHECK (serial > 0),
    UNIQUE (day, serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE registry_generation (
    name TEXT NOT NULL PRIMARY KEY CHECK (name <> ''),
    business_date TEXT NOT NULL CHECK (length(business_date) = 10),
    imported_at INTEGER NOT NULL,
    resident_count INTEGER NOT NULL CHECK (resident_count >= 0)
, current_count INTEGER CHECK (current_count >= 0), is_whole INTEGER NOT NULL DEFAULT 0 CHECK (is_whole IN (0, 1))) STRICT, WITHOUT ROWID;

CREATE TABLE registry_key (
    generation TEXT NOT NULL PRIMARY KEY REFERENCES registry_generation (name),
    master TEXT NOT NULL CHECK (master <> ''),
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER registry_publication_delete BEFORE DELETE ON registry_publication
BEGIN SELECT RAISE(ABORT, 'publications are never deleted'); END;

CREATE TRIGGER registry_publication_update BEFORE UPDATE ON registry_publication
BEGIN SELECT RAISE(ABORT, 'publications are never changed'); END;

CREATE TABLE registry_publication (
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    generation TEXT NOT NULL REFERENCES registry_generation (name)
) STRICT;

CREATE INDEX registry_publication_generation ON registry_publication (generation);

CREATE TABLE session (
    token_digest TEXT NOT NULL PRIMARY KEY CHECK (length(token_digest) = 64),
    staff TEXT NOT NULL REFERENCES staff (id),
    terminal TEXT NOT NULL REFERENCES terminal (id),
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX session_expires ON session (expires);

CREATE INDEX session_staff ON session (staff);

CREATE INDEX session_terminal ON session (terminal);

CREATE TABLE staff (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 32),
    name TEXT NOT NULL,
    counter TEXT NOT NULL,
    group_ids TEXT NOT NULL CHECK (json_valid(group_ids)),
    is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
    password_hash TEXT CHECK (password_hash <> '')
) STRICT, WITHOUT ROWID;

CREATE TABLE terminal (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    name TEXT NOT NULL,
    counter TEXT NOT NULL,
    is_revoked INTEGER NOT NULL CHECK (is_revoked IN (0, 1)),
    token_digest TEXT UNIQUE CHECK (length(token_digest) = 64)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
    digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
    case_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    UNIQUE (case_id, sequence),
    FOREIGN KEY (case_id, sequence) REFERENCES case_record (case_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE waiting_entry (
    case_id TEXT NOT NULL REFERENCES reception_case (id),
    application TEXT NOT NULL,
    received_on TEXT NOT NULL CHECK (length(received_on) = 10),
    counter TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (case_id, application)
) STRICT, WITHOUT ROWID;

CREATE INDEX waiting_entry_received ON waiting_entry (received_on, case_id, sequence);

-- registry/<generation>.sqlite

CREATE TABLE building (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE building_part (
    part TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (part, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE digests (
    entries BLOB NOT NULL
) STRICT;

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

CREATE INDEX entitlement_concerning ON entitlement (concerning, business) WHERE concerning IS NOT NULL;

CREATE TABLE generation (
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    business_date TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    resident_count INTEGER NOT NULL,
    person_count INTEGER NOT NULL
) STRICT;

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

CREATE INDEX history_number ON history (ltrim(number, '0'), sequence);

CREATE TABLE my_number (
    resident INTEGER PRIMARY KEY,
    sealed BLOB NOT NULL
) STRICT;

CREATE TABLE name_key (
    part INTEGER NOT NULL,
    second TEXT NOT NULL,
    first TEXT NOT NULL,
    exact TEXT NOT NULL,
    resident INTEGER NOT NULL,
    PRIMARY KEY (part, second, first, exact, resident)
) STRICT, WITHOUT ROWID;

CREATE TABLE past_address (
    history INTEGER PRIMARY KEY,
    town_id INTEGER NOT NULL,
    building_id INTEGER,
    lot_key TEXT NOT NULL,
    address_key TEXT NOT NULL,
    resident INTEGER
) STRICT;

CREATE INDEX past_address_building ON past_address (building_id, resident) WHERE building_id IS NOT NULL;

CREATE INDEX past_address_lot ON past_address (lot_key, resident);

CREATE INDEX past_address_town ON past_address (town_id, lot_key, resident);

CREATE TABLE past_key (
    part INTEGER NOT NULL,
    second TEXT NOT NULL,
    first TEXT NOT NULL,
    exact TEXT NOT NULL,
    history INTEGER NOT NULL,
    PRIMARY KEY (part, second, first, exact, history)
) STRICT, WITHOUT ROWID;

CREATE TABLE received (
    past INTEGER NOT NULL CHECK (past IN (0, 1)),
    owner INTEGER NOT NULL,
    place TEXT NOT NULL,
    column_name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (past, owner, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE received_elsewhere (
    character TEXT NOT NULL,
    column_name TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (character, column_name)
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

CREATE INDEX resident_birth_date ON resident (birth_date) WHERE birth_date IS NOT NULL;

CREATE INDEX resident_building ON resident (building_id) WHERE building_id IS NOT NULL;

CREATE INDEX resident_household ON resident (ltrim(household, '0'));

CREATE INDEX resident_lot ON resident (lot_key);

CREATE UNIQUE INDEX resident_number ON resident (ltrim(number, '0'));

CREATE INDEX resident_phone ON resident (phone_key) WHERE phone_key IS NOT NULL;

CREATE INDEX resident_protected ON resident (household) WHERE is_protected = 1;

CREATE INDEX resident_suppressed ON resident (id) WHERE is_suppressed = 1;

CREATE INDEX resident_town ON resident (town_id, lot_key);

CREATE TABLE town (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE town_part (
    part TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (part, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE word_typo (
    rest TEXT NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (rest, word)
) STRICT, WITHOUT ROWID;
