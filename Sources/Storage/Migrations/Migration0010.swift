extension Migration {
    static let packages = Migration(
        number: 10,
        name: "packages",
        sql: """
            -- Every version of the municipality's folder that was in force, file by file; equal files are kept once.
            CREATE TABLE package_content (
                digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
                bytes BLOB NOT NULL
            ) STRICT;

            CREATE TABLE package_file (
                version TEXT NOT NULL CHECK (length(version) = 64),
                path TEXT NOT NULL CHECK (path <> ''),
                digest TEXT NOT NULL REFERENCES package_content (digest),
                PRIMARY KEY (version, path)
            ) STRICT, WITHOUT ROWID;

            -- The fonts of a renderer in their order; the files lie under `fonts/` by their digest.
            CREATE TABLE font_set (
                digest TEXT NOT NULL CHECK (length(digest) = 64),
                place INTEGER NOT NULL CHECK (place >= 0),
                name TEXT NOT NULL CHECK (name <> ''),
                file TEXT NOT NULL CHECK (length(file) = 64),
                PRIMARY KEY (digest, place)
            ) STRICT, WITHOUT ROWID;

            -- What was put in force when; the last one is.
            CREATE TABLE package_publication (
                sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
                version TEXT NOT NULL CHECK (length(version) = 64),
                fonts TEXT NOT NULL CHECK (length(fonts) = 64),
                published_at INTEGER NOT NULL
            ) STRICT;

            CREATE TRIGGER package_content_update BEFORE UPDATE ON package_content
            BEGIN SELECT RAISE(ABORT, 'packages are never changed'); END;
            CREATE TRIGGER package_content_delete BEFORE DELETE ON package_content
            BEGIN SELECT RAISE(ABORT, 'packages are never deleted'); END;
            CREATE TRIGGER package_file_update BEFORE UPDATE ON package_file
            BEGIN SELECT RAISE(ABORT, 'packages are never changed'); END;
            CREATE TRIGGER package_file_delete BEFORE DELETE ON package_file
            BEGIN SELECT RAISE(ABORT, 'packages are never deleted'); END;
            CREATE TRIGGER font_set_update BEFORE UPDATE ON font_set
            BEGIN SELECT RAISE(ABORT, 'sets of fonts are never changed'); END;
            CREATE TRIGGER font_set_delete BEFORE DELETE ON font_set
            BEGIN SELECT RAISE(ABORT, 'sets of fonts are never deleted'); END;
            CREATE TRIGGER package_publication_update BEFORE UPDATE ON package_publication
            BEGIN SELECT RAISE(ABORT, 'publications are never changed'); END;
            CREATE TRIGGER package_publication_delete BEFORE DELETE ON package_publication
            BEGIN SELECT RAISE(ABORT, 'publications are never deleted'); END;
            """
    )
}
