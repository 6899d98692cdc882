import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

/// Going back to older data must not bring an address back: who was protected by a later generation stays so.
@Suite("切戻しの後の支援措置") struct KeptProtectionTests {
    let folder = TestFolder()

    private static func town(protecting isProtected: Bool) -> [Resident] {
        var people = [
            Resident.named("山田　秘", "ヤマダ　ヒメ", number: 1, town: "秘匿町"),
            .named("山田　子", "ヤマダ　コ", number: 2, town: "秘匿町"), .named("隣野　人", number: 3),
        ]
        people[0].household = HouseholdNumber("00901")
        people[1].household = HouseholdNumber("901")
        people[0].isProtected = isProtected
        for place in 0..<2 { people[place].phone = "0270-11-2222" }
        return people
    }

    /// Yesterday's file without, today's with her protection, and back to yesterday's.
    private func switchedBack() async throws -> SQLiteStore {
        let store = try folder.store()
        let old = try await store.publish(Self.town(protecting: false))
        try await store.publish(Self.town(protecting: true), on: Example.day.adding(days: 1))
        _ = try await store.switchGeneration(to: old.generation, journaledAs: Example.entry(.registryImported))
        return store
    }

    private func isHidden(_ store: SQLiteStore) async throws -> Bool {
        let people = try await store.read { tx in
            try ["1", "2"].compactMap { try tx.resident(ResidentNumber($0)) }
        }
        let byPlace = try await store.hits(ResidentQuery(address: "秘匿町"))
        let byPhone = try await store.hits(ResidentQuery(number: "0270112222"))
        let hidden = people.map(\.hidesAddress)
        #expect(Set(hidden).count == 1 && byPlace.isEmpty == hidden[0] && byPhone.isEmpty == hidden[0])
        return hidden[0]
    }

    @Test("古い世代に切り戻しても、後の世代で分かった支援措置は、本人にも同じ世帯の人にも残り、証跡に残る") func stays() async throws {
        let store = try await switchedBack()
        #expect(try await isHidden(store))
        let kept = try await store.read { try $0.keptProtections(of: [ResidentNumber("1"), ResidentNumber("3")]) }
        #expect(kept == [KeptProtection(resident: ResidentNumber("1"), toldOn: Example.day.adding(days: 1))])
        let entries = try await store.read { try $0.journalEntries(caseID: nil, limit: 10) }
        #expect(entries.contains { $0.action == .protectionKept && $0.detail == "1" })
        // The data folder opened anew says the same.
        #expect(try await isHidden(try folder.store()))
    }

    @Test("基準日が後の全件データにいなければ終わり、前の日の全件データでは終わらない", arguments: [0, 1, 2])
    func confirmedByAFile(days: Int) async throws {
        let store = try await switchedBack()
        try await store.publish(Self.town(protecting: false), on: Example.day.adding(days: days))
        #expect(try await isHidden(store) == (days == 0))
    }

    @Test("支援措置のファイルのない形の全件データは、誰の支援措置も終わらせない") func silentFiles() async throws {
        let store = try folder.store()
        try await store.publish(Self.town(protecting: true))
        let writer = try store.beginGeneration(
            businessDate: Example.day.adding(days: 1),
            importedAt: Example.now,
            tellsOfProtection: false
        )
        try writer.add(Self.town(protecting: false))
        _ = try await store.publish(try writer.finish(), journaledAs: Example.entry(.registryImported))
        #expect(try await isHidden(store))
    }

    @Test("差分で分かった支援措置も、切戻しで残る") func toldByADelta() async throws {
        let store = try folder.store()
        let old = try await store.publish(Self.town(protecting: false))
        let update = try store.beginUpdate(businessDate: Example.day.adding(days: 1), importedAt: Example.now)
        try update.take(.protection([ProtectionChange(number: ResidentNumber("1"), isProtected: true)]))
        _ = try await store.publish(try update.finish(), journaledAs: Example.entry(.registryImported))
        #expect(try await isHidden(store))
        _ = try await store.switchGeneration(to: old.generation, journaledAs: Example.entry(.registryImported))
        #expect(try await isHidden(store))
    }

    @Test("差分は、終わったと言う人だけを終わらせる", arguments: [true, false])
    func delta(ends: Bool) async throws {
        let store = try await switchedBack()
        let update = try store.beginUpdate(businessDate: Example.day.adding(days: 2), importedAt: Example.now)
        let number = ResidentNumber(ends ? "1" : "3")
        try update.take(.protection([ProtectionChange(number: number, isProtected: false)]))
        _ = try await store.publish(try update.finish(), journaledAs: Example.entry(.registryImported))
        #expect(try await isHidden(store) == !ends)
    }

    @Test("全件の世代を行き来しても、新しい世代で終わった支援措置は、新しい世代に戻れば終わっている") func forthAndBack() async throws {
        let store = try folder.store()
        let old = try await store.publish(Self.town(protecting: true))
        let new = try await store.publish(Self.town(protecting: false), on: Example.day.adding(days: 1))
        #expect(try await !isHidden(store))
        _ = try await store.switchGeneration(to: old.generation, journaledAs: Example.entry(.registryImported))
        #expect(try await isHidden(store))
        _ = try await store.switchGeneration(to: new.generation, journaledAs: Example.entry(.registryImported))
        #expect(try await !isHidden(store))
    }

    @Test("人が終えると終わり、誰がいつ、なぜ終えたかが残る") func endedByAPerson() async throws {
        let store = try await switchedBack()
        let clerk = try #require(StaffID("ueno"))
        try await store.write { tx in
            try tx.endKeptProtection(of: ResidentNumber("1"), reason: "誤りと確認", by: clerk, at: Example.now)
            return Journaled((), [Example.entry(.protectionEnded)])
        }
        #expect(try await !isHidden(store))
        let found = try await store.inspect { tx in
            try tx.connection.rows("SELECT ended_by || ' ' || reason FROM kept_protection") { try $0.text(0) }
        }
        #expect(found == ["ueno 誤りと確認"])
    }

    @Test("来庁や証明書で分かった支援措置は、切戻しでも、新しいデータでも終わらない") func marksStay() async throws {
        let store = try folder.store()
        let old = try await store.publish(Self.town(protecting: false))
        try await store.publish(Self.town(protecting: false), on: Example.day.adding(days: 1))
        let person = PersonKey(1)
        try await store.append(
            [
                Example.opening(1), .person(CasePerson(key: person, resident: ResidentNumber("1"))),
                .fact(Fact(FactKey(.isProtected, person), .flag(true), from: .code)),
            ],
            to: Example.caseID(1),
            serial: 1
        )
        #expect(try await isHidden(store))
        _ = try await store.switchGeneration(to: old.generation, journaledAs: Example.entry(.registryImported))
        #expect(try await isHidden(store))
        try await store.publish(Self.town(protecting: false), on: Example.day.adding(days: 2))
        #expect(try await isHidden(store))
    }
}
