import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

@Suite struct RegistryGenerationTests {
    let folder = TestFolder()

    private func names(in store: SQLiteStore) async throws -> [String] {
        try await store.hits(ResidentQuery(address: "本町")).map(\.resident.name.string)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/registry").sorted()
    }

    @Test func withoutAGenerationNobodyIsFound() async throws {
        let store = try folder.store()
        #expect(try await store.read { try $0.registryStatus() } == nil)
        #expect(try await names(in: store).isEmpty)
    }

    @Test func thePublishedGenerationIsSearchedAndJournalled() async throws {
        let store = try folder.store()
        let status = try await store.publish([.named("一", number: 1), .named("二", number: 2)])
        #expect(
            status
                == RegistryStatus(
                    generation: "2026-04-01-1",
                    businessDate: Example.day,
                    importedAt: Example.now,
                    residentCount: 2
                )
        )
        #expect(try await store.read { try $0.registryStatus() } == status)
        #expect(try await names(in: store) == ["一", "二"])
        #expect(
            try await store.read { try $0.journalEntries(caseID: nil, limit: 9) }.map(\.action) == [.registryImported]
        )
    }

    @Test func searchesGoOnOnTheOldOneUntilTheSwap() async throws {
        let store = try folder.store()
        try await store.publish([.named("旧", number: 1)])
        let finished = try store.finished([.named("新", number: 1)], on: Example.day.adding(days: 1))
        #expect(try await names(in: store) == ["旧"])
        _ = try await store.publish(finished, journaledAs: Example.entry(.registryImported))
        #expect(try await names(in: store) == ["新"])
    }

    @Test func aWriterThatIsStillHeldKeepsNobodyFromReading() async throws {
        let store = try folder.store()
        let writer = try store.beginGeneration(businessDate: Example.day, importedAt: Example.now)
        try writer.add([Resident.named("新", number: 1)])
        _ = try await store.publish(try writer.finish(), journaledAs: Example.entry(.registryImported))
        #expect(try await names(in: folder.store()) == ["新"])
        withExtendedLifetime(writer) {}
    }

    @Test func anotherProcessSeesTheSwap() async throws {
        let (server, importer) = (try folder.store(), try folder.store())
        try await importer.publish([.named("旧", number: 1)])
        #expect(try await names(in: server) == ["旧"])
        try await importer.publish([.named("新", number: 1)])
        #expect(try await names(in: server) == ["新"])
    }

    @Test func oneTransactionSeesOneGeneration() async throws {
        let store = try folder.store()
        try await store.publish([.named("旧", number: 1)])
        let finished = try store.finished([.named("新", number: 1)])
        let (before, after) = try await store.read { [store] tx in
            let before = try tx.resident(ResidentNumber("1"))?.name.string
            let swapped = DispatchSemaphore(value: 0)
            Task {
                _ = try await store.publish(finished, journaledAs: Example.entry(.registryImported))
                swapped.signal()
            }
            swapped.wait()
            return (before, try tx.resident(ResidentNumber("1"))?.name.string)
        }
        #expect([before, after] == ["旧", "旧"])
        #expect(try await names(in: store) == ["新"])
    }

    @Test func theNewestGenerationsStayAndCanBeSwitchedBackTo() async throws {
        let store = try folder.store()
        for number in 1...4 { try await store.publish([.named("第\(number)", number: 1)], keeping: 3) }
        #expect(try files() == ["2026-04-01-2.sqlite", "2026-04-01-3.sqlite", "2026-04-01-4.sqlite", "import.lock"])
        #expect(try await store.generations().map(\.generation) == ["2026-04-01-4", "2026-04-01-3", "2026-04-01-2"])
        let status = try await store.switchGeneration(to: "2026-04-01-2", journaledAs: Example.entry(.registryImported))
        #expect(status.generation == "2026-04-01-2")
        #expect(try await names(in: store) == ["第2"])
        await #expect(throws: StorageError.unknownGeneration("2026-04-01-1")) {
            try await store.switchGeneration(to: "2026-04-01-1", journaledAs: Example.entry(.registryImported))
        }
        try await store.publish([.named("第5", number: 1)], keeping: 2)
        #expect(try files() == ["2026-04-01-2.sqlite", "2026-04-01-5.sqlite", "import.lock"])
    }

    @Test func oneImportAtATime() async throws {
        let (one, other) = (try folder.store(), try folder.store())
        var writer: RegistryGenerationWriter? = try one.beginGeneration(
            businessDate: Example.day,
            importedAt: Example.now
        )
        #expect(writer?.name == "2026-04-01-1")
        #expect(throws: StorageError.importRunning) {
            try other.beginGeneration(businessDate: Example.day, importedAt: Example.now)
        }
        writer = nil
        try await other.publish([.named("一", number: 1)])
    }

    @Test func aNumberThatStandsTwiceIsRefusedAndTheOldDataStay() async throws {
        let store = try folder.store()
        try await store.publish([.named("旧", number: 1)])
        #expect(throws: StorageError.duplicateResident) {
            _ = try store.finished([.named("一", number: 7), .named("二", number: 7)])
        }
        #expect(try await names(in: store) == ["旧"])
        try await store.publish([.named("新", number: 1)])
        #expect(try files() == ["2026-04-01-1.sqlite", "2026-04-01-2.sqlite", "import.lock"])
    }

    @Test func aMissingGenerationFileIsNamed() async throws {
        let store = try folder.store()
        try await store.publish([.named("旧", number: 1)])
        try FileManager.default.removeItem(atPath: "\(folder.path)/registry/2026-04-01-1.sqlite")
        await #expect(throws: StoreError.damaged("registry generation 2026-04-01-1: the file is missing")) {
            try await folder.store().hits(ResidentQuery(address: "本町"))
        }
    }
}
