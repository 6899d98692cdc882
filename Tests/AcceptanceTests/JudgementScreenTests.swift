import Foundation
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("判定の根拠、始まる月、話の食い違いを職員の画面で")
struct JudgementScreenTests {
    /// 児童手当法第8条第3項: fifteen days from the planned 2026-11-20 end on Saturday the 5th, and so on Monday the 7th.
    static let allowance = "今日出せば12月分から・12月8日以降は1月分から"

    private func answered(_ office: CounterDesk) async throws -> CaseID {
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        return id
    }

    @Test("児童手当の行に、始まる月と変わる日が法律の条とともに出る")
    func showsTheFirstMonth() async throws {
        let office = try CounterDesk()
        let id = try await answered(office)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.receptionCase(id).path).text
            let line = "\(JudgementScreenTests.allowance)<span class=\"source\">（児童手当法第8条第2項・第3項）</span>"
            #expect(page.contains("<p class=\"verdict-start\">\(line)</p>"))
        }
    }

    @Test("根拠を開くと、施行日と当てはまった値が出る")
    func showsWhatSupportsIt() async throws {
        let office = try CounterDesk()
        let id = try await answered(office)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.receptionCase(id).path).text
            let row = try unwrapped(
                page.components(separatedBy: "<li class=\"verdict ").dropFirst().first { $0.contains("住民異動届") }
            )
            let support = try unwrapped(row.components(separatedBy: "<details>").dropFirst().first)
            #expect(support.contains("<p class=\"support\">施行日: "))
            #expect(support.contains("当てはまった値: 異動種別＝「転入」"))
        }
    }

    @Test("前の住所も市の中なら、転居ではないかと、することを知らせる。合っていれば何も出ない")
    func warnsOfAnotherStory() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        let catalogue = office.desk.catalogue
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let path = Address.receptionCase(id).path
            #expect(try await !browser.get(path).text.contains("data-story"))
            let own = FactValue.text(RegisteredText(catalogue.municipality.code))
            try await office.note(id, [(.oldMunicipality, own)])
            let page = try await browser.get(path).text
            #expect(page.contains("<p class=\"notice-title\">前の住所も例示市の中です。転居届ではありませんか。</p>"))
            #expect(page.contains("この受付を取り下げて「転居」で受け付け直してください。"))
        }
    }

    @Test(
        "食い違いのどれにも、することが書いてある",
        arguments: [
            "move-within", "move-elsewhere", "move-out", "move-in", "same-address", "area", "certificate-abroad",
            "planned-after-move", "merge-address", "only-minors", "two-heads", "no-head", "head-needed",
        ]
    )
    func everyNoticeHasAdvice(notice: String) throws {
        let key = "warning.story.\(notice)"
        #expect(try CounterDesk().desk.catalogue.text(key) != key)
    }
}
