import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

/// Where the leaks of 枚方, 徳島 and 三鷹 came from: what one place knew and the other did not, and who stood at the counter.
@Suite("支援措置のむずかしい場合")
struct ProtectionHardCasesTests {
    private let numbers = ProtectedDay.household.map(\.number)

    private func opened(_ day: ProtectedDay, _ taken: [ResidentNumber]) async throws -> CaseID {
        let id = try await day.office.desk.open(.moveWithin, by: CounterDesk.citizen)
        _ = try await day.office.desk.take(residents: taken, moving: Set(taken), into: id, by: CounterDesk.citizen)
        return id
    }

    private func isStopped(_ id: CaseID, _ day: ProtectedDay) async throws -> Bool {
        try await day.office.desk.view(of: id).protection.isStopped
    }

    @Test("本人がいなくても、併せて支援を受ける子だけの受付も止まり、住所は取り込まれない")
    func childAlone() async throws {
        let day = try await ProtectedDay()
        let id = try await opened(day, [numbers[1]])
        #expect(try await isStopped(id, day))
        let found = try #require(try await day.office.store.read { try $0.receptionCase(id) })
        #expect(found.facts[FactKey(.oldAddress)] == nil && found.facts[FactKey(.phone)] == nil)
        #expect(!ProtectedDay.tells("\(try await day.office.desk.view(of: id).receptionCase.facts)"))
    }

    @Test("受付の途中でデータの世代が替わって分かっても止まり、世代が替わって終わると新しい受付は止まらない")
    func generations() async throws {
        let day = try await ProtectedDay()
        try await day.publish(protecting: false)
        let id = try await opened(day, numbers)
        #expect(try await !isStopped(id, day))
        try await day.publish(protecting: true)
        #expect(try await isStopped(id, day))
        #expect(!ProtectedDay.tells("\(try await day.office.desk.view(of: id).receptionCase.facts)"))
        try await day.publish(protecting: false)
        #expect(try await !isStopped(try await opened(day, numbers), day))
    }

    @Test("転出証明書だけで分かった人は、番号がなくても、次の受付でも検索でも守られる")
    func fromTheCertificate() async throws {
        let day = try await ProtectedDay()
        let birth = try #require(CivilDate(iso: "1990-01-02"))
        let person = IdentityReading.Person(
            resident: nil,
            fields: [
                IdentityReading.Field(.name, .text("転入　守")), IdentityReading.Field(.birthDate, .date(birth)),
                IdentityReading.Field(.isProtected, .flag(true)),
            ]
        )
        let certificate = IdentityReading(
            source: .code,
            document: "転出証明書",
            visit: [IdentityReading.Field(.oldAddress, .text("秘匿町9番地"))],
            people: [person]
        )
        let desk = day.office.desk
        let first = try await desk.open(.moveIn, by: CounterDesk.citizen)
        _ = try await desk.take(certificate, into: first, by: CounterDesk.citizen)
        #expect(try await isStopped(first, day))
        // The next counter reads a card that knows nothing of it.
        let card = IdentityReading.Person(resident: nil, fields: Array(person.fields.prefix(2)))
        let second = try await desk.open(.moveIn, by: CounterDesk.medical)
        _ = try await desk.take(
            IdentityReading(
                source: .card,
                document: "マイナンバーカード",
                visit: [IdentityReading.Field(.newTown, .text("秘匿町"))],
                people: [card]
            ),
            into: second,
            by: CounterDesk.medical
        )
        #expect(try await isStopped(second, day))
        try await day.counters.run(as: "ueno", at: CounterDesk.citizen) { browser in
            let found = try await browser.send("/residents", ["q": "転入　守"]).text
            #expect(found.contains("転入　守") && found.contains("表示できません") && !ProtectedDay.tells(found))
        }
    }

    @Test("同じ建物の別の世帯は建物で見つかり、本人の世帯は見つからない")
    func sharedBuilding() async throws {
        let day = try await ProtectedDay()
        let writer = try day.office.store.beginGeneration(
            businessDate: day.office.clock.now.day,
            importedAt: day.office.clock.now
        )
        var people = ProtectedDay.household
        people[0].isProtected = true
        var neighbour = people[0]
        neighbour.number = ResidentNumber("6100")
        neighbour.household = HouseholdNumber("9610")
        neighbour.isProtected = false
        neighbour.name = "隣室　人"
        try writer.add(people + [neighbour])
        _ = try await day.office.store.publish(
            try writer.finish(),
            journaledAs: JournalEntry(.registryImported, at: day.office.clock.now)
        )
        let found = try await day.office.store.read { try $0.residents(ResidentQuery(address: "秘匿荘")) }
        #expect(found.map(\.resident.number.digits) == ["6100"])
    }

    @Test("印の付いた人は、一人の職員が外したり照合を取り消したりして、守りを消すことができない")
    func nobodyAlone() async throws {
        let day = try await ProtectedDay()
        try await day.publish(protecting: false)
        let desk = day.office.desk
        let id = try await opened(day, numbers)
        let view = try await desk.view(of: id)
        let mark = Fact(FactKey(.isProtected, PersonKey(1)), .flag(true), from: .staff)
        _ = try await desk.note([mark], basis: view.receptionCase.revision, in: id, by: CounterDesk.citizen)
        _ = try await desk.requestRelease(party: .other, reason: "来庁", of: id, by: CounterDesk.citizen)
        _ = try await desk.release(id, by: ProtectedDay.senior)
        await #expect(throws: ReceptionError.protectionStays) {
            try await desk.remove(PersonKey(1), reason: "人違い", from: id, by: CounterDesk.citizen)
        }
        await #expect(throws: ReceptionError.protectionEndByNoter) {
            try await desk.endProtection(of: PersonKey(1), reason: "誤り", in: id, by: CounterDesk.citizen)
        }
        _ = try await desk.withdraw(id, reason: "取りやめ", by: CounterDesk.citizen)
        let hidden = try await day.office.store.read { [numbers] tx in try numbers.map { try tx.resident($0) } }
        #expect(hidden.allSatisfy { $0?.hidesAddress == true })
        _ = try await desk.endProtection(of: PersonKey(1), reason: "誤り", in: id, by: ProtectedDay.senior)
        let open = try await day.office.store.read { [numbers] tx in try numbers.map { try tx.resident($0) } }
        #expect(open.allSatisfy { $0?.hidesAddress == false })
    }

    @Test("先に読み取った番号のない人を住民として取り込むと番号が付き、住民データの支援措置で止まる")
    func numberedLater() async throws {
        let day = try await ProtectedDay()
        let desk = day.office.desk
        let child = ProtectedDay.household[1]
        let id = try await desk.open(.moveWithin, by: CounterDesk.citizen)
        let person = IdentityReading.Person(
            resident: nil,
            fields: [
                IdentityReading.Field(.name, .text(child.name)),
                IdentityReading.Field(.birthDate, .date(try #require(child.birthDate))),
            ]
        )
        let card = IdentityReading(source: .card, document: "カード", visit: [], people: [person])
        _ = try await desk.take(card, into: id, by: CounterDesk.citizen)
        #expect(try await !isStopped(id, day))
        _ = try await desk.take(residents: [child.number], moving: [child.number], into: id, by: CounterDesk.citizen)
        let view = try await desk.view(of: id)
        #expect(view.receptionCase.people.map(\.resident) == [child.number] && view.protection.isStopped)
    }

    private func release(_ id: CaseID, _ party: VisitorParty, _ day: ProtectedDay) async throws {
        _ = try await day.office.desk.requestRelease(party: party, reason: "来庁", of: id, by: CounterDesk.citizen)
        _ = try await day.office.desk.release(id, by: ProtectedDay.senior)
    }

    @Test("受け付けた後で分かった人の行は、本人として解除されるまでCSVに入らず、入力待ちにそう出る")
    func heldEntries() async throws {
        let day = try await ProtectedDay()
        let id = try await day.office.familyIsReceived()
        let path = Address.entryExport(day.office.clock.now.day, ProcedureID("resident-move")).path
        func rows() async throws -> (rows: Int, isMarked: Bool) {
            let seen = Mutex<(Int, Bool)>((0, false))
            try await day.counters.run(as: "g-entry", at: CounterDesk.citizen) { browser in
                let file = try CSVText(Array(try await browser.get(path).body.readableBytesView))
                let queue = try await browser.get("/entries").text
                seen.withLock { $0 = (file.rows.count, queue.contains("支援措置のため CSV に入りません")) }
            }
            return seen.withLock { $0 }
        }
        #expect(try await rows() == (5, false))
        let mark = Fact(FactKey(.isProtected, PersonKey(2)), .flag(true), from: .staff)
        let basis = try await day.office.desk.view(of: id).receptionCase.revision
        _ = try await day.office.desk.note([mark], basis: basis, in: id, by: CounterDesk.citizen)
        #expect(try await rows() == (0, true))
        // For somebody else what was said before stays out, and its row would wipe out what the register has.
        try await release(id, .other, day)
        #expect(try await rows() == (0, true))
        _ = try await day.office.desk.endRelease(of: id, by: ProtectedDay.senior)
        try await release(id, .subject, day)
        #expect(try await rows() == (5, false))
        _ = try await day.office.desk.endRelease(of: id, by: ProtectedDay.senior)
        #expect(try await rows() == (5, false))
    }

    @Test("市が表を狭めると、来庁者画面にも、受付画面にも、本人の居所が出なくなる")
    func narrowerTable() async throws {
        let day = try await ProtectedDay()
        let id = try await opened(day, numbers)
        try await release(id, .subject, day)
        let found = try #require(try await day.office.store.read { try $0.receptionCase(id) })
        let town = day.office.desk.catalogue
        func view(_ shown: Set<Outlet>) -> CaseView {
            var municipality = town.municipality
            municipality.disclosure.shown[.subject] = shown
            let catalogue = Catalogue(
                municipality: municipality,
                version: town.version,
                items: town.items,
                procedures: town.procedures,
                texts: town.texts
            )
            return CaseView(
                found,
                catalogue: catalogue,
                protected: Set(numbers),
                from: Standpoint(now: day.office.clock.now, counter: CounterDesk.citizen.counter)
            )
        }
        func panel(_ view: CaseView) -> PanelView {
            let shown = Presentation(caseID: id, scene: .confirmation, counter: CounterDesk.citizen.counter)
            return PanelViewBuilder(view: view, presentation: shown).panelView()
        }
        let wide = view([.casePage, .form, .panel, .entry])
        #expect(panel(wide).confirmation.map { ProtectedDay.tells("\($0.sentences)") } == true)
        let withoutPanel = view([.casePage, .form, .entry])
        #expect(panel(withoutPanel).confirmation == nil && panel(withoutPanel).welcome != nil)
        #expect(ProtectedDay.tells("\(withoutPanel.receptionCase.facts)"))
        let closed = view([])
        #expect(!ProtectedDay.tells("\(closed.receptionCase.facts) \(closed.situation.context(for: nil))"))
    }

    @Test("本人が同じ日に二度来ると、二度目の本人の受付には一度目の新しい住所が入り、ほかには出ない")
    func secondVisitOfHers() async throws {
        let day = try await ProtectedDay()
        let desk = day.office.desk
        let first = try await opened(day, numbers)
        try await release(first, .subject, day)
        let town = try unwrapped(desk.catalogue.municipality.towns.first).name
        try await day.office.note(first, [(.newTown, .text(town)), (.newLot, .text("77番地の新"))])
        try await day.office.handIn(first)
        let second = try await opened(day, numbers)
        #expect(try await desk.view(of: second).receptionCase.text(.oldAddress) == nil)
        try await release(second, .subject, day)
        let address = try await desk.view(of: second).receptionCase.text(.oldAddress)
        #expect(address == RegisteredText(town.string + "77番地の新"))
        let overlays = try await day.office.store.read { [numbers] tx in
            try numbers.compactMap { try tx.resident($0) }.flatMap { try tx.overlays(of: $0) }
        }
        #expect(!overlays.isEmpty && overlays.allSatisfy { $0.address == nil })
    }
}
