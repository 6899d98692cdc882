package import Japanese
import Madoguchi

/// Turns the core system's own characters into what they are while a file is read (外字の置換え), and counts those that
/// nobody has identified yet (同定).
struct ExternalMapping {
    let characters: ExternalCharacters
    let table: CharacterTable?
    let day: CivilDate
    /// Whether the texts of the file are kept as they came, so that a later identification reaches them.
    let keepsTexts: Bool
    private(set) var report = ExternalReport()
    /// Of the line at hand.
    private(set) var received: [ReceivedText] = []

    init(characters: ExternalCharacters, table: CharacterTable?, day: CivilDate, keepsTexts: Bool) {
        self.characters = characters
        self.table = table
        self.day = day
        self.keepsTexts = keepsTexts
    }

    mutating func beginLine() {
        if !received.isEmpty { received = [] }
    }

    /// What waits is counted under the name of the column.
    mutating func text(_ text: String, in column: Column) -> String {
        // Private use and selectors begin with these bytes; nearly no field has one.
        guard text.utf8.contains(where: { $0 >= 0xEE }) else { return text }
        let applied = characters.apply(to: RegisteredText(text), on: day, table: table)
        guard !applied.mapped.isEmpty || !applied.unmapped.isEmpty else { return text }
        report.mapped += applied.mapped.count
        for sequence in applied.unmapped { report.places[sequence, default: [:]][column.name, default: 0] += 1 }
        if keepsTexts, let place = column.field?.receivedPlace {
            received.append(ReceivedText(place, column: column.name, RegisteredText(text)))
        } else {
            for code in applied.mapped.map(\.code) + applied.unmapped {
                report.elsewhere[code, default: [:]][column.name, default: 0] += 1
            }
        }
        return applied.text.string
    }
}

extension LogicalField {
    /// The text of a resident that the field becomes, where it is kept as it came.
    fileprivate var receivedPlace: ReceivedText.Place? {
        switch self {
        case .name: .name
        case .romanName: .romanName
        case .kana: .kana
        case .commonName: .commonName
        case .formerName: .formerName
        case .birthText: .birthText
        case .relationship: .relationship
        case .town: .town
        case .lot: .lot
        case .building: .building
        case .nationality: .nationality
        case .domicile: .domicile
        case .familyRegisterHead: .familyRegisterHead
        default: nil
        }
    }
}

/// What an import did with the core system's own characters (外字).
package struct ExternalReport: Hashable, Sendable {
    package internal(set) var mapped = 0
    /// Kept as they came; how often each stands in which column.
    package internal(set) var places: [CharacterSequence: [String: Int]] = [:]
    /// All of them, identified or not, in columns whose texts are not kept as they came.
    var elsewhere: [CharacterSequence: [String: Int]] = [:]

    /// How often each stands in the files.
    package var unmapped: [CharacterSequence: Int] {
        places.mapValues { $0.values.reduce(0, +) }
    }

    mutating func add(_ other: ExternalReport) {
        mapped += other.mapped
        places.merge(other.places) { $0.merging($1, uniquingKeysWith: +) }
        elsewhere.merge(other.elsewhere) { $0.merging($1, uniquingKeysWith: +) }
    }

    /// ``elsewhere`` for the receiver.
    var batch: RegistryBatch {
        .elsewhere(
            elsewhere.map { character, places in
                UnidentifiedCharacter(character, places: places.map { .init(column: $0.key, count: $0.value) })
            }
        )
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
            lines.append("同定の結果を、画面「文字の同定」か madoguchi text import-external で入れてください。いまのデータにもすぐ反映します。")
        }
        return lines
    }
}
