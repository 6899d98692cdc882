package import Rules

/// Decision tables as an xlsx file and back, nothing lost (判定表とExcelブックの行き来).
///
/// A sheet holds one table, laid out as its CSV is: lines that begin with `#`, the names of the columns, the rows. Mistakes
/// carry the address of their cell, such as `B7: …`. Empty sheets are left out.
extension TableSource {
    package static func tables(xlsx bytes: [UInt8], file: String) throws(Diagnostics) -> [TableSource] {
        let book = try Workbook(bytes, file: file)
        var tables: [TableSource] = []
        var diagnostics = book.diagnostics
        let sheets = book.sheets.filter { !$0.rows.isEmpty }
        for sheet in sheets {
            do {
                let place = sheets.count > 1 ? "\(file)[\(sheet.name)]" : file
                var table = try TableSource(rows: sheet.rows, file: place)
                if table.name.isEmpty { table.name = sheet.name }
                tables.append(table.withPlainDates(sheet.dates))
            } catch {
                diagnostics += error.all
            }
        }
        guard diagnostics.isEmpty else { throw Diagnostics(diagnostics) }
        guard !tables.isEmpty else {
            throw Diagnostics([
                Diagnostic(
                    file: file,
                    message: "ブックに判定表がありません",
                    hint: "列の名前の行と、その下の行を書いてください",
                    english: "no table in the workbook"
                )
            ])
        }
        return tables
    }

    package static func xlsx(_ tables: [TableSource]) -> [UInt8] {
        WorkbookWriter.bytes(
            tables.map { WorkbookWriter.Sheet(name: $0.name, notes: $0.notes, grid: $0.grid) }
        )
    }

    /// A day that explains (※施行) is read as it is written, without the signs of FEEL.
    private func withPlainDates(_ dates: Set<String>) -> TableSource {
        guard !dates.isEmpty else { return self }
        var table = self
        let first = (namesRows ? 1 : 0) + inputs.count + outputs.count
        for (number, row) in rows.enumerated() {
            for (place, text) in row.annotations.enumerated()
            where dates.contains(TableSource.address(line: row.line, column: first + place)) {
                table.rows[number].annotations[place] = String(text.dropFirst(2).dropLast())
            }
        }
        return table
    }
}
