import Rules

/// Writes sheets of text as an xlsx file (ブックの書出し), ECMA-376: no shared strings, no formulas, four styles.
struct WorkbookWriter {
    struct Sheet {
        let name: String
        /// Lines above the columns, one cell each.
        let notes: [String]
        /// The names of the columns and the rows below.
        let grid: [[String]]
    }

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"

    private enum Style: Int {
        case plain, text, heading, note
    }

    static func bytes(_ sheets: [Sheet]) -> [UInt8] {
        var archive = ArchiveWriter()
        archive.add("[Content_Types].xml", Array(contentTypes(sheets.count).utf8))
        archive.add("_rels/.rels", Array(relations([("officeDocument", "xl/workbook.xml")]).utf8))
        archive.add("xl/workbook.xml", Array(book(sheets).utf8))
        let parts = sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]
        archive.add("xl/_rels/workbook.xml.rels", Array(relations(parts).utf8))
        archive.add("xl/styles.xml", Array(styles.utf8))
        for (number, sheet) in sheets.enumerated() {
            archive.add("xl/worksheets/sheet\(number + 1).xml", Array(xml(sheet).utf8))
        }
        return archive.bytes
    }

    private static func contentTypes(_ count: Int) -> String {
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        let parts =
            [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
            + (1...max(count, 1)).map { ("/xl/worksheets/sheet\($0).xml", "worksheet") }
        return head + "<Types xmlns=\"\(package)/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + parts.map { "<Override PartName=\"\($0.0)\" ContentType=\"\(kind)\($0.1)+xml\"/>" }.joined() + "</Types>"
    }

    private static func relations(_ parts: [(type: String, target: String)]) -> String {
        head + "<Relationships xmlns=\"\(package)/relationships\">"
            + parts.enumerated().map { number, part in
                "<Relationship Id=\"rId\(number + 1)\" Type=\"\(office)/\(part.type)\" Target=\"\(part.target)\"/>"
            }.joined() + "</Relationships>"
    }

    private static func book(_ sheets: [Sheet]) -> String {
        var names: Set<String> = []
        let list = sheets.enumerated().map { number, sheet in
            let name = sheetName(sheet.name, number + 1, &names)
            return "<sheet name=\"\(CellEscape.encoded(name))\" sheetId=\"\(number + 1)\" r:id=\"rId\(number + 1)\"/>"
        }
        return head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>\(list.joined())</sheets></workbook>"
    }

    /// At most 31 characters, none of those that formulas use, and none twice.
    private static func sheetName(_ wanted: String, _ number: Int, _ taken: inout Set<String>) -> String {
        let allowed = wanted.unicodeScalars.filter { $0.value >= 0x20 && !"[]:*?/\\'".unicodeScalars.contains($0) }
        var name = String(String.UnicodeScalarView(allowed.prefix(15)))
        if name.isEmpty || !taken.insert(name.lowercased()).inserted {
            name = "表\(number)"
            taken.insert(name)
        }
        return name
    }

    private static let styles =
        head + "<styleSheet xmlns=\"\(main)\"><fonts count=\"3\"><font><sz val=\"11\"/><name val=\"Yu Gothic\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"Yu Gothic\"/></font>"
        + "<font><sz val=\"11\"/><color rgb=\"FF595959\"/><name val=\"Yu Gothic\"/></font></fonts>"
        + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
        + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFDDEBF7\"/></patternFill></fill></fills>"
        + "<borders count=\"1\"><border/></borders>"
        + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
        + "<cellXfs count=\"4\">" + style(format: 0) + style(format: 49) + style(format: 49, font: 1, fill: 2)
        + style(format: 49, font: 2, wraps: false) + "</cellXfs>"
        + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"

    /// Format 49 is text, so that what is typed later stays as it was typed.
    private static func style(format: Int, font: Int = 0, fill: Int = 0, wraps: Bool = true) -> String {
        "<xf numFmtId=\"\(format)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\""
            + " applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\""
            + (wraps ? " wrapText=\"1\"" : "") + "/></xf>"
    }

    private static func xml(_ sheet: Sheet) -> String {
        let top = sheet.notes.count + 1
        var rows = ""
        for (number, note) in sheet.notes.enumerated() { rows += row(number + 1, [note], .note) }
        for (number, cells) in sheet.grid.enumerated() {
            rows += row(sheet.notes.count + number + 1, cells, number == 0 ? .heading : .text)
        }
        let columns = sheet.grid.first?.indices.map { column in
            "<col min=\"\(column + 1)\" max=\"\(column + 1)\" width=\"\(width(sheet.grid, column))\" customWidth=\"1\"/>"
        }
        return head + "<worksheet xmlns=\"\(main)\"><sheetViews><sheetView workbookViewId=\"0\">"
            + "<pane ySplit=\"\(top)\" topLeftCell=\"A\(top + 1)\" activePane=\"bottomLeft\" state=\"frozen\"/>"
            + "</sheetView></sheetViews>" + (columns.map { "<cols>\($0.joined())</cols>" } ?? "")
            + "<sheetData>\(rows)</sheetData></worksheet>"
    }

    private static func width(_ grid: [[String]], _ column: Int) -> Int {
        let longest = grid.compactMap { $0.indices.contains(column) ? $0[column].utf8.count : nil }.max() ?? 0
        return min(max(longest * 2 / 3, 8), 50)
    }

    private static func row(_ line: Int, _ cells: [String], _ style: Style) -> String {
        let content = cells.enumerated().map { column, text in
            cell(TableSource.address(line: line, column: column), text, style)
        }
        return "<row r=\"\(line)\">\(content.joined())</row>"
    }

    private static func cell(_ address: String, _ text: String, _ style: Style) -> String {
        if text.isEmpty { return "" }
        if style == .text, let number = Double(text), SheetReader.text(of: number) == text, text.utf8.count <= 15,
            text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 || $0 == 46 })
        {
            return "<c r=\"\(address)\" s=\"\(Style.plain.rawValue)\"><v>\(text)</v></c>"
        }
        return "<c r=\"\(address)\" s=\"\(style.rawValue)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            + CellEscape.encoded(text) + "</t></is></c>"
    }
}
