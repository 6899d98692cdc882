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

/// Somebody who wants to know where she is, at the counter or behind it (加害者が来たとき): the old slip, the old case, another
/// household's case, words in free text, the browser itself.
@Suite("支援措置と加害者")
struct HostileVisitorTests {
    private let numbers = ProtectedDay.household.map(\.number)

    private func opened(_ day: ProtectedDay, _ taken: [ResidentNumber]) async throws -> CaseID {
        let id = try await day.office.desk.open(.moveWithin, by: CounterDesk.citizen)
        _ = try await day.office.desk.take(residents: taken, moving: Set(taken), into: id, by: CounterDesk.citizen)
        return id
    }

    private func pages(_ paths: [String], as staff: String, _ day: ProtectedDay) async throws -> [TestResponse] {
        let seen = Mutex<[TestResponse]>([])
        try await day.counters.run(as: staff, at: CounterDesk.citizen) { browser in
            for path in paths {
                let page = try await browser.get(path)
                seen.withLock { $0.append(page) }
            }
        }
        return seen.withLock { $0 }
    }

    /// The family as it was, and she alone in a household of her own since.
    private func separated(protecting isProtected: Bool) -> [Resident] {
        var people = ProtectedDay.household
        people[0].household = HouseholdNumber("9700")
        people[0].isProtected = isProtected
        people[1].relationship = "世帯主"
        people[1].name = "山田　元"
        people[1].address.town = "中央町"
        people[1].address.lot = "8番地"
        people[1].address.building = ""
        people[1].phone = nil
        people[1].entitlements = []
        return people
    }

    @Test("元の世帯主が古い案内書を持って来ても、受付は止まり、どの画面にも書類にも出ない")
    func oldSlip() async throws {
        let day = try await ProtectedDay()
        try await day.publish(protecting: false)
        let id = try await opened(day, numbers)
        let slip = try await day.office.desk.print([], withSlip: true, of: id, by: CounterDesk.citizen)
        let ticket = try day.office.printedTicket(slip)
        try await day.office.publish(separated(protecting: true), on: day.office.clock.now.day)
        #expect(try await day.office.desk.arrive(with: ticket, by: CounterDesk.medical) == id)
        #expect(try await day.office.desk.view(of: id, at: CounterDesk.medical.counter).protection.isStopped)
        await #expect(throws: ReceptionError.protectionStop) {
            try await day.office.desk.print([], withSlip: true, of: id, by: CounterDesk.medical)
        }
        let path = Address.receptionCase(id).path
        for page in try await pages([path, "\(path)?step=people", "\(path)?step=finish", "/cases"], as: "ueno", day) {
            #expect(!ProtectedDay.tells(page.text))
        }
    }

    @Test("元の世帯の受付は止まらないが、出て行った人のことは、画面にも、元の世帯の検索にも出ない")
    func formerHead() async throws {
        let day = try await ProtectedDay()
        try await day.office.publish(separated(protecting: true), on: day.office.clock.now.day)
        let id = try await opened(day, [numbers[1]])
        #expect(try await !day.office.desk.view(of: id).protection.isStopped)
        let path = Address.receptionCase(id).path
        let steps = ["people", "move", "interview", "confirm", "finish"].map { "\(path)?step=\($0)" }
        for page in try await pages([path, "/households/9500", "/residents"] + steps, as: "ueno", day) {
            #expect(!ProtectedDay.tells(page.text) && !page.text.contains("山田　秘"))
        }
    }

    @Test("別の世帯の対象者が二人いる受付は、どちらか一人への解除では開かない。同じ世帯なら開く")
    func twoProtected() async throws {
        let day = try await ProtectedDay()
        var people = ProtectedDay.household
        people[0].isProtected = true
        people[1].isProtected = true
        people[1].household = HouseholdNumber("9600")
        try await day.office.publish(people, on: day.office.clock.now.day)
        let id = try await opened(day, numbers)
        await #expect(throws: ReceptionError.releaseOfSeveral) {
            try await day.office.desk.requestRelease(party: .subject, reason: "来庁", of: id, by: CounterDesk.citizen)
        }
        _ = try await day.office.desk.requestRelease(party: .other, reason: "来庁", of: id, by: CounterDesk.citizen)
        _ = try await day.office.desk.release(id, by: ProtectedDay.senior)
        #expect(!ProtectedDay.tells("\(try await day.office.desk.view(of: id).receptionCase.facts)"))
        people[1].household = people[0].household
        try await day.office.publish(people, on: day.office.clock.now.day)
        let shared = try await opened(day, numbers)
        _ = try await day.office.desk.requestRelease(party: .subject, reason: "来庁", of: shared, by: CounterDesk.citizen)
        _ = try await day.office.desk.release(shared, by: ProtectedDay.senior)
        #expect(ProtectedDay.tells("\(try await day.office.desk.view(of: shared).receptionCase.facts)"))
    }

    @Test("一人の印を取り消しても、同じ世帯のもう一人の印は残り、住所は隠れたまま")
    func twoMarks() async throws {
        let day = try await ProtectedDay()
        try await day.publish(protecting: false)
        let id = try await opened(day, numbers)
        for person in [PersonKey(1), PersonKey(2)] {
            let basis = try await day.office.desk.view(of: id).receptionCase.revision
            let mark = Fact(FactKey(.isProtected, person), .flag(true), from: .staff)
            _ = try await day.office.desk.note([mark], basis: basis, in: id, by: CounterDesk.citizen)
        }
        _ = try await day.office.desk.endProtection(of: PersonKey(1), reason: "終了", in: id, by: ProtectedDay.senior)
        #expect(try await day.office.desk.view(of: id).protection.isStopped)
        let hidden = try await day.office.store.read { [numbers] tx in
            try numbers.map { try tx.resident($0)?.hidesAddress }
        }
        #expect(hidden == [true, true])
    }

    @Test("職員が自由に書いた理由（保留・判定の上書き・入力できない理由）も、止まった受付と一覧に出ない")
    func freeText() async throws {
        let day = try await ProtectedDay()
        try await day.publish(protecting: false)
        let id = try await opened(day, numbers)
        let desk = day.office.desk
        let application = ApplicationKey("resident-move")
        let overriding = VerdictOverride(application: application, outcome: .due, reason: "秘匿町に移るため")
        _ = try await desk.override(overriding, in: id, by: CounterDesk.citizen)
        try await day.office.handIn(id)
        let failure = EntryMark(application, .failed, reason: "秘匿町77番地が入らない")
        try await desk.note(failure, of: id, by: CounterDesk.citizen)
        _ = try await desk.hold(id, reason: "秘匿町の書類を待つ", by: CounterDesk.citizen)
        let path = Address.receptionCase(id).path
        let paths = [path, "\(path)?step=finish", "/cases", "/cases?view=held", "/entries", "/households/9500"]
        let before = try await pages(paths, as: "ueno", day)
        #expect(ProtectedDay.tells(before[0].text) && ProtectedDay.tells(before[4].text))
        try await day.publish(protecting: true)
        for page in try await pages(paths, as: "ueno", day) { #expect(!ProtectedDay.tells(page.text)) }
    }

    @Test("止まった受付の書類は、あってもなくても、番号を当てても同じ答え")
    func guessingDocuments() async throws {
        let day = try await ProtectedDay()
        let id = try await opened(day, numbers)
        let path = Address.receptionCase(id).path
        let answers = try await pages([1, 2, 999].map { "\(path)/documents/\($0)" }, as: "ueno", day)
        #expect(Set(answers.map(\.status.code)) == [409])
        let texts = answers.map { answer in
            answer.text.replacing(answer.headers[.requestID] ?? "none", with: "")
                .replacing(/documents\/\d+/, with: "")
        }
        #expect(Set(texts).count == 1)
    }

    @Test("最近見た世帯の一覧にも住所はなく、どの応答もブラウザーに残らず、ログアウトで控えが消える")
    func browserKeepsNothing() async throws {
        let day = try await ProtectedDay()
        let id = try await opened(day, numbers)
        let path = Address.receptionCase(id).path
        let seen = try await pages(
            ["/households/9500", "/residents", path, "/panel", "/panel/view", "/entries", "/cases", "/none"],
            as: "ueno",
            day
        )
        #expect(seen.allSatisfy { $0.headers[.cacheControl] == "no-store" && !ProtectedDay.tells($0.text) })
        #expect(seen[1].text.contains("山田　秘"))
        try await day.counters.run(as: "ueno", at: CounterDesk.citizen) { browser in
            let left = try await browser.send("/logout", [:])
            #expect(left.headers[.clearSiteData] == "\"cache\"")
            let again = try await browser.get(path)
            #expect(again.status != .ok && !ProtectedDay.tells(again.text))
        }
    }

    @Test("解除していない窓口の来庁者画面には、求めた窓口で解除した受付も出ない")
    func panelElsewhere() async throws {
        let day = try await ProtectedDay()
        let id = try await opened(day, numbers)
        _ = try await day.office.desk.requestRelease(party: .subject, reason: "来庁", of: id, by: CounterDesk.citizen)
        _ = try await day.office.desk.release(id, by: ProtectedDay.senior)
        let texts = Mutex<[String]>([])
        for (staff, hand) in [("ueno", CounterDesk.citizen), ("hoshino", CounterDesk.medical)] {
            try await day.counters.run(as: staff, at: hand) { browser in
                try await browser.send(Address.receptionCase(id).path + "/presentation", ["scene": "confirmation"])
                let view = try await browser.get("/panel/view").text
                texts.withLock { $0.append(view) }
            }
        }
        let shown = texts.withLock { $0 }
        #expect(shown[0].contains("山田") && !shown[1].contains("山田"))
    }

    @Test("打ち込む欄は、どれもブラウザーに覚えさせない")
    func nothingIsSuggested() throws {
        let folder = CounterDesk.root.appendingPathComponent("Sources/Web/Templates")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var fields = 0
        for case let file as URL in files where file.pathExtension == "mustache" {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /<(?:input|textarea)\b[^>]*>/) {
                let tag = String(match.0)
                if tag.contains(/type="(?:hidden|radio|checkbox|file|submit)"/) { continue }
                fields += 1
                #expect(tag.contains("autocomplete="), "\(file.lastPathComponent): \(tag)")
            }
        }
        #expect(fields > 20)
    }
}
