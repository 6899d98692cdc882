import Foundation
import Japanese
import Madoguchi
import Testing
import TestSeed

@testable import Storage

/// A delta put on a generation gives what importing everything anew would give.
@Suite struct RegistryUpdateTests {
    let folder = TestFolder()

    /// The state after the delta, and the delta that leads to it.
    private struct Day {
        var after: [Resident]
        var batches: [RegistryBatch]
    }

    private func day(after before: [Resident], seed: UInt64) -> Day {
        var generator = SeededGenerator(seed: seed)
        var after = before
        var residents: [ResidentIntake] = []
        var held: [HeldChange] = []
        var protection: [ProtectionChange] = []
        for place in after.indices where Int.random(in: 0..<20, using: &generator) == 0 {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                after[place].address.town = "新しい町"
                after[place].address.building = RegisteredText("コーポ新\(place % 3)　201号")
                after[place].name = RegisteredText("髙橋　\(place)")
                residents.append(ResidentIntake(after[place]))
            case 1:
                after[place].standing = .movedOut
                residents.append(ResidentIntake(after[place]))
            case 2:
                after[place].isProtected.toggle()
                let change = ProtectionChange(number: after[place].number, isProtected: after[place].isProtected)
                protection.append(change)
            default:
                var change = HeldChange(source: after[place].number, business: .healthInsurance)
                let item = Entitlement(
                    business: .healthInsurance,
                    number: "新\(place)",
                    grade: "",
                    from: Example.day,
                    until: nil
                )
                change.held.append((after[place].number, item))
                after[place].entitlements = [item]
                held.append(change)
            }
        }
        let gone = after.remove(at: 7)
        for number in 90_001...90_012 {
            let person = Resident.named("新井　\(number)", "アライ　シン", number: number, town: "新しい町")
            after.append(person)
            residents.append(ResidentIntake(person))
        }
        let first = residents.filter { $0.resident.number != gone.number }
        held.removeAll { $0.source == gone.number }
        protection.removeAll { $0.number == gone.number }
        return Day(
            after: after,
            batches: [.residents(first), .removed([gone.number]), .held(held), .protection(protection)]
        )
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func aDeltaGivesWhatTheWholeWouldGive(seed: UInt64) async throws {
        let before = Array(ExampleTown(600, seed: seed))
        let day = day(after: before, seed: seed)
        let store = try folder.store()
        try await store.publish(before)
        let update = try store.beginUpdate(businessDate: Example.day.adding(days: 1), importedAt: Example.now)
        for batch in day.batches { try update.take(batch) }
        #expect(update.strangers == 0)
        let finished = try update.finish()
        _ = try await store.publish(finished, journaledAs: Example.entry(.registryImported))
        let other = TestFolder()
        let whole = try other.store()
        try await whole.publish(day.after)
        for person in day.after {
            let found = try await store.read { try $0.resident(person.number) }
            let expected = try await whole.read { try $0.resident(person.number) }
            #expect(found == expected)
            #expect(found?.name == person.name && found?.isProtected == person.isProtected)
        }
        for query in [
            ResidentQuery(name: "髙橋", limit: 1_000), ResidentQuery(name: "アライ", limit: 1_000),
            ResidentQuery(address: "新しい町", limit: 1_000), ResidentQuery(address: "コーポ新", limit: 1_000),
            ResidentQuery(address: "本町", includesFormer: true, limit: 1_000),
        ] {
            let (one, two) = (try await store.hits(query), try await whole.hits(query))
            #expect(Set(one) == Set(two) && !one.isEmpty, "\(query)")
        }
        let current = day.after.filter { $0.standing == .current }.count
        #expect(try await store.read { try $0.registryStatus()?.residentCount } == current)
        try FileManager.default.copyItem(
            atPath: "\(other.path)/registry/2026-04-01-1.sqlite",
            toPath: "\(folder.path)/registry/whole.sqlite"
        )
        let difference = try store.difference(from: "whole", to: "2026-04-02-1")
        #expect(difference == RegistryDifference())
    }

    @Test func whoChangedIsCountedByKind() async throws {
        let store = try folder.store()
        var people = (1...9).map { Resident.named("山田　\($0)", number: $0) }
        try await store.publish(people)
        people[0].address.town = "別の町"
        people[1].name = "髙田　2"
        people[2].isProtected = true
        people[3].standing = .deceased
        people[4].entitlements = [
            Entitlement(business: .lateElderly, number: "1", grade: "", from: nil, until: nil)
        ]
        people.removeLast()
        people.append(.named("新人　10", number: 10))
        try await store.publish(people)
        let difference = try store.difference(from: "2026-04-01-1", to: "2026-04-01-2")
        #expect(difference.added.map(\.digits) == ["10"])
        #expect(difference.removed.map(\.digits) == ["9"])
        #expect(Set(difference.changed.map(\.digits)) == ["1", "2", "3", "4", "5"])
        #expect(
            difference.kinds
                == [.address: 1, .name: 1, .protection: 1, .standing: 1, .entitlements: 1]
        )
        #expect(!difference.summary.contains("山田"))
        #expect(throws: StorageError.unknownGeneration("x")) { try store.difference(from: "x", to: "y") }
    }

    @Test func anAllowanceFollowsItsChild() async throws {
        let store = try folder.store()
        var parent = Resident.named("親", number: 1)
        func paid(_ child: Int, _ number: String) -> Entitlement {
            var held = Entitlement(
                business: .childAllowance,
                number: number,
                grade: "受給者",
                from: Example.day,
                until: nil
            )
            held.concerning = ResidentNumber(String(child))
            return held
        }
        parent.entitlements = [paid(2, "a"), paid(3, "b")]
        try await store.publish([parent, .named("子一", number: 2), .named("子二", number: 3)])
        let update = try store.beginUpdate(businessDate: Example.day.adding(days: 1), importedAt: Example.now)
        var ended = HeldChange(source: ResidentNumber("2"), business: .childAllowance)
        try update.take(.held([ended]))
        ended.source = ResidentNumber("77")
        try update.take(.held([ended]))
        #expect(update.strangers == 1)
        _ = try await store.publish(try update.finish(), journaledAs: Example.entry(.registryImported))
        let held = try await store.read { try $0.resident(ResidentNumber("1"))?.entitlements }
        #expect(held == [paid(3, "b")])
    }

    @Test func aDeltaNeedsAGeneration() throws {
        #expect(throws: StorageError.noBase) {
            try folder.store().beginUpdate(businessDate: Example.day, importedAt: Example.now)
        }
    }

    @Test func residentsAreCountedWithoutThoseWhoLeft() async throws {
        var left = Resident.named("去った人", number: 2)
        left.standing = .movedOut
        let status = try await folder.store().publish([.named("住む人", number: 1), left])
        #expect(status.residentCount == 1)
    }

    @Test func aNameOfThePastLeadsToThePerson() async throws {
        let store = try folder.store()
        let person = Resident.named("佐藤　花", "サトウ　ハナ", number: 1)
        var earlier = person
        earlier.name = "髙木　花"
        earlier.kana = "タカギ　ハナ"
        let writer = try store.beginGeneration(businessDate: Example.day, importedAt: Example.now)
        let state = ResidentHistory(of: earlier, sequence: 1, changedOn: Example.day, reason: "11")
        try writer.take(.histories([state]))
        try writer.take(.residents([ResidentIntake(person)]))
        _ = try await store.publish(try writer.finish(), journaledAs: Example.entry(.registryImported))
        #expect(try await store.names(ResidentQuery(name: "タカギ")).isEmpty)
        #expect(try await store.names(ResidentQuery(name: "高木", includesFormer: true)) == ["7 佐藤　花"])
        #expect(try await store.names(ResidentQuery(name: "サトウ", includesFormer: true)) == ["0 佐藤　花"])
        #expect(try await store.read { try $0.history(of: person.number) } == [state])
    }

    @Test(arguments: ["FERNANDES OLIVERA", "FERNANDEZ", "OLIVEIRO SILVA", "fernndes silva", "FERNANDES OLIEVIRA"])
    func aMisspeltForeignNameIsFound(typed: String) async throws {
        let store = try folder.store()
        try await store.publish([
            .named("FERNANDES OLIVEIRA SILVA", number: 1), .named("NGUYEN THI NGOC ANH", number: 2),
        ])
        let hits = try await store.hits(ResidentQuery(name: typed))
        #expect(hits.map(\.resident.number.digits) == ["1"], "\(typed)")
        #expect(hits.allSatisfy { $0.rank >= ResidentSearch.misspeltRank })
        #expect(try await store.hits(ResidentQuery(name: "NGYUEN")).map(\.resident.number.digits) == ["2"])
        #expect(try await store.hits(ResidentQuery(name: "FERMANDEZ")).isEmpty)
        #expect(try await store.hits(ResidentQuery(name: "FERNANDES GARCIA")).isEmpty)
    }
}
