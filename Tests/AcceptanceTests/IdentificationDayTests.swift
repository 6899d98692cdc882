import Foundation
import HTTPTypes
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

/// A clerk identifies a character of the core system at the screen, over the real store.
@Suite("同定した字が、その場で検索と画面に出る")
struct IdentificationDayTests {
    private func office() async throws -> CounterDesk {
        let office = try CounterDesk()
        let delivered: RegisteredText = "\u{E5A0}城　花子"
        let person = Resident(
            number: ResidentNumber("7301"),
            household: HouseholdNumber("97301"),
            kind: .japanese,
            standing: .current,
            name: delivered,
            kana: "カツラギ　ハナコ",
            sex: .female,
            birthDate: CivilDate(iso: "1980-02-17"),
            birthText: "昭和55年2月17日",
            relationship: "世帯主",
            address: ResidentAddress(postalCode: "", townCode: "", town: "例示町", lot: "1番地", building: "")
        )
        let day = office.clock.now.day.adding(days: -1)
        let writer = try office.store.beginGeneration(businessDate: day, importedAt: office.clock.now)
        let text = ReceivedText(.name, column: "氏名", delivered)
        try writer.take(.residents([ResidentIntake(person, received: [text])]))
        _ = try await office.store.publish(
            try writer.finish(),
            journaledAs: JournalEntry(.registryImported, at: office.clock.now)
        )
        return office
    }

    @Test("同定すると次の検索から新しい字で見つかり、取り消すと元の外字に戻って同定待ちに並ぶ")
    func day() async throws {
        let office = try await office()
        let path = Address.identifications.path
        func found(_ name: String) async throws -> [String] {
            let query = ResidentQuery(name: name)
            return try await office.store.read { try $0.residents(query).map(\.resident.name.string) }
        }
        #expect(try await found("葛城").isEmpty)
        try await CounterServer(office).run(as: "kanri", at: CounterDesk.citizen) { browser in
            let list = try await browser.get(path)
            #expect(list.text.contains("U+E5A0") && list.text.contains("氏名 1"))
            let sent = try await browser.send(
                path,
                ["code": "U+E5A0", "character": "葛\u{E0102}", "provenance": "戸籍の写し", "effective": "R8.4.1"]
            )
            #expect(sent.status == .seeOther)
            let after = try await browser.get(path)
            #expect(after.text.contains("同定を待っている文字はありません") && after.text.contains("<td>1か所</td>"))
        }
        #expect(try await found("葛城").map { Array($0.unicodeScalars) } == [Array("葛\u{E0102}城　花子".unicodeScalars)])
        let status = try await office.store.read { try $0.registryStatus() }
        #expect(status?.businessDate == office.clock.now.day.adding(days: -1))
        try await CounterServer(office).run(as: "kanri", at: CounterDesk.citizen) { browser in
            let back = try await browser.send(
                Address.identificationRevocation.path,
                ["code": "U+E5A0", "effective": "2026-04-01"]
            )
            #expect(back.status == .seeOther)
            let list = try await browser.get(path)
            #expect(list.text.contains("氏名 1"))
        }
        #expect(try await found("葛城").isEmpty)
        #expect(try await found("\u{E5A0}城").count == 1)
        let entries = try await office.store.read { try $0.journalEntries(caseID: nil, limit: 99) }
        let details = entries.filter { $0.action == .registryImported && $0.staff == StaffID("kanri") }.map(\.detail)
        #expect(details.count == 2 && details.allSatisfy { $0.hasPrefix("identify ") && $0.hasSuffix(" 1") })
        guard case .intact = try await office.store.verifyJournal() else {
            Issue.record("the chain is broken")
            return
        }
    }
}
