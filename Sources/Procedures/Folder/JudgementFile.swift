import Japanese
import Madoguchi
import Rules

/// Reads `judgement.csv` or `.xlsx` of a procedure (判定表) and checks what a judgement must have beyond any decision table.
struct JudgementFile {
    static let outcome = "判定"
    static let deadline = "期限"
    static let start = "開始"
    static let reason = "理由"
    static let law = "根拠"
    static let since = "施行"

    let items: [Item]
    let names: Names
    let deadlines: [String]
    let starts: [String]
    let eras: EraTable

    func read(_ bytes: [UInt8], file: String, _ findings: inout Findings) -> DecisionTable? {
        var own = Findings()
        let table = table(bytes, file: file, &own)
        let places = CellPlaces(bytes)
        findings.all += own.all.map { places.placed($0) }
        return table
    }

    private func table(_ bytes: [UInt8], file: String, _ findings: inout Findings) -> DecisionTable? {
        do {
            var source = try table(bytes, file: file)
            source.inputs = source.inputs.map(typed)
            let before = findings.all.count
            check(source, &findings)
            let table = try DecisionTable(compiling: source, names: [], lexicon: .standard.with(eras))
            checkNames(table, source, &findings)
            return findings.all.count == before ? table : nil
        } catch {
            findings.all += error.all
            return nil
        }
    }

    /// A workbook holds the table in its one sheet; any other file is CSV.
    private func table(_ bytes: [UInt8], file: String) throws(Diagnostics) -> TableSource {
        guard file.lowercased().hasSuffix(".xlsx") else { return try TableSource(csv: bytes, file: file) }
        let tables = try TableSource.tables(xlsx: bytes, file: file)
        guard tables.count == 1, let table = tables.first else {
            throw Diagnostics([
                Diagnostic(file: file, message: "ブックに表が\(tables.count)つあります", hint: "判定表のシートだけを残してください")
            ])
        }
        return table
    }

    /// A column that reads an item has that item's type and choices; the file need not repeat them.
    private func typed(_ input: TableSource.Input) -> TableSource.Input {
        guard input.type == nil else { return input }
        var input = input
        if let limits = JudgementFile.builtIn[input.expression] {
            input.type = "integer"
            input.allowedValues = limits
        } else if let item = items.first(where: { $0.name == input.expression }) {
            input.type = item.kind.feelType
            if item.kind == .choice, input.allowedValues.isEmpty {
                input.allowedValues = item.choices.map { "\"\($0.value)\"" }.joined(separator: ", ")
            }
        }
        return input
    }

    private static let builtIn = [
        BuiltInName.age: "[0..150]",
        BuiltInName.fiscalYearEndAge: "[0..150]",
        BuiltInName.grade: "[0..9]",
        BuiltInName.elapsedDays: "",
        BuiltInName.count: "",
    ]

    private func check(_ source: TableSource, _ findings: inout Findings) {
        let outcome = source.outputs.firstIndex { $0.name == JudgementFile.outcome }
        let limits = [(JudgementFile.deadline, "deadlines", deadlines), (JudgementFile.start, "starts", starts)]
        if outcome == nil {
            findings.add(source.file, message: "「→判定」の列がありません", hint: "必要・不要・要確認・案内 のどれかを書く列を作ってください")
        }
        for name in [JudgementFile.reason, JudgementFile.law, JudgementFile.since]
        where !source.annotations.contains(name) {
            findings.add(source.file, message: "「※\(name)」の列がありません", hint: "注記の列は ※理由・※根拠・※施行 の三つが要ります")
        }
        var ids: Set<String> = []
        for row in source.rows {
            if !ids.insert(row.id).inserted {
                findings.add(
                    source.file,
                    line: row.line,
                    message: "行の名前「\(row.id)」が二度使われています",
                    hint: "行ごとに違う名前を付けてください"
                )
            }
            if let outcome { checkOutcome(row.results[outcome], row, source, outcome, &findings) }
            for (name, key, ids) in limits {
                guard let column = source.outputs.firstIndex(where: { $0.name == name }) else { continue }
                checkReference(Reference(name: name, key: key, ids: ids), row, source, column, &findings)
            }
            checkAnnotations(row, source, &findings)
        }
    }

    private func checkOutcome(
        _ cell: String,
        _ row: TableSource.Row,
        _ source: TableSource,
        _ index: Int,
        _ findings: inout Findings
    ) {
        let words = Outcome.allCases.map(\.japanese)
        guard !words.contains(where: { cell == "\"\($0)\"" }) else { return }
        report(
            row,
            source,
            source.inputs.count + index,
            "判定が「\(cell)」になっています",
            words.map { "\"\($0)\"" }.joined(separator: "、") + " のどれかを書いてください",
            &findings
        )
    }

    /// A column whose cells name something of procedure.yaml.
    private struct Reference {
        let name: String
        let key: String
        let ids: [String]
    }

    private func checkReference(
        _ reference: Reference,
        _ row: TableSource.Row,
        _ source: TableSource,
        _ index: Int,
        _ findings: inout Findings
    ) {
        let cell = row.results[index]
        guard !cell.isEmpty, cell != "null", !reference.ids.contains(where: { cell == "\"\($0)\"" }) else { return }
        let bare = cell.filter { $0 != "\"" }
        let guess = Spelling.closest(to: bare, among: reference.ids)
        report(
            row,
            source,
            source.inputs.count + index,
            "\(reference.name)「\(bare)」は procedure.yaml の \(reference.key) にありません",
            guess.map { "もしかして \"\($0)\" ではありませんか" } ?? "\(reference.key) の id を \" で囲んで書くか、空けてください",
            &findings
        )
    }

    private func checkAnnotations(_ row: TableSource.Row, _ source: TableSource, _ findings: inout Findings) {
        let first = source.inputs.count + source.outputs.count
        for (index, name) in source.annotations.enumerated() {
            let text = row.annotations[index]
            if text.isEmpty, [JudgementFile.reason, JudgementFile.law, JudgementFile.since].contains(name) {
                report(row, source, first + index, "「※\(name)」が空です", "すべての行に書いてください", &findings)
            } else if name == JudgementFile.since, CivilDate(iso: text) == nil {
                report(row, source, first + index, "施行日が暦にある日付ではありません", "2024-10-01 の形で書いてください", &findings)
            }
            for unknown in names.unknown(in: Set(SentenceTemplate(text).names)) {
                let guess = Spelling.closest(to: unknown, among: names.all)
                report(
                    row,
                    source,
                    first + index,
                    "「{\(unknown)}」という項目はありません",
                    guess.map { "もしかして「{\($0)}」ではありませんか" } ?? "items.yaml の name を書いてください",
                    &findings
                )
            }
        }
    }

    private func checkNames(_ table: DecisionTable, _ source: TableSource, _ findings: inout Findings) {
        for name in names.unknown(in: table.freeNames) {
            let guess = Spelling.closest(to: name, among: names.all).map { "もしかして「\($0)」ではありませんか" }
            let message = "「\(name)」という項目はありません"
            let hint = guess ?? "items.yaml の name を書いてください。文字なら \" で囲んでください"
            for row in source.rows {
                guard let column = (row.conditions + row.results).firstIndex(where: { $0.contains(name) }) else {
                    continue
                }
                report(row, source, column, message, hint, &findings)
            }
            if source.inputs.contains(where: { $0.expression.contains(name) }) {
                findings.add(source.file, message: message, hint: hint)
            }
        }
    }

    private func report(
        _ row: TableSource.Row,
        _ source: TableSource,
        _ column: Int,
        _ message: String,
        _ hint: String,
        _ findings: inout Findings
    ) {
        let letter = JudgementFile.letters((source.namesRows ? 1 : 0) + column)
        findings.add(source.file, line: row.line, message: "\(letter)\(row.line)：\(message)", hint: hint)
    }

    /// The letters over a column of a spreadsheet: A, B … Z, AA.
    static func letters(_ column: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? letter : letters(column / 26 - 1) + letter
    }
}

extension Item.Kind {
    /// The FEEL type of the item's values.
    var feelType: String {
        switch self {
        case .text, .kana, .choice: "string"
        case .date: "date"
        case .boolean: "boolean"
        case .number: "number"
        }
    }
}
