import Rules
import Testing
import TestSeed

@Suite("わからないことがあるときの判定")
struct PartialEvaluationTests {
    private func words(_ outcome: TableOutcome, _ table: RandomTable) -> [String]? {
        switch outcome {
        case .noMatch: return []
        case .decided(let matches):
            return matches.map { match in
                switch match.outputs["判定"] {
                case .string(let text)?: return text
                case let value?: return value.description
                case nil: return ""
                }
            }
        case .undecided(let needs, _): return needs.isEmpty ? ["矛盾"] : nil
        }
    }

    @Test("総当たりと同じ項目だけを尋ね、同じ答えになる", arguments: 0..<150)
    func oracle(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let random_table = RandomTable(using: &random)
        let table = try DecisionTable(compiling: random_table.source, names: random_table.columns.map(\.name))
        for _ in 0..<6 {
            let known: [Int?] = random_table.columns.map { column in
                Bool.random(using: &random) ? Int.random(in: column.domain.indices, using: &random) : nil
            }
            let outcome = table.evaluate(random_table.context(known))
            let needed = random_table.needs(known)
            if case .undecided(let needs, _) = outcome, !needs.isEmpty {
                #expect(Set(needs) == needed, "\(random_table.source) \(known)")
            } else {
                #expect(needed.isEmpty, "\(random_table.source) \(known)")
                #expect(words(outcome, random_table) == random_table.answer(random_table.completions(known)[0]))
            }
        }
    }

    @Test("聞き取りは必ず終わり、最後は全部を知っていたときと同じ答えになる", arguments: 0..<80)
    func interview(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(10_000 + seed))
        let model = RandomTable(using: &random)
        let table = try DecisionTable(compiling: model.source, names: model.columns.map(\.name))
        let truth = model.columns.map { Int.random(in: $0.domain.indices, using: &random) }
        var known: [Int?] = model.columns.map { _ in nil }
        let costs = model.columns.map { _ in Int.random(in: 0...3, using: &random) }
        for _ in 0...model.columns.count {
            let outcome = table.evaluate(model.context(known)) { name in
                model.columns.firstIndex { $0.name == name }.map { costs[$0] } ?? 0
            }
            guard case .undecided(let needs, _) = outcome, let next = needs.first else {
                #expect(words(outcome, model) == model.answer(truth))
                return
            }
            let asked = needs.compactMap { name in model.columns.firstIndex { $0.name == name } }
            #expect(asked.map { costs[$0] } == asked.map { costs[$0] }.sorted())
            let place = try #require(model.columns.firstIndex { $0.name == next })
            #expect(known[place] == nil)
            known[place] = truth[place]
        }
        Issue.record("聞き取りが終わらない: \(model.source)")
    }

    @Test("null は「わからない」ではない")
    func nullIsKnown() throws {
        let source = TableSource(
            name: "t",
            inputs: [TableSource.Input(label: "在留期限", type: "date")],
            outputs: [TableSource.Output(name: "区分")],
            rows: [
                TableSource.Row(id: "1", conditions: ["null"], results: ["\"期限なし\""]),
                TableSource.Row(id: "2", conditions: ["not(null)"], results: ["\"期限あり\""]),
            ]
        )
        let table = try DecisionTable(compiling: source, names: ["在留期限"])
        guard case .decided(let matches) = table.evaluate(Context([("在留期限", .null)])) else {
            Issue.record("null は値として判定できる")
            return
        }
        #expect(matches[0].row == 0)
        #expect(table.evaluate(Context()) != table.evaluate(Context([("在留期限", .null)])))
        guard case .undecided(let needs, _) = table.evaluate(Context(), unknown: ["在留期限"]) else {
            Issue.record("わからなければ尋ねる")
            return
        }
        #expect(needs == ["在留期限"])
    }
}
