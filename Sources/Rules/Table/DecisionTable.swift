/// A decision table that is ready to be asked (判定表), DMN 1.5 §8.
package struct DecisionTable: Sendable {
    final class Column: Sendable {
        let label: String
        let expression: Expression
        let type: FeelType
        /// Whether the numbers of this column are whole, as ages are.
        let isInteger: Bool
        let allowed: UnaryTests
        let index: ColumnIndex

        init(
            label: String,
            expression: Expression,
            type: FeelType,
            isInteger: Bool,
            allowed: UnaryTests,
            index: ColumnIndex
        ) {
            self.label = label
            self.expression = expression
            self.type = type
            self.isInteger = isInteger
            self.allowed = allowed
            self.index = index
        }
    }

    struct Result: Sendable {
        let name: String
        let type: FeelType
        /// Best first, for the policies P and O.
        let priorities: [Value]
        let allowed: UnaryTests
        let defaultNode: Node?
    }

    struct Row: Sendable {
        let conditions: [UnaryTests]
        let results: [Node]
    }

    /// Columns that read the same expression, and values that stand for all it can have.
    struct Question: Sendable {
        let columns: [Int]
        let names: [String]
        let probes: [Value]
    }

    package let source: TableSource
    let columns: [Column]
    let results: [Result]
    let rows: [Row]
    let questions: [Question]

    init(source: TableSource, columns: [Column], results: [Result], rows: [Row]) {
        self.source = source
        self.columns = columns
        self.results = results
        self.rows = rows
        questions = DecisionTable.questions(columns)
    }

    private static func questions(_ columns: [Column]) -> [Question] {
        var groups: [[Int]] = []
        for (number, column) in columns.enumerated() {
            let text = column.expression.text
            if let place = groups.firstIndex(where: { sameText(columns[$0[0]].expression.text, text) }) {
                groups[place].append(number)
            } else {
                groups.append([number])
            }
        }
        return groups.map { group in
            Question(
                columns: group,
                names: columns[group[0]].expression.freeNames.sorted(),
                probes: Probes(group.map { columns[$0] }).values
            )
        }
    }

    /// Reads every cell; all mistakes are thrown together. `names` are the names a context may hold; an empty list
    /// leaves names unchecked.
    package init(compiling source: TableSource, names: [String], lexicon: Lexicon = .standard) throws(Diagnostics) {
        var compiler = TableCompiler(source, names: names, isAuthored: true, lexicon: lexicon)
        let table = compiler.compile()
        if compiler.diagnostics.contains(where: { $0.severity == .error }) {
            throw Diagnostics(compiler.diagnostics)
        }
        self = table
    }

    /// Every name that some cell or column reads.
    package var freeNames: Set<String> {
        var names = Set<String>()
        for column in columns { names.formUnion(column.expression.freeNames) }
        for row in rows {
            for cell in row.conditions { names.formUnion(cell.freeNames.map(\.name)) }
            for node in row.results { names.formUnion(FreeNames.of(node).map(\.name)) }
        }
        return names
    }
}
