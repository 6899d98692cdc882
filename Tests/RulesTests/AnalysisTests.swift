import Rules
import Testing

@Suite("判定表の検査")
struct AnalysisTests {
    private func findings(_ csv: String) throws -> [String] {
        let source = try TableSource(csv: csv, file: "t.csv")
        return TableAnalysis(try DecisionTable(compiling: source, names: [])).findings.map(\.message)
    }

    @Test("抜けを具体的な場合で示す")
    func gap() throws {
        let found = try findings(
            """
            # 列 年齢: integer, [0..120]
            年齢,→要否
            < 18,"1"
            [20..120],"2"
            """
        )
        #expect(found == ["どの行にも当てはまらない場合があります。例: 年齢が18"])
    }

    @Test("整数の列では隣り合う行の間に抜けはない")
    func noGapBetweenIntegers() throws {
        let found = try findings(
            """
            # 列 年齢: integer, [0..120]
            年齢,→要否
            <= 64,1
            >= 65,2
            """
        )
        #expect(found.isEmpty)
    }

    @Test("重なりを具体的な場合で示す")
    func overlap() throws {
        let found = try findings(
            """
            # 列 年齢: integer, [0..120]
            # 列 区分: string, "転入", "転居"
            年齢,区分,→要否
            <= 18,,1
            >= 18,転入,2
            > 18,転居,2
            """
        )
        #expect(found == ["行「1」と「2」が重なっています。例: 年齢が18、区分が「転入」"])
    }

    @Test("先の行に隠れる行と、当てはまる値のない行を見つける")
    func unreached() throws {
        let found = try findings(
            """
            # 方式: F
            # 列 区分: string, "転入", "転居"
            区分,→要否
            ,1
            転居,2
            \"\"\"転出\"\"\",3
            """
        )
        #expect(found.count == 2)
        #expect(found[0].hasPrefix("行「2」は、先にある行にいつも隠れて使われません"))
        #expect(found[1] == "行「3」に当てはまる値はありません")
    }

    @Test("使われない列と型の違うセルを見つける")
    func columns() throws {
        let found = try findings(
            """
            # 列 年齢: integer, [0..120]
            # 列 扶養: boolean
            年齢,扶養,→要否
            < 18,,1
            \"\"\"転入\"\"\",,2
            """
        )
        #expect(found.contains("A5: 列「年齢」は数の列ですが、「転入」と書かれています"))
        #expect(found.contains { $0.hasPrefix("列「扶養」はどの行でも空欄") })
    }

    @Test("互いの結果を必要とする表を見つける")
    func cycles() throws {
        func table(_ name: String, reads: String, makes: String) throws -> DecisionTable {
            let source = TableSource(
                name: name,
                inputs: [TableSource.Input(label: reads)],
                outputs: [TableSource.Output(name: makes)],
                rows: [TableSource.Row(id: "1", conditions: ["1"], results: ["1"])]
            )
            return try DecisionTable(compiling: source, names: [])
        }
        let circle = [
            try table("表A", reads: "b", makes: "a"), try table("表B", reads: "c", makes: "b"),
            try table("表C", reads: "a", makes: "c"),
        ]
        #expect(TableCycles.findings(among: circle).map(\.message) == ["判定表が互いの結果を必要としています: 「表A」→「表B」→「表C」→「表A」"])
        #expect(TableCycles.findings(among: Array(circle.prefix(2))).isEmpty)
    }
}
