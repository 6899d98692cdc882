import Foundation
import GRDB
import Japanese
import Madoguchi
import Testing

@testable import Storage

@Suite struct DataFolderTests {
    let folder = TestFolder()

    @Test func aCommitSurvivesAPowerCut() async throws {
        let store = try folder.store()
        // 2 is FULL: the write-ahead log is flushed at every commit.
        let pragmas = try await store.pool.writeWithoutTransaction { database in
            let connection = SQLConnection(database: database)
            return try ["synchronous", "foreign_keys", "busy_timeout"].map { name in
                try connection.first("PRAGMA \(name)") { try $0.integer(0) }
            }
        }
        #expect(pragmas == [2, 1, 5000])
        let mode = try await store.inspect { transaction in
            try transaction.connection.first("PRAGMA journal_mode") { try $0.text(0) }
        }
        #expect(mode == "wal")
    }

    @Test func onlyTheOwnAccountMayEnter() throws {
        _ = try folder.store()
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }

    @Test func aDatabaseOfANewerVersionIsLeftAlone() async throws {
        _ = try folder.store()
        try folder.tamper("INSERT INTO migration VALUES (9999, 'from the future')")
        #expect(throws: StorageError.newerSchema(found: 9999, known: Migration.all.last?.number ?? 0)) {
            try folder.store()
        }
    }

    /// A step is looked for by being higher than the last one; a number that was never used leaves a gap and no harm.
    @Test func migrationsAreNumberedUpwards() {
        let numbers = Migration.all.map(\.number)
        #expect(numbers.first == 1)
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy(<))
    }

    @Test func aFileThatIsNoDatabaseIsNamedDamaged() throws {
        try DurableFile.makeFolder(folder.path)
        try Data(repeating: 0x41, count: 8192).write(to: URL(fileURLWithPath: "\(folder.path)/madoguchi.sqlite"))
        #expect {
            _ = try folder.store()
        } throws: { error in
            guard case StoreError.damaged = error else { return false }
            return true
        }
    }

    @Test func documentsComeBackByTheirDigest() async throws {
        let store = try folder.store()
        let bytes = Array("%PDF-1.7 窓口".utf8)
        let digest = try #require(Digest(hex: digestText(of: bytes)))
        try await store.write { tx in
            try tx.putDocument(bytes, digest: digest)
            try tx.putDocument(bytes, digest: digest)
            return Journaled((), [Example.entry(.documentMade)])
        }
        #expect(try await store.read { try $0.documentBytes(digest) } == bytes)
        #expect(try await store.read { try $0.documentBytes(Example.digest("0")) } == nil)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: "\(folder.path)/documents/\(digest.hex.prefix(2))"
        )
        #expect(names == [digest.hex])
    }

    @Test func bytesThatDoNotHaveTheirDigestAreRefused() async throws {
        let store = try folder.store()
        await #expect(throws: StoreError.self) {
            try await store.write { tx in
                try tx.putDocument([1, 2, 3], digest: Example.digest("a"))
                return Journaled((), [Example.entry(.documentMade)])
            }
        }
    }

    @Test func aChangedDocumentFileIsNotHandedOut() async throws {
        let store = try folder.store()
        let digest = try #require(Digest(hex: digestText(of: [1, 2, 3])))
        try await store.write { tx in
            try tx.putDocument([1, 2, 3], digest: digest)
            return Journaled((), [Example.entry(.documentMade)])
        }
        let file = "\(folder.path)/documents/\(digest.hex.prefix(2))/\(digest.hex)"
        try Data([1, 2, 4]).write(to: URL(fileURLWithPath: file))
        await #expect(throws: StoreError.damaged("document \(digest.hex): the file was changed")) {
            try await store.read { try $0.documentBytes(digest) }
        }
    }

    @Test func aDocumentOfAnUndoneTransactionIsUnknown() async throws {
        struct Interrupted: Error {}
        let store = try folder.store()
        let digest = try #require(Digest(hex: digestText(of: [7])))
        await #expect(throws: Interrupted.self) {
            try await store.write { tx -> Journaled<Void> in
                try tx.putDocument([7], digest: digest)
                throw Interrupted()
            }
        }
        #expect(try await store.read { try $0.documentBytes(digest) } == nil)
    }

    @Test func aLockedDatabaseIsNamedBusy() {
        let locked = DatabaseError(resultCode: .SQLITE_BUSY)
        #expect(SQLiteStore.translated(locked) as? StoreError == .busy)
    }

    @Test(
        arguments: [("x", "."), ("xy", "."), ("x/", "."), ("a/b", "a"), ("/a", "/"), ("/a/b/", "/a"), ("日本/x", "日本")]
    )
    func theFolderOfAPath(path: String, folder: String) {
        #expect(DurableFile.folder(of: path) == folder)
    }
}
