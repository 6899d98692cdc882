/// Walks through every kind of situation that the cells of a table tell apart (場合の総当たり), each kind once.
struct SituationSearch {
    struct Overlap {
        let rows: [Int]
        let example: String
    }

    private struct Level {
        let label: String
        var choices: [(value: Value, rows: Bits)]
    }

    private struct State: Hashable {
        let level: Int
        let rows: Bits
    }

    private let table: DecisionTable
    private var levels: [Level] = []
    private let opaque: Bits
    private var seen: Set<State> = []
    private var path: [Value] = []
    private(set) var gaps: [String] = []
    private(set) var overlaps: [Overlap] = []
    /// Rows that decide in some situation, and rows that match in some.
    private(set) var deciding: Set<Int> = []
    private(set) var matching: Set<Int> = []
    private(set) var examples: [Int: String] = [:]
    private var pairs: Set<[Int]> = []
    /// Words of row sets that may still be looked at.
    private var work = 30_000_000
    private static let shown = 5

    init(_ table: DecisionTable) {
        self.table = table
        var opaque = Bits(count: table.rows.count)
        for column in table.columns { opaque.formUnion(column.index.opaqueRows) }
        self.opaque = opaque
        var groups: [[Int]] = []
        for number in table.columns.indices {
            let text = table.columns[number].expression.text
            if let place = groups.firstIndex(where: { sameText(table.columns[$0[0]].expression.text, text) }) {
                groups[place].append(number)
            } else {
                groups.append([number])
            }
        }
        for group in groups {
            let columns = group.map { table.columns[$0] }
            levels.append(Level(label: columns[0].label, choices: SituationSearch.choices(columns, table.rows.count)))
        }
    }

    private static func choices(_ columns: [DecisionTable.Column], _ count: Int) -> [(value: Value, rows: Bits)] {
        var choices: [(value: Value, rows: Bits)] = []
        for value in Probes(columns).values {
            var rows = Bits(count: count, all: true)
            for column in columns {
                rows.formIntersection(
                    (column.index.rows(for: value) ?? column.index.openRows).union(column.index.opaqueRows)
                )
            }
            if !choices.contains(where: { $0.rows == rows }) { choices.append((value, rows)) }
        }
        return choices
    }

    /// False when there are too many kinds of situation.
    mutating func run() -> Bool {
        visit(0, Bits(count: table.rows.count, all: true))
    }

    private mutating func visit(_ level: Int, _ rows: Bits) -> Bool {
        if rows.isEmpty {
            if gaps.count < SituationSearch.shown { gaps.append(example) }
            return true
        }
        if level == levels.count {
            settle(rows.rows)
            return true
        }
        guard seen.insert(State(level: level, rows: rows)).inserted else { return true }
        work -= (rows.words.count + 4) * levels[level].choices.count
        guard work > 0 else { return false }
        for choice in levels[level].choices {
            path.append(choice.value)
            defer { path.removeLast() }
            guard visit(level + 1, rows.intersection(choice.rows)) else { return false }
        }
        return true
    }

    private mutating func settle(_ rows: [Int]) {
        for row in rows where examples[row] == nil { examples[row] = example }
        matching.formUnion(rows)
        if table.source.hitPolicy == .first {
            // Every row up to the first that certainly matches may be the one that decides.
            for row in rows {
                deciding.insert(row)
                if !opaque[row] { break }
            }
        } else {
            deciding.formUnion(rows)
        }
        let certain = rows.filter { !opaque[$0] }
        guard certain.count > 1, overlaps.count < 50 else { return }
        for (place, row) in certain.enumerated() {
            for other in certain[(place + 1)...] where pairs.insert([row, other]).inserted {
                overlaps.append(Overlap(rows: [row, other], example: example))
            }
        }
    }

    /// The situation at hand in words; what does not matter is left out.
    private var example: String {
        zip(levels, path).map { "\($0.label)が\($1.japanese)" }.joined(separator: "、")
    }
}
