/// Which rows a value of one column lets through (列の索引): a sorted line of endpoints, each point and each gap between
/// two of them with its rows, so that a look-up is one binary search.
struct ColumnIndex: Sendable {
    /// All endpoints of the column, sorted; points and gaps lie at odd and even cells.
    let endpoints: [Value]
    private let cells: [Bits]
    private let nullRows: Bits
    /// Rows whose cell lets anything through.
    let openRows: Bits
    /// Rows whose cell must be evaluated.
    let opaqueRows: Bits
    let regions: [Region?]

    init(_ tests: [UnaryTests]) {
        let count = tests.count
        var open = Bits(count: count)
        var opaque = Bits(count: count)
        var regions: [Region?] = []
        var kind: Value?
        for (row, cell) in tests.enumerated() {
            var region = Region(cell)
            // All endpoints of a column must be comparable, otherwise the odd ones are evaluated.
            for endpoint in region?.endpoints ?? [] {
                if kind == nil, endpoint.indexOrder(to: endpoint) != nil { kind = endpoint }
                if let kind, kind.indexOrder(to: endpoint) == nil { region = nil }
                if kind == nil { region = nil }
            }
            regions.append(region)
            if cell.isAny { open[row] = true } else if region == nil { opaque[row] = true }
        }
        self.regions = regions
        openRows = open
        opaqueRows = opaque
        let sorted = ColumnIndex.sorted(regions.flatMap { $0?.endpoints ?? [] })
        var cells = [Bits](repeating: Bits(count: count), count: sorted.count * 2 + 1)
        var nulls = Bits(count: count)
        for (row, region) in regions.enumerated() {
            guard let region else { continue }
            if region.acceptsNull { nulls[row] = true }
            ColumnIndex.mark(region, row, sorted, &cells)
        }
        endpoints = sorted
        self.cells = cells
        nullRows = nulls
    }

    static func sorted(_ values: [Value]) -> [Value] {
        let ordered = values.sorted { $0.indexOrder(to: $1) == .less }
        var unique: [Value] = []
        for value in ordered where unique.last.map({ $0.indexOrder(to: value) != .equal }) ?? true {
            unique.append(value)
        }
        return unique
    }

    private static func mark(_ region: Region, _ row: Int, _ endpoints: [Value], _ cells: inout [Bits]) {
        if region.isNegated { for cell in cells.indices { cells[cell][row] = true } }
        for piece in region.pieces {
            for cell in span(of: piece, endpoints) { cells[cell][row] = !region.isNegated }
        }
    }

    private static func span(of piece: Region.Piece, _ endpoints: [Value]) -> Range<Int> {
        switch piece {
        case .point(let value):
            guard !value.isNull else { return 0..<0 }
            let cell = position(of: value, endpoints) ?? 0
            return cell..<(cell + 1)
        case .interval(let range):
            var low = 0
            var high = endpoints.count * 2
            if !range.low.isNull { low = (position(of: range.low, endpoints) ?? 0) + (range.includesLow ? 0 : 1) }
            if !range.high.isNull { high = (position(of: range.high, endpoints) ?? 0) - (range.includesHigh ? 0 : 1) }
            return low..<max(low, high + 1)
        }
    }

    /// The cell that holds the value; nil when it cannot be compared with the endpoints.
    private static func position(of value: Value, _ endpoints: [Value]) -> Int? {
        var low = 0
        var high = endpoints.count
        while low < high {
            let middle = (low + high) / 2
            switch value.indexOrder(to: endpoints[middle]) {
            case .equal: return middle * 2 + 1
            case .less: high = middle
            case .greater: low = middle + 1
            case nil: return nil
            }
        }
        return low * 2
    }

    /// Rows that let the value through, apart from the opaque ones; nil when only evaluating each cell can tell.
    func rows(for value: Value) -> Bits? {
        if value.isNull { return openRows.union(nullRows) }
        guard value.isIndexable else { return nil }
        if endpoints.isEmpty { return openRows }
        guard let cell = ColumnIndex.position(of: value, endpoints) else { return nil }
        return openRows.union(cells[cell])
    }
}

extension Value {
    /// Values that a cell compares as they are; lists and ranges have rules of their own.
    fileprivate var isIndexable: Bool {
        switch self {
        case .list, .context, .range, .function, .null: false
        default: true
        }
    }
}
