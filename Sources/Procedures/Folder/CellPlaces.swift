import Rules

/// Finds where a cell of a table begins in its file (セルの位置), so that a finding can point at it.
struct CellPlaces {
    private let lines: [[Unicode.Scalar]]

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { Array($0) }
    }

    /// The line of the headings: the first that is neither empty nor a note.
    var heading: Int {
        (lines.firstIndex { $0.first.map { $0 != "#" && $0 != "\r" } ?? false } ?? 0) + 1
    }

    /// The column, from 1, at which a cell of a line begins; 1 where there is no such cell.
    func column(line: Int, cell: Int) -> Int {
        guard lines.indices.contains(line - 1), cell > 0 else { return 1 }
        var isQuoted = false
        var passed = 0
        for (index, scalar) in lines[line - 1].enumerated() {
            if scalar == "\"" { isQuoted.toggle() }
            guard scalar == ",", !isQuoted else { continue }
            passed += 1
            if passed == cell { return index + 2 }
        }
        return 1
    }

    /// A finding with a line and a column; a message such as `D3：…` names its cell.
    func placed(_ diagnostic: Diagnostic) -> Diagnostic {
        var placed = diagnostic
        if placed.line == 0 { placed.line = heading }
        if placed.column == 0 {
            placed.column = cell(named: diagnostic.message).map { column(line: placed.line, cell: $0) } ?? 1
        }
        return placed
    }

    /// The number, from 0, of the column that the letters at the beginning of a message name.
    private func cell(named message: String) -> Int? {
        let letters = message.unicodeScalars.prefix { ("A"..."Z").contains($0) }
        let rest = message.unicodeScalars.dropFirst(letters.count).drop { ("0"..."9").contains($0) }
        guard !letters.isEmpty, rest.first == "：" else { return nil }
        return letters.reduce(0) { $0 * 26 + Int($1.value) - 64 } - 1
    }
}
