import GRDBSQLite

/// A database file written by one owner alone, as quickly as the engine can: no journal, no flushing.
///
/// A crash leaves rubbish, so it is for files that get their name only when they are complete.
final class BulkDatabase {
    /// The engine's number for a value that may stand once only (SQLITE_CONSTRAINT_UNIQUE).
    static let doubleValue: Int32 = 2067

    private let handle: OpaquePointer

    convenience init(path: String) throws {
        try self.init(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX)
        try run(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32768; PRAGMA threads = 2;
            """
        )
    }

    /// Only to look at a file that is complete.
    convenience init(reading path: String) throws {
        try self.init(path, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX)
    }

    private init(_ path: String, _ flags: Int32) throws {
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            sqlite3_close_v2(handle)
            throw StorageError.engine(code: code)
        }
        self.handle = handle
    }

    deinit {
        sqlite3_close_v2(handle)
    }

    func run(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw StorageError.engine(code: sqlite3_extended_errcode(handle)) }
    }

    func attach(_ path: String, as name: String) throws {
        let statement = try prepare("ATTACH ? AS \(name)")
        statement.bind(path)
        try statement.step()
    }

    func prepare(_ sql: String) throws -> BulkStatement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw StorageError.engine(code: code) }
        return BulkStatement(statement, of: self)
    }

    /// The single integer a query gives.
    func integer(_ sql: String) throws -> Int {
        let statement = try prepare(sql)
        return try statement.integer()
    }
}

/// A prepared statement whose values are bound one after the other.
final class BulkStatement {
    private let handle: OpaquePointer
    private var hasRow = false
    /// Statements end before their database does.
    private let database: BulkDatabase
    private var position: Int32 = 0

    fileprivate init(_ handle: OpaquePointer, of database: BulkDatabase) {
        self.handle = handle
        self.database = database
    }

    deinit {
        sqlite3_finalize(handle)
    }

    func bind(_ value: Int) {
        position += 1
        sqlite3_bind_int64(handle, position, Int64(value))
    }

    func bind(_ value: Int?) {
        guard let value else {
            position += 1
            sqlite3_bind_null(handle, position)
            return
        }
        bind(value)
    }

    func bind(_ text: String?) {
        position += 1
        guard var text else {
            sqlite3_bind_null(handle, position)
            return
        }
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { letters in
                _ = sqlite3_bind_text(handle, position, letters.baseAddress, Int32(letters.count), transient)
            }
        }
    }

    /// Binds texts that lie in one array, has the rest bound, and runs the statement before the array may go.
    func step(_ texts: PackedTexts, _ slices: Range<Int>, _ rest: () throws -> Void = {}) throws {
        try texts.bytes.withUnsafeBytes { bytes in
            let letters = bytes.assumingMemoryBound(to: CChar.self).baseAddress
            for (start, count) in texts.slices[slices] {
                position += 1
                if count < 0 {
                    sqlite3_bind_null(handle, position)
                } else if count == 0 {
                    sqlite3_bind_text(handle, position, "", 0, transient)
                } else {
                    sqlite3_bind_text(handle, position, letters.map { $0 + start }, Int32(count), nil)
                }
            }
            try rest()
            try step()
        }
    }

    /// Within ``step(_:_:_:)``: a few texts that are copied.
    func bind(_ texts: PackedTexts) {
        texts.bytes.withUnsafeBytes { bytes in
            let letters = bytes.assumingMemoryBound(to: CChar.self).baseAddress
            for (start, count) in texts.slices {
                position += 1
                if count < 0 {
                    sqlite3_bind_null(handle, position)
                } else if count == 0 {
                    sqlite3_bind_text(handle, position, "", 0, transient)
                } else {
                    sqlite3_bind_text(handle, position, letters.map { $0 + start }, Int32(count), transient)
                }
            }
        }
    }

    func bind(_ bytes: [UInt8]) {
        position += 1
        bytes.withUnsafeBytes { buffer in
            _ = sqlite3_bind_blob64(handle, position, buffer.baseAddress, UInt64(buffer.count), transient)
        }
    }

    /// Calls `body` for each row of a query with what was bound; values are read by position within it.
    func forEach(_ body: (BulkStatement) throws -> Void) throws {
        defer {
            sqlite3_reset(handle)
            position = 0
        }
        while true {
            let code = sqlite3_step(handle)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw StorageError.engine(code: code) }
            try body(self)
        }
    }

    /// Steps to the first row, which ``rest(_:)`` gives again.
    func begin() throws {
        let code = sqlite3_step(handle)
        guard code == SQLITE_ROW || code == SQLITE_DONE else { throw StorageError.engine(code: code) }
        hasRow = code == SQLITE_ROW
    }

    /// Calls `body` for each row of a query that was begun.
    func rest(_ body: (BulkStatement) throws -> Void) throws {
        defer {
            sqlite3_reset(handle)
            hasRow = false
        }
        while hasRow {
            try body(self)
            try begin()
        }
    }

    /// Binds texts of another statement's row without copying them; they stay until that one steps on.
    func bind(textsOf row: BulkStatement, columns: Range<Int32>) {
        for column in columns {
            position += 1
            let count = sqlite3_column_bytes(row.handle, column)
            sqlite3_column_text(row.handle, column)?.withMemoryRebound(to: CChar.self, capacity: Int(count)) {
                _ = sqlite3_bind_text(handle, position, $0, count, nil)
            }
        }
    }

    func text(_ index: Int32) -> String? {
        sqlite3_column_text(handle, index).map { letters in
            String(
                decoding: UnsafeBufferPointer(start: letters, count: Int(sqlite3_column_bytes(handle, index))),
                as: UTF8.self
            )
        }
    }

    func long(_ index: Int32) -> Int { Int(sqlite3_column_int64(handle, index)) }

    func optionalLong(_ index: Int32) -> Int? {
        sqlite3_column_type(handle, index) == SQLITE_NULL ? nil : long(index)
    }

    /// Whether a column has just these bytes, or no value where none is given.
    func holds(_ text: String?, at index: Int32) -> Bool {
        guard let text else { return sqlite3_column_type(handle, index) == SQLITE_NULL }
        guard let letters = sqlite3_column_text(handle, index) else { return false }
        return text.utf8.elementsEqual(
            UnsafeBufferPointer(start: letters, count: Int(sqlite3_column_bytes(handle, index)))
        )
    }

    func bytes(_ index: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, index) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index))))
    }

    /// Runs the statement with what was bound, and makes it ready for the next row.
    func step() throws {
        let code = sqlite3_step(handle)
        sqlite3_reset(handle)
        position = 0
        guard code == SQLITE_DONE else { throw StorageError.engine(code: code) }
    }

    fileprivate func integer() throws -> Int {
        let code = sqlite3_step(handle)
        guard code == SQLITE_ROW else { throw StorageError.engine(code: code) }
        return Int(sqlite3_column_int64(handle, 0))
    }
}

/// Tells the engine to copy the bytes before the call returns (SQLITE_TRANSIENT).
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
