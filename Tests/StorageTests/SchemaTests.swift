import Foundation
import GRDB
import Madoguchi
import Testing

@testable import Storage

@Suite struct SchemaTests {
    /// `UPDATE_GOLDEN=1` writes the file anew.
    @Test func theSchemaIsTheSumOfTheMigrations() async throws {
        let folder = TestFolder()
        let store = try folder.store()
        let main = try await store.inspect { try SchemaTests.schema($0.connection) }
        let queue = try DatabaseQueue()
        let generation = try await queue.write { database in
            try database.execute(sql: GenerationSchema.tables + GenerationSchema.indexes)
            return try SchemaTests.schema(SQLConnection(database: database))
        }
        let text = "-- madoguchi.sqlite\n\n\(main)\n-- registry/<generation>.sqlite\n\n\(generation)"
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/schema.sqlite.sql")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text == golden, "run the tests with UPDATE_GOLDEN=1 and look at the difference")
    }

    private static func schema(_ connection: SQLConnection) throws -> String {
        try connection.rows(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name"
        ) { try $0.text(0) + ";\n" }.joined(separator: "\n")
    }
}
