/// Asking a table while facts are missing (部分評価).
extension DecisionTable {
    /// What the table says when `known` holds all that is known. A name that it reads and that `known` does not hold, or
    /// that `unknown` lists, is unknown, which is something else than null. `cost` orders the needs, cheapest first;
    /// equal costs keep the order of the columns.
    ///
    /// Exact where columns read plain names and cells hold constants: a need is listed if and only if two sets of
    /// values for the unknown names exist that differ in this name alone and have different answers.
    package func evaluate(
        _ known: Context,
        unknown: Set<String> = [],
        cost: (String) -> Int = { _ in 0 }
    ) -> TableOutcome {
        do {
            let evaluation = Evaluation()
            let asking = PartialEvaluation(self, known, unknown, evaluation)
            return try asking.outcome(cost)
        } catch {
            // Stopped at a limit: the answer is not known, so everything missing is still wanted.
            return .undecided(needs: freeNames.filter { known[$0] == nil }.sorted(), possible: [])
        }
    }
}

/// A class, for it is handed on as `isUnknown` thousands of times for a household.
final class PartialEvaluation {
    /// Something unknown that splits the rows: each class is the set of rows that one group of its values lets through.
    struct Dimension {
        var names: [String]
        var classes: [Bits]
    }

    private let table: DecisionTable
    private let known: Context
    private let unknown: Set<String>
    private let evaluation: Evaluation
    private let scope: Scope

    init(_ table: DecisionTable, _ known: Context, _ unknown: Set<String>, _ evaluation: Evaluation) {
        self.table = table
        self.known = known
        self.unknown = unknown
        self.evaluation = evaluation
        scope = Scope(known)
    }

    private func isUnknown(_ name: String) -> Bool {
        if unknown.contains(name) { return true }
        if known[name] != nil { return false }
        let parts = name.split(separator: ".", maxSplits: 1)
        return parts.count < 2 || known[String(parts[0])] == nil
    }

    func outcome(_ cost: (String) -> Int) throws(Exhausted) -> TableOutcome {
        let values = try table.columnValues(evaluation, scope, isUnknown: isUnknown)
        let rows = try table.surviving(values, evaluation, scope, isUnknown: isUnknown)
        var outputs: [Int: [Value]] = [:]
        var outputNeeds: [Int: [String]] = [:]
        for row in rows.rows {
            let needs = table.rows[row].results.flatMap { FreeNames.of($0).map(\.name) }.filter(isUnknown)
            if needs.isEmpty {
                outputs[row] = try table.outputs(of: row, evaluation, scope)
            } else {
                outputNeeds[row] = needs
                // Not known yet, and so equal to nothing else.
                outputs[row] = [.context(Context([("row", .number(row))]))]
            }
        }
        let dimensions = self.dimensions(values, rows)
        let defaults = try table.defaults(evaluation, scope)
        var diagram = AnswerDiagram(dimensions.map(\.classes)) { [table] rows in
            table.answer(rows.rows, defaults) { outputs[$0] ?? [] }
        }
        let found = diagram.explore(rows)
        var needs = found.deciding.flatMap { dimensions[$0].names }
        for row in found.rows.rows { needs += outputNeeds[row] ?? [] }
        guard needs.isEmpty, let answer = found.only else {
            let possible = found.rows.rows.map { table.match($0, outputs[$0] ?? [], values) }
            return .undecided(needs: ordered(needs, cost), possible: possible)
        }
        return settled(answer, found.rows, values, outputs)
    }

    private func settled(_ answer: Answer, _ rows: Bits, _ values: [Value?], _ outputs: [Int: [Value]]) -> TableOutcome
    {
        switch answer.kind {
        case .none: return .noMatch
        case .conflict:
            return .undecided(needs: [], possible: answer.rows.map { table.match($0, outputs[$0] ?? [], values) })
        case .rows where answer.rows.isEmpty:
            return .decided([Match(row: nil, outputs: table.context(answer.outputs[0]))])
        case .rows:
            var matches = zip(answer.rows, answer.outputs).map { table.match($0, $1, values) }
            let others = rows.rows.filter { !answer.rows.contains($0) }
            if table.source.hitPolicy != .any, matches.count == 1 { matches[0].alternatives = others }
            return .decided(matches)
        case .aggregate(let value):
            let name = table.results.first?.name ?? table.source.name
            return .decided([Match(row: answer.rows.first, outputs: Context([(name, value)]))])
        }
    }

    private func ordered(_ names: [String], _ cost: (String) -> Int) -> [String] {
        var unique: [String] = []
        for name in names where !unique.contains(where: { sameText($0, name) }) { unique.append(name) }
        let order = table.columns.flatMap { $0.expression.freeNames.sorted() }
        func place(_ name: String) -> Int { order.firstIndex { sameText($0, name) } ?? order.count }
        return unique.map { (name: $0, cost: cost($0), place: place($0)) }
            .sorted { ($0.cost, $0.place) < ($1.cost, $1.place) }.map(\.name)
    }

    // MARK: What is unknown

    private func dimensions(_ values: [Value?], _ rows: Bits) -> [Dimension] {
        var dimensions: [Dimension] = []
        for question in table.questions where values[question.columns[0]] == nil {
            dimensions.append(
                Dimension(names: question.names.filter(isUnknown), classes: classes(of: question, rows))
            )
        }
        for number in table.columns.indices {
            dimensions += cellDimensions(number, isKnown: values[number] != nil, rows)
        }
        return dimensions
    }

    private func classes(of question: DecisionTable.Question, _ rows: Bits) -> [Bits] {
        var classes: [Bits] = []
        for probe in question.probes {
            var kept = rows
            for number in question.columns {
                let index = table.columns[number].index
                kept.formIntersection((index.rows(for: probe) ?? index.openRows).union(index.opaqueRows))
            }
            if !classes.contains(kept) { classes.append(kept) }
        }
        return classes.isEmpty ? [rows] : classes
    }

    /// Cells whose answer cannot be told from the value alone: each text of a column may hold or not.
    private func cellDimensions(_ number: Int, isKnown: Bool, _ rows: Bits) -> [Dimension] {
        let column = table.columns[number]
        guard !column.index.opaqueRows.isEmpty else { return [] }
        var byText: [(text: String, names: [String], rows: Bits)] = []
        for row in column.index.opaqueRows.intersection(rows).rows {
            let cell = table.rows[row].conditions[number]
            var names = cell.freeNames.map(\.name).filter(isUnknown)
            if names.isEmpty, isKnown { continue }
            if !isKnown { names += column.expression.freeNames.filter(isUnknown).sorted() }
            let text = table.source.rows[row].conditions[number]
            if let place = byText.firstIndex(where: { sameText($0.text, text) }) {
                byText[place].rows[row] = true
            } else {
                var single = Bits(count: table.rows.count)
                single[row] = true
                byText.append((text, names, single))
            }
        }
        return byText.map { cell in
            var without = rows
            for row in cell.rows.rows { without[row] = false }
            return Dimension(names: cell.names, classes: [rows, without])
        }
    }
}
