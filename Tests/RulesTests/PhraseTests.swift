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

    private func cell(_ text: String, type: String, allowed: String = "") throws -> DecisionTable {
        let source = TableSource(
            name: "t",
            inputs: [TableSource.Input(label: "値", type: type, allowedValues: allowed)],
            outputs: [TableSource.Output(name: "要否")],
            rows: [TableSource.Row(id: "1", conditions: [text], results: ["true"], line: 2)]
        )
        return try DecisionTable(compiling: source, names: ["値"])
    }

    @Test(
        "「または」でつないだ言い回しと和暦の日",
        arguments: [
            ("18歳以下または６５歳以上", "integer", "17", "40"), ("転入又は転居", "string", "\"転居\"", "\"転出\""),
            ("転入・転居もしくは転出", "string", "\"転出\"", "\"出生\""), ("転入または転居を除く", "string", "\"転出\"", "\"転居\""),
            ("平成12年4月1日以前", "date", "@\"2000-04-01\"", "@\"2000-04-02\""),
            ("令和元年5月1日以後", "date", "@\"2019-05-01\"", "@\"2019-04-30\""), ("20歳を超える", "integer", "21", "20"),
        ]
    )
    func joined(text: String, type: String, inside: String, outside: String) throws {
        let allowed = type == "string" ? "\"転入\", \"転居\", \"転出\", \"出生\"" : ""
        let table = try cell(text, type: type, allowed: allowed)
        func isHit(_ feel: String) throws -> Bool {
            let value = try Expression(parsing: feel).evaluate(in: Context())
            if case .decided = table.evaluate(Context([("値", value)])) { return true }
            return false
        }
        #expect(try isHit(inside))
        #expect(try !isHit(outside))
    }

    @Test("範囲のつもりで何にも当てはまらない条件は、保存のときに断る", arguments: [">= 65 and < 75", "< 18 or > 65", "65 <= ? < 75"])
    func idle(text: String) {
        #expect(throws: Diagnostics.self) { try cell(text, type: "integer") }
        #expect(throws: Never.self) { try cell("? >= 65 and ? < 75", type: "integer") }
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
