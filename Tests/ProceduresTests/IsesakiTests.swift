import Japanese
import Madoguchi
import Procedures
import Rules
import Testing

@Suite("伊勢崎市の定義")
struct IsesakiTests {
    @Test("誤りも、使われない項目も、例のない行もない")
    func isGood() throws {
        #expect(CatalogueCheck(try Towns.isesaki.files).findings.map(\.description) == [])
    }

    @Test("300以上の例がすべて期待どおりになる")
    func allExamplesHold() throws {
        let run = ExampleRun(try Towns.isesaki.files, catalogue: try Towns.isesaki.catalogue())
        #expect(run.findings.map(\.description) == [])
        #expect(run.failures.map { "\($0.example) \($0.diagnostic)" } == [])
        #expect(run.examples >= 300)
    }

    @Test("判定表をどこで壊しても、どれかの例が気づく", .timeLimit(.minutes(2)))
    func everySpoiltTableIsNoticed() throws {
        let run = MutationRun(try Towns.isesaki.files, catalogue: try Towns.isesaki.catalogue())
        #expect(run.survivors.map { "\($0.procedure.text) \($0.row) \($0.change)" } == [])
        #expect(run.killed == run.total && run.total > 700)
    }

    @Test("画面・案内書・来庁者画面の文言が、架空の市と同じだけある")
    func everySentenceIsThere() throws {
        let town = try #require(try Towns.exampleShi.catalogue().texts["ja"])
        let city = try #require(try Towns.isesaki.catalogue().texts["ja"])
        // Questions belong to a town's own items; every other sentence is asked for by the program.
        let program = town.keys.filter { !$0.hasPrefix("ask.") && !$0.hasPrefix("why.") }
        #expect(program.count > 100)
        #expect(program.filter { city[$0] == nil }.sorted() == [])
    }

    @Test("六つの手続に様式・入力の列・持ち物があり、ほかに40以上の手続を案内する")
    func procedures() throws {
        let procedures = try Towns.isesaki.catalogue().procedures
        let withForm = procedures.filter { $0.form != nil }
        #expect(withForm.count == 6)
        #expect(withForm.allSatisfy { !$0.entry.isEmpty && !$0.brings.isEmpty && !$0.guidance.isEmpty })
        #expect(procedures.count - withForm.count >= 40)
    }

    @Test("国の法令による判定表は、市の名前を除いてどの市でも同じ")
    func lawIsTheSameEverywhere() throws {
        let (example, isesaki) = (try Towns.exampleShi.files, try Towns.isesaki.files)
        for folder in example.folders(under: "procedures/") {
            let path = "procedures/\(folder)/judgement.csv"
            let here = String(decoding: try #require(isesaki[path]), as: UTF8.self)
            let there = String(decoding: try #require(example[path]), as: UTF8.self).replacing("例示市", with: "伊勢崎市")
            // The title names the procedure, which a city may call otherwise.
            #expect(here.drop { $0 != "\n" } == there.drop { $0 != "\n" }, "\(folder)")
        }
    }

    @Test(
        "窓口の開庁は仕様書のとおり",
        arguments: [
            ("citizen", "2025-03-30", "9:00〜17:00"), ("citizen", "2025-04-06", nil),
            ("citizen", "2025-03-31", "8:30〜17:15"),
            ("citizen", "2025-01-03", nil), ("health-insurance", "2025-03-30", nil),
            ("school", "2025-04-01", "8:30〜17:15"),
            ("gardens", "2025-04-06", "10:00〜19:00"), ("smark", "2025-05-05", "10:00〜19:00"),
            ("smark", "2024-12-29", nil),
            ("gardens", "2025-01-03", nil), ("gardens", "2025-01-04", "10:00〜19:00"), ("sakai", "2025-05-05", nil),
            ("akabori", "2025-05-07", "8:30〜17:15"),
        ] as [(String, String, String?)]
    )
    func hours(counter: String, day: String, hours: String?) throws {
        let municipality = try Towns.isesaki.catalogue().municipality
        let found = try #require(municipality.counter(CounterID(counter)))
        let date = try #require(CivilDate(iso: day))
        #expect(municipality.hours(of: found)?.text(on: date) == hours)
        let words = try #require(municipality.hoursText(of: found, on: date))
        #expect(hours.map { words == "本日 \($0)" } ?? words.hasPrefix("本日は休み（次は"))
    }

    @Test("日曜日の順路では、国保は福祉医療より先で、閉まっている課は次に開く日が出る")
    func route() throws {
        let catalogue = try Towns.isesaki.catalogue()
        let yaml = """
            event: 転入
            dates: {異動日: 2025-03-28, 届出日: 2025-03-30, 転出予定日: 2025-03-27}
            facts: {旧住所の区分: 県内, 請求者が公務員: false, 請求者が市外に住む: false}
            people:
              - {氏名: 伊勢 太郎, 生年月日: 1988-01-10, 続柄: 世帯主, 健康保険: 国保, 障害の程度: なし}
              - {氏名: 伊勢 一郎, 生年月日: 2017-06-10, 続柄: 子, 健康保険: 国保}
            """
        let file = try SituationFile(Array(yaml.utf8), file: "s.yaml", catalogue: catalogue)
        let route = JudgementReport(file, catalogue: catalogue).route
        let names = route.map(\.counter)
        #expect(names.prefix(3) == ["citizen", "health-insurance", "pension-medical"])
        #expect(route.first?.isOpen == true && route.first?.hours == "9:00〜17:00")
        #expect(route[1].isOpen == false && route[1].nextOpenDay?.iso == "2025-03-31")
        #expect(route.first { $0.counter == "child" }?.floor == "2階")
        #expect(route.first { $0.counter == "school" }?.floor == "4階")
    }
}
