import GRDB

/// Brings a database's schema up to date with the numbered migrations.
enum Schema {
    static func migrate(_ pool: DatabasePool, with migrations: [Migration] = Migration.all) throws {
        let known = migrations.map(\.number).max() ?? 0
        let found = try pool.read { try made(SQLConnection(database: $0)) }
        if let newest = found.max(), newest > known { throw StorageError.newerSchema(found: newest, known: known) }
        guard !found.isSuperset(of: migrations.map(\.number)) else { return }
        try pool.write { database in
            let connection = SQLConnection(database: database)
            try connection.execute(
                "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"
            )
            // Read again under the lock: another process may have been quicker.
            // A step may be younger than one with a higher number.
            let made = try made(connection)
            for migration in migrations where !made.contains(migration.number) {
                try database.execute(sql: migration.sql)
                try connection.execute(
                    "INSERT INTO migration (number, name) VALUES (?, ?)",
                    [.integer(migration.number), .text(migration.name)]
                )
            }
        }
    }

    /// The numbers of the steps that were made.
    private static func made(_ connection: SQLConnection) throws -> Set<Int> {
        let exists = try connection.first(
            "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'"
        ) { _ in true }
        guard exists != nil else { return [] }
        return Set(try connection.rows("SELECT number FROM migration") { try $0.integer(0) })
    }
}
