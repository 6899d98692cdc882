import Japanese
package import Madoguchi
package import Rules

/// Runs every example household of a folder (例の実行): what `madoguchi procedures test` prints.
package struct ExampleRun: Sendable {
    /// An expectation that was not met; its place is that of the expectation in its file.
    package struct Failure: Sendable, Hashable {
        package let example: String
        package let diagnostic: Diagnostic
    }

    package private(set) var examples = 0
    package private(set) var expectations = 0
    package private(set) var failures: [Failure] = []
    /// Mistakes in the example files themselves.
    package private(set) var findings: [Diagnostic] = []
    /// Rows that decided where an example says what is right, by procedure.
    package private(set) var reached: [ProcedureID: Set<String>] = [:]

    package init(_ files: FolderFiles, catalogue: Catalogue) {
        let suite = ExampleSuite(files, catalogue: catalogue)
        findings = suite.findings
        for example in suite.examples { run(example, catalogue) }
    }

    init(_ suite: ExampleSuite, catalogue: Catalogue) {
        for example in suite.examples { run(example, catalogue) }
    }

    package var isGood: Bool { failures.isEmpty && findings.isEmpty }

    /// Rows no example reaches, as `procedure/row`.
    package func unreached(in catalogue: Catalogue) -> [String] {
        catalogue.procedures.flatMap { procedure in
            procedure.judgement.source.rows.map(\.id)
                .filter { reached[procedure.id]?.contains($0) != true }
                .map { "\(procedure.id.text)/\($0)" }
        }
    }

    private mutating func run(_ example: Example, _ catalogue: Catalogue) {
        examples += 1
        let situation = Situation(example.situation.facts, catalogue: catalogue)
        let judge = Judge(situation)
        for expectation in example.expectations {
            expectations += 1
            let isThere = expectation.person.map { situation.movers.contains($0) } ?? true
            // The table in force, not the one the example was read with: mutated catalogues run the same examples.
            let procedure = catalogue.procedure(expectation.procedure.id) ?? expectation.procedure
            let verdict = isThere ? judge.verdict(procedure, expectation.person) : nil
            if let verdict { reached[procedure.id, default: []].insert(verdict.rule) }
            for (message, hint) in ExampleRun.differences(expectation, verdict, catalogue) {
                let field = expectation.field
                failures.append(
                    Failure(
                        example: example.name,
                        diagnostic: Diagnostic(
                            file: field.file,
                            line: field.line,
                            column: field.column,
                            message: message,
                            hint: hint
                        )
                    )
                )
            }
        }
    }

    static func differences(
        _ expected: Example.Expectation,
        _ verdict: Verdict?,
        _ catalogue: Catalogue
    ) -> [(String, String)] {
        let procedure = expected.procedure.id.text
        guard let verdict else { return [("\(procedure)：判定がありません", "その人が異動者かどうかを確かめてください")] }
        let reason = verdict.rule.isEmpty ? verdict.reason : "\(verdict.rule) \(verdict.reason)"
        var found: [(String, String)] = []
        func compare(_ what: String, _ wanted: String?, _ got: String) {
            guard let wanted, wanted != got else { return }
            found.append(("\(procedure)：\(what)は「\(wanted)」のはずですが「\(got)」でした", reason))
        }
        compare("判定", expected.outcome.japanese, verdict.outcome.japanese)
        let wantedDay = expected.hasNoDeadline ? "なし" : expected.deadline?.iso
        compare("期限", wantedDay, verdict.deadline?.day.iso ?? "なし")
        compare(
            "期限切れ",
            expected.isMissed.map { $0 ? "はい" : "いいえ" },
            verdict.deadline?.isMissed == true ? "はい" : "いいえ"
        )
        compare("期限の定め", expected.limit, verdict.deadline?.rule ?? "なし")
        compare("判定した行", expected.rule, verdict.rule)
        compare("対象者", expected.people.map(words), words(verdict.people))
        let needs = verdict.needs.map { catalogue.item($0.item)?.name ?? $0.item.text }
        compare(
            "聞くこと",
            expected.needs.map { Set($0).sorted().joined(separator: "、") },
            Set(needs).sorted().joined(separator: "、")
        )
        return found
    }

    private static func words(_ people: [PersonKey]) -> String {
        people.map { "\($0.number)" }.joined(separator: "、")
    }
}

/// All examples of a folder, read once.
struct ExampleSuite {
    private(set) var examples: [Example] = []
    private(set) var findings: [Diagnostic] = []

    init(_ files: FolderFiles, catalogue: Catalogue) {
        var found = Findings()
        let paths =
            files.paths(under: "examples/", ending: ".yaml")
            + files.paths(under: "procedures/", ending: ".yaml").filter { $0.contains("/examples/") }
        for path in paths {
            guard let bytes = files[path] else { continue }
            examples += ExampleFile(catalogue).read(bytes, file: files.shown(path), &found)
        }
        findings = found.all
    }
}
