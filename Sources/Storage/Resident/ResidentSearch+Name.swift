import Madoguchi

/// Searching by name: ranges of keys, closest level first, within each in the order of the keys.
extension ResidentSearch {
    /// Names of today, and with ``ResidentQuery/includesFormer`` the names people had before, which rank last.
    func nameSteps(_ name: TypedName, address: AddressFilter) -> [SearchStep] {
        let tables: [KeyTable] = query.includesFormer ? [.today, .past] : [.today]
        return tables.flatMap { table in
            if let word = name.leadingWord { return wordSteps(name, leading: word, address: address, in: table) }
            return [NameKey.Part.whole, .given].enumerated().flatMap { place, part in
                Level.allCases.flatMap { level in
                    name.seconds.map { second in
                        step(
                            part,
                            second,
                            level.condition,
                            level.values(name.form),
                            address,
                            rank: table.rank + place * Level.allCases.count + level.rawValue,
                            in: table
                        )
                    }
                }
            }
        }
    }

    /// Where keys of names lie, and how a key leads to its person.
    enum KeyTable {
        case today, past

        var rank: Int { self == .today ? 0 : ResidentSearch.pastRank }

        var people: String {
            switch self {
            case .today: "name_key CROSS JOIN resident ON id = resident"
            case .past:
                """
                past_key CROSS JOIN history ON history.id = past_key.history
                CROSS JOIN resident ON ltrim(resident.number, '0') = ltrim(history.number, '0')
                """
            }
        }

        var owner: String { self == .today ? "resident" : "history" }

        var person: String { self == .today ? "resident" : "resident.id" }
    }

    static let pastRank = 6
    static let misspeltRank = 12

    /// How a key compares with what was typed; each level excludes the ones before it.
    private enum Level: Int, CaseIterable {
        case exact, first, second

        private static let isExact = "CASE exact WHEN '' THEN first ELSE exact END BETWEEN ? AND ?"
        private static let isFirst = "first BETWEEN ? AND ?"

        var condition: String {
            switch self {
            case .exact: Level.isExact
            case .first: "\(Level.isFirst) AND NOT (\(Level.isExact))"
            case .second: "NOT (\(Level.isFirst)) AND NOT (\(Level.isExact))"
            }
        }

        func values(_ form: NameForm) -> [SQLValue] {
            let exact = range(form.exact)
            return self == .exact ? exact : range(form.first) + exact
        }
    }

    private func wordSteps(
        _ name: TypedName,
        leading: String,
        address: AddressFilter,
        in table: KeyTable
    ) -> [SearchStep] {
        let others = name.form.words.filter { !$0.utf8.elementsEqual(leading.utf8) }
        let holds = "exact BETWEEN ? AND ?" + others.map { _ in " AND instr(' ' || first, ?) > 0" }.joined()
        let values = range(name.form.first) + others.map { SQLValue.text(" " + $0) }
        let whole = [SQLValue.text("\(name.form.joinedWords)|\(name.form.first)")]
        return [
            step(
                .word,
                leading,
                "\(holds) AND first || '|' || exact = ?",
                values + whole,
                address,
                rank: table.rank,
                in: table
            ),
            step(
                .word,
                leading,
                "\(holds) AND first || '|' || exact <> ?",
                values + whole,
                address,
                rank: table.rank + 1,
                in: table
            ),
        ]
    }

    private func step(
        _ part: NameKey.Part,
        _ second: String,
        _ condition: String,
        _ values: [SQLValue],
        _ address: AddressFilter,
        rank: Int,
        in table: KeyTable
    ) -> SearchStep {
        SearchStep(
            sql: """
                SELECT \(table.person) FROM \(table.people)
                WHERE part = ? AND second BETWEEN ? AND ? AND \(condition)\(standing)\(address.looks)
                ORDER BY second, first, exact, \(table.owner)
                """,
            values: [.integer(part.rawValue)] + range(second) + values + address.values,
            rank: rank,
            people: address.people
        )
    }
}

/// Everything that begins with a text, for `BETWEEN`: no text has U+10FFFF, which is not a character.
func range(_ beginning: String) -> [SQLValue] {
    [.text(beginning), .text(beginning + "\u{10FFFF}")]
}
