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

    /// `names` are the members of the set by their names in MJ or GJ, nil for a member that has none; `sequences` tells how a
    /// text spells a name.
    package init(
        set: String,
        names: [MJName?],
        sequences: (MJName) -> [CharacterSequence],
        isShown: (CharacterSequence) -> Bool
    ) {
        self.set = set
        total = names.count
        for name in names {
            guard let name else { continue }
            let spellings = sequences(name)
            if !spellings.isEmpty { searched += 1 }
            if spellings.contains(where: isShown) { shown += 1 } else { onlyByEscape.append(name) }
        }
    }

    /// Members without any name in MJ or GJ: a person has to identify them.
    package var unidentified: Int { total - shown - onlyByEscape.count }
}

/// The official list of 文字情報基盤 (MJ文字情報一覧表) as far as the older sets are concerned.
package enum CharacterList {
    package static let nameColumn = "MJ文字図形名"
    package static let columns = ["戸籍統一文字番号", "住基ネット統一文字コード"]

    /// The MJ names that have a number in each of ``columns``; nil where the heading lacks one of them.
    package static func members(_ rows: [[String]]) -> [(set: String, names: [MJName])]? {
        guard let heading = rows.first, let name = place(nameColumn, heading) else { return nil }
        var result: [(set: String, names: [MJName])] = []
        for column in columns {
            guard let index = place(column, heading) else { return nil }
            let names = rows.dropFirst().compactMap { row -> MJName? in
                guard row.count > max(index, name), !row[index].isEmpty else { return nil }
                return MJName(row[name])
            }
            result.append((column, names))
        }
        return result
    }

    private static func place(_ column: String, _ heading: [String]) -> Int? {
        heading.firstIndex { $0.utf8.elementsEqual(column.utf8) }
    }
}
