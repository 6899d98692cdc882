import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

/// What a release is given for (解除の効く範囲): one case, the counters of its way, a reason, and until when.
@Suite("支援措置の解除の範囲")
struct ReleaseTests {
    private let numbers = ProtectedDay.household.map(\.number)

    private func opened(_ day: ProtectedDay) async throws -> CaseID {
        let id = try await day.office.desk.open(.moveWithin, by: CounterDesk.citizen)
        _ = try await day.office.desk.take(residents: numbers, moving: Set(numbers), into: id, by: CounterDesk.citizen)
        return id
    }

    private func released(_ day: ProtectedDay, _ party: VisitorParty = .subject) async throws -> CaseID {
        let id = try await opened(day)
        let desk = day.office.desk
        _ = try await desk.requestRelease(party: party, reason: "転居の届出", of: id, by: CounterDesk.citizen)
        _ = try await desk.release(id, by: ProtectedDay.senior)
        return id
    }

    private func isStopped(_ id: CaseID, at hand: ReceptionDesk.Hand, _ day: ProtectedDay) async throws -> Bool {
        try await day.office.desk.view(of: id, at: hand.counter).protection.isStopped
    }

    @Test("別の席の二人目が解除しても、解除は求めた窓口だけに効き、案内書の窓口には案内書を刷ってから効く")
    func counters() async throws {
        let day = try await ProtectedDay()
        let id = try await released(day)
        #expect(try await !isStopped(id, at: CounterDesk.citizen, day))
        #expect(try await isStopped(id, at: ProtectedDay.senior, day))
        try await day.counters.run(as: "hoshino", at: CounterDesk.medical) { browser in
            let page = try await browser.get(Address.receptionCase(id).path).text
            #expect(page.contains("この窓口では解除されていません") && page.contains("解除を終える"))
            // The reason is in a clerk's own words: for who may release, and where the release is in force.
            #expect(page.contains("支援措置の対象者本人、11:00まで") && !page.contains("転居の届出"))
            #expect(!ProtectedDay.tells(page))
        }
        try await day.counters.run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.receptionCase(id).path).text
            #expect(page.contains("理由「転居の届出」、11:00まで"))
        }
        _ = try await day.office.desk.print([], withSlip: true, of: id, by: CounterDesk.citizen)
        let stops = try await day.office.desk.view(of: id).stops.map(\.counter.id)
        #expect(stops.contains(CounterDesk.medical.counter))
        #expect(try await !isStopped(id, at: CounterDesk.medical, day))
        let elsewhere = day.office.desk.catalogue.municipality.counters.map(\.id).filter { !stops.contains($0) }
        for counter in elsewhere {
            #expect(try await day.office.desk.view(of: id, at: counter).protection.isStopped, "\(counter)")
        }
    }

    @Test("新しい受付には新しい解除が要り、解除は時刻で終わり、どの窓口からも取り消せ、どれも証跡に残る")
    func ends() async throws {
        let day = try await ProtectedDay()
        let first = try await released(day)
        let second = try await opened(day)
        #expect(try await !isStopped(first, at: CounterDesk.citizen, day))
        #expect(try await isStopped(second, at: CounterDesk.citizen, day))
        let minutes = day.office.desk.catalogue.municipality.disclosure.release.minutes
        day.office.clock.advance(seconds: minutes * 60 - 1)
        #expect(try await !isStopped(first, at: CounterDesk.citizen, day))
        day.office.clock.advance(seconds: 1)
        #expect(try await isStopped(first, at: CounterDesk.citizen, day))
        let third = try await released(day)
        try await day.counters.run(as: "hoshino", at: CounterDesk.medical) { browser in
            let done = try await browser.send(Address.releaseEnd(third).path, [:])
            #expect(done.status == .seeOther)
        }
        #expect(try await isStopped(third, at: CounterDesk.citizen, day))
        let entries = try await day.office.store.read { try $0.journalEntries(caseID: third, limit: 50) }
        for action in [JournalEntry.Action.releaseRequested, .released, .releaseEnded] {
            #expect(entries.contains { $0.action == action }, "\(action)")
        }
        #expect(entries.contains { $0.action == .released && $0.detail == "subject citizen 13:00" })
    }

    @Test("すべて受け付けると、印刷の時間を残して解除が終わり、取り下げるとすぐに終わる")
    func closing() async throws {
        let day = try await ProtectedDay()
        let id = try await released(day)
        let desk = day.office.desk
        let view = try await desk.view(of: id)
        let due = view.applications.filter { $0.verdict.outcome != .guidance }.map(\.key)
        for key in due {
            let overriding = VerdictOverride(application: key, outcome: .notDue, reason: "検査")
            _ = try await desk.override(overriding, in: id, by: CounterDesk.citizen)
        }
        let key = try #require(due.first { view.application($0)?.procedure.form == nil } ?? due.first)
        _ = try await desk.override(
            VerdictOverride(application: key, outcome: .due, reason: "検査"),
            in: id,
            by: CounterDesk.citizen
        )
        _ = try await desk.submit([key], of: id, by: CounterDesk.citizen)
        #expect(try await desk.view(of: id).stage == .done)
        #expect(try await !isStopped(id, at: CounterDesk.citizen, day))
        day.office.clock.advance(seconds: desk.catalogue.municipality.disclosure.release.minutesAfterClosing * 60)
        #expect(try await isStopped(id, at: CounterDesk.citizen, day))
        let other = try await released(day)
        _ = try await desk.withdraw(other, reason: "取りやめ", by: CounterDesk.citizen)
        #expect(try await desk.view(of: other).protection.grants.isEmpty)
        for closed in [id, other] {
            let entries = try await day.office.store.read { try $0.journalEntries(caseID: closed, limit: 50) }
            #expect(entries.contains { $0.action == .releaseEnded && $0.detail.hasPrefix("closing ") })
        }
    }

    @Test("切り戻した後も受付は止まり、世帯の画面で権限のある職員だけが終えられる")
    func keptProtection() async throws {
        let day = try await ProtectedDay()
        let today = day.office.clock.now.day
        let newcomer = numbers[1]
        var before = ProtectedDay.household
        before.removeLast()
        try await day.office.publish(before, on: today.adding(days: -1))
        let old = try #require(try await day.office.store.read { try $0.registryStatus() }).generation
        try await day.publish(protecting: true)
        let moment = day.office.clock.now
        _ = try await day.office.store.switchGeneration(
            to: old,
            journaledAs: JournalEntry(.registryImported, at: moment)
        )
        // The child is not in the old generation, and she is no longer protected by it.
        let hidden = try await day.office.store.read { [numbers] tx in
            (try tx.resident(numbers[0])?.hidesAddress, try tx.resident(newcomer) == nil)
        }
        #expect(hidden.0 == true && hidden.1)
        let id = try await day.office.desk.open(.moveWithin, by: CounterDesk.citizen)
        _ = try await day.office.desk.take(residents: [numbers[0]], moving: [], into: id, by: CounterDesk.citizen)
        #expect(try await isStopped(id, at: CounterDesk.citizen, day))
        try await day.counters.run(as: "hoshino", at: CounterDesk.medical) { browser in
            let page = try await browser.get("/households/9500").text
            #expect(page.contains("引き継いでいます") && !page.contains("引き継いだ支援措置を終える"))
            #expect(!ProtectedDay.tells(page))
            let refused = try await browser.send(
                "/households/9500/protection/end",
                ["resident": "5000", "reason": "確認"]
            )
            #expect(refused.status == .forbidden)
        }
        try await day.counters.run(as: "ueno", at: CounterDesk.citizen) { browser in
            let before = try await browser.get("/households/9500").text
            #expect(before.contains("引き継いだ支援措置を終える"))
            let path = "/households/9500/protection/end"
            let unexplained = try await browser.send(path, ["resident": "5000", "reason": ""])
            #expect(unexplained.status.code >= 400)
            let ended = try await browser.send(path, ["resident": "5000", "reason": "基幹系で確認"])
            #expect(ended.status == .seeOther)
            let after = try await browser.get("/households/9500").text
            #expect(after.contains("秘匿町"))
        }
        let entries = try await day.office.store.read { try $0.journalEntries(caseID: nil, limit: 50) }
        #expect(entries.contains { $0.action == .protectionEnded && $0.residents == [ResidentNumber("5000")] })
    }
}
