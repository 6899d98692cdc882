/// How much of a set of characters can be shown, searched and printed (文字の網羅), one line of a report.
package struct CharacterCoverage: Hashable, Sendable {
    package let set: String
    package let total: Int
    /// A font at hand draws exactly this character, on the screen as on paper.
    package private(set) var shown = 0
    /// A text can hold it, so that names with it are found.
    package private(set) var searched = 0
    /// No text can spell it, or no font draws it: only its escape such as `{MJ022335}` is left.
    package private(set) var onlyByEscape: [MJName] = []

    /// `members` are those of the set, each with its names in MJ or GJ: none for a member that has none, several for one
    /// whose shapes MJ tells apart. `sequences` tells how a text spells a name.
    package init(
        set: String,
        members: [[MJName]],
        sequences: (MJName) -> [CharacterSequence],
        isShown: (CharacterSequence) -> Bool
    ) {
        self.set = set
        total = members.count
        for names in members {
            guard let first = names.first else { continue }
            let spellings = names.flatMap(sequences)
            if !spellings.isEmpty { searched += 1 }
            if spellings.contains(where: isShown) { shown += 1 } else { onlyByEscape.append(first) }
        }
    }

    /// Members without any name in MJ or GJ: a person has to identify them.
    package var unidentified: Int { total - shown - onlyByEscape.count }
}

/// The official list of 文字情報基盤 (MJ文字情報一覧表, 一般社団法人文字情報技術促進協議会), as far as the older sets are concerned.
///
/// Its editions name their columns a little differently and some have lines above the heading, so columns are found by name.
package enum CharacterList {
    package static let nameColumn = "MJ文字図形名"
    package static let columns = ["戸籍統一文字番号", "住基ネット統一文字コード"]

    /// What else the columns are called.
    private static let otherNames = [
        nameColumn: ["MJ文字図形名称", "文字図形名", "MJ番号", "MJ文字番号", "MJコード"],
        columns[0]: ["戸籍統一文字コード", "戸籍統一文字"],
        columns[1]: ["住基ネット統一文字番号", "住基ネット統一文字", "住基統一文字コード", "住基統一文字番号", "住基統一文字"],
    ]
    /// A heading stands among the first lines, or there is none.
    private static let headingLimit = 20

    /// Why a table is not the list.
    package struct Fault: Hashable, Sendable {
        /// The line that looks most like a heading, from 1.
        package let row: Int
        package let missing: [String]
        /// What stands there instead, as far as it is worth telling.
        package let found: [String]
    }

    package struct Failure: Error {
        package let fault: Fault
    }

    package struct Member: Hashable, Sendable {
        /// The set's own number, such as `336790` or `J+845B`.
        package let number: String
        package fileprivate(set) var names: [MJName]
    }

    /// The members of the set of each of ``columns``, with their MJ names.
    package static func members(_ rows: [[String]]) -> Result<[(set: String, members: [Member])], Failure> {
        var nearest = Fault(row: 1, missing: [nameColumn] + columns, found: rows.first ?? [])
        for (row, heading) in rows.prefix(headingLimit).enumerated() {
            let places = ([nameColumn] + columns).map { place($0, heading) }
            let missing = zip([nameColumn] + columns, places).filter { $0.1 == nil }.map(\.0)
            guard missing.isEmpty else {
                if missing.count < nearest.missing.count {
                    nearest = Fault(row: row + 1, missing: missing, found: heading)
                }
                continue
            }
            let found = places.compactMap(\.self)
            let body = rows.dropFirst(row + 1)
            return .success(zip(columns, found.dropFirst()).map { ($0, members(body, found[0], $1)) })
        }
        return .failure(Failure(fault: nearest))
    }

    /// In the order of the list; a number of several lines is one member.
    private static func members(_ rows: ArraySlice<[String]>, _ name: Int, _ column: Int) -> [Member] {
        var members: [Member] = []
        var places: [String: Int] = [:]
        for row in rows where row.indices.contains(column) {
            let number = plain(row[column])
            guard !number.isEmpty else { continue }
            let place = places[number] ?? members.count
            if place == members.count {
                places[number] = place
                members.append(Member(number: number, names: []))
            }
            if row.indices.contains(name), let found = MJName(plain(row[name])) { members[place].names.append(found) }
        }
        return members
    }

    private static func place(_ column: String, _ heading: [String]) -> Int? {
        let names = ([column] + (otherNames[column] ?? [])).map { Array(plain($0).utf8) }
        return heading.firstIndex { names.contains(Array(plain($0).utf8)) }
    }

    /// Half-width and without white space or what stands in brackets, as in 「戸籍統一文字番号（参考）」.
    private static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            let narrow = isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            if narrow == "(" { break }
            if !narrow.properties.isWhitespace, narrow.value != 0xFEFF { result.append(narrow) }
        }
        return String(result)
    }
}
