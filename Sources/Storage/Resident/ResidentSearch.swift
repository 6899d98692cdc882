import Japanese
import Madoguchi

/// Finds residents (住民検索): the part of the query that leads to the fewest people goes first, the others restrict.
struct ResidentSearch {
    let query: ResidentQuery
    let name: TypedName?
    let addressWords: [String]
    /// Up to how many people of an address are looked at each, or gathered as a set.
    let limits: (each: Int, set: Int)
    private let digits: SearchDigits?
    /// False where a part was typed of which nothing can be searched for, such as a lone hyphen.
    private let isSearchable: Bool

    init(_ query: ResidentQuery, limits: (each: Int, set: Int) = (500, 10_000)) {
        self.query = query
        self.limits = limits
        name = TypedName(query.name)
        addressWords = AddressKey.words(of: query.address)
        digits = SearchDigits(query.number)
        isSearchable =
            (name != nil || isBlank(query.name)) && (!addressWords.isEmpty || isBlank(query.address))
            && (digits != nil || isBlank(query.number))
    }

    func hits(in connection: SQLConnection) throws -> [ResidentHit] {
        guard isSearchable, query.limit > 0, query.offset >= 0 else { return [] }
        let found = try order(in: connection).dropFirst(query.offset).prefix(query.limit)
        let table = ResidentTable(connection: connection)
        return try found.flatMap { id, rank in
            try table.residents([id]).map { ResidentHit(resident: $0, rank: rank) }
        }
    }

    /// Ids with ranks, as far as the page needs them.
    private func order(in connection: SQLConnection) throws -> [(id: Int64, rank: Int)] {
        if let digits { return try byCandidates(numberConditions(digits), in: connection) }
        if let day = query.birthDate {
            return try byCandidates([Condition("birth_date = ?", [.text(day.iso)], rank: 0)], in: connection)
        }
        if let name { return try byName(name, in: connection) }
        guard let word = addressWords.first else { return [] }
        return try collect(addressSteps(word), in: connection)
    }

    /// Through the address where it leads to few people, else through the name.
    private func byName(_ name: TypedName, in connection: SQLConnection) throws -> [(id: Int64, rank: Int)] {
        let people = try peopleAtAddress(in: connection)
        if let people, people.count <= limits.each {
            let list = "[" + people.map { String($0) }.joined(separator: ",") + "]"
            let few = Condition("id IN (SELECT value FROM json_each(?))", [.text(list)], rank: 0)
            return try byCandidates([few], in: connection)
        }
        let address = addressFilter(people)
        let found = try collect(nameSteps(name, address: address), in: connection)
        guard found.isEmpty, !name.form.words.isEmpty else { return found }
        return try collect(misspeltSteps(name, address: address, in: connection), in: connection)
    }

    /// A condition on a resident's row that an index answers.
    struct Condition {
        let sql: String
        let values: [SQLValue]
        let rank: Int

        init(_ sql: String, _ values: [SQLValue], rank: Int) {
            self.sql = sql
            self.values = values
            self.rank = rank
        }
    }

    private func numberConditions(_ digits: SearchDigits) -> [Condition] {
        let values = [SQLValue.text(digits.text)]
        return [
            Condition("ltrim(number, '0') = ?", values, rank: 0),
            Condition("ltrim(household, '0') = ?", values, rank: 1),
            // As with an address: the hit itself would tell whose telephone it is (支援措置).
            Condition("phone_key = ? AND is_suppressed = 0", values, rank: 2),
        ]
    }

    /// Few enough to look at each: the other parts of the query are compared one by one.
    private func byCandidates(
        _ conditions: [Condition],
        in connection: SQLConnection
    ) throws -> [(id: Int64, rank: Int)] {
        let table = ResidentTable(connection: connection)
        var found: [(id: Int64, rank: Int, kana: String)] = []
        var seen: Set<Int64> = []
        for condition in conditions {
            let candidates = try table.candidates(
                restricted(condition.sql),
                condition.values + birthValues(condition),
                standing: !query.includesFormer
            )
            for candidate in candidates where try fits(candidate, table) {
                guard let nameRank = try nameRank(of: candidate, table), seen.insert(candidate.id).inserted else {
                    continue
                }
                found.append((candidate.id, max(condition.rank, nameRank), candidate.kana))
            }
        }
        found.sort { left, right in
            if left.rank != right.rank { return left.rank < right.rank }
            if !left.kana.utf8.elementsEqual(right.kana.utf8) {
                return left.kana.utf8.lexicographicallyPrecedes(right.kana.utf8)
            }
            return left.id < right.id
        }
        return found.map { ($0.id, $0.rank) }
    }

    private func fits(_ candidate: ResidentTable.Candidate, _ table: ResidentTable) throws -> Bool {
        if addressWords.isEmpty { return true }
        if candidate.isSuppressed { return false }
        if holdsAll(candidate.addressKey) { return true }
        return query.includesFormer ? try table.pastAddressKeys(of: candidate.id).contains(where: holdsAll) : false
    }

    /// Nil where a name was typed that the person neither has nor, if that is asked for, had.
    private func nameRank(of candidate: ResidentTable.Candidate, _ table: ResidentTable) throws -> Int? {
        guard let name else { return 0 }
        if let rank = name.rank(among: candidate.keys) { return rank }
        guard query.includesFormer else { return nil }
        return name.rank(among: try table.pastKeys(of: candidate.id)).map { $0 + ResidentSearch.pastRank }
    }

    private func restricted(_ condition: String) -> String {
        digits != nil && query.birthDate != nil ? condition + " AND birth_date = ?" : condition
    }

    private func birthValues(_ condition: Condition) -> [SQLValue] {
        guard digits != nil, let day = query.birthDate else { return [] }
        return [.text(day.iso)]
    }

    /// Walks the steps in the order of rank until the page is full.
    private func collect(_ steps: [SearchStep], in connection: SQLConnection) throws -> [(id: Int64, rank: Int)] {
        let needed = query.offset + query.limit
        let table = ResidentTable(connection: connection)
        var found: [(id: Int64, rank: Int)] = []
        var seen: Set<Int64> = []
        for step in steps where found.count < needed {
            try connection.forEach(step.sql, step.values) { row in
                let id = try row.long(0)
                if try fits(id, step, table), seen.insert(id).inserted { found.append((id, step.rank)) }
                return found.count < needed
            }
        }
        return found
    }

    var standing: String { query.includesFormer ? "" : " AND standing = 'current'" }
}

/// One statement of a search, giving residents' ids in order.
struct SearchStep {
    let sql: String
    let values: [SQLValue]
    var rank: Int
    /// The only people it may find; nil where anybody.
    var people: Set<Int64>?
}

extension String.UTF8View {
    func holds(_ part: String.UTF8View) -> Bool {
        var start = startIndex
        while start < endIndex {
            if self[start...].starts(with: part) { return true }
            formIndex(after: &start)
        }
        return false
    }
}

private func isBlank(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(NameForm.isSpace)
}
