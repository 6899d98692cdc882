import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import TestSupport
import Testing

@testable import Web

@Suite("住民検索") struct ResidentTests {
    private let today = FixedClock().now.day

    @Test(
        "1つの欄で、氏名・カナ・生年月日・住所・番号を打ち分けなくてよい",
        arguments: [
            ("山田", "name"), ("ヤマダ タロウ", "name"), ("ヤマダ　タロウ", "name"), ("3550217", "birth"), ("３５５０２１７", "birth"),
            ("S55.2.17", "birth"), ("昭和55年2月17日", "birth"), ("1980/02/17", "birth"), ("中央町123", "address"),
            ("今泉町二丁目", "address"), ("1001", "number"), ("ヤマダ 3550217", "name+birth"), ("中央町123 山田", "name+address"),
        ]
    )
    func readsOneBox(_ typed: String, _ kinds: String) {
        let text = SearchText(typed, includesFormer: false, today: today)
        #expect(text.queries.first?.kinds == kinds)
    }

    @Test("生年月日 3550217 は昭和55年2月17日") func keypadDate() {
        let text = SearchText("3550217", includesFormer: false, today: today)
        #expect(text.queries.first?.birthDate == CivilDate(year: 1980, month: 2, day: 17))
    }

    @Test("名字でも地名でもある言葉は、名字で見つからなければ地名で探す") func namesThatArePlaces() {
        let queries = SearchText("大町", includesFormer: false, today: today).queries
        #expect(queries.map(\.kinds) == ["name", "address"])
    }

    @Test("日付にも番号にも読める数字は、日付で見つからなければ番号で探す") func digitsThatAreNumbers() {
        let queries = SearchText("3550217", includesFormer: false, today: today).queries
        #expect(queries.map(\.kinds) == ["birth", "number"])
        #expect(queries.last?.number == "3550217")
    }

    @Test("全角で打った番号も、半角の番号として探す") func wideNumbers() {
        let queries = SearchText("１００１", includesFormer: false, today: today).queries
        #expect(queries.map(\.number) == ["1001"])
    }

    @Test("氏名の文字は、異体字セレクターも合成も変えずに探す") func scalarsAreKept() {
        let typed = "辻\u{E0102} か\u{3099}"
        let name = SearchText(typed, includesFormer: false, today: today).queries.first?.name
        #expect(name?.unicodeScalars.elementsEqual(typed.unicodeScalars) == true)
    }

    @Test("空の検索は誰も出さない") func emptySearch() async throws {
        try await WebBench().run(as: "sato") { browser in
            let page = try await browser.send("/residents", ["q": " 　"])
            #expect(page.status == .ok)
            #expect(!page.text.contains("宛名番号</th>"))
            #expect(page.text.contains("探す言葉を入れてください"))
            #expect(!page.text.contains("見つかりませんでした"))
        }
    }

    @Test("暦にない日付は、なぜ生年月日として探せないかを言う。ほかの言葉では何も言わない")
    func impossibleDates() async throws {
        try await WebBench().run(as: "sato") { browser in
            let page = try await browser.send("/residents", ["q": "3550230"]).text
            #expect(page.contains("生年月日として読むと: 2月30日はありません。"))
            #expect(try await !browser.send("/residents", ["q": "いない人"]).text.contains("生年月日として読むと"))
        }
    }

    @Test("一覧は、生年月日を暦の順に並べられる")
    func sortsByBirth() async throws {
        try await WebBench().run(as: "sato") { browser in
            let page = try await browser.send("/residents", ["q": "3550217"]).text
            #expect(page.contains("<td class=\"day\" data-sort=\"1980-02-17\">"))
        }
    }

    @Test("生年月日で見つけた人の世帯・年齢・住所が出る") func findsByBirthDate() async throws {
        try await WebBench().run(as: "sato") { browser in
            let page = try await browser.send("/residents", ["q": "3550217"]).text
            #expect(page.contains("山田 太郎"))
            #expect(page.contains("昭和55年2月17日"))
            #expect(page.contains("46歳"))
            #expect(page.contains("中央町123番地4"))
            #expect(page.contains("href=\"/households/H1?reason=counter\""))
        }
    }

    @Test("支援措置の人の住所は、本人も同じ世帯の人も出さない") func protectedAddress() async throws {
        try await WebBench().run(as: "sato") { browser in
            let results = try await browser.send("/residents", ["q": "ツジ"]).text
            #expect(results.contains("辻\u{E0102} 美咲"))
            #expect(results.contains("支援措置"))
            #expect(!results.contains("今泉町"))
            let household = try await browser.get("/households/H2").text
            #expect(household.contains("住所は表示できません"))
            #expect(!household.contains("今泉町"))
        }
    }

    @Test("検索は、打った言葉でなく、使った鍵の種類と人数が証跡に残る") func searchIsJournalled() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            try await browser.send("/residents", ["q": "山田"])
            let entry = try #require(bench.store.journal.last)
            #expect(entry.action == .search)
            #expect(entry.detail == "name 3 counter")
            #expect(entry.residents.map(\.digits).sorted() == ["1001", "1002", "1003"])
            try await browser.send("/residents", ["q": "いない人", "reason": "phone"])
            #expect(bench.store.journal.last?.detail == "name 0 phone")
        }
    }

    @Test("転出した人は、頼んだときだけ出る") func formerResidents() async throws {
        try await WebBench().run(as: "sato") { browser in
            let without = try await browser.send("/residents", ["q": "髙橋"]).text
            #expect(without.contains("見つかりませんでした"))
            let with = try await browser.send("/residents", ["q": "髙橋", "former": "1"]).text
            #expect(with.contains("髙橋 正"))
            #expect(with.contains("転出"))
        }
    }

    @Test("検索した言葉は、住所欄(URL)に残らない") func nothingInTheAddress() {
        #expect(Route.residentSearch.method == .post)
        #expect(!Address.residents.path.contains("?"))
    }

    @Test("部分だけを頼むと、結果の部分だけが返る") func partOnly() async throws {
        try await WebBench().run(as: "sato") { browser in
            let headers: HTTPFields = [.fetchSite: "same-origin", .part: "1"]
            let part = try await browser.send("/residents", ["q": "山田"], headers: headers).text
            #expect(part.contains("山田 太郎"))
            #expect(!part.contains("<html"))
        }
    }

    @Test("世帯を見ると、全員の閲覧が証跡に残る") func householdIsJournalled() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let page = try await browser.get("/households/H1").text
            #expect(page.contains("山田 𠮷平"))
            let entry = try #require(bench.store.journal.last)
            #expect(entry.action == .residentView)
            #expect(entry.residents.map(\.digits) == ["1001", "1002", "1003"])
            #expect(entry.detail == "household counter")
            #expect(entry.staff == TestTown.sato?.id && entry.terminal == TerminalID("t1"))
            try await browser.get("/households/H1?reason=inquiry")
            #expect(bench.store.journal.last?.detail == "household inquiry")
        }
    }

    @Test("世帯から転居を始めると、選んだ人が異動者になる") func openFromHousehold() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let response = try await browser.send(
                "/households/H1/cases",
                ["event": "moveWithin", "moving": "1001", "moving": "1003", "moving": "9999"]
            )
            #expect(response.status == .seeOther)
            let id = try #require(
                try await bench.store.read { try $0.caseSummaries(openedOn: nil, limit: 1).first?.id }
            )
            let found = try #require(try await bench.store.read { try $0.receptionCase(id) })
            #expect(found.people.compactMap(\.resident?.digits) == ["1001", "1002", "1003"])
            #expect(found.movers.compactMap(\.resident?.digits) == ["1001", "1003"])
        }
    }

    @Test("誰も選ばずに世帯から始めることはできない") func nobodyMoves() async throws {
        try await WebBench().run(as: "sato") { browser in
            let response = try await browser.send("/households/H1/cases", ["event": "moveOut"])
            #expect(response.status == .unprocessableContent)
            #expect(response.text.contains("1人以上選んで"))
        }
    }

    @Test("ない世帯は、そう言う") func unknownHousehold() async throws {
        try await WebBench().run(as: "sato") { browser in
            let page = try await browser.get("/households/none")
            #expect(page.status == .notFound)
            #expect(page.text.contains("この世帯は見つかりません"))
        }
    }

    @Test("世帯の画面に、一人一行で、年齢・年度末年齢と、六つの業務の資格が出る") func householdColumns() async throws {
        let bench = try WebBench()
        bench.store.prepare { state in
            state.residents = state.residents.map { resident in
                var resident = resident
                func hold(_ business: Entitlement.Business, _ number: String, _ grade: String, until: String? = nil) {
                    let end = until.flatMap { CivilDate(iso: $0) }
                    resident.entitlements.append(
                        Entitlement(business: business, number: number, grade: grade, from: nil, until: end)
                    )
                }
                switch resident.number.digits {
                case "1001":
                    hold(.healthInsurance, "12-345", "")
                    hold(.childAllowance, "", "")
                    hold(.welfareMedical, "旧", "", until: "2026-03-31")
                case "1003": hold(.schooling, "", "小3")
                case "1005": hold(.schooling, "", "秘匿小学校")
                default: break
                }
                return resident
            }
        }
        try await bench.run(as: "sato") { browser in
            let page = try await browser.get("/households/H1").text
            for head in ["国保", "後期", "介護", "福祉医療", "児童手当", "就学"] {
                #expect(page.contains("<th scope=\"col\">\(head)</th>"), "\(head)")
            }
            #expect(page.contains("<th scope=\"col\" class=\"number\">年齢<br>年度末</th>"))
            #expect(
                page.contains("<td class=\"holding\">12-345</td>") && page.contains("<td class=\"holding\">小3</td>")
            )
            #expect(page.contains("<td class=\"holding\">あり</td>") && !page.contains("旧"))
            // Born on 1 April 2018: eight today, and attains nine on 31 March 2027, the day before the birthday (年齢計算法).
            let ages = "8歳<br><span class=\"fiscal-age\"><span class=\"visually-hidden\">年度末 </span>9歳</span>"
            #expect(page.contains("<td class=\"number\">\(ages)</td>"))
            let hidden = try await browser.get("/households/H2").text
            #expect(!hidden.contains("秘匿小学校") && hidden.contains("表示できません"))
        }
    }

    @Test("51人目からは次の頁に出て、前の頁に戻れる") func pages() async throws {
        let bench = try WebBench()
        let model = try #require(TestTown.residents.first)
        bench.store.prepare { state in
            state.residents += (1...120).map { number in
                Resident(
                    number: ResidentNumber("77\(number)"),
                    household: HouseholdNumber("H77\(number)"),
                    kind: .japanese,
                    standing: .current,
                    name: RegisteredText("頁山 人\(number)"),
                    kana: "ページヤマ",
                    sex: .female,
                    birthDate: model.birthDate,
                    birthText: model.birthText,
                    relationship: "世帯主",
                    address: model.address
                )
            }
        }
        try await bench.run(as: "sato") { browser in
            func page(_ from: String) async throws -> String {
                try await browser.send("/residents", ["q": "頁山", "reason": "phone", "from": from]).text
            }
            let first = try await page("")
            #expect(first.contains("頁山 人50<") && !first.contains("頁山 人51<"))
            #expect(first.contains("value=\"50\">次の50人") && !first.contains("前の50人"))
            #expect(first.contains("name=\"reason\" value=\"phone\""))
            let last = try await page("100")
            #expect(last.contains("頁山 人101<") && last.contains("頁山 人120<") && !last.contains("頁山 人100<"))
            #expect(last.contains("101人目から120人目") && last.contains("value=\"50\">前の50人"))
            #expect(!last.contains("次の50人"))
            #expect(try await page("-3").contains("頁山 人1<"))
        }
    }
}
