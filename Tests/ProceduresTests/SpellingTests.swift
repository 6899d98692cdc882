import Japanese
import Madoguchi
import Procedures
import Testing

@Suite("状況ファイルの書き方")
struct SpellingTests {
    private static func report(_ yaml: String, _ town: Towns) throws -> JudgementReport {
        let catalogue = try town.catalogue()
        return JudgementReport(
            try SituationFile(Array(yaml.utf8), file: "s.yaml", catalogue: catalogue),
            catalogue: catalogue
        )
    }

    private static let plain = """
        event: 転入
        dates: {異動日: 2026-04-01, 届出日: 2026-04-06}
        facts: {旧住所の区分: 国外, 請求者が公務員: false}
        people:
          - {氏名: 伊勢 太郎, 生年月日: 1988-01-10, 続柄: 世帯主, 健康保険: 会社などの健康保険, 性別: 男, 障害の程度: なし}
        """

    @Test(
        "言い換えても同じ判定になる",
        arguments: [
            ("event: 転入", "event: 国外転入"), ("event: 転入", "event: 転入（国外）"), ("event: 転入", "異動種別: 転入届"),
            ("event: 転入", "event: move-in"), ("異動日: 2026-04-01", "異動日: R8.4.1"), ("異動日: 2026-04-01", "異動日: 令和８年４月１日"),
            ("異動日: 2026-04-01", "異動日: 2026/4/1"), ("異動日: 2026-04-01", "move-date: 20260401"),
            ("異動日: 2026-04-01", "転入日: 2026-04-01"), ("生年月日: 1988-01-10", "誕生日: 昭和63年1月10日"),
            ("生年月日: 1988-01-10", "生年月日: S630110"), ("請求者が公務員: false", "請求者が公務員: いいえ"),
            ("請求者が公務員: false", "公務員: no"), ("健康保険: 会社などの健康保険", "健康保険: 社保"),
            ("健康保険: 会社などの健康保険", "保険: 協会けんぽ"), ("性別: 男", "性別: 男性"), ("障害の程度: なし", "障害: なし"),
            ("旧住所の区分: 国外", "旧住所の区分: 海外"), ("dates: {異動日", "日付: {異動日"), ("people:", "世帯員:"),
            ("性別: 男", "性別: 男, 要介護状態: "), ("性別: 男", "性別: 男, 要介護状態: 不明"),
        ]
    )
    func otherWords(old: String, new: String) throws {
        for town in Towns.allCases {
            let changed = Self.plain.replacing(old, with: new)
            #expect(changed != Self.plain)
            #expect(try Self.report(changed, town).verdicts == Self.report(Self.plain, town).verdicts)
        }
    }

    @Test("来庁の項目は、まとまりの外に書いてもよい")
    func atTheRoot() throws {
        let loose = """
            event: 転入
            異動日: 2026-04-01
            届出日: 2026-04-06
            旧住所の区分: 国外
            請求者が公務員: false
            people:
              - {氏名: 伊勢 太郎, 生年月日: 1988-01-10, 続柄: 世帯主, 健康保険: 会社などの健康保険, 性別: 男, 障害の程度: なし}
            """
        #expect(try Self.report(loose, .isesaki) == Self.report(Self.plain, .isesaki))
    }

    @Test("始まる月は、今日と、変わる日と、その後の三つで示す")
    func start() throws {
        let yaml = """
            event: 転入
            dates: {異動日: 2026-04-01, 届出日: 2026-04-06, 転出予定日: 2026-03-29}
            facts: {旧住所の区分: 県内, 請求者が公務員: false, 請求者が市外に住む: false}
            people: [{氏名: 伊勢 一郎, 生年月日: 2017-06-10, 続柄: 子}]
            """
        for town in Towns.allCases {
            let line = try #require(try Self.report(yaml, town).verdicts.first { $0.procedure == "child-allowance" })
            let start = try #require(line.start)
            #expect(start.text == "今日出せば4月分から・4月14日以降は5月分から")
            #expect(start.month == "2026-04" && start.changesOn?.iso == "2026-04-14")
            #expect(start.law.contains("児童手当法第8条"))
        }
    }

    @Test("どの手続も、規則・様式・交付物がどの日で決まるかを言う")
    func governing() throws {
        for town in Towns.allCases {
            for line in try Self.report(Self.plain, town).verdicts {
                #expect(!line.governing.rule.date.isEmpty && line.governing.rule.day != nil, "\(line.procedure)")
                #expect(line.governing.form.day?.iso == "2026-04-06" && line.governing.output.day != nil)
                guard line.verdict == "due" || line.verdict == "guidance" else { continue }
                // No row speaks before it is law.
                let (since, day) = (try #require(line.since), try #require(line.governing.rule.day))
                #expect(since <= day, "\(line.procedure)")
            }
        }
    }
}
