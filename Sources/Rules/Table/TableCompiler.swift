/// Turns the texts of a table into what can be evaluated (判定表の翻訳), collecting every mistake.
struct TableCompiler {
    private let source: TableSource
    private let vocabulary: NameTable
    /// Readers of cells: without texts, and for each condition column with its own.
    private let plainReader: CellText
    private let readers: [CellText]
    private let names: [String]
    /// Cells typed by staff are normalised and checked; cells of a DMN file are taken as they are.
    private let isAuthored: Bool
    private let known: Set<TextKey>
    private let typeOf: (String?) -> FeelType
    private(set) var diagnostics: [Diagnostic] = []

    init(
        _ source: TableSource,
        names: [String],
        isAuthored: Bool,
        lexicon: Lexicon = .standard,
        typeOf: @escaping (String?) -> FeelType = { FeelType(name: $0 ?? "Any") }
    ) {
        self.typeOf = typeOf
        self.source = source
        self.isAuthored = isAuthored
        let labels = source.inputs.filter { sameText($0.label, $0.expression) }.map(\.label)
        self.names = names + (isAuthored ? labels : [])
        known = Set(names.map(TextKey.init))
        vocabulary = NameTable(self.names)
        let plain = CellText(names: self.names, strings: [])
        plainReader = plain
        readers = source.inputs.map { plain.with(strings: CellText.strings($0.allowedValues), lexicon: lexicon) }
    }

    mutating func compile() -> DecisionTable {
        var cells: [[UnaryTests]] = []
        for (row, source) in source.rows.enumerated() {
            checkWidth(source)
            cells.append(self.source.inputs.indices.map { condition(row: row, column: $0) })
        }
        let columns = source.inputs.indices.map { index in
            column(index, cells.map { $0[index] })
        }
        let outputs = source.outputs.indices.map { output($0) }
        let rows = source.rows.indices.map { row in
            DecisionTable.Row(
                conditions: cells[row],
                results: source.outputs.indices.map { result(row: row, column: $0) }
            )
        }
        return DecisionTable(source: source, columns: columns, results: outputs, rows: rows)
    }

    private mutating func checkWidth(_ row: TableSource.Row) {
        guard row.conditions.count != source.inputs.count || row.results.count != source.outputs.count else { return }
        diagnostics.append(
            Diagnostic(
                file: source.file,
                line: row.line,
                message: "行「\(row.id)」のセルの数が列の数と合いません",
                hint: "条件は\(source.inputs.count)個、結果は\(source.outputs.count)個書いてください",
                english: "row \(row.id) has the wrong number of cells"
            )
        )
    }

    // MARK: Columns

    private mutating func column(_ index: Int, _ cells: [UnaryTests]) -> DecisionTable.Column {
        let input = source.inputs[index]
        let place = Place(line: 0, column: source.fileColumn(input: index), label: input.label)
        let node = expression(input.expression, place) ?? .literal(.null)
        let isInteger = input.type == "integer"
        return DecisionTable.Column(
            label: input.label,
            expression: Expression(text: input.expression, node: node),
            type: isInteger ? .number : typeOf(input.type),
            isInteger: isInteger,
            allowed: tests(input.allowedValues, place, plainReader),
            index: ColumnIndex(cells)
        )
    }

    private mutating func output(_ index: Int) -> DecisionTable.Result {
        let output = source.outputs[index]
        let place = Place(line: 0, column: source.fileColumn(output: index), label: "→" + output.name)
        let allowed = tests(output.allowedValues, place, plainReader)
        let priorities = allowed.tests.map { $0.constant ?? .null }
        let value = output.defaultValue.flatMap { expression(CellText.quoted($0, strings(of: output)), place) }
        return DecisionTable.Result(
            name: output.name,
            type: typeOf(output.type),
            priorities: priorities,
            allowed: allowed,
            defaultNode: value
        )
    }

    // MARK: Cells

    private struct Place {
        let line: Int
        let column: Int
        let label: String

        /// `B7: ` where the cell is in a file, otherwise the label of the column.
        var prefix: String {
            line > 0 ? TableSource.address(line: line, column: column) + ": " : "列「\(label)」: "
        }
    }

    private mutating func condition(row: Int, column: Int) -> UnaryTests {
        let cells = source.rows[row].conditions
        guard column < cells.count else { return .any }
        let input = source.inputs[column]
        let place = Place(
            line: source.rows[row].line,
            column: source.fileColumn(input: column),
            label: input.label
        )
        return tests(
            cells[column],
            place,
            readers[column]
        )
    }

    private mutating func result(row: Int, column: Int) -> Node {
        let cells = source.rows[row].results
        guard column < cells.count, !cells[column].isEmpty else { return .literal(.null) }
        let output = source.outputs[column]
        let place = Place(
            line: source.rows[row].line,
            column: source.fileColumn(output: column),
            label: output.name
        )
        let text = CellText.quoted(cells[column], strings(of: output))
        return expression(text, place) ?? .literal(.null)
    }

    private func strings(of output: TableSource.Output) -> [String] {
        isAuthored ? CellText.strings(output.allowedValues) : []
    }

    private mutating func tests(_ text: String, _ place: Place, _ reader: CellText) -> UnaryTests {
        guard !trimmed(text).isEmpty else { return .any }
        do {
            let tests = try UnaryTests(parsing: isAuthored ? reader.normalised(text) : text, names: vocabulary)
            check(tests.freeNames, place)
            for test in tests.tests where isAuthored && test.isIdle { reportIdle(text, place) }
            return tests
        } catch {
            report(error, text, place)
            return .never
        }
    }

    private mutating func expression(_ text: String, _ place: Place) -> Node? {
        do {
            let reader = plainReader
            var parser = try Parser(isAuthored ? reader.normalised(text) : text, names: vocabulary)
            let node = try parser.wholeExpression()
            check(FreeNames.of(node), place)
            return node
        } catch {
            report(error, text, place)
            return nil
        }
    }

    private mutating func check(_ names: [FreeNames.Occurrence], _ place: Place) {
        guard isAuthored, !known.isEmpty else { return }
        for name in names where !isKnown(name.name) {
            var finding = Diagnostic.unknownName(name.name, among: self.names, file: source.file, line: place.line)
            finding.message = place.prefix + finding.message
            diagnostics.append(finding)
        }
    }

    private func isKnown(_ name: String) -> Bool {
        // The root of a path is known when a dotted name begins with it.
        known.contains(TextKey(name)) || names.contains { $0.utf8.starts(with: (name + ".").utf8) }
    }

    private mutating func reportIdle(_ text: String, _ place: Place) {
        diagnostics.append(
            Diagnostic(
                file: source.file,
                line: place.line,
                message: "\(place.prefix)「\(text)」はどの値にも当てはまりません",
                hint: "範囲は [65..75) か「65歳以上75歳未満」、どちらかは「,」で区切って書いてください",
                english: "\(place.prefix)no value passes this test; write [65..75) for a range, or a comma for either"
            )
        )
    }

    private mutating func report(_ error: SyntaxError, _ text: String, _ place: Place) {
        var finding = error.diagnostic(in: text, file: source.file)
        // The place inside a cell tells nothing in a spreadsheet; its address does.
        if isAuthored {
            finding.line = place.line
            finding.column = 0
        }
        finding.message = place.prefix + finding.message
        diagnostics.append(finding)
    }
}
