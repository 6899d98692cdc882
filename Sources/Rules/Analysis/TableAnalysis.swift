/// What a table should be told about before it is published (保存時の検査): gaps, overlaps, rows that can never decide,
/// columns that are never read, cells of the wrong type.
///
/// Each finding shows a concrete situation that falls into it. Exact where columns read plain names and cells hold
/// constants; a cell that must be evaluated is never the reason of a finding.
package struct TableAnalysis: Sendable {
    package let findings: [Diagnostic]

    package init(_ table: DecisionTable) {
        var search = SituationSearch(table)
        let isComplete = search.run()
        var findings = TableAnalysis.types(table) + TableAnalysis.columns(table)
        if isComplete {
            findings += TableAnalysis.overlaps(search, table) + TableAnalysis.unreached(search, table)
            findings += TableAnalysis.gaps(search, table)
        } else {
            findings.append(
                Diagnostic(
                    .note,
                    file: table.source.file,
                    message: "表「\(table.source.name)」は組合せが多すぎて、抜けと重なりを調べきれません",
                    hint: "表を分けてください",
                    english: "too many combinations to analyse"
                )
            )
        }
        self.findings = findings
    }

    // MARK: Cells and columns

    private static func types(_ table: DecisionTable) -> [Diagnostic] {
        var findings: [Diagnostic] = []
        for (number, column) in table.columns.enumerated() {
            for row in table.rows.indices {
                let region = Region(table.rows[row].conditions[number])
                guard let wrong = region?.endpoints.first(where: { !fits($0, column.type) }) else { continue }
                let place = TableSource.address(
                    line: table.source.rows[row].line,
                    column: table.source.fileColumn(input: number)
                )
                findings.append(
                    Diagnostic(
                        file: table.source.file,
                        line: table.source.rows[row].line,
                        message: "\(place): 列「\(column.label)」は\(column.type.japanese)の列ですが、\(wrong.japanese)と書かれています",
                        hint: "\(column.type.japanese)で書いてください",
                        english: "wrong type in column \(column.label)"
                    )
                )
            }
        }
        return findings
    }

    private static func fits(_ value: Value, _ type: FeelType) -> Bool {
        if case .named = type { return true }
        return (try? Evaluation().fits(value, type)) ?? true
    }

    private static func columns(_ table: DecisionTable) -> [Diagnostic] {
        guard !table.rows.isEmpty else { return [] }
        return table.columns.indices.filter { number in table.rows.allSatisfy { $0.conditions[number].isAny } }.map {
            Diagnostic(
                .warning,
                file: table.source.file,
                message: "列「\(table.columns[$0].label)」はどの行でも空欄で、判定に使われていません",
                hint: "要らない列なら消してください",
                english: "column \(table.columns[$0].label) is never read"
            )
        }
    }

    // MARK: Rows

    private static func overlaps(_ search: SituationSearch, _ table: DecisionTable) -> [Diagnostic] {
        search.overlaps.filter { overlap in
            switch table.source.hitPolicy {
            case .unique: true
            case .any: !sameResults(overlap.rows, table)
            default: false
            }
        }.map { overlap in
            let ids = overlap.rows.map { "「\(table.source.rows[$0].id)」" }.joined(separator: "と")
            return Diagnostic(
                file: table.source.file,
                line: table.source.rows[overlap.rows[1]].line,
                message: "行\(ids)が重なっています。例: \(overlap.example)",
                hint: "どちらかの条件を狭めてください",
                english: "rows overlap"
            )
        }
    }

    private static func sameResults(_ rows: [Int], _ table: DecisionTable) -> Bool {
        Set(rows.map { table.source.rows[$0].results }).count == 1
    }

    private static func unreached(_ search: SituationSearch, _ table: DecisionTable) -> [Diagnostic] {
        table.rows.indices.filter { !search.deciding.contains($0) }.map { row in
            let source = table.source.rows[row]
            let isHidden = search.matching.contains(row)
            return Diagnostic(
                .warning,
                file: table.source.file,
                line: source.line,
                message: isHidden
                    ? "行「\(source.id)」は、先にある行にいつも隠れて使われません。例: \(search.examples[row] ?? "")"
                    : "行「\(source.id)」に当てはまる値はありません",
                hint: isHidden ? "行の順か条件を見直してください" : "条件と列の取りうる値を見直してください",
                english: isHidden ? "row \(source.id) is shadowed" : "row \(source.id) is unreachable"
            )
        }
    }

    private static func gaps(_ search: SituationSearch, _ table: DecisionTable) -> [Diagnostic] {
        // Collecting policies may well collect nothing, and defaults answer for what no row names.
        guard table.source.hitPolicy.isSingle, table.results.allSatisfy({ $0.defaultNode == nil }) else { return [] }
        return search.gaps.map { example in
            Diagnostic(
                .warning,
                file: table.source.file,
                message: "どの行にも当てはまらない場合があります。例: \(example)",
                hint: "その場合の行を足すか、列の取りうる値を狭めてください",
                english: "no row matches"
            )
        }
    }
}

extension FeelType {
    var japanese: String {
        switch self {
        case .number: "数"
        case .string: "文字"
        case .boolean: "はい・いいえ"
        case .date: "日付"
        case .time: "時刻"
        case .dateTime: "日時"
        case .daysDuration, .yearsDuration: "期間"
        default: "値"
        }
    }
}

extension Value {
    /// The value as a sentence shows it to staff.
    package var japanese: String {
        switch self {
        case .null: "値なし"
        case .boolean(let truth): truth ? "はい" : "いいえ"
        case .string(let text): "「\(text)」"
        case .date(let date): "\(date.year)年\(date.month)月\(date.day)日"
        default: description
        }
    }
}
