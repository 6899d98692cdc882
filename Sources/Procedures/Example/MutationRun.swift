package import Madoguchi
import Rules

/// Whether the examples would notice a wrong table (突然変異の試験): what `madoguchi procedures test --mutate` prints.
///
/// Every row is spoilt in turn: taken out, each of its conditions dropped, its result and its time limit changed. An
/// example must fail each time. What survives is either a row nobody tests or a condition that decides nothing.
package struct MutationRun: Sendable {
    /// A spoilt table that no example noticed.
    package struct Survivor: Sendable, Hashable {
        package let procedure: ProcedureID
        package let row: String
        package let change: String
    }

    package private(set) var total = 0
    package private(set) var survivors: [Survivor] = []

    package var killed: Int { total - survivors.count }

    /// Spoils the tables of these procedures, or of all.
    package init(_ files: FolderFiles, catalogue: Catalogue, procedures: [ProcedureID]? = nil) {
        let suite = ExampleSuite(files, catalogue: catalogue)
        let judged = suite.examples.map { example in
            (example, Judge(Situation(example.situation.facts, catalogue: catalogue)))
        }
        for procedure in catalogue.procedures where procedures?.contains(procedure.id) ?? true {
            let own = judged.flatMap { example, judge in
                example.expectations.filter { $0.procedure.id == procedure.id }.map { ($0, judge) }
            }
            spoil(procedure, catalogue) { spoilt in
                own.contains { expectation, judge in
                    let verdict = judge.verdict(spoilt, expectation.person)
                    return !ExampleRun.differences(expectation, verdict, catalogue).isEmpty
                }
            }
        }
    }

    private mutating func spoil(
        _ procedure: Procedure,
        _ catalogue: Catalogue,
        isNoticed: (Procedure) -> Bool
    ) {
        for mutant in MutationRun.mutants(of: procedure.judgement.source, procedure.deadlines.map(\.id)) {
            guard let table = try? DecisionTable(compiling: mutant.table, names: []) else { continue }
            total += 1
            var spoilt = procedure
            spoilt.judgement = table
            if !isNoticed(spoilt) {
                survivors.append(Survivor(procedure: procedure.id, row: mutant.row, change: mutant.change))
            }
        }
    }

    private typealias Mutant = (table: TableSource, row: String, change: String)

    private static func mutants(of source: TableSource, _ deadlines: [String]) -> [Mutant] {
        source.rows.indices.flatMap { index -> [Mutant] in
            let row = source.rows[index]
            var mutants: [Mutant] = []
            var without = source
            without.rows.remove(at: index)
            if !without.rows.isEmpty { mutants.append((without, row.id, "行を消す")) }
            for column in source.inputs.indices where !row.conditions[column].isEmpty && row.conditions[column] != "-" {
                var wider = source
                wider.rows[index].conditions[column] = ""
                mutants.append((wider, row.id, "条件「\(source.inputs[column].label)」を外す"))
            }
            return mutants + results(source, index, deadlines)
        }
    }

    private static func results(_ source: TableSource, _ index: Int, _ deadlines: [String]) -> [Mutant] {
        let row = source.rows[index]
        return source.outputs.indices.compactMap { column -> Mutant? in
            let output = source.outputs[column]
            // What is not due has no time limit, whatever its cell says.
            if output.name == JudgementFile.deadline, row.results.contains("\"\(Outcome.notDue.japanese)\"") {
                return nil
            }
            let others: [String] =
                output.name == JudgementFile.outcome ? Outcome.allCases.map(\.japanese) : deadlines + [""]
            let old = row.results[column].filter { $0 != "\"" }
            guard let new = others.first(where: { $0 != old }) else { return nil }
            var changed = source
            changed.rows[index].results[column] = new.isEmpty ? "" : "\"\(new)\""
            return (changed, row.id, "結果「\(output.name)」を「\(new)」にする")
        }
    }
}
