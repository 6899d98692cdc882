import Crypto
import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

@Suite struct JournalStorageTests {
    let folder = TestFolder()

    private func filled(_ count: Int = 6) async throws -> SQLiteStore {
        let store = try folder.store()
        for number in 1...count {
            try await store.journal([
                Example.entry(.search, detail: "search \(number)", residents: ["10\(number)", "7"])
            ])
        }
        return store
    }

    @Test func anIntactChainVerifies() async throws {
        let store = try await filled()
        let head = try #require(try await store.journalHead())
        #expect(head.sequence == 6)
        #expect(try await store.verifyJournal(against: head) == .intact(entries: 6, head: head.hash))
        #expect(try await folder.store().verifyJournal() == .intact(entries: 6, head: head.hash))
    }

    @Test func anEmptyJournalVerifies() async throws {
        let zeros = String(repeating: "0", count: 64)
        #expect(try await folder.store().verifyJournal() == .intact(entries: 0, head: zeros))
        #expect(try await folder.store().journalHead() == nil)
    }

    /// The bytes of decision 0052, put together by hand.
    @Test func aLinkIsTheHashOfItsFieldsWithTheirLengths() {
        func number(_ value: UInt64) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }
        func text(_ value: String) -> [UInt8] { [1] + number(UInt64(value.utf8.count)) + Array(value.utf8) }
        let link = JournalChain.Link(
            sequence: 3,
            at: -1,
            staff: "tanaka",
            terminal: nil,
            action: "search",
            caseID: nil,
            residents: "",
            detail: "転入",
            previous: JournalChain.beginning
        )
        let bytes =
            Array("madoguchi journal 1".utf8) + number(3) + number(.max) + text("tanaka") + [0] + text("search")
            + [0] + text("") + text("転入") + text(String(repeating: "0", count: 64))
        let expected = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
        #expect(JournalChain.hash(of: link) == expected)
    }

    @Test(arguments: [
        ("UPDATE journal SET detail = 'x' WHERE sequence = 3", 3),
        ("UPDATE journal SET staff = NULL WHERE sequence = 1", 1),
        ("UPDATE journal SET at = at + 1 WHERE sequence = 6", 6),
        ("UPDATE journal SET residents = '' WHERE sequence = 2", 2),
        ("DELETE FROM journal WHERE sequence = 4", 4),
        ("DELETE FROM journal WHERE sequence = 1", 1),
        (
            """
            UPDATE journal SET sequence = 100 WHERE sequence = 2; UPDATE journal SET sequence = 2 WHERE sequence = 3;
            UPDATE journal SET sequence = 3 WHERE sequence = 100
            """, 2
        ),
        ("DELETE FROM journal WHERE sequence = 4; UPDATE journal SET sequence = sequence - 1 WHERE sequence > 4", 4),
        ("UPDATE journal_resident SET resident = '8' WHERE sequence = 5 AND position = 1", 5),
        ("INSERT INTO journal_resident VALUES (2, 2, '9', '00000000000000000000000000000000')", 2),
    ]) func tamperingShowsAtTheFirstBrokenEntry(_ sql: String, _ sequence: Int) async throws {
        let store = try await filled()
        try folder.tamper(JournalStorageTests.withoutGuards + sql)
        guard case .broken(let found, _) = try await store.verifyJournal() else {
            Issue.record("the change was not seen: \(sql)")
            return
        }
        #expect(found == sequence)
    }

    @Test func aCutOffEndShowsAgainstTheKeptHead() async throws {
        let store = try await filled()
        let head = try #require(try await store.journalHead())
        try folder.tamper(JournalStorageTests.withoutGuards + "DELETE FROM journal WHERE sequence > 4")
        guard case .intact(4, _) = try await store.verifyJournal() else {
            Issue.record("without a head the shorter chain is whole")
            return
        }
        guard case .broken(5, _) = try await store.verifyJournal(against: head) else {
            Issue.record("the missing end was not seen")
            return
        }
    }

    @Test func aRecomputedChainShowsAgainstTheKeptHead() async throws {
        let store = try await filled()
        let head = try #require(try await store.journalHead())
        try folder.tamper(
            JournalStorageTests.withoutGuards + "DELETE FROM journal_resident; DELETE FROM journal"
        )
        for number in 1...7 { try await store.journal([Example.entry(detail: "made up \(number)")]) }
        guard case .broken(6, _) = try await store.verifyJournal(against: head) else {
            Issue.record("the new chain was not seen")
            return
        }
    }

    @Test func residentsCanBeErasedWithoutBreakingTheChain() async throws {
        let store = try await filled()
        let head = try #require(try await store.journalHead())
        try folder.tamper("DELETE FROM journal_resident WHERE resident = '103'")
        #expect(try await store.verifyJournal(against: head) == .intact(entries: 6, head: head.hash))
        let residents = try await store.read { try $0.journalEntries(caseID: nil, limit: 10) }.map(\.residents)
        #expect(residents[3] == [ResidentNumber("7")])
        #expect(residents[2] == [ResidentNumber("104"), ResidentNumber("7")])
    }

    /// Equal numbers must not give equal references, else an erased one could be found by trying all numbers.
    @Test func referencesDoNotTellWhoIsMeant() async throws {
        let store = try await filled()
        let references = try await store.inspect { transaction in
            try transaction.connection.rows("SELECT residents FROM journal") { String(try $0.text(0).suffix(64)) }
        }
        #expect(Set(references).count == 6)
    }

    @Test func theJournalIsNeitherChangedNorDeleted() async throws {
        _ = try await filled(2)
        for sql in [
            "UPDATE journal SET detail = ''", "DELETE FROM journal WHERE sequence = 2",
            "UPDATE journal_resident SET resident = '1'",
            "INSERT INTO journal SELECT 9, at, staff, terminal, action, case_id, residents, detail, previous, 'x' || substr(hash, 2) FROM journal LIMIT 1",
            "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 2",
        ] {
            #expect(throws: (any Error).self, "\(sql)") { try folder.tamper(sql) }
        }
    }

    @Test func aChangeWithoutEntriesIsRefusedAndUndone() async throws {
        let store = try folder.store()
        await #expect(throws: StoreError.notJournaled) {
            try await store.write { tx in
                try tx.putStaff(
                    Staff(id: Example.clerk, name: "田中", counter: Example.counter, groups: []),
                    passwordHash: nil
                )
                return Journaled((), [])
            }
        }
        await #expect(throws: StoreError.notJournaled) { try await store.journal([]) }
        #expect(try await store.read { try $0.allStaff() }.isEmpty)
    }

    @Test func anErrorUndoesChangeAndEntry() async throws {
        struct Interrupted: Error {}
        let store = try folder.store()
        await #expect(throws: Interrupted.self) {
            try await store.write { tx -> Journaled<Void> in
                try tx.putNotice(
                    Notice(weight: .warning, title: "停止", body: "", from: Example.day, until: Example.day)
                )
                throw Interrupted()
            }
        }
        #expect(try await store.read { try $0.notices(on: Example.day) }.isEmpty)
        #expect(try await store.journalHead() == nil)
    }

    @Test func entriesComeBackNewestFirstAndByCase() async throws {
        let store = try folder.store()
        let entry = Example.entry(.caseView, detail: "辻\u{E0102}", residents: ["000000000012345"])
        var other = Example.entry(.login)
        other.caseID = nil
        try await store.journal([entry, other])
        let all = try await store.read { try $0.journalEntries(caseID: nil, limit: 10) }
        #expect(all == [other, entry])
        #expect(try await store.read { try $0.journalEntries(caseID: Example.caseID(1), limit: 10) } == [entry])
        #expect(try await store.read { try $0.journalEntries(caseID: nil, limit: 1) } == [other])
    }

    @Test func entriesSinceAMomentAreThoseNotBeforeIt() async throws {
        let store = try folder.store()
        let entries = (0..<40).map { minute in
            JournalEntry(
                minute % 3 == 0 ? .residentView : .search,
                at: Example.now.adding(seconds: minute * 60),
                staff: StaffID(minute % 2 == 0 ? "even" : "odd"),
                residents: [ResidentNumber("\(minute)")],
                detail: "\(minute)"
            )
        }
        try await store.journal(entries)
        for start in [-5, 0, 1, 17, 39, 40] {
            let since = Example.now.adding(seconds: start * 60)
            for staff in [nil, StaffID("even"), StaffID("nobody")] {
                let found = try await store.read {
                    try $0.journalEntries(of: [.residentView, .login], by: staff, since: since, limit: 5)
                }
                let expected = entries.filter { entry in
                    entry.action == .residentView && entry.at >= since && (staff == nil || entry.staff == staff)
                }
                #expect(found == Array(expected.reversed().prefix(5)), "\(start)")
            }
        }
    }

    /// A page that asks what was done today must not become slower with every look of the day.
    @Test(arguments: [1, 2], [false, true]) func entriesSinceAMomentComeFromAnIndex(
        _ actions: Int,
        _ ofOneStaff: Bool
    ) throws {
        let store = try folder.store()
        let sql = JournalTable.sinceSQL(actions: actions, ofOneStaff: ofOneStaff)
        let values = sql.utf8.filter { $0 == UInt8(ascii: "?") }.map { _ in SQLValue.null }
        let plan = try store.inspectNow { transaction in
            try transaction.connection.rows("EXPLAIN QUERY PLAN \(sql)", values) { try $0.text(3) }
        }
        let index =
            ofOneStaff
            ? "journal_staff (staff=? AND action=? AND sequence>?)" : "journal_action (action=? AND sequence>?)"
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
    }

    @Test func twoProcessesExtendOneChain() async throws {
        let stores = [try folder.store(), try folder.store()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask { try await stores[number % 2].journal([Example.entry(detail: "\(number)")]) }
            }
            try await group.waitForAll()
        }
        guard case .intact(40, _) = try await stores[0].verifyJournal() else {
            Issue.record("the chain split")
            return
        }
    }

    /// What an intruder with a database tool does first.
    static let withoutGuards =
        """
        DROP TRIGGER journal_update; DROP TRIGGER journal_delete; DROP TRIGGER journal_next;
        DROP TRIGGER journal_resident_update;

        """
}
