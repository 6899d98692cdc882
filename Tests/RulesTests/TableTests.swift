import Rules
import Testing

@Suite("判定表")
struct TableTests {
    static let benefit = """
        # 表: 児童手当の要否
        # 方式: U
        # 列 年齢: integer, [0..150]
        # 列 異動区分: string, "転入", "転居", "転出"
        # 列 →要否: string, "必要", "不要"
        年齢,異動区分,→要否,※理由
        ＜＝　18,転入,必要,児童手当法第7条
        ＜＝18,転居・転出,不要,
        > 18,,不要,対象の年齢を過ぎています
        """

    private func table(_ csv: String = benefit, names: [String] = ["年齢", "異動区分"]) throws -> DecisionTable {
        try DecisionTable(compiling: TableSource(csv: csv, file: "t.csv"), names: names)
    }

    @Test("全部わかっていれば行が決まり、理由と値が付く")
    func decided() throws {
        let known = Context([("年齢", .number(10)), ("異動区分", .string("転入"))])
        guard case .decided(let matches) = try table().evaluate(known) else {
            Issue.record("決まっていない")
            return
        }
        #expect(matches.count == 1)
        #expect(matches[0].row == 0)
        #expect(matches[0].outputs["要否"] == .string("必要"))
        #expect(matches[0].annotations == ["理由": "児童手当法第7条"])
        #expect(matches[0].matched["年齢"] == .number(10))
    }

    @Test("答えを変えうる項目だけを尋ねる")
    func needs() throws {
        let adult = try table().evaluate(Context([("年齢", .number(40))]))
        guard case .decided(let matches) = adult else {
            Issue.record("19歳以上なら異動区分は尋ねない: \(adult)")
            return
        }
        #expect(matches[0].outputs["要否"] == .string("不要"))
        guard case .undecided(let needs, let possible) = try table().evaluate(Context()) else {
            Issue.record("何も知らなければ決まらない")
            return
        }
        #expect(needs == ["年齢", "異動区分"])
        #expect(possible.count == 3)
        let cheap = try table().evaluate(Context(), cost: { $0 == "年齢" ? 5 : 1 })
        guard case .undecided(let ordered, _) = cheap else {
            Issue.record("何も知らなければ決まらない")
            return
        }
        #expect(ordered == ["異動区分", "年齢"])
    }

    @Test("転出なら年齢は答えを変えない")
    func superfluousAge() throws {
        let outcome = try table().evaluate(Context([("異動区分", .string("転出"))]))
        guard case .decided(let matches) = outcome else {
            Issue.record("どの年齢でも不要: \(outcome)")
            return
        }
        #expect(matches[0].outputs["要否"] == .string("不要"))
        #expect(matches[0].alternatives.count == 1)
    }

    @Test("CSVに書いて読み戻すと同じ表になる")
    func roundTrip() throws {
        let source = try TableSource(csv: Self.benefit, file: "t.csv")
        var again = try TableSource(csv: source.csv, file: "t.csv")
        #expect(again.rows.map(\.line) == source.rows.map(\.line))
        again.rows = source.rows
        #expect(again == source)
    }

    @Test("誤りはセルの番地で示す")
    func addresses() throws {
        let csv = "年齢,→要否\n>= ,\"\"\"必要\"\"\"\n年令 > 3,\"\"\"不要\"\"\"\n６５以上以上,\"\"\"x\"\"\"\n"
        #expect(throws: Diagnostics.self) { try table(csv, names: ["年齢"]) }
        do {
            _ = try table(csv, names: ["年齢"])
        } catch let error as Diagnostics {
            let messages = error.all.map(\.message)
            #expect(messages.contains { $0.hasPrefix("A2: ") })
            #expect(messages.contains { $0.hasPrefix("A3: ") })
            #expect(messages.contains { $0.hasPrefix("A4: ") })
            #expect(error.all.first { $0.message.hasPrefix("A3: ") }?.hint.contains("「年齢」") == true)
            #expect(error.all.map(\.line) == [2, 3, 4])
        }
    }
}
