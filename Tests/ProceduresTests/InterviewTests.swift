import Japanese
import Madoguchi
import Procedures
import Rules
import Testing

@Suite("聞き取り（例示市の定義で）")
struct InterviewTests {
    private let stamp = Stamp(at: Instant(milliseconds: 0), staff: nil, terminal: nil)

    /// A visit that begins with what the code of the 転出証明書 says.
    private func visit(_ yaml: String, _ catalogue: Catalogue) throws -> ReceptionCase {
        let file = try SituationFile(Array(yaml.utf8), file: "code.yaml", catalogue: catalogue)
        let day = try #require(CivilDate(iso: "2026-04-06"))
        let opening = CaseOpening(
            number: ReceptionNumber(day: day, serial: 1),
            event: .moveIn,
            counter: CounterID("citizen"),
            registryDate: nil,
            package: catalogue.version
        )
        let id = CaseID(random: [UInt8](repeating: 1, count: 16))
        var visit = try #require(
            ReceptionCase(id: id, records: [CaseRecord(sequence: 1, stamp: stamp, body: .opening(opening))])
        )
        for person in file.facts.people {
            visit = visit.appending(.person(CasePerson(key: person, resident: nil)), stamp: stamp)
        }
        for (key, value) in file.facts.values {
            visit = visit.appending(.fact(Fact(key, value, from: .code)), stamp: stamp)
        }
        return visit
    }

    /// Asks until nothing is open, and returns what was asked.
    private func ask(
        _ visit: inout ReceptionCase,
        at counter: String,
        _ answers: KnownFacts,
        _ catalogue: Catalogue
    ) -> [String] {
        var asked: [String] = []
        while asked.count < 200 {
            let open = Interview(CaseView(visit, catalogue: catalogue)).open(at: CounterID(counter))
            guard let next = open.first(where: { !$0.wasUnanswered }) else { break }
            asked.append(next.key.text)
            let answer = answers.values[next.key] ?? .unanswered
            visit = visit.appending(.fact(Fact(next.key, answer, from: .citizen)), stamp: stamp)
        }
        return asked
    }

    private static let code = """
        event: 転入
        dates: {届出日: 2026-04-06, 転出予定日: 2026-04-01}
        facts: {旧住所の区分: 県内, 旧住所地: 群馬県前橋市大手町二丁目12番1号, 旧世帯主: 辻󠄂 太郎}
        people:
          - {氏名: 辻󠄂 太郎, フリガナ: ツジ タロウ, 生年月日: 1988-01-10, 性別: 男, 続柄: 世帯主, 国籍区分: 日本人}
          - {氏名: 辻󠄂 花子, フリガナ: ツジ ハナコ, 生年月日: 1990-02-10, 性別: 女, 続柄: 妻, 国籍区分: 日本人}
          - {氏名: 辻󠄂 一郎, フリガナ: ツジ イチロウ, 生年月日: 2017-06-10, 性別: 男, 続柄: 子, 国籍区分: 日本人}
          - {氏名: 辻󠄂 二葉, フリガナ: ツジ フタバ, 生年月日: 2023-09-10, 性別: 女, 続柄: 子, 国籍区分: 日本人}
          - {氏名: 𠮷田 ハナ, フリガナ: ヨシダ ハナ, 生年月日: 1946-05-10, 性別: 女, 続柄: 母, 国籍区分: 日本人, 要介護状態: 要介護2}
        """

    private static let answers = """
        event: 転入
        dates: {異動日: 2026-04-01}
        facts:
          新住所町字: 中央町
          新住所番地: 12番地3
          新世帯主: 辻󠄂 太郎
          届出者: p1
          届出人の区分: 世帯主
          電話番号: 090-0000-0001
          児童手当請求者: 世帯主
          請求者が公務員: false
          請求者が市外に住む: false
          請求者の年金: 厚生年金
          金融機関名: 例示銀行
          支店名: 本店
          預金種別: 普通
          口座番号: "1234567"
          口座名義: ツジ タロウ
        people:
          - {健康保険: 会社などの健康保険, 障害の程度: なし}
          - {健康保険: 会社などの健康保険, 障害の程度: なし}
          - {健康保険: 会社などの健康保険, 在籍校: 大手町小学校, 保険者名: 例示健保, 医療保険の番号: "1"}
          - {健康保険: 会社などの健康保険, 保険者名: 例示健保, 医療保険の番号: "2"}
          - {健康保険: 後期高齢者医療, 障害の程度: なし, 施設に入所: false}
        """

    @Test("転出証明書のコードから始めて、窓口ごとに聞き、書類がすべて書ける")
    func familyOfFive() throws {
        let catalogue = try ExampleTown.catalogue()
        var visit = try visit(Self.code, catalogue)
        let answers = try SituationFile(Array(Self.answers.utf8), file: "answers.yaml", catalogue: catalogue).facts

        let first = ask(&visit, at: "citizen", answers, catalogue)
        #expect(first.first == "move-date")
        #expect(Set(first).count == first.count, "同じことを二度聞かない")
        #expect(!first.contains("p1.single-parent") && !first.contains("p5.single-parent"), "夫婦の世帯に聞かない")
        #expect(!first.contains("p3.disability"), "18歳の年度末までの子には、障害のことを聞かない")
        #expect(!first.contains("p1.care-level"), "40歳より若い人に、介護のことを聞かない")
        #expect(!first.contains("account-number"), "口座は子育て支援課で聞く")
        #expect(complete(visit, catalogue) == ["long-term-care.p5", "resident-move", "school.p3"])

        #expect(ask(&visit, at: "health-insurance", answers, catalogue) == [])
        let medical = ask(&visit, at: "pension-medical", answers, catalogue)
        #expect(Set(medical) == ["p3.insurer-name", "p3.medical-number", "p4.insurer-name", "p4.medical-number"])
        let child = ask(&visit, at: "child", answers, catalogue)
        #expect(child.contains("account-number") && !child.contains("phone"))
        #expect(ask(&visit, at: "school", answers, catalogue) == [])
        #expect(
            complete(visit, catalogue) == [
                "child-allowance", "long-term-care.p5", "resident-move", "school.p3", "welfare-medical.p3",
                "welfare-medical.p4",
            ]
        )
    }

    private func complete(_ visit: ReceptionCase, _ catalogue: Catalogue) -> [String] {
        CaseView(visit, catalogue: catalogue).applications.compactMap { state in
            if case .complete = state.paper { state.key.text } else { nil }
        }.sorted()
    }

    @Test("わからないと答えても、聞き取りは終わる")
    func unansweredEnds() throws {
        let catalogue = try ExampleTown.catalogue()
        var visit = try visit(Self.code, catalogue)
        let nothing = KnownFacts(people: [], values: [:])
        for counter in catalogue.municipality.counters {
            #expect(ask(&visit, at: counter.id.text, nothing, catalogue).count < 100)
        }
    }

    /// What the first counter asks next, of the items named.
    private func open(_ yaml: String, _ items: Set<String>) throws -> [String] {
        let catalogue = try ExampleTown.catalogue()
        let view = CaseView(try visit(yaml, catalogue), catalogue: catalogue)
        return Interview(view).open(at: CounterID("citizen")).map(\.key.text).filter { items.contains($0) }
    }

    private static func moveIn(_ facts: String) -> String {
        """
        event: 転入
        dates: {届出日: 2026-04-06, 異動日: 2026-04-01}
        facts: {旧住所の区分: 県外\(facts)}
        people: [{氏名: 例示 太郎, 生年月日: 1988-01-10, 性別: 男, 続柄: 世帯主, 国籍区分: 日本人}]
        """
    }

    @Test(
        "転出証明書、転出予定日、未届とその住所は、前の答えで要るときだけ聞く",
        arguments: [
            ("", ["move-certificate"]), (", 転出証明書: あり", ["planned-move-date"]),
            (", 転出証明書: 特例転入", ["planned-move-date"]), (", 転出証明書: なし", ["unregistered"]),
            (", 転出証明書: なし, 未届: true", ["unregistered-address"]), (", 転出証明書: なし, 未届: false", []),
        ]
    )
    func unregistered(facts: String, asked: [String]) throws {
        let items: Set = ["move-certificate", "planned-move-date", "unregistered", "unregistered-address"]
        #expect(try open(Self.moveIn(facts), items) == asked)
    }

    @Test("国外からの転入では、転出証明書を聞かない")
    func fromAbroad() throws {
        let yaml = Self.moveIn("").replacing("旧住所の区分: 県外", with: "旧住所の区分: 国外")
        #expect(try open(yaml, ["move-certificate", "unregistered"]) == [])
    }

    @Test(
        "カードを持つ人が国内へ転出するときだけ、カードで転出するかを聞く",
        arguments: [("県外", "true", 1), ("県外", "false", 0), ("国外", "true", 0)]
    )
    func specialMoveOut(area: String, card: String, count: Int) throws {
        let yaml = """
            event: 転出
            dates: {届出日: 2026-04-06, 異動日: 2026-04-10}
            facts: {転出先の区分: \(area)}
            people: [{氏名: 例示 太郎, 生年月日: 1988-01-10, 続柄: 世帯主, カード: \(card)}]
            """
        #expect(try open(yaml, ["special-move-out"]).count == count)
    }
}
