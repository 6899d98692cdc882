import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

/// Children that are killed at a moment nobody chose, and what the next start finds.
@Suite(.serialized) struct CrashTests {
    static let delays = [0, 3, 7, 12, 20, 33, 50, 80, 130, 210]

    @Test(arguments: delays) func aKilledServerLeavesWholeTransactions(_ delay: Int) async throws {
        let folder = TestFolder()
        let path = folder.path
        let store = try folder.store()
        try await store.append([Example.opening(1)], to: Example.caseID(1), serial: 1)
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, delay = delay as Int] in
            let store = try SQLiteStore(folder: path)
            killAfter(milliseconds: delay)
            for number in 2...100_000 {
                let body = [UInt8]("document \(number)".utf8)
                let digest = Digest(hex: digestText(of: body))!
                try await store.write { tx in
                    try tx.putDocument(body, digest: digest)
                    try tx.append(
                        Example.records([.hold(Hold(reason: digest.hex))], from: number),
                        to: Example.caseID(1),
                        summary: Example.summary(Example.caseID(1), serial: 1, name: "\(number)")
                    )
                    return Journaled((), [Example.entry(.held, detail: "\(number)")])
                }
            }
        }
        let found = try #require(try await store.receptionCase(Example.caseID(1)))
        let entries = try await store.read { try $0.journalEntries(caseID: nil, limit: 1) }
        let summary = try await store.read { try $0.caseSummaries(openedOn: nil, limit: 1) }
        guard case .intact(found.revision, _) = try await store.verifyJournal() else {
            Issue.record("\(found.revision) records, \(try await store.verifyJournal()) in \(path)")
            return
        }
        guard found.revision > 1, let hold = found.hold else { return }
        #expect(entries[0].detail == "\(found.revision)")
        #expect(summary[0].name.string == "\(found.revision)")
        let digest = try #require(Digest(hex: hold.reason))
        #expect(try await store.read { try $0.documentBytes(digest) } == Array("document \(found.revision)".utf8))
    }

    /// Sixty moments over whole imports and deltas in turn.
    static let moments = (0..<60).map { $0 * $0 * 37 % 400 }

    @Test(arguments: moments) func aKilledImportLeavesTheOldOrTheNewGeneration(_ delay: Int) async throws {
        let folder = TestFolder()
        let path = folder.path
        let store = try folder.store()
        try await store.publish(ExampleTown(50, seed: 50))
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, delay = delay as Int] in
            let store = try SQLiteStore(folder: path)
            killAfter(milliseconds: delay)
            for number in 1...1_000 { try await store.publish(CrashTests.state(number), asDelta: number % 2 == 0) }
        }
        let journal = try await store.read { try $0.journalEntries(caseID: nil, limit: 2_000) }
        // The first was published before; each later one has its entry, or it is not there at all.
        let status = try #require(try await store.read { try $0.registryStatus() })
        let town = journal.count == 1 ? Array(ExampleTown(50, seed: 50)) : CrashTests.state(journal.count - 1)
        #expect(status.residentCount == town.filter { $0.standing == .current }.count)
        for resident in town {
            #expect(try await store.read { try $0.resident(resident.number) } == resident)
        }
        let found = try await store.hits(ResidentQuery(address: "町", includesFormer: true, limit: 10_000))
        #expect(Set(found.map(\.resident)).isSubset(of: town))
        try await store.publish(ExampleTown(3), keeping: 2)
        let files = try FileManager.default.contentsOfDirectory(atPath: "\(path)/registry")
        #expect(files.count == 3, "two generations and the lock, nothing left over: \(files)")
    }
}

extension CrashTests {
    /// What the day of that number says: two hundred people, everybody in another town each time.
    static func state(_ number: Int) -> [Resident] {
        ExampleTown(200, seed: 9).map { person in
            var person = person
            person.address.town = RegisteredText("第\(number)町")
            return person
        }
    }
}

extension SQLiteStore {
    fileprivate func publish(_ people: [Resident], asDelta isDelta: Bool) async throws {
        guard isDelta else {
            try await publish(people, keeping: 2)
            return
        }
        let update = try beginUpdate(businessDate: Example.day, importedAt: Example.now)
        try update.take(.residents(people.map { ResidentIntake($0) }))
        _ = try await publish(try update.finish(), keeping: 2, journaledAs: Example.entry(.registryImported))
    }
}

/// Ends this process as a power cut would, from a thread of its own.
func killAfter(milliseconds: Int) {
    Thread.detachNewThread {
        Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
        kill(getpid(), SIGKILL)
    }
}
