package import Rules

/// A workbook as plain rows of texts, for long lists that are no decision tables (ブックの中身).
package enum WorkbookRows {
    /// Such a list unpacked: a hundred megabytes, and as much again for what a later edition adds.
    private static let largest = 512_000_000

    /// One table for each sheet that is not empty, line by line as in the sheet; a cell with an error is empty.
    package static func sheets(xlsx bytes: [UInt8], file: String) throws(Diagnostics) -> [[[String]]] {
        let parts = try WorkbookParts(bytes, file: file, largest: largest)
        let book = try parts.element(parts.bookPath)
        let relations = try parts.relations(of: parts.bookPath)
        var strings: [String] = []
        if let path = relations.path(ofType: "sharedStrings") {
            strings = try walk(parts, path, file, sharedStrings)
        }
        var tables: [[[String]]] = []
        for sheet in book.first("sheets")?.all("sheet") ?? [] {
            let relation = sheet.attributes.first { $0.key.hasSuffix(":id") }?.value
            guard let path = relation.flatMap({ relations.paths[$0] }) else { continue }
            let rows = try walk(parts, path, file) { walk throws(MarkupWalk.Malformed) in
                var rows = ListRows(strings: strings)
                try rows.read(&walk)
                return rows.rows
            }
            if !rows.isEmpty { tables.append(rows) }
        }
        return tables
    }

    /// With the place of what is not well-formed.
    private static func walk<Found>(
        _ parts: WorkbookParts,
        _ path: String,
        _ file: String,
        _ read: (inout MarkupWalk) throws(MarkupWalk.Malformed) -> Found
    ) throws(Diagnostics) -> Found {
        var walk = MarkupWalk(try parts.bytes(path))
        do {
            return try read(&walk)
        } catch {
            throw Diagnostics([
                Diagnostic(
                    file: "\(file)/\(path)",
                    line: error.line,
                    message: "ブックの中身を読めません（\(error.message)）",
                    hint: "表計算ソフトで開けるか確かめ、「Excelブック（xlsx）」で保存し直してください",
                    english: "not well-formed XML"
                )
            ])
        }
    }

    /// Each string without the readings that Japanese editions keep beside it.
    private static func sharedStrings(_ walk: inout MarkupWalk) throws(MarkupWalk.Malformed) -> [String] {
        var strings: [String] = []
        var text = CellText()
        while let event = try walk.next() {
            if case .start("si") = event { text = CellText() }
            text.take(event)
            if case .end("si") = event { strings.append(text.text) }
        }
        return strings
    }
}

/// What `t` elements say, those of readings (`rPh`) left out.
private struct CellText {
    private var isInText = false
    private var readings = 0
    private var written = ""

    mutating func take(_ event: MarkupWalk.Event) {
        switch event {
        case .start("rPh"): readings += 1
        case .end("rPh"): readings -= 1
        case .start("t"): isInText = readings == 0
        case .end("t"): isInText = false
        case .text(let text) where isInText: written += text
        default: break
        }
    }

    var text: String { CellEscape.decoded(written) }
}

/// The cells of one sheet of a list.
private struct ListRows {
    private static let mostColumns = 500
    /// Beyond that an empty stretch is left out, so that a stray cell at the foot costs nothing.
    private static let mostEmptyRows = 1_000

    let strings: [String]
    private(set) var rows: [[String]] = []
    private var row: [String] = []
    private var column = 0
    /// A cell without an address stands there.
    private var nextColumn = 0
    private var type = ""
    private var value = ""
    private var isInValue = false
    private var inline = CellText()

    init(strings: [String]) {
        self.strings = strings
    }

    mutating func read(_ walk: inout MarkupWalk) throws(MarkupWalk.Malformed) {
        while let event = try walk.next() {
            inline.take(event)
            switch event {
            case .start("row"):
                let line = walk.attribute("r").flatMap { Int($0) } ?? rows.count + 1
                if line > rows.count + 1, line - rows.count <= ListRows.mostEmptyRows {
                    rows += Array(repeating: [], count: line - rows.count - 1)
                }
                row = []
                nextColumn = 0
            case .start("c"):
                column = walk.attribute("r").flatMap(SheetReader.column) ?? nextColumn
                nextColumn = column + 1
                type = walk.attribute("t") ?? "n"
                value = ""
                inline = CellText()
            case .start("v"): isInValue = true
            case .text(let text) where isInValue: value += text
            case .end("v"): isInValue = false
            case .end("c"): put(try text(walk))
            case .end("row"): rows.append(row)
            default: break
            }
        }
        while rows.last?.allSatisfy(\.isEmpty) == true { rows.removeLast() }
    }

    private mutating func put(_ text: String) {
        guard !text.isEmpty, column < ListRows.mostColumns else { return }
        while row.count <= column { row.append("") }
        row[column] = text
    }

    private func text(_ walk: MarkupWalk) throws(MarkupWalk.Malformed) -> String {
        switch type {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else {
                throw walk.malformed("共有文字列の番号が合いません")
            }
            return strings[index]
        case "inlineStr": return inline.text
        case "e": return ""
        case "n":
            guard let number = Double(value), number.isFinite else { return "" }
            return SheetReader.text(of: number)
        default: return CellEscape.decoded(value)
        }
    }
}
