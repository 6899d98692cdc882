package import Japanese

/// Turns the core system's own characters into what they are while a file is read (外字の置換え), and counts those that
/// nobody has identified yet (同定).
struct ExternalMapping {
    let characters: ExternalCharacters
    let table: CharacterTable?
    let day: CivilDate
    private(set) var report = ExternalReport()

    /// `column` is the name of the field, under which what waits is counted.
    mutating func text(_ text: String, in column: String) -> String {
        // Private use and selectors begin with these bytes; nearly no field has one.
        guard text.utf8.contains(where: { $0 >= 0xEE }) else { return text }
        let applied = characters.apply(to: RegisteredText(text), on: day, table: table)
        report.mapped += applied.mapped.count
        for sequence in applied.unmapped { report.places[sequence, default: [:]][column, default: 0] += 1 }
        return applied.text.string
    }
}

/// What an import did with the core system's own characters (外字).
package struct ExternalReport: Hashable, Sendable {
    package internal(set) var mapped = 0
    /// Kept as they came; how often each stands in which column.
    package internal(set) var places: [CharacterSequence: [String: Int]] = [:]

    /// How often each stands in the files.
    package var unmapped: [CharacterSequence: Int] {
        places.mapValues { $0.values.reduce(0, +) }
    }

    mutating func add(_ other: ExternalReport) {
        mapped += other.mapped
        places.merge(other.places) { $0.merging($1, uniquingKeysWith: +) }
    }

    /// A line for each character that waits, and what to do.
    var summary: [String] {
        var lines: [String] = []
        if mapped > 0 { lines.append("外字 \(mapped)字を、対応表のとおりに置き換えました。") }
        let waiting = unmapped.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        for (sequence, count) in waiting.prefix(100) {
            lines.append("同定されていない文字 \(sequence.notation): \(count)か所（そのまま取り込みました）")
        }
        if waiting.count > 100 { lines.append("同定されていない文字は、ほかに\(waiting.count - 100)種類あります。") }
        if !waiting.isEmpty {
            lines.append("同定の結果を対応表に加え、madoguchi text import-external のあとで取り込み直してください。")
        }
        return lines
    }
}
