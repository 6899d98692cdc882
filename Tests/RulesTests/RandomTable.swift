import Rules
import TestSeed

/// A random table over finite columns, kept both as text for the engine and as plain sets for the oracle.
struct RandomTable {
    struct Column {
        let name: String
        let type: String
        let domain: [Value]
        let allowed: String
    }

    let columns: [Column]
    /// For each row and column the places in the domain that pass.
    let conditions: [[Set<Int>]]
    let outputs: [String]
    let policy: HitPolicy
    let source: TableSource

    init(using random: inout SeededGenerator) {
        let columns = (0..<Int.random(in: 1...4, using: &random)).map { RandomTable.column($0, &random) }
        let policies: [HitPolicy] = [.unique, .any, .first, .priority, .ruleOrder, .outputOrder, .collect, .count]
        policy = policies.randomElement(using: &random) ?? .unique
        var conditions: [[Set<Int>]] = []
        var outputs: [String] = []
        var rows: [TableSource.Row] = []
        for number in 0..<Int.random(in: 0...7, using: &random) {
            let sets = columns.map { RandomTable.subset($0.domain.count, &random) }
            let texts = zip(columns, sets).map { RandomTable.cell($0, $1, &random) }
            let output = ["必要", "不要", "要確認"].randomElement(using: &random) ?? ""
            conditions.append(sets)
            outputs.append(output)
            rows.append(
                TableSource.Row(id: "\(number + 1)", conditions: texts, results: ["\"\(output)\""], line: number + 2)
            )
        }
        self.columns = columns
        self.conditions = conditions
        self.outputs = outputs
        source = TableSource(
            name: "表",
            hitPolicy: policy,
            inputs: columns.map { TableSource.Input(label: $0.name, type: $0.type, allowedValues: $0.allowed) },
            outputs: [TableSource.Output(name: "判定", allowedValues: "\"必要\", \"不要\", \"要確認\"")],
            rows: rows
        )
    }

    private static func column(_ number: Int, _ random: inout SeededGenerator) -> Column {
        let name = "項目\(number)"
        switch Int.random(in: 0...2, using: &random) {
        case 0: return Column(name: name, type: "boolean", domain: [.boolean(false), .boolean(true)], allowed: "")
        case 1:
            let texts = ["転入", "転居", "転出", "世帯変更"].prefix(Int.random(in: 1...4, using: &random))
            let allowed = texts.map { "\"\($0)\"" }.joined(separator: ", ")
            return Column(name: name, type: "string", domain: texts.map(Value.string), allowed: allowed)
        default:
            let last = Int.random(in: 0...5, using: &random)
            return Column(
                name: name,
                type: "integer",
                domain: (0...last).map { .number($0) },
                allowed: "[0..\(last)]"
            )
        }
    }

    private static func subset(_ count: Int, _ random: inout SeededGenerator) -> Set<Int> {
        if Int.random(in: 0...2, using: &random) == 0 { return Set(0..<count) }
        let kept = Set((0..<count).filter { _ in Bool.random(using: &random) })
        return kept.isEmpty ? [Int.random(in: 0..<count, using: &random)] : kept
    }

    private static func cell(_ column: Column, _ kept: Set<Int>, _ random: inout SeededGenerator) -> String {
        let places = kept.sorted()
        if places.count == column.domain.count { return Bool.random(using: &random) ? "" : "-" }
        let isRun = places == Array(places[0]...places[places.count - 1])
        if column.type == "integer", isRun, Bool.random(using: &random) {
            if places[0] == 0 { return "<= \(places[places.count - 1])" }
            if places[places.count - 1] == column.domain.count - 1 { return "> \(places[0] - 1)" }
            return "[\(places[0])..\(places[places.count - 1])]"
        }
        let others = column.domain.indices.filter { !kept.contains($0) }
        if Bool.random(using: &random) {
            return "not(" + others.map { column.domain[$0].description }.joined(separator: ", ") + ")"
        }
        return places.map { column.domain[$0].description }.joined(separator: ", ")
    }

    // MARK: The oracle

    /// What the table says when column `i` has the `values[i]`-th value of its domain, in words of the oracle's own.
    func answer(_ values: [Int]) -> [String] {
        let hits = conditions.indices.filter { row in
            zip(conditions[row], values).allSatisfy { $0.contains($1) }
        }
        let results = hits.map { outputs[$0] }
        let order = ["必要", "不要", "要確認"]
        func rank(_ text: String) -> Int { order.firstIndex(of: text) ?? order.count }
        guard !hits.isEmpty else { return [] }
        switch policy {
        case .unique: return hits.count == 1 ? results : ["矛盾"]
        case .any: return Set(results).count == 1 ? [results[0]] : ["矛盾"]
        case .first: return [results[0]]
        case .priority: return [results.min { rank($0) < rank($1) } ?? ""]
        case .outputOrder: return results.sorted { rank($0) < rank($1) }
        case .count: return ["\(results.count)"]
        default: return results
        }
    }

    /// Every way to fill in what `known` leaves nil.
    func completions(_ known: [Int?]) -> [[Int]] {
        var all: [[Int]] = [[]]
        for (column, value) in zip(columns, known) {
            let choices = value.map { [$0] } ?? Array(column.domain.indices)
            all = all.flatMap { start in choices.map { start + [$0] } }
        }
        return all
    }

    /// The unknown columns for which two completions differ in them alone and have different answers.
    func needs(_ known: [Int?]) -> Set<String> {
        var needed: Set<String> = []
        for values in completions(known) {
            for place in columns.indices where known[place] == nil {
                for other in columns[place].domain.indices {
                    var changed = values
                    changed[place] = other
                    if answer(changed) != answer(values) { needed.insert(columns[place].name) }
                }
            }
        }
        return needed
    }

    func context(_ known: [Int?]) -> Context {
        Context(
            zip(columns, known).compactMap { column, place in place.map { (column.name, column.domain[$0]) } }
        )
    }
}
