import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

/// What is known of an entry, and by whom it is known (入力の状態): exported, reported by a person, confirmed by the data.
@Suite("入力の報告と当日異動")
struct EntryReportTests {
    private static let number = ResidentNumber("7001")

    private func person(
        _ number: String = "7001",
        _ name: RegisteredText = "髙橋　太郎",
        _ relationship: String = "世帯主"
    ) -> Resident {
        Resident(
            number: ResidentNumber(number),
            household: HouseholdNumber("97001"),
            kind: .japanese,
            standing: .current,
            name: name,
            kana: "タカハシ　タロウ",
            sex: .male,
            birthDate: CivilDate(iso: "1985-03-03"),
            birthText: "昭和60年3月3日",
            relationship: relationship,
            address: ResidentAddress(postalCode: "", townCode: "", town: "旧町", lot: "1番地", building: "")
        )
    }

    private func opened(_ office: CounterDesk, _ event: LifeEvent, _ people: [Resident]) async throws -> CaseID {
        let id = try await office.desk.open(event, by: CounterDesk.citizen)
        let numbers = people.map(\.number)
        _ = try await office.desk.take(
            residents: numbers,
            moving: Set(numbers.prefix(1)),
            into: id,
            by: CounterDesk.citizen
        )
        return id
    }

    /// Has an application handed in where its form is not what is tested.
    private func submit(_ application: ApplicationKey, _ id: CaseID, _ office: CounterDesk) async throws {
        let view = try await office.desk.view(of: id)
        let now = office.clock.now
        let submission = Submission(
            application: application,
            counter: CounterDesk.citizen.counter,
            documents: [],
            receivedOn: now.day
        )
        let stamp = Stamp(at: now, staff: CounterDesk.citizen.staff, terminal: nil)
        let record = CaseRecord(
            sequence: view.receptionCase.revision + 1,
            stamp: stamp,
            body: .submission(submission)
        )
        try await office.store.write { tx in
            try tx.append([record], to: id, summary: view.summary(changedAt: now))
            return Journaled((), [JournalEntry(.submitted, at: now)])
        }
    }

    private func overlays(_ resident: Resident, _ office: CounterDesk) async throws -> [ResidentOverlay] {
        let catalogue = office.desk.catalogue
        return try await office.store.read { try $0.overlays(of: resident, by: catalogue) }
    }

    @Test("CSVに出しただけでは入力済みにならず、職員が入力済み・入力できずを報告し、入力待ちに戻せ、証跡に残る")
    func reports() async throws {
        let office = try CounterDesk()
        let id = try await office.familyIsReceived()
        let key = ApplicationKey("resident-move")
        func state() async throws -> EntryState? {
            try await office.store.read { try $0.receptionCase(id) }?.entry(of: key)?.state
        }
        #expect(try await state() == .waiting)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let waiting = try await browser.get("/entries").text
            #expect(waiting.contains("入力待ち</span>") && !waiting.contains("すべて入力済みにする"))
            try await browser.get("/entries/2026-11-24/resident-move.csv")
            let exported = try await browser.get("/entries").text
            #expect(exported.contains("出力済み（入力の報告待ち）") && exported.contains("すべて入力済みにする"))
            let entry = "\(id.text) resident-move"
            let unexplained = try await browser.send("/entries/marks", ["entry": entry, "state": "failed"])
            #expect(unexplained.status.code >= 400)
            let failed: KeyValuePairs = ["entry": entry, "state": "failed", "reason": "続柄の桁あふれ", "day": "2026-11-24"]
            let back = try await browser.send("/entries/marks", failed)
            #expect(back.location == "/entries?day=2026-11-24")
            let shown = try await browser.get("/entries").text
            #expect(shown.contains("入力できず") && shown.contains("続柄の桁あふれ"))
            try await browser.send("/entries/marks", ["entry": entry, "state": "waiting"])
            let again = try await browser.get("/entries").text
            #expect(!again.contains("続柄の桁あふれ"))
            try await browser.send("/entries/marks", ["entry": entry, "state": "entered"])
            let invented = try await browser.send("/entries/marks", ["entry": entry, "state": "exported"])
            #expect(invented.status.code >= 400)
        }
        #expect(try await state() == .entered)
        let entries = try await office.store.read { try $0.journalEntries(caseID: id, limit: 100) }
        let told = entries.filter { $0.action == .entryMarked }.map(\.detail)
        #expect(told == ["entered", "waiting", "failed"].map { "resident-move \($0)" })
        // Taken back and handed in anew, nothing of it is known any more.
        _ = try await office.desk.takeBack(key, reason: "取り違え", of: id, by: CounterDesk.citizen)
        #expect(try await state() == nil)
        await #expect(throws: ReceptionError.notSubmitted(key)) {
            try await office.desk.note(EntryMark(key, .entered), of: id, by: CounterDesk.citizen)
        }
    }

    @Test("今日の国保の加入は、次の受付の判定に入り、データが言えば終わり、入力の報告がなければ確かめるよう知らせる")
    func qualification() async throws {
        let office = try CounterDesk()
        let today = office.clock.now.day
        let before = person()
        try await office.publish([before], on: today.adding(days: -1))
        let id = try await opened(office, .moveWithin, [before])
        try await office.note(id, [(.healthInsurance, .choice("入っていない"))], person: PersonKey(1))
        try await office.note(id, [(.moveDate, .date(today))])
        let application = ApplicationKey("national-health-insurance")
        try await submit(application, id, office)
        let pending = try await overlays(before, office).filter { $0.procedure != nil }
        #expect(pending.map(\.values) == [[IdentityReading.Field(.healthInsurance, .choice("国民健康保険"))]])
        #expect(pending.map(\.state) == [.pending])
        let next = try await opened(office, .householdChange, [before])
        let known = try await office.desk.view(of: next).receptionCase
        #expect(known.value(.healthInsurance, of: PersonKey(1)) == .choice("国民健康保険"))
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get("/households/97001").text
            #expect(page.contains("健康保険: 国民健康保険") && page.contains("入力データには、まだ出していません"))
        }
        // Data of later days without it: nobody said that it was entered, so it counts and is to be looked at.
        try await office.publish([before], on: today.adding(days: 1))
        #expect(try await overlays(before, office).filter { $0.procedure != nil }.map(\.state) == [.notEntered])
        try await office.desk.note(EntryMark(application, .entered), of: id, by: CounterDesk.citizen)
        #expect(try await overlays(before, office).filter { $0.procedure != nil }.map(\.state) == [.contradicted])
        var insured = before
        insured.entitlements = [
            Entitlement(business: .healthInsurance, number: "1", grade: "", from: nil, until: nil)
        ]
        let confirmed = insured
        try await office.publish([confirmed], on: today.adding(days: 1))
        #expect(try await overlays(confirmed, office).allSatisfy { $0.procedure == nil })
    }

    @Test("氏名の変更、残る世帯の世帯主、転出予定日も、次の受付と検索に重なり、データが言えば終わる")
    func namesHeadsAndDays() async throws {
        let office = try CounterDesk()
        let today = office.clock.now.day
        let people = [person(), person("7002", "髙橋　花子", "妻")]
        try await office.publish(people, on: today.adding(days: -1))
        let renamed = try await opened(office, .householdChange, [people[1]])
        try await office.note(renamed, [(.name, .text("佐藤　花子")), (.kana, .text("サトウ　ハナコ"))], person: PersonKey(1))
        try await office.handIn(renamed)
        let leaving = try await opened(office, .moveOut, people)
        let day = today.adding(days: 6)
        try await office.note(leaving, [(.plannedMoveDate, .date(day)), (.remainingHead, .text("佐藤　花子"))])
        try await office.handIn(leaving)
        let husband = try await overlays(people[0], office)
        #expect(husband.map(\.leavesOn) == [day])
        let wife = try await office.store.read { try $0.overlaid(people[1]) }
        #expect(wife.name == "佐藤　花子" && wife.kana == "サトウ　ハナコ" && wife.relationship == "世帯主")
        let next = try await opened(office, .householdChange, [people[1]])
        #expect(try await office.desk.view(of: next).receptionCase.text(.name, of: PersonKey(1)) == "佐藤　花子")
        for query in [ResidentQuery(name: "サトウ"), ResidentQuery(name: "佐藤"), ResidentQuery(name: "タカハシ")] {
            let found = try await office.store.read { try $0.residents(query) }.map(\.resident.number.digits)
            #expect(found.contains("7002"), "\(query)")
        }
        #expect(try await office.store.read { try $0.residents(ResidentQuery(name: "サトウ")) }.count == 1)
        var changed = people[1]
        changed.name = "佐藤　花子"
        changed.kana = "サトウ　ハナコ"
        changed.relationship = "世帯主"
        let confirmed = changed
        try await office.publish([confirmed], on: today.adding(days: 1))
        #expect(try await overlays(confirmed, office).isEmpty)
    }
}
