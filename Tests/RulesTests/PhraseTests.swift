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

    /// 以 takes the day in, 前・後 leave it out (法令用語).
    @Test(
        "日の言い回しは、その日を含むか含まないかを法令のことばのとおりに読む",
        arguments: [
            ("{日}以後", [false, true, true]), ("{日}以降", [false, true, true]), ("{日}から", [false, true, true]),
            ("{日}〜", [false, true, true]), ("{日}以前", [true, true, false]), ("{日}まで", [true, true, false]),
            ("〜{日}", [true, true, false]), ("{日}より前", [true, false, false]), ("{日}前", [true, false, false]),
            ("{日}の前日まで", [true, false, false]), ("{日}の前日以前", [true, false, false]),
            ("{日}より後", [false, false, true]), ("{日}後", [false, false, true]), ("{日}の翌日以後", [false, false, true]),
            ("{日}の翌日以降", [false, false, true]), ("{日}の翌日から", [false, false, true]),
            ("{日}", [false, true, false]), ("{日}以外", [true, false, true]), ("{日}でない", [true, false, true]),
            ("{日}から2024年4月1日まで", [false, true, false]), ("2024年3月31日以後{日}まで", [true, true, false]),
            ("2024年3月31日以後{日}より前", [true, false, false]), ("{日}以降令和6年4月2日以前", [false, true, true]),
            ("2024年3月31日から{日}の前日まで", [true, false, false]), ("2024-03-31〜{日}", [true, true, false]),
        ]
    )
    func days(phrase: String, hits: [Bool]) throws {
        for written in ["2024年4月1日", "令和6年4月1日", "2024/4/1", "2024-04-01", "R6.4.1", "２０２４年４月１日"] {
            let table = try cell(phrase.replacing("{日}", with: written), type: "date")
            let found = try ["2024-03-31", "2024-04-01", "2024-04-02"].map { day in
                let value = try Expression(parsing: "@\"\(day)\"").evaluate(in: Context())
                if case .decided = table.evaluate(Context([("値", value)])) { return true }
                return false
            }
            #expect(found == hits, "\(phrase) \(written)")
        }
    }

    @Test(
        "数の言い回し: 超・以上・未満・から・まで",
        arguments: [
            ("15歳に達する日以後の最初の3月31日まで", "15", "16"), ("18歳年度末を過ぎた", "19", "18"), ("3歳から5歳", "5", "6"),
            ("2人〜4人", "4", "5"), ("4人を超える", "5", "4"), ("14日未満", "13", "14"), ("3か月以上", "3", "2"),
            ("3か月を超える", "4", "3"), ("1年以内", "1", "2"), ("5年を超える", "6", "5"), ("1000円以上2000円未満", "1999", "2000"),
            ("1000円を超え2000円以下", "2000", "1000"), ("1級から2級まで", "2", "3"), ("１級〜３級", "3", "4"), ("10を超え20未満", "19", "20"),
            ("1000円を超える", "1001", "1000"),
        ]
    )
    func numbers(text: String, inside: String, outside: String) throws {
        let table = try cell(text, type: "integer")
        for (feel, isHit) in [(inside, true), (outside, false)] {
            let value = try Expression(parsing: feel).evaluate(in: Context())
            let answer = table.evaluate(Context([("値", value)]))
            #expect((answer == .noMatch) == !isHit, "\(text) \(feel)")
        }
    }

    @Test(
        "読めない日の言い回しは断る",
        arguments: ["2024年2月30日以後", "24年4月1日以降", "令和6年4月以降", "R60.4.1.2以降", "2024年4月1日ごろ", "4月1日以降"]
    )
    func wrongDays(text: String) {
        #expect(Lexicon.standard.feel(of: text) == nil)
        #expect(throws: Diagnostics.self) { try cell(text, type: "date") }
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
