/// Asking a table (判定表の評価), whether everything is known or not.
extension DecisionTable {
    /// The values of the columns in that scope, with nil where an unknown name stands in the way.
    func columnValues(
        _ evaluation: Evaluation,
        _ scope: Scope,
        isUnknown: (String) -> Bool
    ) throws(Exhausted) -> [Value?] {
        var values: [Value?] = []
        for column in columns {
            if column.expression.freeNames.contains(where: isUnknown) {
                values.append(nil)
            } else {
                values.append(try evaluation.evaluate(column.expression.node, scope))
            }
        }
        return values
    }

    /// Rows that pass in all known columns; cells that read unknown names let their row through.
    func surviving(
        _ values: [Value?],
        _ evaluation: Evaluation,
        _ scope: Scope,
        isUnknown: (String) -> Bool
    ) throws(Exhausted) -> Bits {
        var rows = Bits(count: self.rows.count, all: true)
        var slow: [(column: Int, rows: Bits?)] = []
        for (number, value) in values.enumerated() {
            guard let value else { continue }
            let index = columns[number].index
            guard let fast = index.rows(for: value) else {
                slow.append((number, nil))
                continue
            }
            rows.formIntersection(fast.union(index.opaqueRows))
            if !index.opaqueRows.isEmpty { slow.append((number, index.opaqueRows)) }
        }
        for (column, opaque) in slow {
            guard let value = values[column] else { continue }
            for row in (opaque.map(rows.intersection) ?? rows).rows {
                let cell = self.rows[row].conditions[column]
                if cell.freeNames.contains(where: { isUnknown($0.name) }) { continue }
                if try cell.accept(value, evaluation, scope) != true { rows[row] = false }
            }
        }
        return rows
    }

    /// The results of a row.
    func outputs(of row: Int, _ evaluation: Evaluation, _ scope: Scope) throws(Exhausted) -> [Value] {
        var values: [Value] = []
        for (node, result) in zip(rows[row].results, results) {
            let value = try evaluation.evaluate(node, scope)
            values.append(try checked(value, result, evaluation, scope))
        }
        return values
    }

    /// A result outside its allowed values or type is null (DMN 1.5 §8.2.8).
    private func checked(
        _ value: Value,
        _ result: Result,
        _ evaluation: Evaluation,
        _ scope: Scope
    ) throws(Exhausted) -> Value {
        guard let typed = try evaluation.conform(value, to: result.type) else { return .null }
        if result.allowed.isAny || typed.isNull { return typed }
        return try result.allowed.accept(typed, evaluation, scope) == true ? typed : .null
    }

    /// The default results; nil when the table has none.
    func defaults(_ evaluation: Evaluation, _ scope: Scope) throws(Exhausted) -> [Value]? {
        guard results.contains(where: { $0.defaultNode != nil }) else { return nil }
        var values: [Value] = []
        for result in results {
            values.append(
                try result.defaultNode.map { node throws(Exhausted) in try evaluation.evaluate(node, scope) } ?? .null
            )
        }
        return values
    }

    func match(_ row: Int, _ outputs: [Value], _ values: [Value?]) -> Match {
        var matched: [(String, Value)] = []
        for (column, value) in zip(columns.indices, values) where !rows[row].conditions[column].isAny {
            if let value { matched.append((columns[column].label, value)) }
        }
        let notes = zip(source.annotations, source.rows[row].annotations).filter { !$0.1.isEmpty }
        return Match(
            row: row,
            id: source.rows[row].id,
            outputs: context(outputs),
            annotations: Dictionary(notes, uniquingKeysWith: { first, _ in first }),
            matched: Context(matched)
        )
    }

    func context(_ outputs: [Value]) -> Context {
        Context(Array(zip(results.map(\.name), outputs)))
    }
}
