/// The words of names in Latin letters, each also with one letter left out (綴りのゆれ).
///
/// Two words that differ by one wrong, missing, doubled or exchanged letter have such a rest in common.
struct WordTypos {
    /// Shorter words have too many neighbours.
    static let shortest = 5
    private let database: BulkDatabase
    private let statement: BulkStatement

    init(_ database: BulkDatabase) throws {
        self.database = database
        statement = try database.prepare("INSERT OR IGNORE INTO word_typo VALUES (?, ?)")
    }

    /// All words of the finished table of keys.
    func addAll() throws {
        let words = try database.prepare(
            "SELECT DISTINCT second FROM name_key WHERE part = \(NameKey.Part.word.rawValue)"
        )
        try words.forEach { row in try add(row.text(0) ?? "") }
    }

    func add(_ word: String) throws {
        for rest in WordTypos.rests(of: word) {
            statement.bind(rest)
            statement.bind(word)
            try statement.step()
        }
    }

    /// The word and all it leaves when one letter goes; nothing for a short word.
    static func rests(of word: String) -> [String] {
        let letters = Array(word.utf8)
        guard letters.count >= shortest else { return [] }
        let shorter = letters.indices.map { place in
            String(decoding: letters[..<place] + letters[(place + 1)...], as: UTF8.self)
        }
        return [word] + shorter
    }

    /// Whether one letter changed, left out, put in, or exchanged with its neighbour makes one of the other.
    static func areNear(_ one: String, _ other: String) -> Bool {
        var (left, right) = (Array(one.utf8)[...], Array(other.utf8)[...])
        while let first = left.first, first == right.first {
            left.removeFirst()
            right.removeFirst()
        }
        while let last = left.last, last == right.last {
            left.removeLast()
            right.removeLast()
        }
        if left.count <= 1, right.count <= 1 { return true }
        return left.count == 2 && right.count == 2 && left.first == right.last && left.last == right.first
    }
}
