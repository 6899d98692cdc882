import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("職員が判定を変え、来庁者の答えを引き継ぐ")
struct ClerkTests {
    @Test("判定は理由を付けて変えられ、元に戻せる。理由も権限もなければ変わらない")
    func overridesAVerdict() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        let view = try await office.desk.view(of: id)
        let key = try #require(view.applications.first { $0.verdict.outcome == .notDue }?.key)
        let path = Address.verdictOverride(id).path
        let server = try await CounterServer(office)
        try await server.run(as: "ueno", at: CounterDesk.citizen) { browser in
            let bare = try await browser.send(path, ["application": key.text, "outcome": "due", "reason": " "])
            #expect(bare.status == .unprocessableContent)
            #expect(bare.text.contains("理由がありません"))
            #expect(try await office.outcome(of: key, in: id) == .notDue)
            let why = "障害の手帳を窓口で確認"
            let done = try await browser.send(path, ["application": key.text, "outcome": "due", "reason": why])
            #expect(done.status == .seeOther)
            #expect(try await office.outcome(of: key, in: id) == .due)
            let page = try await browser.get(Address.receptionCase(id).path).text
            #expect(page.contains("職員が変更"))
            #expect(page.contains("変更の理由: \(why)"))
            try await browser.send(Address.verdictRestoration(id).path, ["application": key.text])
            #expect(try await office.outcome(of: key, in: id) == .notDue)
        }
        try await server.run(as: "hoshino", at: CounterDesk.medical) { browser in
            let refused = try await browser.send(path, ["application": key.text, "outcome": "due", "reason": "x"])
            #expect(refused.status == .forbidden)
        }
        #expect(try await office.outcome(of: key, in: id) == .notDue)
        let actions = try await office.store.read { try $0.journalEntries(caseID: id, limit: 50).map(\.action) }
        #expect(actions.contains(.override))
        #expect(actions.contains(.overrideLifted))
    }

    @Test("来庁者が答える途中でも職員が代わって答えられ、来庁者画面は次の質問に進み、遅れた答えは上書きしない")
    func takesOverFromThePanel() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            try await browser.send(Address.casePresentation(id).path, ["scene": "questions"])
            let first = try await browser.get("/panel/view").text
            let asked = try unwrapped(AskedOnPanel(first).key)
            let answers = AskedOnPanel(first).values
            let basis = try await office.desk.view(of: id).receptionCase.revision
            let own = try unwrapped(answers.first)
            let noted = try await browser.send(
                Address.caseFacts(id).path,
                ["basis": "\(basis)", "step": "interview", "fact.\(asked)": own, "was.\(asked)": ""]
            )
            #expect(noted.status == .seeOther)
            let next = try await browser.get("/panel/view").text
            #expect(AskedOnPanel(next).key != asked)
            let other = try unwrapped(answers.dropFirst().first)
            try await browser.send("/panel/answers", ["basis": "\(basis)", "fact.\(asked)": other])
            let fact = try unwrapped(try await office.desk.view(of: id).receptionCase.facts[FactKey(reading: asked)])
                .fact
            #expect(fact.source == .staff)
            #expect(FactForm.text(fact.value) == own)
        }
    }

    @Test("読めない日付は、その欄に直し方が出て、ほかに打った内容も残り、名前は登録文字で描かれる")
    func saysWhatIsWrongAtTheField() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.send(
                Address.caseFacts(id).path,
                [
                    "basis": "999", "step": "move", "fact.move-date": "きのう", "was.move-date": "R8.11.20",
                    "fact.phone": "090-9999-0000", "was.phone": "090-0000-0000",
                ]
            )
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("<p class=\"field-error\" id=\"e-move-date\">＊"))
            #expect(page.text.contains("value=\"きのう\""))
            #expect(page.text.contains("value=\"090-9999-0000\""))
            #expect(page.text.contains("届出の期限や、手当が始まる月を計算するために聞きます。"))
            let questions = try await browser.get(Address.caseStep(id, .interview).path).text
            #expect(questions.contains("<span class=\"name\">\u{8FBB}\u{E0102}　湊</span>さん"))
        }
        #expect(try await office.desk.view(of: id).receptionCase.text(.phone) == "090-0000-0000")
    }
}

extension CounterDesk {
    fileprivate func outcome(of key: ApplicationKey, in id: CaseID) async throws -> Outcome? {
        try await desk.view(of: id).application(key)?.verdict.outcome
    }
}
