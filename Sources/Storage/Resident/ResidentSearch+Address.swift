import Madoguchi

/// What restricts a search by name to an address.
struct AddressFilter {
    /// A query that gives the ids of all who may be found; empty where there is none.
    var people = ""
    /// Conditions on the resident's own row.
    var looks = ""
    var values: [SQLValue] = []

    /// The restriction of a statement in which the column holds a resident's id.
    func sql(_ column: String) -> String {
        people.isEmpty ? looks : " AND \(column) IN (\(people))\(looks)"
    }
}

/// Searching by any part of an address: a town, a town with the beginning of a lot, a lot, or a building.
extension ResidentSearch {
    /// Where people live, and with ``ResidentQuery/includesFormer`` where they lived before, which ranks last (以前の住所).
    private var tables: [PlaceTable] { query.includesFormer ? [.today, .past] : [.today] }

    /// Towns, then lots, then buildings.
    func addressSteps(_ word: String) -> [SearchStep] {
        tables.flatMap { table in
            let looks = self.looks(addressWords, at: table.key)
            return sources(of: word, in: table).map { source in
                SearchStep(
                    sql: """
                        SELECT resident.id FROM \(source.sql)\(standing) AND is_suppressed = 0\(looks.looks)
                        ORDER BY \(source.order)
                        """,
                    values: source.values + looks.values,
                    rank: table.rank
                )
            }
        }
    }

    /// A set of ids where the address leads to few people; a look at each person's address where it leads to many.
    func addressFilter(in connection: SQLConnection) throws -> AddressFilter {
        guard let people = peopleAtAddress else { return AddressFilter() }
        let looks = addressLooks(addressWords)
        guard query.includesFormer else {
            guard try !isMore(people, than: limits.set, in: connection) else { return looks }
            return AddressFilter(people: people.people, looks: looks.looks, values: people.values + looks.values)
        }
        // Earlier addresses lead to people over three tables: once for the search, not again for each step of it.
        let sql = "SELECT id FROM (\(people.people)) LIMIT \(limits.set + 1)"
        let ids = try connection.rows(sql, people.values) { try $0.long(0) }
        guard ids.count <= limits.set else { return looks }
        let list = "[" + ids.map { String($0) }.joined(separator: ",") + "]"
        return AddressFilter(
            people: "SELECT value FROM json_each(?)",
            looks: looks.looks,
            values: [.text(list)] + looks.values
        )
    }

    /// The people of an address that are few enough to look at each; nil where they are more or none was typed.
    func fewAtAddress(in connection: SQLConnection) throws -> Condition? {
        guard let people = peopleAtAddress, try !isMore(people, than: limits.each, in: connection) else { return nil }
        return Condition("id IN (\(people.people))", people.values, rank: 0)
    }

    /// Whom the longest word leads to.
    private var peopleAtAddress: AddressFilter? {
        guard let word = addressWords.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
        let sources = tables.flatMap { self.sources(of: word, in: $0) }
        return AddressFilter(
            people: sources.map { "SELECT resident.id FROM \($0.sql)" }.joined(separator: " UNION ALL "),
            values: sources.flatMap(\.values)
        )
    }

    private func isMore(_ people: AddressFilter, than limit: Int, in connection: SQLConnection) throws -> Bool {
        let sql = "SELECT 1 FROM (\(people.people)) LIMIT 1 OFFSET \(limit)"
        return try connection.first(sql, people.values) { _ in true } != nil
    }

    /// Nobody whose address is suppressed is found by it (支援措置): the hit itself would tell where they live.
    private func addressLooks(_ words: [String]) -> AddressFilter {
        let today = looks(words, at: PlaceTable.today.key)
        guard query.includesFormer else {
            return AddressFilter(looks: " AND is_suppressed = 0" + today.looks, values: today.values)
        }
        let past = looks(words, at: "home.address_key")
        return AddressFilter(
            looks: """
                 AND is_suppressed = 0 AND ((1\(today.looks)) OR EXISTS (SELECT 1 FROM history AS earlier
                CROSS JOIN past_address AS home ON home.history = earlier.id
                WHERE ltrim(earlier.number, '0') = ltrim(resident.number, '0')\(past.looks)))
                """,
            values: today.values + past.values
        )
    }

    private func looks(_ words: [String], at key: String) -> AddressFilter {
        AddressFilter(
            looks: words.map { _ in " AND instr(\(key), ?) > 0" }.joined(),
            values: words.map(SQLValue.text)
        )
    }

    /// Where addresses lie, and how one leads to its person.
    private enum PlaceTable {
        case today, past

        var rank: Int { self == .today ? 0 : ResidentSearch.pastRank }

        var name: String { self == .today ? "resident" : "past_address" }

        var key: String { "\(name).address_key" }

        /// The last thing rows are ordered by.
        var owner: String { self == .today ? "resident.id" : "past_address.history" }

        var people: String {
            switch self {
            case .today: ""
            case .past:
                """
                 CROSS JOIN history ON history.id = past_address.history
                CROSS JOIN resident ON ltrim(resident.number, '0') = ltrim(history.number, '0')
                """
            }
        }
    }

    /// Tables and condition that an index answers, and the order in which it gives the rows.
    private struct Source {
        let sql: String
        let values: [SQLValue]
        let order: String
    }

    private func sources(of word: String, in table: PlaceTable) -> [Source] {
        let isAfterTown = AddressKey.isDigit(word.utf8.first)
        let (home, owner) = (table.name, table.owner)
        let atTown = "town_part CROSS JOIN \(home) ON \(home).town_id = place\(table.people) WHERE"
        var sources = [
            Source(
                sql: "\(atTown) part BETWEEN ? AND ?",
                values: range(AddressKey.withoutHyphen(word)),
                order: "part, place, \(home).lot_key, \(owner)"
            )
        ]
        for (town, lot) in ResidentSearch.townsWithLot(word) {
            sources.append(
                Source(
                    sql: "\(atTown) part = ? AND \(home).lot_key BETWEEN ? AND ?",
                    values: [.text(town)] + range(lot),
                    order: "place, \(home).lot_key, \(owner)"
                )
            )
        }
        if isAfterTown {
            sources.append(
                Source(
                    sql: "\(home)\(table.people) WHERE \(home).lot_key BETWEEN ? AND ?",
                    values: range(word),
                    order: "\(home).lot_key, \(owner)"
                )
            )
        }
        return sources + buildingSource(of: word, in: table)
    }

    private func buildingSource(of word: String, in table: PlaceTable) -> [Source] {
        let building = AddressKey.withoutRoom(word)
        guard !building.isEmpty else { return [] }
        let home = table.name
        let sql = "building_part CROSS JOIN \(home) ON \(home).building_id = place\(table.people)"
        return [
            Source(
                sql: "\(sql) WHERE part BETWEEN ? AND ?",
                values: range(building),
                order: "part, place, \(table.owner)"
            )
        ]
    }

    /// Where a number begins, a town may end: 連取町3406 is lot 3406 in 連取町.
    private static func townsWithLot(_ word: String) -> [(town: String, lot: String)] {
        let bytes = Array(word.utf8)
        return bytes.indices.dropFirst().compactMap { split in
            guard AddressKey.isDigit(bytes[split]), !AddressKey.isDigit(bytes[split - 1]) else { return nil }
            let town = AddressKey.withoutHyphen(String(decoding: bytes[..<split], as: UTF8.self))
            return town.isEmpty ? nil : (town, String(decoding: bytes[split...], as: UTF8.self))
        }
    }
}
