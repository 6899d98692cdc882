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
    /// Towns, then lots, then buildings.
    func addressSteps(_ word: String) -> [SearchStep] {
        let looks = addressLooks(addressWords)
        return sources(of: word).map { source in
            SearchStep(
                sql: """
                    SELECT id FROM \(source.sql)\(standing)\(looks.looks) ORDER BY \(source.order)
                    """,
                values: source.values + looks.values,
                rank: 0
            )
        }
    }

    /// A set of ids where the address leads to few people; a look at each person's address where it leads to many.
    func addressFilter(in connection: SQLConnection) throws -> AddressFilter {
        guard let people = peopleAtAddress else { return AddressFilter() }
        let looks = addressLooks(addressWords)
        guard try !isMore(people, than: limits.set, in: connection) else { return looks }
        return AddressFilter(people: people.people, looks: looks.looks, values: people.values + looks.values)
    }

    /// The people of an address that are few enough to look at each; nil where they are more or none was typed.
    func fewAtAddress(in connection: SQLConnection) throws -> Condition? {
        guard let people = peopleAtAddress, try !isMore(people, than: limits.each, in: connection) else { return nil }
        return Condition("id IN (\(people.people))", people.values, rank: 0)
    }

    /// Whom the longest word leads to.
    private var peopleAtAddress: AddressFilter? {
        guard let word = addressWords.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
        let sources = sources(of: word)
        return AddressFilter(
            people: sources.map { "SELECT id FROM \($0.sql)" }.joined(separator: " UNION ALL "),
            values: sources.flatMap(\.values)
        )
    }

    private func isMore(_ people: AddressFilter, than limit: Int, in connection: SQLConnection) throws -> Bool {
        let sql = "SELECT 1 FROM (\(people.people)) LIMIT 1 OFFSET \(limit)"
        return try connection.first(sql, people.values) { _ in true } != nil
    }

    /// Nobody whose address is suppressed is found by it (支援措置): the hit itself would tell where they live.
    private func addressLooks(_ words: [String]) -> AddressFilter {
        AddressFilter(
            looks: " AND is_suppressed = 0" + words.map { _ in " AND instr(address_key, ?) > 0" }.joined(),
            values: words.map(SQLValue.text)
        )
    }

    /// Tables and condition that an index answers, and the order in which it gives the rows.
    private struct Source {
        let sql: String
        let values: [SQLValue]
        let order: String
    }

    private func sources(of word: String) -> [Source] {
        let isAfterTown = AddressKey.isDigit(word.utf8.first)
        let town = AddressKey.withoutHyphen(word)
        var sources = [
            Source(
                sql: "town_part CROSS JOIN resident ON town_id = place WHERE part BETWEEN ? AND ?",
                values: range(town),
                order: "part, place, lot_key, id"
            )
        ]
        for (town, lot) in ResidentSearch.townsWithLot(word) {
            sources.append(
                Source(
                    sql: "town_part CROSS JOIN resident ON town_id = place WHERE part = ? AND lot_key BETWEEN ? AND ?",
                    values: [.text(town)] + range(lot),
                    order: "place, lot_key, id"
                )
            )
        }
        if isAfterTown {
            sources.append(
                Source(sql: "resident WHERE lot_key BETWEEN ? AND ?", values: range(word), order: "lot_key, id")
            )
        }
        let building = AddressKey.withoutRoom(word)
        if !building.isEmpty {
            sources.append(
                Source(
                    sql: "building_part CROSS JOIN resident ON building_id = place WHERE part BETWEEN ? AND ?",
                    values: range(building),
                    order: "part, place, id"
                )
            )
        }
        return sources
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
