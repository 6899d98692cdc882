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
            var differences = ExampleDifferences(expectation, verdict, catalogue).found
            if let verdict {
                differences += ExamplePapers(expectation, verdict, procedure, situation).differences
            }
            add(differences, example.name, expectation.field)
        }
        add(ExampleDifferences.ofStory(example, situation), example.name, example.field)
    }

    private mutating func add(_ differences: [(String, String)], _ example: String, _ field: YamlField) {
        for (message, hint) in differences {
            let diagnostic = Diagnostic(
                file: field.file,
                line: field.line,
                column: field.column,
                message: message,
                hint: hint
            )
            failures.append(Failure(example: example, diagnostic: diagnostic))
        }
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
