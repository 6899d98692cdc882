import Madoguchi
import Procedures
import Rules
import Testing

@Suite("例の世帯")
struct ExampleTests {
    @Test("例示市の例がすべて期待どおりになる")
    func allExamplesHold() throws {
        let run = ExampleRun(try ExampleTown.files.get(), catalogue: try ExampleTown.catalogue())
        #expect(run.findings.map(\.description) == [])
        #expect(run.failures.map { "\($0.example) \($0.diagnostic)" } == [])
        #expect(run.examples >= 200)
    }

    @Test("判定表のどの行にも例がある")
    func everyRowHasAnExample() throws {
        let catalogue = try ExampleTown.catalogue()
        let run = ExampleRun(try ExampleTown.files.get(), catalogue: catalogue)
        #expect(run.unreached(in: catalogue) == [])
    }

    @Test("判定表をどの行で壊しても、どれかの例が気づく", .timeLimit(.minutes(5)))
    func everySpoiltTableIsNoticed() throws {
        let run = MutationRun(try ExampleTown.files.get(), catalogue: try ExampleTown.catalogue())
        #expect(run.survivors.map { "\($0.procedure.text) \($0.row) \($0.change)" } == [])
        #expect(run.killed == run.total && run.total > 500)
    }

    @Test(
        "期待が一つでも違えば、場所と違いが分かる",
        arguments: [
            ("verdict: 必要, deadline: 2026-04-15, late: false, rule: RM-02", "verdict: 不要, rule: RM-02", "判定は「不要」"),
            ("verdict: 必要, deadline: 2026-04-15, late: false", "verdict: 必要, deadline: 2026-04-16", "期限は「2026-04-16」"),
            ("deadline: 2026-04-15, late: true, rule: RM-02", "late: false, rule: RM-02", "期限切れは「いいえ」"),
            ("late: true, rule: RM-02", "rule: RM-09", "判定した行は「RM-09」"),
            ("needs: [異動日]", "needs: [氏名]", "聞くことは「氏名」"),
        ]
    )
    func wrongExpectationFails(old: String, new: String, message: String) throws {
        let path = "procedures/resident-move/examples/deadlines.yaml"
        let files = try ExampleTown.files(changing: path, old, to: new)
        let run = ExampleRun(files, catalogue: try ExampleTown.catalogue())
        #expect(run.failures.count == 1)
        let diagnostic = try #require(run.failures.first?.diagnostic)
        #expect(diagnostic.message.contains(message))
        #expect(diagnostic.file == path)
        #expect(diagnostic.line > 0)
    }

    @Test(
        "例の書きまちがいは、直し方とともに知らせる",
        arguments: [
            ("event: 転入", "event: 転にゅう", "「転にゅう」は使えません"),
            ("異動日: 2026-04-01", "異動日: 2026-04-31", "暦にある日付ではありません"),
            ("異動日: 2026-04-01", "いどう日: 2026-04-01", "「いどう日」という項目はありません"),
            ("続柄: 世帯主", "年齢: 30", "「年齢」という項目はありません"),
            ("続柄: 世帯主", "異動日: 2026-04-01", "ここには書けない項目です"),
            ("verdict: 必要", "verdict: いる", "「いる」は使えません"),
            ("procedure: resident-move", "procedure: resident-mova", "「resident-mova」は使えません"),
        ]
    )
    func mistakesInExamples(old: String, new: String, message: String) throws {
        let path = "procedures/resident-move/examples/deadlines.yaml"
        let files = try ExampleTown.files(changing: path, old, to: new)
        let run = ExampleRun(files, catalogue: try ExampleTown.catalogue())
        let found = try #require(run.findings.first)
        #expect(found.message.contains(message))
        #expect(found.file == path && found.line > 0 && found.column > 0)
        #expect(!found.hint.isEmpty)
    }

    @Test("初日を算入する期限は一日早く満了する（戸籍法第43条の数え方）")
    func firstDayCounts() throws {
        let rule = "    days: 14\n    roll: true\n    law: 住民基本台帳法第22条第1項"
        let files = try ExampleTown.files(
            changing: "procedures/resident-move/procedure.yaml",
            rule,
            to: rule.replacing("roll: true", with: "roll: true\n    first-day: true")
        )
        let folder = CatalogueFolder(files)
        let run = ExampleRun(files, catalogue: try #require(folder.catalogue, "\(folder.findings)"))
        // 4月1日を1日目とすると14日目は4月14日。
        #expect(run.failures.contains { $0.diagnostic.message.contains("2026-04-14") })
    }
}
