import Rules

/// Reads the cells of one sheet (シートの読取り).
struct SheetReader {
    let strings: [String]
    let formats: CellFormats
    let startsIn1904: Bool
    let file: String
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var dates: Set<String> = []
    private static let mostColumns = 500
    /// The last row of a sheet in any program that writes them.
    private static let lastLine = 1_048_576

    init(strings: [String], formats: CellFormats, startsIn1904: Bool, file: String) {
        self.strings = strings
        self.formats = formats
        self.startsIn1904 = startsIn1904
        self.file = file
    }

    /// The rows that hold anything; those that begin with `#` above the names of the columns are notes.
    mutating func rows(_ data: Element, merged: [Element]) -> [SheetRow] {
        var rows: [SheetRow] = []
        var line = 0
        var header: Int?
        for row in data.all("row") {
            line = min(row.attributes["r"].flatMap { Int($0) } ?? line + 1, SheetReader.lastLine)
            let cells = self.cells(row, line)
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            let isNote = header == nil && (cells.first?.hasPrefix("#") ?? false)
            if !isNote, header == nil { header = line }
            rows.append(SheetRow(line: line, cells: cells, isNote: isNote))
        }
        for area in merged { checkMerged(area.attributes["ref"] ?? "", header ?? 1) }
        return rows
    }

    private mutating func cells(_ row: Element, _ line: Int) -> [String] {
        var cells: [String] = []
        for cell in row.all("c") {
            let column = cell.attributes["r"].flatMap(SheetReader.column) ?? cells.count
            guard column < SheetReader.mostColumns else {
                report(line, column, "列が多すぎます", "判定表は\(SheetReader.mostColumns)列までにしてください", "too many columns")
                break
            }
            while cells.count < column { cells.append("") }
            let text = text(of: cell, line, column)
            if cells.count > column { cells[column] = text } else { cells.append(text) }
        }
        return cells
    }

    private mutating func text(of cell: Element, _ line: Int, _ column: Int) -> String {
        let value = cell.first("v")?.text ?? ""
        switch cell.attributes["t"] ?? "n" {
        case "s": return Int(value).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
        case "inlineStr": return cell.first("is").map(Workbook.text) ?? ""
        case "str": return CellEscape.decoded(value)
        case "b": return value == "1" || value == "true" ? "true" : "false"
        case "d": return dated(value, line, column)
        case "e":
            report(line, column, "セルがエラー値（\(value)）です", "数式を直すか、値を書いてください", "error value \(value)")
            return ""
        default: break
        }
        if value.isEmpty {
            if cell.first("f") != nil {
                report(line, column, "数式に結果がありません", "表計算ソフトで計算して保存するか、値を書いてください", "formula without result")
            }
            return ""
        }
        return number(value, cell.attributes["s"], line, column)
    }

    private mutating func number(_ value: String, _ style: String?, _ line: Int, _ column: Int) -> String {
        guard let number = Double(value), number.isFinite else {
            report(line, column, "数として読めません（\(value)）", "数か文字列を書いてください", "not a number")
            return ""
        }
        let kind = formats[style]
        if kind == .number { return SheetReader.text(of: number) }
        guard let text = SerialDay(number, startsIn1904: startsIn1904).text(kind) else {
            report(line, column, "日付として読めません（\(value)）", "2024-10-01 の形の文字列で書いてください", "not a date")
            return ""
        }
        return dated(text, line, column)
    }

    /// A day or time as the FEEL literal; see ``TableSource/tables(xlsx:file:)`` for columns that explain.
    private mutating func dated(_ text: String, _ line: Int, _ column: Int) -> String {
        dates.insert(TableSource.address(line: line, column: column))
        return "@\"\(text)\""
    }

    /// Files hold 17 digits of binary fractions; the shortest text of the same number is what was typed.
    static func text(of number: Double) -> String {
        let text = number.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// The column of an address such as `AB7`, from 0.
    static func column(_ address: String) -> Int? {
        var column = 0
        for letter in address.uppercased().utf8.prefix(4) {
            guard (65...90).contains(letter) else { break }
            column = column * 26 + Int(letter) - 64
        }
        return column > 0 ? column - 1 : nil
    }

    private mutating func checkMerged(_ area: String, _ header: Int) {
        let ends = area.split(separator: ":").map(String.init)
        let lines = ends.compactMap { Int($0.drop { !$0.isNumber }) }
        guard ends.count == 2, ends[0] != ends[1], let first = lines.first, let last = lines.last, last >= header else {
            return
        }
        let column = SheetReader.column(ends[0]) ?? 0
        report(first, column, "結合したセルがあります", "結合を解き、すべてのセルに値を書いてください", "merged cells")
    }

    private mutating func report(_ line: Int, _ column: Int, _ message: String, _ hint: String, _ english: String) {
        let address = TableSource.address(line: line, column: column)
        diagnostics.append(
            Diagnostic(
                file: file,
                line: line,
                message: "\(address): \(message)",
                hint: hint,
                english: "\(address): \(english)"
            )
        )
    }
}

/// A moment as spreadsheets count it (シリアル値): days and a fraction of a day.
struct SerialDay {
    private let day: Int
    private let second: Int

    init(_ number: Double, startsIn1904: Bool) {
        guard number.magnitude < 10_000_000 else {
            day = Int.max
            second = 0
            return
        }
        let seconds = Int((number * 86_400).rounded())
        let whole = Int((Double(seconds) / 86_400).rounded(.down))
        second = seconds - whole * 86_400
        // Day 60 is the 29 February 1900 that never was; before it the count is one less.
        day = startsIn1904 ? whole - 24_107 : (whole < 60 ? whole - 25_568 : whole - 25_569)
    }

    func text(_ kind: CellFormats.Kind) -> String? {
        let parts = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let time = parts.joined(separator: ":")
        if kind == .time { return time }
        guard let date = FeelDate(dayNumber: day)?.description else { return nil }
        return kind == .day && second == 0 ? date : "\(date)T\(time)"
    }
}
