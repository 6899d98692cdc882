import Foundation
import HTTPTypes
import HummingbirdTesting
import Japanese
import Madoguchi
import TestSupport
import Testing

@testable import Web

@Suite("来庁者画面: 戻る、ちがう、空の答え、終わり")
struct PanelTests {
    @Test("来庁者は前の質問に戻って答え直せ、職員が引き継いだ答えには戻らない")
    func goesBack() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            try await browser.send(Address.casePresentation(id).path, ["scene": "questions"])
            let first = try await browser.get("/panel/view").text
            #expect(!first.contains("前の質問に戻る"))
            let asked = try unwrapped(AskedOnPanel(first).key)
            let answers = AskedOnPanel(first).values
            try await PanelTests.answer(asked, answers[0], office, id, browser)
            let second = try await browser.get("/panel/view").text
            #expect(second.contains("前の質問に戻る"))
            #expect(AskedOnPanel(second).key != asked)
            try await browser.send("/panel/answers", ["back": "1"])
            let again = try await browser.get("/panel/view").text
            #expect(AskedOnPanel(again).key == asked)
            #expect(again.contains("value=\"\(answers[0])\" class=\"panel-option is-chosen\""))
            #expect(!again.contains("前の質問に戻る"))
            try await PanelTests.answer(asked, answers[1], office, id, browser)
            let fact = try await office.desk.view(of: id).receptionCase.facts[FactKey(reading: asked)]?.fact
            #expect(fact.map { FactForm.text($0.value) } == answers[1])
            #expect(AskedOnPanel(try await browser.get("/panel/view").text).key != asked)

            let basis = try await office.desk.view(of: id).receptionCase.revision
            try await browser.send(
                Address.caseFacts(id).path,
                ["basis": "\(basis)", "step": "interview", "fact.\(asked)": answers[0], "was.\(asked)": answers[1]]
            )
            #expect(try await !browser.get("/panel/view").text.contains("前の質問に戻る"))
        }
    }

    @Test("何も入れずに送った答えは、言葉で断って、同じ質問が残る")
    func asksForAnAnswer() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            try await browser.send(Address.casePresentation(id).path, ["scene": "questions"])
            let asked = try unwrapped(AskedOnPanel(try await browser.get("/panel/view").text).key)
            let empty = try await browser.send("/panel/answers", ["basis": "9999", "fact.\(asked)": ""])
            #expect(empty.status == .unprocessableContent)
            #expect(empty.text.contains("答えを入れてください"))
            #expect(AskedOnPanel(empty.text).key == asked)
        }
    }

    @Test("「ちがいます」は、署名の前でも押せて、職員の画面に大きく出る")
    func citizenDisagrees() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let path = Address.caseDocuments(id).path
            for agreesFirst in [false, true] {
                try await browser.send(path, [:])
                let waiting = try await browser.get(Address.receptionCase(id).path).text
                #expect(waiting.contains("来庁者の確認と署名を待っています"))
                #expect(!waiting.contains("data-key=\"F9\">来庁者に確認してもらう"))
                if agreesFirst { try await browser.send("/panel/confirmation", ["answer": "yes"]) }
                try await browser.send("/panel/confirmation", ["answer": "no"])
                #expect(try await browser.get("/panel/view").text.contains("ちがうところを係の者にお話しください"))
                let page = try await browser.get(Address.receptionCase(id).path).text
                #expect(page.contains("来庁者が「ちがいます」を選びました"))
                #expect(page.contains("data-key=\"F9\">来庁者に確認してもらう"))
            }
        }
    }

    @Test("署名のあとは待ってもらい、受け付けたら次の窓口を言い、ログアウトで画面から消える")
    func tellsWhatIsNext() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            try await browser.send(Address.caseDocuments(id).path, [:])
            let shown = try await office.desk.view(of: id).documentsToSign.map(\.number)
            _ = try await office.desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
            try await browser.send(Address.caseDocuments(id).path, [:])
            let signed = try await browser.get("/panel/view").text
            #expect(signed.contains("係の者が確認しています"))
            #expect(!signed.contains("お手続は終わりました"))
            try await browser.send(Address.caseSubmission(id).path, ["application": "resident-move"])
            let view = try await office.desk.view(of: id)
            let next = try unwrapped(view.stops.first { !$0.isDone }?.counter)
            let done = try await browser.get("/panel/view").text
            #expect(done.contains("次の窓口は、\(next.floor) \(next.number) \(next.name)です"))
            try await browser.send("/logout", [:])
            #expect(try await browser.get("/panel/view").text.contains("いらっしゃいませ"))
        }
    }

    @Test("読めないコードは受付の画面で断り、ほかの断りには元の画面に戻る道がある")
    func refusalsLeadBack() async throws {
        let office = try CounterDesk()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let path = try unwrapped(try await browser.send("/cases", ["event": "moveIn"]).location)
            let unread = try await browser.send(path + "/readings", ["code": ""])
            #expect(unread.status == .unprocessableContent)
            #expect(unread.text.contains("読み取った内容が空でした"))
            #expect(unread.text.contains("id=\"reading-code\""))
            let refused = try await browser.send(path + "/hold", ["reason": ""])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("<a class=\"button-solid\" href=\"\(path)\">この受付に戻る</a>"))
            let nowhere = try await browser.get("/nowhere")
            #expect(nowhere.status == .notFound)
            #expect(nowhere.text.contains("<a class=\"button-solid\" href=\"/\">受付一覧へ</a>"))
        }
    }

    private static func answer(
        _ key: String,
        _ value: String,
        _ office: CounterDesk,
        _ id: CaseID,
        _ browser: Browser
    ) async throws {
        let basis = try await office.desk.view(of: id).receptionCase.revision
        try await browser.send("/panel/answers", ["basis": "\(basis)", "fact.\(key)": value])
    }
}
