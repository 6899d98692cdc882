import Foundation
import HTTPTypes
import HummingbirdTesting
import Japanese
import Madoguchi
import TestSupport
import Testing

@testable import Web

/// 1912-07-30 and 1926-12-25 belong to two eras each; the register says which one a birth is written in.
@Suite("二つの元号がある日の生まれ")
struct BoundaryDayTests {
    private static let people = [
        ("7201", "例示　一郎", "1960-01-01", "昭和35年1月1日", "世帯主"),
        ("7202", "例示　ハナ", "1926-12-25", "大正15年12月25日", "母"),
        ("7203", "例示　正", "1926-12-25", "昭和元年12月25日", "父"),
        ("7204", "例示　明", "1912-07-30", "明治45年7月30日", "縁故者"),
    ]

    private static func residents() -> [Resident] {
        people.map { number, name, birth, words, relationship in
            Resident(
                number: ResidentNumber(number),
                household: HouseholdNumber("97201"),
                kind: .japanese,
                standing: .current,
                name: RegisteredText(name),
                kana: "レイジ",
                sex: .female,
                birthDate: CivilDate(iso: birth),
                birthText: words,
                relationship: relationship,
                address: ResidentAddress(postalCode: "", townCode: "", town: "旧町", lot: "1番地", building: "")
            )
        }
    }

    private func familyMoves(_ office: CounterDesk) async throws -> CaseID {
        let people = Self.residents()
        try await office.publish(people, on: office.clock.now.day)
        let id = try await office.desk.open(.moveWithin, by: CounterDesk.citizen)
        let numbers = people.map(\.number)
        _ = try await office.desk.take(residents: numbers, moving: Set(numbers), into: id, by: CounterDesk.citizen)
        let town = try unwrapped(office.desk.catalogue.municipality.towns.first).name
        try await office.note(
            id,
            [
                (.moveDate, .date(CivilDate(iso: "2026-11-20")!)), (.newTown, .text(town)), (.newLot, .text("9番地2")),
                (.newHead, .text("例示　一郎")), (.notifier, .text("p1")), (.notifierRelation, .choice("世帯主")),
                (ItemID("identity-proof"), .choice("マイナンバーカード")), (.phone, .text("090-0000-0000")),
            ]
        )
        return id
    }

    private func printed(_ office: CounterDesk, _ id: CaseID) async throws -> [String] {
        let view = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        let documents = view.receptionCase.documents.compactMap { view.printed($0) }
        #expect(!documents.isEmpty)
        return documents.flatMap { $0.form.pages.flatMap(\.entries) }.compactMap { entry in
            switch entry.content {
            case .text(let text, _), .comb(let text, _, _): text.string
            default: nil
            }
        }
    }

    @Test("登録された元号で、受付の画面と様式に出る。画面から保存しても変わらない")
    func registered() async throws {
        let office = try CounterDesk()
        let id = try await familyMoves(office)
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let texts = try await printed(office, id)
        let births = ["大正15年12月25日", "昭和元年12月25日", "明治45年7月30日"]
        #expect(births.allSatisfy { day in texts.contains(day) }, "\(texts)")
        #expect(!texts.contains("大正元年7月30日"))
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.receptionCase(id).path).text
            for day in ["T15.12.25", "S1.12.25", "M45.7.30"] { #expect(page.contains(day), "\(day)") }
            #expect(!page.contains("T1.7.30"))
        }
        let view = try await office.desk.view(of: id)
        let field = FactForm(view: view).field(FactKey(.birthDate, PersonKey(4)))
        #expect(field?.was == "M45.7.30" && field?.reading == "明治45年7月30日")
    }

    @Test("職員が別の元号で打てば、打ったとおりに出る。西暦で打っても登録の元号は消えない")
    func typed() async throws {
        let office = try CounterDesk()
        let id = try await familyMoves(office)
        let key = FactKey(.birthDate, PersonKey(4))
        for (typed, shown) in [("T1.7.30", "大正元年7月30日"), ("1912-07-30", "大正元年7月30日"), ("1450730", "明治45年7月30日")] {
            let answers = FactAnswers(
                SubmittedForm(fields: [.init(name: "fact.\(key.text)", value: typed)]),
                catalogue: office.desk.catalogue,
                source: .staff,
                today: office.clock.now.day
            )
            let view = try await office.desk.view(of: id)
            _ = try await office.desk.note(
                answers.facts,
                basis: view.receptionCase.revision,
                in: id,
                by: CounterDesk.citizen
            )
            let after = try await office.desk.view(of: id)
            #expect(FactForm(view: after).field(key)?.reading == shown, "\(typed)")
            #expect(after.receptionCase.date(.birthDate, of: PersonKey(4)) == CivilDate(iso: "1912-07-30"))
        }
    }

    @Test("表記が別の日を言うときと、元号が一つの日には、登録の表記は効かない")
    func otherDays() throws {
        let day = try #require(CivilDate(iso: "1926-12-25"))
        let eras = EraTable.national
        #expect(eras.writtenEra(of: day, in: "大正15年12月25日")?.name == "大正")
        #expect(eras.writtenEra(of: day, in: "昭和１年１２月２５日")?.name == "昭和")
        for words: RegisteredText in ["大正15年12月24日", "1926年12月25日", "不詳", "", "大正15年12月"] {
            #expect(eras.writtenEra(of: day, in: words) == nil)
            #expect(day.wareki(in: eras, writtenIn: eras.writtenEra(of: day, in: words))?.text == "昭和元年12月25日")
        }
        let other = try #require(CivilDate(iso: "1989-01-08"))
        #expect(eras.eras(on: other).map(\.name) == ["平成"])
        #expect(eras.writtenEra(of: other, in: "昭和64年1月8日") == nil)
    }
}
