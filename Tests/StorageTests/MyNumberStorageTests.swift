import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

/// 個人番号 at rest: sealed, bound to their person, and readable after the keys were changed.
@Suite struct MyNumberStorageTests {
    let folder = TestFolder()
    private let number = MyNumber("983205673214")!
    private var keyFile: String { folder.path + ".key" }

    private func store() async throws -> SQLiteStore {
        let store = try folder.store()
        let writer = try store.beginGeneration(
            businessDate: Example.day,
            importedAt: Example.now,
            keepsMyNumbers: true
        )
        let people = (1...3).map { Resident.named("人\($0)", number: $0) }
        try writer.take(.residents([ResidentIntake(people[0], myNumber: number), ResidentIntake(people[1])]))
        try writer.take(.residents([ResidentIntake(people[2], myNumber: number)]))
        _ = try await store.publish(try writer.finish(), journaledAs: Example.entry(.registryImported))
        return store
    }

    private func reveal(_ resident: String, in store: SQLiteStore) async throws -> MyNumber? {
        try await store.revealMyNumber(of: ResidentNumber(resident), journaledAs: Example.entry(.myNumberShown))
    }

    @Test func aNumberIsSealedAndRevealedWithAJournalEntry() async throws {
        defer { try? FileManager.default.removeItem(atPath: keyFile) }
        let store = try await store()
        #expect(try await reveal("1", in: store) == number)
        #expect(try await reveal("2", in: store) == nil)
        let shown = try await store.read { try $0.journalEntries(caseID: nil, limit: 9) }.filter {
            $0.action == .myNumberShown
        }
        #expect(shown.count == 2)
        let mode = try FileManager.default.attributesOfItem(atPath: keyFile)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
            let bytes = FileManager.default.contents(atPath: "\(folder.path)/\(file)") ?? Data()
            #expect(bytes.range(of: Data(number.digits.utf8)) == nil, "\(file)")
        }
    }

    @Test func rotatingKeepsTheNumbersAndForgetsTheOldKey() async throws {
        defer { try? FileManager.default.removeItem(atPath: keyFile) }
        let store = try await store()
        let old = try Data(contentsOf: URL(filePath: keyFile))
        #expect(try await store.rotateKeys(journaledAs: Example.entry(.keysRotated)) == 1)
        let new = try Data(contentsOf: URL(filePath: keyFile))
        #expect(new != old && new.count == old.count)
        #expect(try await reveal("3", in: store) == number)
        try old.write(to: URL(filePath: keyFile))
        await #expect(throws: StorageError.noKey) { try await reveal("3", in: store) }
        try FileManager.default.removeItem(atPath: keyFile)
        await #expect(throws: StorageError.noKey) { try await reveal("3", in: store) }
    }

    @Test func aDeltaKeepsWhatItDoesNotName() async throws {
        defer { try? FileManager.default.removeItem(atPath: keyFile) }
        let store = try await store()
        let update = try store.beginUpdate(businessDate: Example.day.adding(days: 1), importedAt: Example.now)
        try update.take(.residents([ResidentIntake(.named("人2改", number: 2), myNumber: number)]))
        try update.take(.removed([ResidentNumber("3")]))
        _ = try await store.publish(try update.finish(), journaledAs: Example.entry(.registryImported))
        #expect(try await reveal("1", in: store) == number)
        #expect(try await reveal("2", in: store) == number)
        #expect(try await reveal("3", in: store) == nil)
    }

    @Test func aNumberOnAnotherRowDoesNotOpen() throws {
        let seal = MyNumberSeal()
        let sealed = try seal.sealed(number, of: ResidentNumber("1"))
        #expect(try seal.opened(sealed, of: ResidentNumber("1")) == number)
        #expect(throws: StoreError.self) { try seal.opened(sealed, of: ResidentNumber("2")) }
        #expect(throws: StoreError.self) { try MyNumberSeal().opened(sealed, of: ResidentNumber("1")) }
        #expect(throws: StoreError.self) { try seal.opened(Array(sealed.dropLast()), of: ResidentNumber("1")) }
    }
}
