/// The rows of docs/requirements.md.
struct Requirements {
    static let path = "docs/requirements.md"
    static let header = ["番号", "要件", "区分", "状態", "場所", "試験", "残り"]

    struct Row {
        let line: Int
        let number: String
        let text: String
        let kind: String
        let state: String
        let folders: [String]
        let tests: [String]
        let rest: String
    }

    let rows: [Row]
    let mistakes: [Finding]

    init(_ file: TextFile) {
        var rows: [Row] = []
        var mistakes: [Finding] = []
        for table in Markdown(file).tables where table.header.first == Requirements.header[0] {
            for row in table.rows {
                guard table.header == Requirements.header, row.cells.count == 7 else {
                    mistakes.append(Finding(file.path, row.line, "a row has the columns \(Requirements.header)"))
                    continue
                }
                let cells = row.cells
                rows.append(
                    Row(
                        line: row.line,
                        number: cells[0],
                        text: cells[1],
                        kind: cells[2],
                        state: cells[3],
                        folders: Markdown.codeSpans(cells[4]),
                        tests: Markdown.codeSpans(cells[5]),
                        rest: cells[6]
                    )
                )
            }
        }
        self.rows = rows
        self.mistakes = mistakes
    }

    /// Numbers that are missing, doubled or not known.
    func differences(from expected: [String]) -> [Finding] {
        let counts = Dictionary(grouping: rows, by: \.number)
        let missing = expected.filter { counts[$0] == nil }.map { Finding(Self.path, "\($0) has no row") }
        let doubled = rows.filter { (counts[$0.number]?.count ?? 0) > 1 }
        let unknown = rows.filter { !Set(expected).contains($0.number) }
        return missing + doubled.map { Finding(Self.path, $0.line, "\($0.number) has several rows") }
            + unknown.map { Finding(Self.path, $0.line, "\($0.number) is no clause and no function") }
    }

    /// Rows that claim what no test shows, or a place that does not exist.
    func unproven(by tests: Set<TestName>, exists: (String) -> Bool) -> [Finding] {
        rows.flatMap { row in
            faults(of: row, tests: tests, exists: exists).map { Finding(Self.path, row.line, "\(row.number) \($0)") }
        }
    }

    private func faults(of row: Row, tests: Set<TestName>, exists: (String) -> Bool) -> [String] {
        var faults: [String] = []
        if row.text.isEmpty { faults.append("has no text") }
        if !["E", "I", "C", "R", "E/I"].contains(row.kind) { faults.append("has an unknown class \(row.kind)") }
        switch row.state {
        case "動作", "一部":
            if row.tests.isEmpty { faults.append("names no test") }
            if row.folders.isEmpty { faults.append("names no folder") }
            faults += row.tests.compactMap { problem(of: $0, among: tests) }
            faults += row.folders.filter { !exists($0) }.map { "names \($0), which does not exist" }
            if row.state == "一部", row.rest.isEmpty { faults.append("is partly there and does not say what is missing") }
        case "未":
            if !row.tests.isEmpty { faults.append("is not there and names a test") }
        case "役務":
            if !row.tests.isEmpty { faults.append("is no matter of the program and names a test") }
            if row.number.hasPrefix("F-") { faults.append("is a function and cannot be 役務") }
        default:
            faults.append("has an unknown state \(row.state)")
        }
        return faults
    }

    private func problem(of name: String, among tests: Set<TestName>) -> String? {
        switch tests.count(where: { $0.answers(to: name) }) {
        case 0: "names a test that does not exist: \(name)"
        case 1: nil
        case let count: "names \(count) tests at once: \(name) – write Suite/function"
        }
    }
}

extension Requirements {
    /// Every clause of the specification from section 5 to section 14, and every function.
    static var expected: [String] {
        clauses + (1...134).map { $0 < 10 ? "F-0\($0)" : "F-\($0)" }
    }

    private static let kana = Array("アイウエオカキク").map(String.init)
    private static let circled = Array("①②③④⑤⑥⑦⑧").map(String.init)

    private static var clauses: [String] {
        plain("5", 6) + ["6", "7"] + plain("8", 6) + plain("9", 3)
            + lettered("10-(1)", 5) + ["10-(2)", "10-(3)"] + lettered("10-(4)", 6)
            + lettered("10-(5)", 2) + capitals("10-(5)-(ウ)", 3) + dashed("10-(5)-表2", 7) + dashed("10-(5)-表3", 2)
            + ["10-(6)-(ア)-A"] + numbered("10-(6)-(ア)-B", 3) + capitals("10-(6)-(イ)", 2)
            + ["10-(6)-(ウ)-A"] + numbered("10-(6)-(ウ)-A", 3) + ["10-(6)-(ウ)-B"] + numbered("10-(6)-(ウ)-C", 3)
            + numbered("10-(6)-(エ)-A", 2) + numbered("10-(6)-(エ)-B", 2) + numbered("10-(6)-(エ)-C", 3)
            + numbered("10-(6)-(エ)-D", 2) + ["10-(6)-(オ)"]
            + plain("11", 4) + plain("12", 2)
            + lettered("13-(1)", 2) + lettered("13-(2)", 4) + lettered("13-(3)", 2) + ["13-(4)"] + plain("14", 4)
    }

    private static func plain(_ head: String, _ count: Int) -> [String] {
        (1...count).map { "\(head)-(\($0))" }
    }

    private static func dashed(_ head: String, _ count: Int) -> [String] {
        (1...count).map { "\(head)-\($0)" }
    }

    private static func lettered(_ head: String, _ count: Int) -> [String] {
        kana.prefix(count).map { "\(head)-(\($0))" }
    }

    private static func capitals(_ head: String, _ count: Int) -> [String] {
        ["A", "B", "C"].prefix(count).map { "\(head)-\($0)" }
    }

    private static func numbered(_ head: String, _ count: Int) -> [String] {
        circled.prefix(count).map { head + $0 }
    }
}
