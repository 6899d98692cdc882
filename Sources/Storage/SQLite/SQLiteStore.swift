import Foundation
import GRDB
package import Madoguchi

/// A data folder (データフォルダー): `madoguchi.sqlite`, `documents/` and `registry/`. Several processes may have it open.
package final class SQLiteStore: Store {
    let pool: DatabasePool
    let documents: DocumentFolder
    package let fonts: FontFolder
    let shelf: GenerationShelf
    /// Beside the data folder, never in it (鍵ファイル).
    let keyFile: String
    let random: @Sendable (Int) -> [UInt8]

    /// Opens the folder, makes it where it is missing, and brings the schema up to date.
    package init(
        folder: String,
        keyFile: String? = nil,
        random: @escaping @Sendable (Int) -> [UInt8] = SQLiteStore.secureRandom
    ) throws {
        try DurableFile.makeFolder(folder)
        self.keyFile = keyFile ?? SQLiteStore.keyFile(besides: folder)
        documents = DocumentFolder(path: "\(folder)/documents")
        fonts = FontFolder(path: "\(folder)/fonts")
        shelf = GenerationShelf(folder: "\(folder)/registry")
        self.random = random
        do {
            pool = try DatabasePool(path: "\(folder)/madoguchi.sqlite", configuration: SQLiteStore.configuration)
            // GRDB lowers `synchronous` to NORMAL when it sets WAL up; a commit must survive a power cut.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try Schema.migrate(pool)
        } catch {
            throw SQLiteStore.translated(error)
        }
    }

    package func read<T: Sendable>(
        _ body: @Sendable @escaping (any StoreReading) throws -> T
    ) async throws -> T {
        try await inspect(body)
    }

    /// As ``read(_:)``, for what only the storage itself may look at.
    func inspect<T: Sendable>(_ body: @Sendable @escaping (SQLTransaction) throws -> T) async throws -> T {
        do {
            return try await pool.read { [self] database in try body(transaction(database)) }
        } catch {
            throw SQLiteStore.translated(error)
        }
    }

    /// As ``inspect(_:)``, for callers that wait.
    func inspectNow<T>(_ body: (SQLTransaction) throws -> T) throws -> T {
        do {
            return try pool.read { try body(transaction($0)) }
        } catch {
            throw SQLiteStore.translated(error)
        }
    }

    package func write<T: Sendable>(
        _ body: @Sendable @escaping (any StoreWriting) throws -> Journaled<T>
    ) async throws -> T {
        try await change(body)
    }

    /// As ``write(_:)``, for what only the storage itself may do.
    func change<T: Sendable>(
        _ body: @Sendable @escaping (SQLTransaction) throws -> Journaled<T>
    ) async throws -> T {
        do {
            return try await pool.write { [self] database in
                let transaction = transaction(database)
                let result = try body(transaction)
                try transaction.journal.append(result.entries, random: random)
                return result.value
            }
        } catch {
            throw SQLiteStore.translated(error)
        }
    }

    package func journal(_ entries: [JournalEntry]) async throws {
        try await write { _ in Journaled((), entries) }
    }

    func transaction(_ database: Database) -> SQLTransaction {
        SQLTransaction(connection: SQLConnection(database: database), documents: documents, shelf: shelf)
    }

    /// `data.key` for the folder `data`.
    private static func keyFile(besides folder: String) -> String {
        var folder = folder
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        return folder + ".key"
    }

    package static let secureRandom: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "madoguchi"
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 5
        return configuration
    }

    /// Engine errors in the counter's words; they never carry values of a statement.
    static func translated(_ error: any Error) -> any Error {
        switch error {
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: StoreError.busy
            default: StoreError.damaged("SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")")
            }
        case is RowDecodingError, is DecodingError: StoreError.damaged("a row cannot be read")
        default: error
        }
    }
}
