/// A decision table as it is written (判定表の原稿): texts of cells, before anything is compiled.
package struct TableSource: Sendable, Hashable {
    /// A condition column (条件列).
    package struct Input: Sendable, Hashable {
        package var label: String
        /// FEEL; the label itself when nothing else was written.
        package var expression: String
        /// `string`, `number`, `integer`, `boolean`, `date` … or nil when not said.
        package var type: String?
        /// FEEL unary tests that every value of the column passes, as `"転入", "転居"` or `[0..150]`; empty when not said.
        package var allowedValues: String

        package init(label: String, expression: String? = nil, type: String? = nil, allowedValues: String = "") {
            self.label = label
            self.expression = expression ?? label
            self.type = type
            self.allowedValues = allowedValues
        }
    }

    /// A result column (結果列).
    package struct Output: Sendable, Hashable {
        package var name: String
        package var type: String?
        /// FEEL values in order of priority, best first; empty when not said.
        package var allowedValues: String
        /// FEEL; the value when no row matches, nil when there is none.
        package var defaultValue: String?

        package init(name: String, type: String? = nil, allowedValues: String = "", defaultValue: String? = nil) {
            self.name = name
            self.type = type
            self.allowedValues = allowedValues
            self.defaultValue = defaultValue
        }
    }

    package struct Row: Sendable, Hashable {
        package var id: String
        package var conditions: [String]
        package var results: [String]
        package var annotations: [String]
        /// Line of the file, from 1; 0 when the table came from no file.
        package var line: Int

        package init(
            id: String,
            conditions: [String],
            results: [String],
            annotations: [String] = [],
            line: Int = 0
        ) {
            self.id = id
            self.conditions = conditions
            self.results = results
            self.annotations = annotations
            self.line = line
        }
    }

    package var name: String
    package var file: String
    package var hitPolicy: HitPolicy
    package var inputs: [Input]
    package var outputs: [Output]
    /// Names of the columns that explain and decide nothing (注記列).
    package var annotations: [String]
    package var rows: [Row]
    /// Whether the file gives its rows names of their own in a first column.
    package var namesRows: Bool

    package init(
        name: String,
        file: String = "",
        hitPolicy: HitPolicy = .unique,
        inputs: [Input],
        outputs: [Output],
        annotations: [String] = [],
        rows: [Row],
        namesRows: Bool = false
    ) {
        self.name = name
        self.file = file
        self.hitPolicy = hitPolicy
        self.inputs = inputs
        self.outputs = outputs
        self.annotations = annotations
        self.rows = rows
        self.namesRows = namesRows
    }

    /// Where a column stands in the file, from 0: row names, inputs, outputs, annotations.
    func fileColumn(input index: Int) -> Int { (namesRows ? 1 : 0) + index }
    func fileColumn(output index: Int) -> Int { fileColumn(input: inputs.count + index) }

    /// The spreadsheet address of a cell, such as `B7`.
    package static func address(line: Int, column: Int) -> String {
        var letters = ""
        var rest = column
        repeat {
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return "\(letters)\(line)"
    }
}
