import Foundation
import Japanese
import Madoguchi
import Procedures
import Rules
import Testing

@Suite("状況ファイルと判定")
struct SituationTests {
    static let family = """
        event: 転入
        dates: {異動日: 2026-04-01, 届出日: 2026-04-06, 転出予定日: 2026-03-31}
        facts: {旧住所の区分: 県内, 請求者が公務員: false, 請求者が市外に住む: false}
        people:
          - {氏名: 辻󠄂 太郎, 生年月日: 1988-01-10, 続柄: 世帯主, 国籍区分: 日本人, 健康保険: 会社などの健康保険, 障害の程度: なし, カード: true}
          - {氏名: 辻󠄂 花子, 生年月日: 1990-02-10, 続柄: 妻, 国籍区分: 日本人, 健康保険: 会社などの健康保険, 障害の程度: なし, カード: true}
          - {氏名: 辻󠄂 一郎, 生年月日: 2017-06-10, 続柄: 子, 国籍区分: 日本人, 健康保険: 会社などの健康保険}
          - {氏名: 辻󠄂 二葉, 生年月日: 2023-09-10, 続柄: 子, 国籍区分: 日本人, 健康保険: 会社などの健康保険}
          - {氏名: 𠮷田 ハナ, 生年月日: 1946-05-10, 続柄: 母, 国籍区分: 日本人, 要介護状態: 要介護2, 施設に入所: false, 障害の程度: なし, 健康保険: 後期高齢者医療, カード: true}
        """

    static func report(_ yaml: String) throws -> JudgementReport {
        let catalogue = try ExampleTown.catalogue()
        return JudgementReport(
            try SituationFile(Array(yaml.utf8), file: "family.yaml", catalogue: catalogue),
            catalogue: catalogue
        )
    }

    @Test("前橋市からの五人家族に必要な手続がそろう")
    func familyOfFive() throws {
        let due = try Self.report(Self.family).verdicts.filter { $0.verdict == "due" }
        let lines = due.map { "\($0.procedure) \($0.person.map(String.init) ?? "-") \($0.deadline?.day.iso ?? "-")" }
        #expect(
            lines.filter { six.contains($0.split(separator: " ")[0]) } == [
                "resident-move - 2026-04-15", "welfare-medical 3 2026-04-15", "welfare-medical 4 2026-04-15",
                "long-term-care 5 2026-04-15", "child-allowance - 2026-04-15", "school 3 -",
            ]
        )
        #expect(due.first { $0.procedure == "child-allowance" }?.people == [3, 4])
    }

    private let six: [Substring] = [
        "resident-move", "national-health-insurance", "welfare-medical", "long-term-care", "child-allowance", "school",
    ]

    @Test("判定には理由・根拠・行の名前が付き、氏名は字形のまま出る")
    func verdictsExplainThemselves() throws {
        for line in try Self.report(Self.family).verdicts {
            #expect(!line.reason.isEmpty && !line.law.isEmpty && line.rule != nil, "\(line.procedure)")
            #expect(!line.table.isEmpty && line.since != nil, "\(line.procedure)")
        }
        let school = try Self.report(Self.family).verdicts.first { $0.procedure == "school" && $0.verdict == "due" }
        #expect(school?.matched == [MatchedValue(column: "異動種別", value: "「転入」")])
        let care = try Self.report(Self.family).verdicts.first { $0.procedure == "long-term-care" && $0.person == 5 }
        #expect(care?.personName.map { RegisteredText($0) } == RegisteredText("𠮷田 ハナ"))
        #expect(care?.reason.contains("要介護2") == true)
    }

    @Test("わからないことは要確認になり、聞くことが安い順に出る")
    func unknownIsAsked() throws {
        let report = try Self.report(
            """
            event: 転入
            dates: {異動日: 2026-04-01, 届出日: 2026-04-06}
            people: [{氏名: 例示 太郎, 生年月日: 1950-01-10, 続柄: 世帯主, 健康保険: わからない}]
            """
        )
        let care = report.verdicts.first { $0.procedure == "long-term-care" }
        #expect(care?.verdict == "undecided")
        #expect(care?.needs.map(\.item) == ["要介護状態", "施設に入所"])
        let insurance = report.verdicts.first { $0.procedure == "national-health-insurance" }
        #expect(insurance?.verdict == "notDue", "75歳以上には健康保険を聞かない")
    }

    @Test("JSONにすると、同じ状況からは同じ文字列になる")
    func jsonIsStable() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let first = try encoder.encode(try Self.report(Self.family))
        #expect(first == (try encoder.encode(try Self.report(Self.family))))
        #expect(String(decoding: first, as: UTF8.self).contains("\"verdict\":\"due\""))
    }

    @Test(
        "書きまちがいは行と桁で分かる",
        arguments: [
            ("people: [", 2, "YAMLとして読めません"),
            ("event: 転入\npeople:\n  - {氏名: 例示 太郎, 生年月日: 1988-13-01}\n", 3, "暦にある日付ではありません"),
            ("event: 転入\npeople:\n  - {氏名: 例示 太郎, 健康保健: なし}\n", 3, "「健康保健」という項目はありません"),
            ("event: 転入\npeople:\n  - {氏名: 例示 太郎, 健康保険: 会社}\n", 3, "「会社」は使えません"),
            ("event: 転入\nevent: 転居\npeople: []\n", 2, "同じキーが二度書かれています"),
            ("event: 転入\nfacts: {氏名: 例示 太郎}\npeople: []\n", 2, "ここには書けない項目です"),
            ("event: 転入\n", 1, "「people」がありません"),
            ("event: 転入\npeople: []\n", 2, "だれも書かれていません"),
            ("event: 転入\npeople: [{}]\n", 2, "何も書かれていません"),
            ("event: 転入\n転入日: 2026-04-01\ndates: {異動日: 2026-04-01}\npeople: [{続柄: 子}]\n", 3, "同じことが二度"),
            ("event: 転入\n人: [{続柄: 子}]\npeople: [{続柄: 子}]\n", 3, "同じことが二度"),
            (
                "event: 転入\npeople:\n- {氏名: 例示 太郎, 生年月日: S63.1.10}\n- {氏名: 例示 太郎, 生年月日: 1988-01-10}\n", 4,
                "氏名と生年月日が1番目の人と同じです"
            ),
            ("届出日: 2026-04-01\nevent: 転入\npeople:\n- {生年月日: 2026-04-02}\n", 4, "届出日より後です"),
            ("届出日: 2026-04-01\nevent: 転入\npeople:\n- {生年月日: 1895-04-02}\n", 4, "130年を過ぎています"),
        ]
    )
    func mistakes(yaml: String, line: Int, message: String) throws {
        let catalogue = try ExampleTown.catalogue()
        let thrown = #expect(throws: Diagnostics.self) {
            try SituationFile(Array(yaml.utf8), file: "s.yaml", catalogue: catalogue)
        }
        let found = try #require(thrown?.all.first)
        #expect(found.message.contains(message), "\(found)")
        #expect(found.line == line || found.line == 0, "\(found)")
        #expect(found.file == "s.yaml")
    }
}
