import Foundation
import Synchronization

/// The keys of a whole generation in the order in which people came (検索キーの並べ替え); sorted at the end and written at one go.
///
/// In a file of its own, so that sorting needs nothing of the generation's. Unchecked, because it is used by one thread
/// at a time: by the writer's queue until it is drained, then by the sorting thread until that has ended.
final class StagedKeys: @unchecked Sendable {
    /// By table of the generation and part. Sorted by a text first, which the engine compares several times as quickly
    /// as a number that is equal in most rows.
    private static let tables = ["name_key", "past_key"]
    private static let parts: [NameKey.Part] = [.whole, .given, .word]

    private let path: String
    private let database: BulkDatabase
    private var inserts: [BulkStatement] = []
    private var sorted: [BulkStatement] = []
    private let failure = Mutex<(any Error)?>(nil)

    init(path: String) throws {
        self.path = path
        unlink(path)
        database = try BulkDatabase(path: path)
        try database.run("BEGIN")
        for table in StagedKeys.tables {
            for part in StagedKeys.parts {
                let name = "\(table)_\(part.rawValue)"
                try database.run("CREATE TABLE \(name) (second TEXT, first TEXT, exact TEXT, owner INTEGER)")
                inserts.append(try database.prepare("INSERT INTO \(name) VALUES (?, ?, ?, ?)"))
            }
        }
    }

    deinit {
        unlink(path)
    }

    /// The statement that takes keys of today's names, by part.
    var today: [BulkStatement] { Array(inserts.prefix(StagedKeys.parts.count)) }

    /// The statement that takes keys of the names people had before, by part.
    var past: [BulkStatement] { Array(inserts.suffix(StagedKeys.parts.count)) }

    /// Sorts on a thread of its own; wait for the group before anything else.
    func beginSorting() -> DispatchGroup {
        let group = DispatchGroup()
        DispatchQueue.global(qos: .userInitiated).async(group: group) { [self] in
            do {
                sorted = try StagedKeys.tables.flatMap { table in
                    try StagedKeys.parts.map { part in
                        let name = "\(table)_\(part.rawValue)"
                        let statement = try database.prepare(
                            "SELECT second, first, exact, owner FROM \(name) ORDER BY second, first, exact, owner"
                        )
                        // The first row comes when all are sorted.
                        try statement.begin()
                        return statement
                    }
                }
            } catch {
                failure.withLock { $0 = error }
            }
        }
        return group
    }

    /// Writes the sorted keys into the generation.
    func move(to generation: BulkDatabase) throws {
        if let error = failure.withLock({ $0 }) { throw error }
        for (place, statement) in sorted.enumerated() {
            let table = StagedKeys.tables[place / StagedKeys.parts.count]
            let part = StagedKeys.parts[place % StagedKeys.parts.count].rawValue
            let insert = try generation.prepare("INSERT OR IGNORE INTO \(table) VALUES (\(part), ?, ?, ?, ?)")
            try statement.rest { row in
                insert.bind(textsOf: row, columns: 0..<3)
                insert.bind(row.long(3))
                try insert.step()
            }
        }
        sorted = []
    }
}
