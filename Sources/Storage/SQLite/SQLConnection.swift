import Foundation
import GRDB

/// The thin part under all SQL: statements with positional values, rows read by position.
///
/// The SQL of the nouns is written against this type alone, so that a second engine replaces only what is in here.
struct SQLConnection {
    let database: Database

    /// Runs one statement and says how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue] = []) throws -> Int {
        let statement = try database.cachedStatement(sql: sql)
        try statement.execute(arguments: SQLConnection.arguments(values))
        return database.changesCount
    }

    func rows<T>(_ sql: String, _ values: [SQLValue] = [], _ read: (SQLRow) throws -> T) throws -> [T] {
        var result: [T] = []
        try forEach(sql, values) { row in
            result.append(try read(row))
            return true
        }
        return result
    }

    func first<T>(_ sql: String, _ values: [SQLValue] = [], _ read: (SQLRow) throws -> T) throws -> T? {
        var result: T?
        try forEach(sql, values) { row in
            result = try read(row)
            return false
        }
        return result
    }

    /// Walks the rows without holding them, until the body returns false.
    func forEach(_ sql: String, _ values: [SQLValue] = [], _ body: (SQLRow) throws -> Bool) throws {
        let statement = try database.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: SQLConnection.arguments(values))
        while let row = try cursor.next() {
            guard try body(SQLRow(row: row)) else { return }
        }
    }

    private static func arguments(_ values: [SQLValue]) -> StatementArguments {
        StatementArguments(values.map(\.databaseValue))
    }
}

/// A value given to a statement.
enum SQLValue {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])

    static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }

    static func flag(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }

    static func optional(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let value): value.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }
}

/// A row under the cursor; valid only inside the closure that received it.
struct SQLRow {
    fileprivate let row: Row

    // Decoding that throws: a damaged file must not end the program.
    func text(_ index: Int) throws -> String { try row.decode(atIndex: index) }

    func optionalText(_ index: Int) throws -> String? { try row.decode(atIndex: index) }

    func integer(_ index: Int) throws -> Int { try row.decode(atIndex: index) }

    func optionalInteger(_ index: Int) throws -> Int? { try row.decode(atIndex: index) }

    func long(_ index: Int) throws -> Int64 { try row.decode(atIndex: index) }

    func bytes(_ index: Int) throws -> [UInt8] { [UInt8](try row.decode(Data.self, atIndex: index)) }

    func flag(_ index: Int) throws -> Bool { try integer(index) != 0 }
}
