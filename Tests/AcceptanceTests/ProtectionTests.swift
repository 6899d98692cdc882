import Foundation
import Japanese
import Madoguchi
import Registry
import Rules
import Storage
import TestSupport
import Testing

/// 支援措置: the hard stop, and what is known only from the visit; the matrix of outputs is in ``DisclosureMatrixTests``.
///
/// 住民基本台帳事務処理要領 第5-10 and the leaks of 犬山 (2017), 三鷹 (2019): a mark on the screen did not stop anybody.
@Suite("支援措置の受付")
struct ProtectionTests {
    private let senior = ReceptionDesk.Hand(
        staff: StaffID("hoshino"),
        terminal: TerminalID("t-citizen"),
        counter: CounterID("citizen")
    )
    /// Letters that stand in her address and nowhere else in the town.
    private let marker = "秘匿町"

    private func household() -> [Resident] {
        ["山田　秘", "山田　子"].enumerated().map { place, name in
            var person = Resident(
                number: ResidentNumber("500\(place)"),
                household: HouseholdNumber("9500"),
                kind: .japanese,
                standing: .current,
                name: RegisteredText(name),
                kana: "ヤマダ　\(place == 0 ? "ヒメ" : "コ")",
                sex: .female,
                birthDate: CivilDate(iso: place == 0 ? "1990-05-05" : "2018-06-06"),
                birthText: place == 0 ? "平成2年5月5日" : "平成30年6月6日",
                relationship: place == 0 ? "世帯主" : "子",
                address: ResidentAddress(
                    postalCode: "3799902",
                    townCode: "",
                    town: RegisteredText(marker),
                    lot: "7番地",
                    building: RegisteredText("\(marker)荘1号")
                )
            )
            person.isProtected = place == 0
            person.phone = "027-\(marker)"
            return person
        }
    }

    private func desk() async throws -> CounterDesk {
        let desk = try CounterDesk()
        let people = household()
        var before = people[1]
        before.address.lot = "前の番地"
        let earlier = ResidentHistory(of: before, sequence: 1, changedOn: nil, reason: "")
        try await desk.publish(people, earlier: [earlier], on: desk.clock.now.day)
        return desk
    }

    /// A case of her household, stopped.
    private func visit(_ desk: CounterDesk) async throws -> CaseID {
        let id = try await desk.desk.open(.moveWithin, by: CounterDesk.citizen)
        let numbers = household().map(\.number)
        _ = try await desk.desk.take(residents: numbers, moving: Set(numbers), into: id, by: CounterDesk.citizen)
        return id
    }

    @Test("止まっている間は何も進まず、求めた本人は解除できない")
    func hardStop() async throws {
        let desk = try await desk()
        let id = try await visit(desk)
        await #expect(throws: ReceptionError.protectionStop) {
            try await desk.note(id, [(.newLot, .text("1番地"))])
        }
        await #expect(throws: ReceptionError.protectionStop) {
            try await desk.desk.print([], withSlip: true, of: id, by: CounterDesk.citizen)
        }
        await #expect(throws: ReceptionError.releaseNotRequested) { try await desk.desk.release(id, by: senior) }
        _ = try await desk.desk.requestRelease(party: .subject, reason: "来庁", of: id, by: CounterDesk.citizen)
        await #expect(throws: ReceptionError.releaseByRequester) {
            try await desk.desk.release(id, by: CounterDesk.citizen)
        }
        _ = try await desk.desk.release(id, by: senior)
        try await desk.note(id, [(.newLot, .text("1番地"))])
        _ = try await desk.desk.endRelease(of: id, by: CounterDesk.citizen)
        await #expect(throws: ReceptionError.protectionStop) {
            try await desk.note(id, [(.newLot, .text("2番地"))])
        }
        let actions = try await desk.store.read { try $0.journalEntries(caseID: id, limit: 50).map(\.action) }
        #expect(actions.contains(.releaseRequested) && actions.contains(.released) && actions.contains(.releaseEnded))
    }

    @Test("転出証明書の世帯で、来庁して初めて分かった支援措置でも、読み取った住所が消える")
    func knownFromTheVisit() async throws {
        let desk = try await desk()
        let id = try await desk.familyMovesIn()
        let before = try await desk.desk.view(of: id)
        let address = try unwrapped(before.receptionCase.text(.oldAddress)).string
        _ = try await desk.desk.note(
            [Fact(FactKey(.isProtected, PersonKey(2)), .flag(true), from: .staff)],
            basis: before.receptionCase.revision,
            in: id,
            by: CounterDesk.citizen
        )
        let stopped = try await desk.desk.view(of: id)
        #expect(stopped.protection.isStopped)
        #expect(!"\(stopped.receptionCase.facts.values.map(\.fact.value))".contains(address))
        // The one who notifies is not the protected member: the address stays out after the release as well.
        _ = try await desk.desk.requestRelease(party: .other, reason: "家族", of: id, by: CounterDesk.citizen)
        let other = try await desk.desk.release(id, by: senior)
        #expect(!"\(other.situation.context(for: nil))".contains(address))
        _ = try await desk.desk.endRelease(of: id, by: senior)
        _ = try await desk.desk.requestRelease(party: .subject, reason: "本人", of: id, by: CounterDesk.citizen)
        let subject = try await desk.desk.release(id, by: senior)
        #expect("\(subject.situation.context(for: nil))".contains(address))
    }
}
