import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("世帯主が変わるときの続柄の提案")
struct HouseholdProposalTests {
    private static let family: [(String, String, Resident.Sex, String, String)] = [
        ("7101", "髙橋　太郎", .male, "1985-03-03", "世帯主"), ("7102", "髙橋　花子", .female, "1986-04-04", "妻"),
        ("7103", "髙橋　翼", .male, "2015-05-05", "子"), ("7104", "髙橋　キヨ", .female, "1955-02-17", "母"),
    ]

    /// The family moves within the town, and the wife becomes the head.
    private func wifeBecomesHead(_ office: CounterDesk) async throws -> CaseID {
        let people = HouseholdProposalTests.family.map { number, name, sex, birth, relationship in
            Resident(
                number: ResidentNumber(number),
                household: HouseholdNumber("97101"),
                kind: .japanese,
                standing: .current,
                name: RegisteredText(name),
                kana: "タカハシ",
                sex: sex,
                birthDate: CivilDate(iso: birth),
                birthText: birth,
                relationship: relationship,
                address: ResidentAddress(postalCode: "", townCode: "", town: "旧町", lot: "1番地", building: "")
            )
        }
        let writer = try office.store.beginGeneration(
            businessDate: office.clock.now.day,
            importedAt: office.clock.now
        )
        try writer.add(people)
        _ = try await office.store.publish(
            try writer.finish(),
            journaledAs: JournalEntry(.registryImported, at: office.clock.now)
        )
        let id = try await office.desk.open(.moveWithin, by: CounterDesk.citizen)
        let numbers = people.map(\.number)
        _ = try await office.desk.take(residents: numbers, moving: Set(numbers), into: id, by: CounterDesk.citizen)
        let town = try unwrapped(office.desk.catalogue.municipality.towns.first).name
        try await office.note(
            id,
            [
                (.moveDate, .date(CivilDate(iso: "2026-11-20")!)), (.newTown, .text(town)), (.newLot, .text("9番地2")),
                (.newHead, .text("髙橋　花子")),
            ]
        )
        return id
    }

    @Test("妻が世帯主になると、夫・世帯主・夫の母が案として出て、職員が保存するまで続柄は変わらない")
    func offersAndConfirms() async throws {
        let office = try CounterDesk()
        let id = try await wifeBecomesHead(office)
        let asked = try await office.desk.view(of: id).unconfirmedRelationships.map(\.text)
        #expect(asked == ["p1.relationship", "p2.relationship", "p4.relationship"])
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.caseStep(id, .interview).path).text
            for (key, value) in [("p1", "夫"), ("p2", "世帯主"), ("p4", "夫の母")] {
                #expect(page.contains("name=\"fact.\(key).relationship\" value=\"\(value)\""), "\(key)")
            }
            #expect(page.contains("案: いままでの続柄は「母」です。"))
            let before = try await office.desk.view(of: id).receptionCase
            #expect(before.text(.relationship, of: PersonKey(4)) == "母")
            let saved = try await browser.send(
                Address.caseFacts(id).path,
                [
                    "basis": "\(before.revision)", "step": "interview", "was.p4.relationship": "",
                    "fact.p4.relationship": "夫の母",
                ]
            )
            #expect(saved.status == .seeOther)
        }
        let after = try await office.desk.view(of: id)
        #expect(after.receptionCase.text(.relationship, of: PersonKey(4)) == "夫の母")
        #expect(after.receptionCase.text(.formerRelationship, of: PersonKey(4)) == "母")
        #expect(after.unconfirmedRelationships.map(\.text) == ["p1.relationship", "p2.relationship"])
    }

    @Test("世帯主を選び直すと、前の世帯主から数えた続柄をすべて尋ね直す")
    func choosesAgain() async throws {
        let office = try CounterDesk()
        let id = try await wifeBecomesHead(office)
        for (person, word) in [(1, "夫"), (2, "世帯主"), (3, "子"), (4, "夫の母")] {
            try await office.note(id, [(.relationship, .text(RegisteredText(word)))], person: PersonKey(person))
        }
        #expect(try await office.desk.view(of: id).unconfirmedRelationships == [])
        try await office.note(id, [(.newHead, .text("髙橋　キヨ"))])
        let view = try await office.desk.view(of: id)
        // From the mother: her son, his wife and his child.
        #expect(
            view.unconfirmedRelationships.map(\.text)
                == ["p1.relationship", "p2.relationship", "p3.relationship", "p4.relationship"]
        )
        let words = (1...4).map { view.proposedRelationship(of: PersonKey($0))?.value?.string ?? "" }
        #expect(words == ["子", "子の妻", "子の子", "世帯主"])
    }

    @Test("世帯主だけが転出すると、残る方の世帯主を大人の中から聞き、決まるまで続柄を尋ねず、決まれば知らせも消える")
    func remainingHousehold() async throws {
        let office = try CounterDesk()
        let id = try await headLeaves(office)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.caseStep(id, .move).path).text
            #expect(page.contains("name=\"fact.remaining-head\" value=\"髙橋　花子\" checked"))
            #expect(page.contains("name=\"fact.remaining-head\" value=\"髙橋　キヨ\""))
            #expect(!page.contains("name=\"fact.remaining-head\" value=\"髙橋　翼\""), "十一歳の子は選べない")
        }
        let before = try await office.desk.view(of: id)
        #expect(before.unconfirmedRelationships == [])
        #expect(StoryCheck(before.situation).notices.map(\.id) == ["head-needed"])
        try await office.note(id, [(.remainingHead, .text("髙橋　キヨ"))])
        let after = try await office.desk.view(of: id)
        #expect(StoryCheck(after.situation).notices == [])
        let words = (2...4).map { after.proposedRelationship(of: PersonKey($0))?.value?.string ?? "" }
        #expect(words == ["子の妻", "子の子", "世帯主"])
    }

    /// The husband alone leaves the town.
    private func headLeaves(_ office: CounterDesk) async throws -> CaseID {
        _ = try await wifeBecomesHead(office)
        let id = try await office.desk.open(.moveOut, by: CounterDesk.citizen)
        let numbers = HouseholdProposalTests.family.map { ResidentNumber($0.0) }
        _ = try await office.desk.take(residents: numbers, moving: [numbers[0]], into: id, by: CounterDesk.citizen)
        try await office.note(id, [(.moveDate, .date(CivilDate(iso: "2026-11-20")!))])
        return id
    }

    @Test("いまある世帯に入る人は、ここにいない世帯主の名を書ける")
    func writesAnotherHead() {
        let form = SubmittedForm(fields: [
            SubmittedForm.Field(name: "was.new-head", value: "髙橋　太郎"),
            SubmittedForm.Field(name: "fact.new-head", value: "髙橋　太郎"),
            SubmittedForm.Field(name: "other.new-head", value: "新井　勇"),
        ])
        guard let catalogue = try? CounterDesk().desk.catalogue, let today = CivilDate(iso: "2026-11-20") else {
            Issue.record("定義を読めない")
            return
        }
        let answers = FactAnswers(form, catalogue: catalogue, source: .staff, today: today)
        #expect(answers.facts.map(\.value) == [.text("新井　勇")])
    }
}
