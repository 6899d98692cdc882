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
}
