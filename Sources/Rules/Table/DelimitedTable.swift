/// Reads and writes a ``TableSource`` as CSV (判定表のCSV).
///
///     # 表: 児童手当の要否
///     # 方式: U
///     # 列 年齢: integer, [0..150]
///     # 式 年齢: 満年齢
///     # 既定 要否: "不要"
///     年齢,異動区分,→要否,※理由
///     <= 18,"""転入""",必要,児童手当法第7条
///
/// Lines whose first cell begins with `#` come first and say what the columns cannot; the next line names the columns:
/// conditions plain, results with `→`, annotations with `※`, and optionally `行` first for names of rows. Every further
/// line is a row. An empty condition means any value, an empty result means null.
extension TableSource {
    /// Reads UTF-8 bytes, with or without byte order mark.
    package init(csv bytes: some Sequence<UInt8>, file: String) throws(Diagnostics) {
        let data = Array(bytes)
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Diagnostics([
                Diagnostic(
                    file: file,
                    message: "文字コードがUTF-8ではありません",
                    hint: "表計算ソフトで「CSV UTF-8」を選んで保存してください",
                    english: "not UTF-8"
                )
            ])
        }
        try self.init(csv: text, file: file)
    }

    package init(csv text: String, file: String) throws(Diagnostics) {
        let sheet = DelimitedText(text, file: file)
        try self.init(rows: sheet.rows, file: file, diagnostics: sheet.diagnostics)
    }

    /// Reads the rows of any sheet; the diagnostics are those found while it was opened.
    package init(rows: [SheetRow], file: String, diagnostics: [Diagnostic] = []) throws(Diagnostics) {
        var reader = DelimitedTableReader(file: file, diagnostics: diagnostics)
        guard let table = reader.table(rows), reader.diagnostics.isEmpty else {
            throw Diagnostics(reader.diagnostics)
        }
        self = table
    }

    /// The table as CSV with every line ended by CR LF; reading it again gives the same table.
    package var csv: String {
        notes.map { $0 + "\r\n" }.joined() + grid.map(DelimitedText.line).joined()
    }

    /// The lines above the columns, each beginning with `#`.
    package var notes: [String] {
        var lines: [String] = []
        func note(_ words: String) { lines.append("# " + words) }
        note("表: \(name)")
        note("方式: \(hitPolicy.rawValue)")
        for input in inputs {
            if let line = Self.column(input.label, input.type, input.allowedValues) { note(line) }
            if !sameText(input.expression, input.label) { note("式 \(input.label): \(input.expression)") }
        }
        for output in outputs {
            if let line = Self.column("→" + output.name, output.type, output.allowedValues) { note(line) }
            if let value = output.defaultValue { note("既定 \(output.name): \(value)") }
        }
        return lines
    }

    /// The names of the columns and the rows below them.
    package var grid: [[String]] {
        let heads = inputs.map(\.label) + outputs.map { "→" + $0.name } + annotations.map { "※" + $0 }
        return [(namesRows ? ["行"] : []) + heads]
            + rows.map { (namesRows ? [$0.id] : []) + $0.conditions + $0.results + $0.annotations }
    }

    private static func column(_ name: String, _ type: String?, _ allowed: String) -> String? {
        if type == nil, allowed.isEmpty { return nil }
        return "列 \(name): \(type ?? "Any")" + (allowed.isEmpty ? "" : ", \(allowed)")
    }
}

private struct DelimitedTableReader {
    let file: String
    var diagnostics: [Diagnostic]
    private var name = ""
    private var policy = HitPolicy.unique
    private var columns: [(name: String, type: String?, allowed: String, line: Int)] = []
    private var expressions: [(name: String, text: String, line: Int)] = []
    private var defaults: [(name: String, text: String, line: Int)] = []

    init(file: String, diagnostics: [Diagnostic]) {
        self.file = file
        self.diagnostics = diagnostics
    }

    mutating func table(_ rows: [SheetRow]) -> TableSource? {
        var rest = rows[...]
        while let row = rest.first, row.isNote {
            readNote(row.cells[0].trimmingCommas, row.line)
            rest = rest.dropFirst()
        }
        guard let header = rest.first else {
            report(line: 1, "列の名前の行がありません", "条件列、→結果列、※注記列の名前を1行に書いてください")
            return nil
        }
        guard var table = columns(of: header) else { return nil }
        // A remark between the rows says nothing to the table.
        for row in rest.dropFirst() where !row.isNote {
            if let read = self.row(row, table) { table.rows.append(read) }
        }
        return table
    }

    private mutating func readNote(_ text: String, _ line: Int) {
        let body = trimmed(String(text.dropFirst()))
        guard let mark = body.firstIndex(where: { $0 == ":" || $0 == "：" }) else {
            // A remark.
            return
        }
        let words = body[..<mark].split(separator: " ", maxSplits: 1).map { trimmed(String($0)) }
        let value = trimmed(String(body[body.index(after: mark)...]))
        let target = words.count > 1 ? words[1] : ""
        switch words.first ?? "" {
        case "表", "name": name = value
        case "方式", "hit":
            guard let read = HitPolicy(rawValue: value) else {
                report(line: line, "方式「\(value)」はありません", "U A P F R O C C+ C< C> C# のどれかを書いてください")
                return
            }
            policy = read
        case "列", "column":
            let parts = value.split(separator: ",", maxSplits: 1).map { trimmed(String($0)) }
            let type = parts.first.flatMap { $0 == "Any" || $0.isEmpty ? nil : $0 }
            columns.append((target, type, parts.count > 1 ? parts[1] : "", line))
        case "式", "expression": expressions.append((target, value, line))
        case "既定", "default": defaults.append((target, value, line))
        default: break
        }
    }

    private mutating func columns(of header: SheetRow) -> TableSource? {
        var table = TableSource(name: name, file: file, hitPolicy: policy, inputs: [], outputs: [], rows: [])
        for (place, cell) in header.cells.enumerated() {
            let label = trimmed(cell)
            let rank = label.hasPrefix("→") ? 1 : (label.hasPrefix("※") ? 2 : 0)
            if place == 0, label == "行" {
                table.namesRows = true
            } else if rank == 1, table.annotations.isEmpty {
                table.outputs.append(TableSource.Output(name: trimmed(String(label.dropFirst()))))
            } else if rank == 2 {
                table.annotations.append(trimmed(String(label.dropFirst())))
            } else if rank == 0, !label.isEmpty, table.outputs.isEmpty, table.annotations.isEmpty {
                table.inputs.append(TableSource.Input(label: label))
            } else {
                let address = TableSource.address(line: header.line, column: place)
                report(
                    line: header.line,
                    "\(address): 列の並びが正しくないか、名前のない列です",
                    "条件列、→結果列、※注記列の順に並べ、名前を書いてください"
                )
            }
        }
        if table.outputs.isEmpty {
            report(line: header.line, "結果の列がありません", "結果の列の名前を「→要否」のように → で始めてください")
            return nil
        }
        applyNotes(to: &table)
        return table
    }

    private mutating func applyNotes(to table: inout TableSource) {
        for note in columns {
            let isOutput = note.name.hasPrefix("→")
            let name = isOutput ? trimmed(String(note.name.dropFirst())) : note.name
            if !isOutput, let place = table.inputs.firstIndex(where: { sameText($0.label, name) }) {
                table.inputs[place].type = note.type
                table.inputs[place].allowedValues = note.allowed
            } else if let place = table.outputs.firstIndex(where: { sameText($0.name, name) }) {
                table.outputs[place].type = note.type
                table.outputs[place].allowedValues = note.allowed
            } else {
                unknownColumn(note.name, note.line, table)
            }
        }
        for note in expressions {
            if let place = table.inputs.firstIndex(where: { sameText($0.label, note.name) }) {
                table.inputs[place].expression = note.text
            } else {
                unknownColumn(note.name, note.line, table)
            }
        }
        for note in defaults {
            let name = note.name.hasPrefix("→") ? trimmed(String(note.name.dropFirst())) : note.name
            if let place = table.outputs.firstIndex(where: { sameText($0.name, name) }) {
                table.outputs[place].defaultValue = note.text
            } else {
                unknownColumn(note.name, note.line, table)
            }
        }
    }

    private mutating func unknownColumn(_ name: String, _ line: Int, _ table: TableSource) {
        diagnostics.append(
            .unknownName(
                name,
                among: table.inputs.map(\.label) + table.outputs.map { "→" + $0.name },
                file: file,
                line: line
            )
        )
    }

    private mutating func row(_ row: SheetRow, _ table: TableSource) -> TableSource.Row? {
        var cells = row.cells.map(trimmed)
        if cells.allSatisfy(\.isEmpty) { return nil }
        let width = (table.namesRows ? 1 : 0) + table.inputs.count + table.outputs.count + table.annotations.count
        if cells.count > width, cells[width...].contains(where: { !$0.isEmpty }) {
            let address = TableSource.address(line: row.line, column: width)
            report(line: row.line, "\(address): 列の名前のないところに値があります", "カンマを含むセルは \" で囲んでください")
            return nil
        }
        cells += Array(repeating: "", count: max(0, width - cells.count))
        let id = table.namesRows ? cells.removeFirst() : "\(table.rows.count + 1)"
        let conditions = Array(cells[..<table.inputs.count])
        let results = Array(cells[table.inputs.count..<(table.inputs.count + table.outputs.count)])
        let first = table.inputs.count + table.outputs.count
        return TableSource.Row(
            id: id,
            conditions: conditions,
            results: results,
            annotations: Array(cells[first..<(first + table.annotations.count)]),
            line: row.line
        )
    }

    private mutating func report(line: Int, _ message: String, _ hint: String) {
        diagnostics.append(Diagnostic(file: file, line: line, message: message, hint: hint))
    }
}

/// Without white space at either end, the ideographic space included.
func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, Lexer.isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, Lexer.isSpace(last) { scalars.removeLast() }
    return String(scalars)
}

extension String {
    /// Without the empty cells that spreadsheets add to short lines.
    fileprivate var trimmingCommas: String {
        var text = Substring(trimmed(self))
        while text.hasSuffix(",") { text = text.dropLast() }
        return trimmed(String(text))
    }
}
