/// The distinct towns or buildings of a generation and their ids (町字・建物の表), each with all endings of its key.
final class PlaceBook {
    private let table: String
    private let isUpdate: Bool
    private let database: BulkDatabase
    private let lookup: BulkStatement
    private var known: [ByteKey: Int] = [:]
    private var fresh: [(key: String, id: Int)] = []
    private var last: Int

    init(_ table: String, in database: BulkDatabase, isUpdate: Bool) throws {
        self.table = table
        self.database = database
        self.isUpdate = isUpdate
        lookup = try database.prepare("SELECT id FROM \(table) WHERE key = ?")
        last = try database.integer("SELECT coalesce(max(id), 0) FROM \(table)")
    }

    func id(of key: String) throws -> Int {
        let byteKey = ByteKey(text: key)
        if let id = known[byteKey] { return id }
        if isUpdate, let id = try stored(key) {
            known[byteKey] = id
            return id
        }
        last += 1
        known[byteKey] = last
        fresh.append((key, last))
        return last
    }

    private func stored(_ key: String) throws -> Int? {
        var found: Int?
        lookup.bind(key)
        try lookup.forEach { found = $0.long(0) }
        return found
    }

    /// Writes the places that are new.
    func finish() throws {
        let place = try database.prepare("INSERT INTO \(table) VALUES (?, ?)")
        let part = try database.prepare("INSERT OR IGNORE INTO \(table)_part VALUES (?, ?)")
        for (key, id) in fresh {
            place.bind(id)
            place.bind(key)
            try place.step()
            var rest = key.unicodeScalars[...]
            while !rest.isEmpty {
                part.bind(String(rest))
                part.bind(id)
                try part.step()
                rest = rest.dropFirst()
            }
        }
        fresh = []
    }
}

/// A text compared by its bytes, as the database compares.
struct ByteKey: Hashable {
    let text: String

    static func == (left: ByteKey, right: ByteKey) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
