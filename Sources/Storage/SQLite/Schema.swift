import GRDB

/// Brings a database's schema up to date with the numbered migrations.
enum Schema {
    static func migrate(_ pool: DatabasePool, with migrations: [Migration] = Migration.all) throws {
        let known = migrations.map(\.number).max() ?? 0
        let found = try pool.read { try version(SQLConnection(database: $0)) }
        guard found <= known else { throw StorageError.newerSchema(found: found, known: known) }
        guard found < known else { return }
        try pool.write { database in
            let connection = SQLConnection(database: database)
            try connection.execute(
                "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"
            )
            // Read again under the lock: another process may have been quicker.
            let found = try version(connection)
            for migration in migrations where migration.number > found {
                try database.execute(sql: migration.sql)
                try connection.execute(
                    "INSERT INTO migration (number, name) VALUES (?, ?)",
                    [.integer(migration.number), .text(migration.name)]
                )
            }
        }
    }

    static func version(_ connection: SQLConnection) throws -> Int {
        let exists = try connection.first(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
        ) { _ in true }
        guard exists != nil else { return 0 }
        return try connection.first("SELECT coalesce(max(number), 0) FROM migration") { try $0.integer(0) } ?? 0
    }
}
