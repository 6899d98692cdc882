import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("受付の中断と再開、見せないもの、案内書の大きさ")
struct CaseLifeTests {
    @Test("保留した受付は、理由つきで一覧に出て、ほかの端末で続きから再開できる")
    func holdsAndResumes() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        let before = try await office.desk.view(of: id).receptionCase.facts.count
        let server = try await CounterServer(office)
        let path = Address.receptionCase(id).path
        try await server.run(as: "ueno", at: CounterDesk.citizen) { browser in
            #expect(try await browser.send(path + "/hold", ["reason": " "]).status == .unprocessableContent)
            try await browser.send(path + "/hold", ["reason": "書類を取りに帰宅"])
            #expect(try await browser.get("/cases?view=held").text.contains(path))
        }
        try await server.run(as: "hoshino", at: CounterDesk.medical) { browser in
            #expect(try await browser.get(path).text.contains("保留中: 書類を取りに帰宅"))
            try await browser.send(path + "/resumption", [:])
            #expect(try await !browser.get(path).text.contains("保留中"))
        }
        let after = try await office.desk.view(of: id)
        #expect(after.receptionCase.facts.count == before)
        #expect(after.stage != .held)
    }

    @Test("「見せない」を押すと、来庁者画面から内容が消える")
    func hidesThePanel() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            try await browser.send(Address.casePresentation(id).path, ["scene": "questions"])
            #expect(try await browser.get("/panel/view").text.contains("問です"))
            try await browser.send(Address.casePresentationEnd(id).path, [:])
            let panel = try await browser.get("/panel/view").text
            #expect(panel.contains("いらっしゃいませ"))
            #expect(!panel.contains("湊") && !panel.contains("問です"))
        }
    }

    @Test("5人家族の手続案内書は、窓口の順に表と裏に収まり、見取図とあとの持ち物は別の一枚になる")
    func slipFitsOneSheet() async throws {
        let office = try CounterDesk()
        let id = try await office.familyIsReceived()
        let slip = try await office.desk.print([], withSlip: true, of: id, by: CounterDesk.citizen)
        let text = try office.text(ofPDF: slip)
        let pages = text.unicodeScalars.split(separator: "\u{C}").map { String($0) }
        #expect(pages.count == 4 && pages[2].contains("窓口の場所") && pages[2].contains("あとで行う手続の持ち物"))
        #expect(pages[0].contains("今日まわる窓口") && pages[1].contains("わからないときは"))
        var rest = text[...]
        for counter in try await office.desk.view(of: id).stops.map(\.counter) {
            let place = try #require(rest.range(of: counter.name), "\(counter.name)")
            rest = rest[place.upperBound...]
        }
        #expect(text.contains("例示市保健センター"))
        let solid = text.filter { !$0.isWhitespace }
        #expect(solid.contains("始まり：\(JudgementScreenTests.allowance)"))
        #expect(pages[2].contains("始まりと期限の根拠") && solid.contains("児童手当法第8条第2項・第3項"), "窓口が六つでも載る")
        #expect(solid.contains("登録する印鑑／写真付きの本人確認書類"))
    }

    @Test("署名のあとで名の字形だけが変わっても、書類は無効になる")
    func anotherShapeVoids() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        try await office.note(id, [(.name, .text("\u{795E}　湊"))], person: PersonKey(3))
        let made = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        let shown = made.documentsToSign.map(\.number)
        _ = try await office.desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
        try await office.note(id, [(.name, .text("\u{FA19}　湊"))], person: PersonKey(3))
        let after = try await office.desk.view(of: id)
        let voided = Set(after.applications.filter { $0.voided != nil }.map(\.key.text))
        #expect(voided.contains("resident-move"))
        #expect(!voided.contains("long-term-care.p5"))
    }
}
