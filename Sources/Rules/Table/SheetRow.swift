/// One row of a sheet (表計算の一行), whatever file it came from.
package struct SheetRow: Hashable, Sendable {
    /// The line of the file or the number of the row, from 1.
    package let line: Int
    package let cells: [String]
    /// A remark, which begins with `#`.
    package var isNote: Bool

    package init(line: Int, cells: [String], isNote: Bool = false) {
        self.line = line
        self.cells = cells
        self.isNote = isNote
    }
}
