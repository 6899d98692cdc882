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
    private var totals: [ProcedureID: Int] = [:]

    package var killed: Int { total - survivors.count }

    /// How many spoilt tables of one procedure there were, and how many an example noticed.
    package func score(of procedure: ProcedureID) -> (killed: Int, total: Int) {
        let total = totals[procedure] ?? 0
        return (total - survivors.count { $0.procedure == procedure }, total)
    }

    /// Spoils the tables of these procedures, or of all.
    package init(_ files: FolderFiles, catalogue: Catalogue, procedures: [ProcedureID]? = nil) {
        let suite = ExampleSuite(files, catalogue: catalogue)
        let judged = suite.examples.map { ($0, Situation($0.situation.facts, catalogue: catalogue)) }
        for procedure in catalogue.procedures where procedures?.contains(procedure.id) ?? true {
            let own = judged.flatMap { example, situation in
                example.expectations.filter { $0.procedure.id == procedure.id }
                    .map { TriedExpectation($0, situation, procedure) }
            }
            spoil(procedure) { spoilt, mutant in
                own.contains { $0.canNotice(mutant) && $0.notices(spoilt, catalogue) }
            }
        }
    }

    private mutating func spoil(_ procedure: Procedure, isNoticed: (Procedure, Mutant) -> Bool) {
        let limits = [
            JudgementFile.deadline: procedure.deadlines.map(\.id), JudgementFile.start: procedure.starts.map(\.id),
        ]
        for mutant in Mutant.all(of: procedure.judgement.source, limits) {
            guard let table = try? DecisionTable(compiling: mutant.table, names: []) else { continue }
            total += 1
            totals[procedure.id, default: 0] += 1
            var spoilt = procedure
            spoilt.judgement = table
            if !isNoticed(spoilt, mutant) {
                survivors.append(Survivor(procedure: procedure.id, row: mutant.row, change: mutant.change))
            }
        }
    }
}

/// An expectation with the rows that decide it in the table as it is (判定済みの期待).
private struct TriedExpectation {
    private let expectation: Example.Expectation
    private let judge: Judge
    /// From 0, of everybody who is judged; nil where something unknown still lets other rows in.
    private let rows: Set<Int>?

    init(_ expectation: Example.Expectation, _ situation: Situation, _ procedure: Procedure) {
        self.expectation = expectation
        judge = Judge(situation)
        let isOfAll = procedure.judgedPer == .person && expectation.person == nil
        let people: [PersonKey?] = isOfAll ? situation.movers.map { $0 } : [expectation.person]
        var found: Set<Int>? = []
        for person in people {
            guard case .decided(let matches) = procedure.judgement.evaluate(situation.context(for: person)),
                let match = matches.first, match.alternatives.isEmpty, let row = match.row
            else {
                found = nil
                break
            }
            found?.insert(row)
        }
        rows = found
    }

    /// The first row that fits decides, so that a row taken out or changed matters only where it decided, and a wider
    /// one only where a later row did. What depends on unknowns is always judged again.
    func canNotice(_ mutant: Mutant) -> Bool {
        guard let rows, mutant.table.hitPolicy == .first else { return true }
        return mutant.widens ? rows.contains { $0 > mutant.index } : rows.contains(mutant.index)
    }

    func notices(_ spoilt: Procedure, _ catalogue: Catalogue) -> Bool {
        let verdict = judge.verdict(spoilt, expectation.person)
        return !ExampleDifferences(expectation, verdict, catalogue).found.isEmpty
    }
}

/// A table with one thing spoilt (壊した判定表).
private struct Mutant {
    let table: TableSource
    let index: Int
    let row: String
    let change: String
    /// Whether the row now fits more situations than it did.
    let widens: Bool

    static func all(of source: TableSource, _ references: [String: [String]]) -> [Mutant] {
        source.rows.indices.flatMap { index -> [Mutant] in
            let row = source.rows[index]
            func mutant(_ table: TableSource, _ change: String, widens: Bool = false) -> Mutant {
                Mutant(table: table, index: index, row: row.id, change: change, widens: widens)
            }
            var mutants: [Mutant] = []
            var without = source
            without.rows.remove(at: index)
            if !without.rows.isEmpty { mutants.append(mutant(without, "行を消す")) }
            for column in source.inputs.indices where !row.conditions[column].isEmpty && row.conditions[column] != "-" {
                var wider = source
                wider.rows[index].conditions[column] = ""
                mutants.append(mutant(wider, "条件「\(source.inputs[column].label)」を外す", widens: true))
            }
            return mutants + results(source, index, references).map { mutant($0.table, $0.change) }
        }
    }

    private static func results(
        _ source: TableSource,
        _ index: Int,
        _ references: [String: [String]]
    ) -> [(table: TableSource, change: String)] {
        let row = source.rows[index]
        return source.outputs.indices.compactMap { column in
            let output = source.outputs[column]
            // What is not due has no time limit and no start, whatever its cell says.
            if output.name != JudgementFile.outcome, row.results.contains("\"\(Outcome.notDue.japanese)\"") {
                return nil
            }
            let others = references[output.name].map { $0 + [""] } ?? Outcome.allCases.map(\.japanese)
            let old = row.results[column].filter { $0 != "\"" }
            guard let new = others.first(where: { $0 != old }) else { return nil }
            var changed = source
            changed.rows[index].results[column] = new.isEmpty ? "" : "\"\(new)\""
            return (changed, "結果「\(output.name)」を「\(new)」にする")
        }
    }
}
