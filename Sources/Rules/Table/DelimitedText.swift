/// Rows of comma-separated text (CSV), RFC 4180: quoted cells may hold commas, quotes and line ends.
struct DelimitedText {
    private(set) var rows: [SheetRow] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ text: String, file: String) {
        var scalars = Array(text.unicodeScalars)
        // The mark that spreadsheets put in front of UTF-8.
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        read(scalars, file: file)
    }

    private mutating func read(_ scalars: [Unicode.Scalar], file: String) {
        var index = 0
        var line = 1
        var start = 1
        var cells: [String] = []
        var isNote = false
        var cell = String.UnicodeScalarView()
        func endRow(_ rows: inout [SheetRow]) {
            cells.append(String(cell))
            cell = String.UnicodeScalarView()
            if cells.count > 1 || cells[0] != "" { rows.append(SheetRow(line: start, cells: cells, isNote: isNote)) }
            cells = []
            isNote = false
        }
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar == "#", cell.isEmpty, cells.isEmpty {
                // A note is taken as it stands, so that it may hold quotes and commas.
                cell = note(scalars, &index)
                isNote = true
            } else if scalar == "\"", cell.isEmpty {
                let opened = line
                let isClosed = quoted(scalars, &index, &line, &cell)
                if !isClosed { diagnostics.append(openQuote(file, opened, cells.count)) }
            } else if scalar == "," {
                cells.append(String(cell))
                cell = String.UnicodeScalarView()
            } else if scalar == "\n" || scalar == "\r" {
                if scalar == "\r", index < scalars.count, scalars[index] == "\n" { index += 1 }
                endRow(&rows)
                line += 1
                start = line
            } else {
                cell.append(scalar)
            }
        }
        if !cells.isEmpty || !cell.isEmpty { endRow(&rows) }
    }

    private func note(_ scalars: [Unicode.Scalar], _ index: inout Int) -> String.UnicodeScalarView {
        var text: String.UnicodeScalarView = "#".unicodeScalars
        while index < scalars.count, scalars[index] != "\n", scalars[index] != "\r" {
            text.append(scalars[index])
            index += 1
        }
        return text
    }

    /// Reads up to the closing quote; false when the text ends before it.
    private func quoted(
        _ scalars: [Unicode.Scalar],
        _ index: inout Int,
        _ line: inout Int,
        _ cell: inout String.UnicodeScalarView
    ) -> Bool {
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar == "\"" {
                guard index < scalars.count, scalars[index] == "\"" else { return true }
                index += 1
            }
            if scalar == "\n" { line += 1 }
            cell.append(scalar)
        }
        return false
    }

    private func openQuote(_ file: String, _ line: Int, _ column: Int) -> Diagnostic {
        Diagnostic(
            file: file,
            line: line,
            column: 0,
            message: "\(TableSource.address(line: line, column: column)): 引用符 \" が閉じられていません",
            hint: "セルの終わりに \" を書いてください",
            english: "quoted cell is not closed"
        )
    }

    /// One row as text, cells quoted where they must be.
    static func line(_ cells: [String]) -> String {
        cells.enumerated().map { place, cell in
            // An unquoted # at the start of a line would make it a remark, and an empty line is no row.
            let isMistakable = (place == 0 && cell.hasPrefix("#")) || (cells.count == 1 && cell.isEmpty)
            let needsQuotes = isMistakable || cell.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
            guard needsQuotes else { return cell }
            return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        }.joined(separator: ",") + "\r\n"
    }
}
