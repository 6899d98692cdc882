import Madoguchi

/// What restricts a search by name to an address.
struct AddressFilter {
    /// All whom the address may mean; nil where there are too many to gather or no address was typed.
    var people: Set<Int64>?
    /// Conditions on the resident's own row.
    var looks = ""
    var values: [SQLValue] = []
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
                        SELECT resident.id FROM \(source.tables)\(table.people)
                        WHERE \(source.condition)\(standing) AND is_suppressed = 0\(looks.looks)
                        ORDER BY \(source.order)
                        """,
                    values: source.values + looks.values,
                    rank: table.rank
                )
            }
        }
    }

    /// The people to whom the longest word leads, from indexes alone; nil where they are more than can be gathered.
    func peopleAtAddress(in connection: SQLConnection) throws -> [Int64]? {
        guard let word = addressWords.max(by: { $0.utf8.count < $1.utf8.count }) else { return nil }
        var ids: [Int64] = []
        for table in tables {
            for source in sources(of: word, in: table) {
                let people = "FROM \(source.tables) WHERE \(source.condition) AND \(table.owner) IS NOT NULL"
                let values = source.values + [.integer(limits.set + 1)]
                ids += try connection.rows("SELECT \(table.owner) \(people) LIMIT ?", values) { try $0.long(0) }
                if ids.count > limits.set { return nil }
            }
        }
        return ids
    }

    /// Where the people could be gathered, earlier addresses are compared for those alone whom the name fits as well.
    func addressFilter(_ people: [Int64]?) -> AddressFilter {
        guard !addressWords.isEmpty else { return AddressFilter() }
        var filter = people != nil && query.includesFormer ? AddressFilter() : addressLooks(addressWords)
        filter.people = people.map { Set($0) }
        return filter
    }

    /// Whether somebody whom the name fits may be found by the address as well.
    func fits(_ id: Int64, _ step: SearchStep, _ table: ResidentTable) throws -> Bool {
        guard let people = step.people else { return true }
        guard people.contains(id) else { return false }
        guard query.includesFormer else { return true }
        guard let home = try table.addressKey(of: id), !home.isSuppressed else { return false }
        return try holdsAll(home.key) || table.pastAddressKeys(of: id).contains(where: holdsAll)
    }

    func holdsAll(_ key: String) -> Bool { addressWords.allSatisfy { key.utf8.holds($0.utf8) } }

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

        /// The person, and the last thing rows are ordered by.
        var owner: String { self == .today ? "resident.id" : "past_address.resident" }

        var people: String {
            self == .today ? "" : " CROSS JOIN resident ON resident.id = past_address.resident"
        }
    }

    /// Tables and condition that an index answers, and the order in which it gives the rows.
    private struct Source {
        let tables: String
        let condition: String
        let values: [SQLValue]
        let order: String
    }

    private func sources(of word: String, in table: PlaceTable) -> [Source] {
        let isAfterTown = AddressKey.isDigit(word.utf8.first)
        let (home, owner) = (table.name, table.owner)
        let atTown = "town_part CROSS JOIN \(home) ON \(home).town_id = place"
        var sources = [
            Source(
                tables: atTown,
                condition: "part BETWEEN ? AND ?",
                values: range(AddressKey.withoutHyphen(word)),
                order: "part, place, \(home).lot_key, \(owner)"
            )
        ]
        for (town, lot) in ResidentSearch.townsWithLot(word) {
            sources.append(
                Source(
                    tables: atTown,
                    condition: "part = ? AND \(home).lot_key BETWEEN ? AND ?",
                    values: [.text(town)] + range(lot),
                    order: "place, \(home).lot_key, \(owner)"
                )
            )
        }
        if isAfterTown {
            sources.append(
                Source(
                    tables: home,
                    condition: "\(home).lot_key BETWEEN ? AND ?",
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
        return [
            Source(
                tables: "building_part CROSS JOIN \(home) ON \(home).building_id = place",
                condition: "part BETWEEN ? AND ?",
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
