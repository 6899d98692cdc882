package import Rules

/// A workbook as plain rows of texts, for tables that are no decision tables (ブックの中身).
package enum WorkbookRows {
    /// One table for each sheet that is not empty; a cell that cannot be read is empty.
    package static func sheets(xlsx bytes: [UInt8], file: String) throws(Diagnostics) -> [[[String]]] {
        try Workbook(bytes, file: file).sheets.filter { !$0.rows.isEmpty }.map { sheet in
            sheet.rows.map(\.cells)
        }
    }
}
