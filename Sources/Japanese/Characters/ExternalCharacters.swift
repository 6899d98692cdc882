/// The core system's own characters (外字) and what they are (同定): a table of a municipality, dated and with its sources.
package struct ExternalCharacters: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        /// The character as the core system delivers it, usually private use U+E000 to U+F8FF.
        ///
        /// A sequence of Adobe-Japan1 may stand here too, with the one of Moji_Joho that a person found to be the same.
        package let code: CharacterSequence
        /// What it is: a character, perhaps with a variation selector.
        package let character: CharacterSequence
        /// Who decided it, on what grounds (出典).
        package let provenance: String
        /// The first day on which it holds (適用開始日).
        package let effective: CivilDate
    }

    /// What is wrong with a row of the table.
    package struct Fault: Hashable, Sendable {
        /// From 1, the heading included.
        package let row: Int
        /// From 1; 0 for the whole row.
        package let column: Int
        package let sentence: String
    }

    package struct Application: Hashable, Sendable {
        package let text: RegisteredText
        /// Characters that were replaced by what they are.
        package let mapped: [Entry]
        /// Private use characters and sequences that no font here shows, left as they are for a person to identify (同定).
        package let unmapped: [CharacterSequence]
    }

    package static let columns = ["code", "character", "provenance", "effective"]

    private let entries: [UInt32: [Entry]]

    /// Reads rows of ``columns``: code as `U+E000` or `F040` (CP932), character as `MJ022335`, `U+845B U+E0102` or itself.
    ///
    /// All faults are collected; rows without a fault are used.
    package static func read(_ rows: [[String]], table: CharacterTable?) -> (ExternalCharacters, [Fault]) {
        var faults: [Fault] = []
        guard let heading = rows.first, zip(heading, columns).allSatisfy({ $0.utf8.elementsEqual($1.utf8) }),
            heading.count == columns.count
        else {
            let sentence = "1行目は「\(columns.joined(separator: ","))」にしてください。"
            return (ExternalCharacters(entries: [:]), [Fault(row: 1, column: 0, sentence: sentence)])
        }
        var entries: [UInt32: [Entry]] = [:]
        for (offset, row) in rows.enumerated().dropFirst() {
            switch entry(row, offset + 1, table) {
            case .failure(let found): faults.append(found.fault)
            case .success(let entry):
                let others = entries[entry.code.key] ?? []
                if others.contains(where: { $0.effective == entry.effective }) {
                    faults.append(Fault(row: offset + 1, column: 1, sentence: "同じ外字と適用開始日の行が前にあります。どちらかを消してください。"))
                } else {
                    entries[entry.code.key] = (others + [entry]).sorted { $0.effective < $1.effective }
                }
            }
        }
        return (ExternalCharacters(entries: entries), faults)
    }

    private struct RowError: Error {
        let fault: Fault
    }

    private static func entry(_ row: [String], _ number: Int, _ table: CharacterTable?) -> Result<Entry, RowError> {
        func fault(_ column: Int, _ sentence: String) -> Result<Entry, RowError> {
            .failure(RowError(fault: Fault(row: number, column: column, sentence: sentence)))
        }
        guard row.count == columns.count else { return fault(0, "列の数が\(columns.count)ではありません。") }
        guard let code = code(row[0], table) else {
            return fault(1, "外字の符号は U+E000 のような形か、F040 のような2バイトの符号で書いてください。")
        }
        guard let character = character(row[1], table) else {
            return fault(2, "文字は MJ022335、U+845B U+E0102、または文字そのもので1文字だけ書いてください。")
        }
        guard !row[2].isEmpty else { return fault(3, "出典が空です。誰がいつ何で同定したかを書いてください。") }
        guard let effective = DateReading.read(row[3]).date else {
            return fault(4, "適用開始日が日付として読めません。2026-04-01 のように書いてください。")
        }
        return .success(Entry(code: code, character: character, provenance: row[2], effective: effective))
    }

    private static func code(_ text: String, _ table: CharacterTable?) -> CharacterSequence? {
        if text.utf8.starts(with: "U+".utf8) { return character(text, table) }
        guard text.utf8.count == 4, let value = UInt32(text, radix: 16), (0xF040...0xF9FC).contains(value),
            case .success(let decoded) = CP932.decode([UInt8(value >> 8), UInt8(value & 0xFF)])
        else { return nil }
        return decoded.unicodeScalars.first.flatMap { CharacterSequence($0) }
    }

    private static func character(_ text: String, _ table: CharacterTable?) -> CharacterSequence? {
        if let name = MJName(text) { return table?.sequences(of: name).first }
        let isNotation = text.utf8.starts(with: "U+".utf8)
        let all = CharacterSequence.all(
            in: isNotation ? CharacterEscape.unescape("{\(text)}").text : RegisteredText(text)
        )
        return all.count == 1 ? all[0] : nil
    }

    private init(entries: [UInt32: [Entry]]) {
        self.entries = entries
    }

    /// No table: whatever is private use waits to be identified.
    package static let none = ExternalCharacters(entries: [:])

    /// The table with one row more, or what is wrong with the row; see ``read(_:table:)``.
    package func adding(_ row: [String], table: CharacterTable?) -> (ExternalCharacters, Fault?) {
        let rows = all.map { [$0.code.notation, $0.character.notation, $0.provenance, $0.effective.iso] }
        let (characters, faults) = ExternalCharacters.read([ExternalCharacters.columns] + rows + [row], table: table)
        return faults.first.map { (self, $0) } ?? (characters, nil)
    }

    /// The table without one row (同定の取消し).
    package func removing(_ code: CharacterSequence, effective: CivilDate) -> ExternalCharacters {
        var entries = entries
        entries[code.key] = entries[code.key]?.filter { $0.effective != effective }
        return ExternalCharacters(entries: entries.filter { !$0.value.isEmpty })
    }

    /// Every row, by code and then by date.
    package var all: [Entry] {
        entries.sorted { $0.key < $1.key }.flatMap(\.value)
    }

    /// What the table knows of a code on that day.
    package func entry(for code: CharacterSequence, on day: CivilDate) -> Entry? {
        entries[code.key]?.last { $0.effective <= day }
    }

    /// Replaces what the table knows on that day and lists what stays to be identified.
    package func apply(to text: RegisteredText, on day: CivilDate, table: CharacterTable? = nil) -> Application {
        var result = String.UnicodeScalarView()
        var mapped: [Entry] = []
        var unmapped: [CharacterSequence] = []
        for sequence in CharacterSequence.all(in: text) {
            var shown = sequence
            if let entry = entry(for: sequence, on: day) {
                shown = entry.character
                mapped.append(entry)
            } else if needsIdentification(sequence, table) {
                unmapped.append(sequence)
            }
            result.append(contentsOf: shown.text.string.unicodeScalars)
        }
        return Application(text: RegisteredText(String(result)), mapped: mapped, unmapped: unmapped)
    }

    /// Plane 16 is 行政事務標準文字, a standard and no vendor's own.
    private func needsIdentification(_ sequence: CharacterSequence, _ table: CharacterTable?) -> Bool {
        if let table, table.isShown(sequence) { return false }
        switch sequence.base.value {
        case 0xE000...0xF8FF, 0xF0000...0xFFFFD: return true
        default: return sequence.selector != nil && table != nil
        }
    }
}
