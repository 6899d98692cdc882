import Rules

/// The sheets of an xlsx file (ブック), ECMA-376 part 1: every cell as the text that a decision table would have there.
struct Workbook {
    private(set) var sheets: [Sheet] = []
    /// Cells that have no text of their own: errors, formulas without a result, merged cells.
    private(set) var diagnostics: [Diagnostic] = []

    init(_ bytes: [UInt8], file: String) throws(Diagnostics) {
        let parts = try WorkbookParts(bytes, file: file)
        let book = try parts.element(parts.bookPath)
        let relations = try parts.relations(of: parts.bookPath)
        let strings = try relations.path(ofType: "sharedStrings").map { path throws(Diagnostics) in
            try parts.element(path).all("si").map(Workbook.text)
        }
        let formats = CellFormats(
            try relations.path(ofType: "styles").map { path throws(Diagnostics) in try parts.element(path) }
        )
        let starts = book.first("workbookPr")?.attributes["date1904"] ?? "0"
        for sheet in book.first("sheets")?.all("sheet") ?? [] {
            let relation = sheet.attributes.first { $0.key.hasSuffix(":id") }?.value
            guard let path = relation.flatMap({ relations.paths[$0] }) else { continue }
            let content = try parts.element(path)
            // Charts are sheets as well, but have no cells.
            guard let data = content.first("sheetData") else { continue }
            var reader = SheetReader(
                strings: strings ?? [],
                formats: formats,
                startsIn1904: starts == "1" || starts == "true",
                file: file
            )
            let rows = reader.rows(data, merged: content.first("mergeCells")?.all("mergeCell") ?? [])
            diagnostics += reader.diagnostics
            sheets.append(Sheet(name: sheet.attributes["name"] ?? "", rows: rows, dates: reader.dates))
        }
    }

    /// The text of a string item without the readings that Japanese editions keep beside it.
    static func text(_ element: Element) -> String {
        let runs = element.children.filter { $0.name == "t" || $0.name == "r" }
        return runs.map { $0.name == "t" ? CellEscape.decoded($0.text) : text($0) }.joined()
    }

    struct Sheet {
        let name: String
        let rows: [SheetRow]
        /// Addresses of cells that hold a day or a time.
        let dates: Set<String>
    }
}

/// Characters that XML cannot hold are written `_x000D_` in a cell (ECMA-376 §22.9.2.19).
enum CellEscape {
    static func decoded(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if let scalar = escape(scalars, index) {
                result.append(scalar)
                index += 7
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        return String(result)
    }

    static func encoded(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "_" where escape(scalars, index) != nil: result += "_x005F_"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func escape(_ scalars: [Unicode.Scalar], _ index: Int) -> Unicode.Scalar? {
        guard index + 6 < scalars.count, scalars[index] == "_", scalars[index + 1] == "x", scalars[index + 6] == "_"
        else { return nil }
        let digits = String(String.UnicodeScalarView(scalars[(index + 2)..<(index + 6)]))
        guard digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0 | 0x20) }) else { return nil }
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    }
}
