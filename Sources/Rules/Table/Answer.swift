/// What a hit policy makes of the rows that match (ヒット方式の適用), DMN 1.5 §8.2.10.
struct Answer: Hashable {
    enum Kind: Hashable {
        case none, rows, conflict, aggregate(Value)
    }

    let kind: Kind
    /// The rows that make the answer, in its order.
    let rows: [Int]
    /// Their results, or those of the default.
    let outputs: [[Value]]

    /// Two situations have the same answer when the results are the same, whichever row they come from.
    static func == (left: Answer, right: Answer) -> Bool {
        left.kind == right.kind && left.outputs == right.outputs
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(outputs)
    }
}

extension DecisionTable {
    /// The answer when exactly these rows match; `outputs` gives the results of a row.
    func answer(_ rows: [Int], _ defaults: [Value]?, _ outputs: (Int) -> [Value]) -> Answer {
        guard let first = rows.first else {
            guard let defaults else { return Answer(kind: .none, rows: [], outputs: []) }
            return Answer(kind: .rows, rows: [], outputs: [defaults])
        }
        func list(_ rows: [Int]) -> Answer { Answer(kind: .rows, rows: rows, outputs: rows.map(outputs)) }
        switch source.hitPolicy {
        case .unique:
            return rows.count == 1 ? list(rows) : Answer(kind: .conflict, rows: rows, outputs: [])
        case .any:
            let wanted = outputs(first)
            guard rows.allSatisfy({ outputs($0) == wanted }) else {
                return Answer(kind: .conflict, rows: rows, outputs: [])
            }
            return list([first])
        case .first: return list([first])
        case .priority: return list([prioritised(rows, outputs)[0]])
        case .outputOrder: return list(prioritised(rows, outputs))
        case .ruleOrder, .collect: return list(rows)
        case .sum, .minimum, .maximum, .count:
            return Answer(kind: .aggregate(aggregate(rows.map(outputs))), rows: rows, outputs: [])
        }
    }

    /// Rows by the place of their results in the lists of allowed values, best first; equal rows keep their order.
    private func prioritised(_ rows: [Int], _ outputs: (Int) -> [Value]) -> [Int] {
        func rank(_ row: Int) -> [Int] {
            zip(outputs(row), results).map { value, result in
                result.priorities.firstIndex(of: value) ?? result.priorities.count
            }
        }
        return rows.map { (row: $0, rank: rank($0)) }
            .sorted { ($0.rank, $0.row) < ($1.rank, $1.row) }.map(\.row)
    }

    private func aggregate(_ outputs: [[Value]]) -> Value {
        let values = outputs.compactMap(\.first)
        if source.hitPolicy == .count {
            return .number(values.count)
        }
        guard outputs.allSatisfy({ $0.count == 1 }) else { return .null }
        let name =
            switch source.hitPolicy {
            case .sum: "sum"
            case .minimum: "min"
            default: "max"
            }
        guard let function = Builtin.named(name)?.function else { return .null }
        return (try? Evaluation().call(function, [.list(values)])) ?? .null
    }
}

private func < (left: ([Int], Int), right: ([Int], Int)) -> Bool {
    left.0 == right.0 ? left.1 < right.1 : left.0.lexicographicallyPrecedes(right.0)
}
