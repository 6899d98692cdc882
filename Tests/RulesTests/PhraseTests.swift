import Rules
import Testing

@Suite("条件の言い回し")
struct PhraseTests {
    @Test(
        "言い回しは式になり、式は言い回しに戻る",
        arguments: [
            ("65歳以上", ">= 65", "年齢"), ("75歳未満", "< 75", "年齢"), ("65歳以上75歳未満", "[65..75)", "年齢"),
            ("18歳年度末まで", "<= 18", "年度末年齢"), ("2人以上", ">= 2", "世帯人数"), ("10以上20以下", "[10..20]", "点数"),
            ("配偶者を除く", "not(\"配偶者\")", "続柄"), ("配偶者・子を除く", "not(\"配偶者\", \"子\")", "続柄"), ("空欄", "-", "続柄"),
            ("はい", "true", "扶養"), ("値なし", "null", "在留期限"), ("2024年4月1日以後", ">= @\"2024-04-01\"", "異動日"),
        ]
    )
    func bothWays(phrase: String, feel: String, column: String) {
        #expect(Lexicon.standard.feel(of: phrase) == feel)
        #expect(Lexicon.standard.phrase(for: feel, column: column) == phrase)
    }

    @Test(
        "全角の数字や波線で書いても同じ式になる",
        arguments: [("６５歳以上", ">= 65"), ("６５〜７４歳", "[65..74]"), ("65～74歳", "[65..74]"), ("　６５以上　", ">= 65")]
    )
    func fullWidth(phrase: String, feel: String) {
        #expect(Lexicon.standard.feel(of: phrase) == feel)
    }

    @Test("列が取りうる文字のほかは言い回しと認めない")
    func onlyAllowedTexts() {
        #expect(Lexicon.standard.feel(of: "配偶者を除く", texts: ["配偶者", "子"]) == "not(\"配偶者\")")
        #expect(Lexicon.standard.feel(of: "配遇者を除く", texts: ["配偶者", "子"]) == nil)
        #expect(Lexicon.standard.feel(of: "六十五歳以上") == nil)
    }

    @Test(
        "全角で打った演算子は半角と同じ条件になる",
        arguments: [("＞６５", 66, 65), ("≧65", 65, 64), ("６５以上", 65, 64), ("＜＝　65", 65, 66), ("65〜70", 70, 71)]
    )
    func operators(cell: String, inside: Int, outside: Int) throws {
        let source = TableSource(
            name: "t",
            inputs: [TableSource.Input(label: "年齢", type: "integer")],
            outputs: [TableSource.Output(name: "要否")],
            rows: [TableSource.Row(id: "1", conditions: [cell], results: ["true"])]
        )
        let table = try DecisionTable(compiling: source, names: ["年齢"])
        #expect(table.evaluate(Context([("年齢", .number(outside))])) == .noMatch)
        guard case .decided = table.evaluate(Context([("年齢", .number(inside))])) else {
            Issue.record("「\(cell)」は\(inside)に当てはまる")
            return
        }
    }

    @Test("読めない全角は名前にせず断る", arguments: ["＞６５＠", "約６５", "６５歳位", "『転入", "６５…７０"])
    func refused(cell: String) {
        let source = TableSource(
            name: "t",
            inputs: [TableSource.Input(label: "年齢", type: "integer")],
            outputs: [TableSource.Output(name: "要否")],
            rows: [TableSource.Row(id: "1", conditions: [cell], results: ["true"], line: 2)]
        )
        #expect(throws: Diagnostics.self) { try DecisionTable(compiling: source, names: ["年齢"]) }
    }
}
