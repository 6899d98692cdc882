import Japanese

/// Which column of the file at hand feeds which field, fixed once for all lines of the file.
struct RowPlan {
    /// An object, because it is looked at for each field of each line.
    final class Source {
        let column: Column
        /// Place in the line, from 0.
        let place: Int
        let table: CodeTable?

        init(column: Column, place: Int, table: CodeTable?) {
            self.column = column
            self.place = place
            self.table = table
        }
    }

    let sources: [Source]
    // The same, taken apart: copying a source for each field of each line would cost more than reading it.
    let places: [Int]
    let isRequired: [Bool]
    /// Texts that need no look beyond their encoding.
    let isPlain: [Bool]
    let fieldPlaces: [Int?]
    /// Fewer fields than this make a line incomplete.
    let leastFields: Int
    /// More fields than this are too many; nil where the layout names only some columns.
    let mostFields: Int?
    private let spellings: [DateSpelling]

    /// Nil with the missing names where a column that is needed is not in the header.
    static func make(_ file: FileLayout, header: [String]?, codes: [String: CodeTable]) -> Result<RowPlan, Missing> {
        var sources: [Source] = []
        var missing: [String] = []
        for column in file.columns {
            guard let place = place(of: column, header) else {
                let isNeeded = column.field.map { file.entity.indispensableFields.contains($0) } ?? false
                if isNeeded || column.isRequired { missing.append(column.name) }
                continue
            }
            var table: CodeTable?
            if case .code(let name) = column.kind { table = codes[name] }
            sources.append(Source(column: column, place: place, table: table))
        }
        guard missing.isEmpty else { return .failure(Missing(names: missing)) }
        return .success(RowPlan(sources: sources, headerCount: header?.count))
    }

    struct Missing: Error {
        let names: [String]
    }

    private init(sources: [Source], headerCount: Int?) {
        self.sources = sources
        places = sources.map(\.place)
        isRequired = sources.map(\.column.isRequired)
        isPlain = sources.map { !$0.column.isRequired && $0.column.kind == .text && $0.column.field == nil }
        fieldPlaces = sources.map(\.column.field?.rawValue)
        leastFields = headerCount ?? (sources.map { $0.place + 1 }.max() ?? 0)
        mostFields = headerCount
        var spellings = [DateSpelling](repeating: .compact, count: LogicalField.allCases.count)
        for source in sources {
            if let field = source.column.field, case .date(let spelling) = source.column.kind {
                spellings[field.rawValue] = spelling
            }
        }
        self.spellings = spellings
    }

    func spelling(_ field: LogicalField) -> DateSpelling {
        spellings[field.rawValue]
    }

    private static func place(of column: Column, _ header: [String]?) -> Int? {
        if let index = column.index { return index - 1 }
        return header?.firstIndex { $0.utf8.elementsEqual(column.name.utf8) }
    }
}
