import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

/// 当日異動 on the screens: what the next clerk sees of a case of today, of yesterday, and of one taken back.
@Suite("当日異動の画面")
struct OverlayScreenTests {
    private static let number = ResidentNumber("7001")

    private func resident(at town: String = "旧町") -> Resident {
        Resident(
            number: Self.number,
            household: HouseholdNumber("97001"),
            kind: .japanese,
            standing: .current,
            name: "髙橋　太郎",
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
    }

    /// A move within the town, handed in.
    private func moved(_ office: CounterDesk, lot: RegisteredText = "9番地2") async throws -> CaseID {
        let id = try await office.desk.open(.moveWithin, by: CounterDesk.citizen)
        _ = try await office.desk.take(
            residents: [Self.number],
            moving: [Self.number],
            into: id,
            by: CounterDesk.citizen
        )
        let town = try unwrapped(office.desk.catalogue.municipality.towns.first).name
        try await office.note(id, [(.newTown, .text(town)), (.newLot, .text(lot))])
        try await office.handIn(id)
        return id
    }

    @Test("同じ日に二度目に来ると、検索・世帯・次の受付に、旧→新と「本日処理中」と受付の場所が出る")
    func secondVisit() async throws {
        let office = try CounterDesk()
        let today = office.clock.now.day
        try await office.publish([resident()], on: today.adding(days: -1))
        let id = try await moved(office)
        let town = try unwrapped(office.desk.catalogue.municipality.towns.first).name.string
        let change = "旧町1番地 → \(town)9番地2"
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let found = try await browser.send("/residents", ["q": "タカハシ"]).text
            #expect(found.contains("本日処理中") && found.contains(change) && found.contains("市民課"))
            let household = try await browser.get("/households/97001").text
            #expect(household.contains("本日処理中") && household.contains(change))
            #expect(household.contains("href=\"/cases/\(id.text)\""))
            let opened = try await browser.send(
                "/households/97001/cases",
                ["event": "householdChange", "moving": "7001"]
            )
            let page = try await browser.get(try #require(opened.location)).text
            #expect(page.contains("その受付を見る") && page.contains("\(town)9番地2"))
        }
    }

    @Test("連携データが一日届かないと「反映待ち」、後の日のデータが違うと「不一致」、同じなら何も出ない")
    func laterDays() async throws {
        let office = try CounterDesk()
        let day = office.clock.now.day
        try await office.publish([resident()], on: day.adding(days: -1))
        let id = try await moved(office)
        let before = resident()
        let viewing = OverlayViewing(
            today: day.adding(days: 1),
            catalogue: office.desk.catalogue,
            mayReceive: true
        )
        let late = try await office.store.read { try $0.overlayLines(of: before, viewing) }
        #expect(late.map(\.mark) == ["反映待ち"])
        try await office.publish([before], on: day.adding(days: 1))
        let unentered = try await office.store.read { try $0.overlayLines(of: before, viewing) }
        #expect(unentered.map(\.mark) == ["入力の確認"])
        let mark = EntryMark(ApplicationKey("resident-move"), .entered)
        try await office.desk.note(mark, of: id, by: CounterDesk.citizen)
        let wrong = try await office.store.read { try $0.overlayLines(of: before, viewing) }
        #expect(wrong.map(\.mark) == ["不一致"])
        var right = before
        right.address.town = try unwrapped(office.desk.catalogue.municipality.towns.first).name
        right.address.lot = "9番地2"
        let confirmed = right
        try await office.publish([confirmed], on: day.adding(days: 1))
        #expect(try await office.store.read { try $0.overlays(of: confirmed) }.isEmpty)
        // A month later people have moved on: what was received then contradicts nothing.
        try await office.publish([before], on: day.adding(days: 40))
        #expect(try await office.store.read { try $0.overlays(of: before) }.isEmpty)
    }

    @Test("同じ日の二つの転居では、後の受付が数えられる")
    func newestCounts() async throws {
        let office = try CounterDesk()
        try await office.publish([resident()], on: office.clock.now.day.adding(days: -1))
        _ = try await moved(office)
        let second = try await moved(office, lot: "20番地")
        let before = resident()
        let overlays = try await office.store.read { try $0.overlays(of: before) }
        #expect(overlays.map(\.caseID) == [second])
        #expect(try await office.store.read { try $0.overlaid(before) }.address.lot == "20番地")
    }

    @Test("入力データに出した後で取り下げると、後の日のデータが元のままになるまで「取消の確認」")
    func undoneAfterExport() async throws {
        let office = try CounterDesk()
        let day = office.clock.now.day
        try await office.publish([resident()], on: day.adding(days: -1))
        let before = resident()
        let unsent = try await moved(office)
        _ = try await office.desk.withdraw(unsent, reason: "誤受付", by: CounterDesk.citizen)
        #expect(try await office.store.read { try $0.overlays(of: before) }.isEmpty)
        let sent = try await moved(office)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let file = try await browser.get("/entries/\(day.iso)/resident-move.csv")
            #expect(file.status == .ok)
        }
        _ = try await office.desk.withdraw(sent, reason: "取りやめ", by: CounterDesk.citizen)
        let undone = try await office.store.read { try $0.overlays(of: before) }
        #expect(undone.contains { $0.caseID == sent && $0.state == .undone })
        #expect(try await office.store.read { try $0.overlaid(before) } == before)
        // Entered all the same: still to be looked at. Then mended: over.
        var entered = before
        entered.address.town = try unwrapped(office.desk.catalogue.municipality.towns.first).name
        entered.address.lot = "9番地2"
        let wrong = entered
        try await office.publish([wrong], on: day.adding(days: 1))
        #expect(try await office.store.read { try $0.overlays(of: wrong) }.contains { $0.state == .undone })
        try await office.publish([before], on: day.adding(days: 1))
        #expect(try await office.store.read { try $0.overlays(of: before) }.isEmpty)
    }

    @Test("連携データにまだない転入者も検索に出て、以前の住民なら受付画面で尋ねられる")
    func newcomers() async throws {
        let office = try CounterDesk()
        try await office.publish([resident()], on: office.clock.now.day.adding(days: -1))
        let id = try await office.familyMovesIn()
        let view = try await office.desk.view(of: id)
        let name = view.name(of: PersonKey(1)).string
        var former = resident()
        former.number = ResidentNumber("8001")
        former.name = RegisteredText(name)
        former.birthDate = view.receptionCase.date(.birthDate, of: PersonKey(1))
        former.standing = .movedOut
        try await office.publish([resident(), former], on: office.clock.now.day.adding(days: -1))
        try await CounterServer(office).run(as: "hoshino", at: CounterDesk.medical) { browser in
            let found = try await browser.send("/residents", ["q": name]).text
            #expect(found.contains("連携データにまだない方") && found.contains("href=\"/cases/\(id.text)\""))
            let page = try await browser.get("/cases/\(id.text)").text
            #expect(page.contains("連携データにいる方かもしれません") && page.contains("8001"))
            let fields: KeyValuePairs = ["case": id.text, "person": "p1", "resident": "8001", "from": "case"]
            let decided = try await browser.send("/matches/confirmation", fields)
            #expect(decided.location == "/cases/\(id.text)")
            let listed = try await browser.get("/matches").text
            #expect(listed.contains("今日決めた照合") && listed.contains("同じ方とした"))
            try await browser.send("/matches/undoing", fields)
            #expect(try await browser.get("/cases/\(id.text)").text.contains("連携データにいる方かもしれません"))
            try await browser.send("/matches/distinction", fields)
            #expect(!(try await browser.get("/cases/\(id.text)").text.contains("連携データにいる方かもしれません")))
            try await browser.send("/matches/undoing", fields)
            #expect(try await browser.get("/cases/\(id.text)").text.contains("連携データにいる方かもしれません"))
        }
        let actions = try await office.store.read { try $0.journalEntries(caseID: id, limit: 50).map(\.action) }
        #expect(actions.contains(.personUnmatched) && actions.contains(.distinctionEnded))
    }

    @Test("転出は翌日のデータで転出になれば終わり、転出の取りやめは住民のままなら何も出ない")
    func movingOutAndCallingItOff() async throws {
        let office = try CounterDesk()
        let today = office.clock.now.day
        try await office.publish([resident()], on: today.adding(days: -1))
        let before = resident()
        func leave(calledOff: Bool) async throws {
            let id = try await office.desk.open(.moveOut, by: CounterDesk.citizen)
            let numbers = [Self.number]
            _ = try await office.desk.take(residents: numbers, moving: Set(numbers), into: id, by: CounterDesk.citizen)
            if calledOff { try await office.note(id, [("move-out-withdrawn", .flag(true))]) }
            try await office.handIn(id)
        }
        try await leave(calledOff: false)
        let pending = try await office.store.read { try $0.overlays(of: before) }
        #expect(pending.map(\.leaves) == [true] && pending.map(\.state) == [.pending])
        var gone = before
        gone.standing = .movedOut
        let left = gone
        #expect(try await office.store.read { try $0.overlays(of: left) }.isEmpty)
        try await leave(calledOff: true)
        #expect(try await office.store.read { try $0.overlays(of: before) }.isEmpty)
    }
}
