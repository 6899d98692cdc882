import Foundation
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

/// 当日異動: what was received today counts for the next counter, until the nightly data confirm or contradict it.
@Suite("当日異動の重ね合わせ")
struct OverlayTests {
    private func resident(
        _ number: String,
        name: String,
        town: String,
        standing: Resident.Standing = .current
    ) -> Resident {
        var person = Resident(
            number: ResidentNumber(number),
            household: HouseholdNumber("9" + number),
            kind: .japanese,
            standing: standing,
            name: RegisteredText(name),
            kana: "タカハシ　タロウ",
            sex: .male,
            birthDate: CivilDate(iso: "1985-03-03"),
            birthText: "昭和60年3月3日",
            relationship: "世帯主",
            address: ResidentAddress(
                postalCode: "",
                townCode: "",
                town: RegisteredText(town),
                lot: "1番地",
                building: ""
            )
        )
        person.phone = nil
        return person
    }

    /// A move within the town, handed in.
    private func moved(_ desk: CounterDesk, to town: RegisteredText) async throws -> CaseID {
        let id = try await desk.desk.open(.moveWithin, by: CounterDesk.citizen)
        let number = ResidentNumber("7001")
        _ = try await desk.desk.take(residents: [number], moving: [number], into: id, by: CounterDesk.citizen)
        try await desk.note(id, [(.newTown, .text(town)), (.newLot, .text("9番地2"))])
        try await desk.handIn(id)
        return id
    }

    @Test("受付済みの転居は次の受付で新しい住所になり、翌日のデータで終わるか、不一致と知らせる")
    func moveWithin() async throws {
        let desk = try CounterDesk()
        let today = desk.clock.now.day
        let town = try unwrapped(desk.desk.catalogue.municipality.towns.first).name
        let before = resident("7001", name: "髙橋　太郎", town: "旧町")
        try await desk.publish([before], on: today.adding(days: -1))
        #expect(try await desk.store.read { try $0.overlays(of: before) }.isEmpty)
        let id = try await moved(desk, to: town)
        let pending = try await desk.store.read { try $0.overlays(of: before) }
        #expect(pending.map(\.state) == [.pending] && pending.map(\.caseID) == [id])
        let next = try await desk.desk.open(.householdChange, by: CounterDesk.medical)
        let number = before.number
        let view = try await desk.desk.take(residents: [number], moving: [number], into: next, by: CounterDesk.medical)
        #expect(view.receptionCase.text(.oldAddress) == RegisteredText(town.string + "9番地2"))
        // The next night's data say the same: the overlay has ended.
        var confirmed = before
        confirmed.address.town = town
        confirmed.address.lot = "9番地2"
        let changed = confirmed
        try await desk.publish([changed], on: today.adding(days: 1))
        #expect(try await desk.store.read { try $0.overlays(of: changed) }.isEmpty)
        // Or they say something else. Nobody said that it was entered: it still counts, and somebody looks.
        try await desk.publish([before], on: today.adding(days: 1))
        let unentered = try await desk.store.read { try $0.overlays(of: before) }
        #expect(unentered.map(\.state) == [.notEntered])
        #expect(try await desk.store.read { try $0.overlaid(before) }.address.town == town)
        // Entered, they say, and yet: nobody guesses.
        let mark = EntryMark(ApplicationKey("resident-move"), .entered)
        try await desk.desk.note(mark, of: id, by: CounterDesk.citizen)
        let contradicted = try await desk.store.read { try $0.overlays(of: before) }
        #expect(contradicted.map(\.state) == [.contradicted])
        #expect(try await desk.store.read { try $0.overlaid(before) } == before)
        _ = try await desk.desk.withdraw(id, reason: "誤受付", by: CounterDesk.citizen)
        #expect(try await desk.store.read { try $0.overlays(of: before) }.isEmpty)
    }

    @Test("転入者は仮の人として見つかり、後のデータの宛名番号と結び付く。疑わしいものは人が決める")
    func provisional() async throws {
        let desk = try CounterDesk()
        let today = desk.clock.now.day
        let id = try await desk.familyMovesIn()
        let view = try await desk.desk.view(of: id)
        let person = PersonKey(1)
        let name = try unwrapped(view.receptionCase.text(.name, of: person))
        let birth = try unwrapped(view.receptionCase.date(.birthDate, of: person))
        for query in [ResidentQuery(name: name.string), ResidentQuery(birthDate: birth)] {
            let found = try await desk.store.read { try $0.provisionalPeople(query) }
            #expect(found.contains(ProvisionalPerson(caseID: id, key: person)), "\(query)")
        }
        #expect(try await desk.store.read { try $0.provisionalPeople(ResidentQuery(name: "ミツカラナイ")) }.isEmpty)
        #expect(try await desk.store.read { try $0.match(person, of: view.receptionCase) } == .none)
        var drawn = resident("8001", name: name.string, town: "本町")
        drawn.birthDate = birth
        drawn.sex = view.receptionCase.text(.sex, of: person)?.string == "男" ? .male : .female
        let same = drawn
        var former = same
        former.number = ResidentNumber("8002")
        former.standing = .movedOut
        try await desk.publish([same, former], on: today)
        guard case .doubtful(let both) = try await desk.store.read({ try $0.match(person, of: view.receptionCase) })
        else {
            Issue.record("two people of that name and birth date")
            return
        }
        #expect(Set(both.map(\.number)) == [same.number, former.number])
        try await desk.publish([same], on: today)
        #expect(try await desk.store.read { try $0.match(person, of: view.receptionCase) == .certain(same) })
        let matched = try await desk.desk.match(person, with: same.number, in: id, by: CounterDesk.citizen)
        #expect(matched.receptionCase.people.first?.resident == same.number)
        #expect(matched.receptionCase.people.count == view.receptionCase.people.count)
        let left = try await desk.store.read { try $0.provisionalPeople(ResidentQuery(name: name.string)) }
        #expect(!left.contains(ProvisionalPerson(caseID: id, key: person)))
        #expect(try await desk.store.read { try $0.caseSummaries(resident: same.number) }.map(\.id) == [id])
        await #expect(throws: ReceptionError.personNotFound) {
            try await desk.desk.match(person, with: same.number, in: id, by: CounterDesk.citizen)
        }
    }
}
