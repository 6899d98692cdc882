import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

@Suite struct AccessStorageTests {
    let folder = TestFolder()
    let staff = Staff(id: Example.clerk, name: "田中", counter: Example.counter, groups: ["reception", "chief"])
    let terminal = Terminal(id: Example.terminal, name: "1番窓口", counter: Example.counter)

    private func store() async throws -> SQLiteStore {
        let store = try folder.store()
        try await store.write { [staff, terminal] tx in
            try tx.putStaff(staff, passwordHash: "scrypt$1")
            try tx.putTerminal(terminal, tokenDigest: Example.digest("b"))
            return Journaled((), [Example.entry(.staffAdded), Example.entry(.terminalIssued)])
        }
        return store
    }

    @Test func staffComeBackAndKeepTheirPasswordWhenTheRestChanges() async throws {
        let store = try await store()
        var changed = staff
        changed.name = "田中 \u{FA19}"
        changed.isDisabled = true
        try await store.write { [changed] tx in
            try tx.putStaff(changed, passwordHash: nil)
            return Journaled((), [Example.entry(.staffChanged)])
        }
        let (found, hash) = try await store.read { (try $0.staff(Example.clerk), try $0.passwordHash(Example.clerk)) }
        #expect(found == changed)
        #expect(hash == "scrypt$1")
        #expect(try await store.read { try $0.allStaff() } == [changed])
        #expect(try await store.read { try $0.staff(StaffID("nobody")!) } == nil)
        #expect(try await store.read { try $0.passwordHash(StaffID("nobody")!) } == nil)
    }

    @Test func terminalsAreFoundByTheirTokensDigest() async throws {
        let store = try await store()
        let (byToken, byID, unknown) = try await store.read { tx in
            (
                try tx.terminal(tokenDigest: Example.digest("b")), try tx.terminal(Example.terminal),
                try tx.terminal(tokenDigest: Example.digest("c"))
            )
        }
        #expect(byToken == terminal)
        #expect(byID == terminal)
        #expect(unknown == nil)
        #expect(try await store.read { try $0.allTerminals() } == [terminal])
    }

    @Test func failedLoginsCountAndAreForgotten() async throws {
        let store = try await store()
        let counts: [Int] = try await store.write { tx in
            var counts = [try tx.failedLogins(Example.clerk)]
            for count in [1, 2, 0] {
                try tx.setFailedLogins(count, of: Example.clerk)
                counts.append(try tx.failedLogins(Example.clerk))
            }
            try tx.setFailedLogins(3, of: StaffID("nobody")!)
            counts.append(try tx.failedLogins(StaffID("nobody")!))
            return Journaled(counts, [Example.entry(.loginRefused)])
        }
        #expect(counts == [0, 1, 2, 0, 0])
    }

    @Test func aSessionEndsByTimeByLogoutAndWithItsStaffOrTerminal() async throws {
        let store = try await store()
        let expires = Example.now.adding(seconds: 60)
        try await store.write { tx in
            for letter in ["1", "2"] as [Character] {
                try tx.putSession(
                    tokenDigest: Example.digest(letter),
                    staff: Example.clerk,
                    terminal: Example.terminal,
                    expires: expires
                )
            }
            try tx.endSession(tokenDigest: Example.digest("2"))
            return Journaled((), [Example.entry(.login)])
        }
        let found: @Sendable (Character, Instant) async throws -> Session? = { letter, now in
            try await store.read { try $0.session(tokenDigest: Example.digest(letter), now: now) }
        }
        #expect(try await found("1", Example.now) == Session(staff: staff, terminal: terminal, expires: expires))
        #expect(try await found("1", expires) == nil)
        #expect(try await found("2", Example.now) == nil)
        for sql in [
            "UPDATE staff SET is_disabled = 1", "UPDATE staff SET is_disabled = 0; UPDATE terminal SET is_revoked = 1",
        ] {
            try folder.tamper(sql)
            #expect(try await found("1", Example.now) == nil)
        }
    }

    @Test func leasesThatEndedLongAgoAreForgotten() async throws {
        let store = try await store()
        for (letter, seconds) in [("1", 0), ("2", 6 * 86_400), ("3", 8 * 86_400)] as [(Character, Int)] {
            try await store.write { tx in
                try tx.putSession(
                    tokenDigest: Example.digest(letter),
                    staff: Example.clerk,
                    terminal: Example.terminal,
                    expires: Example.now.adding(seconds: seconds)
                )
                return Journaled((), [Example.entry(.login)])
            }
        }
        let left = try await store.read { tx in
            try (["1", "2", "3"] as [Character]).map {
                try tx.session(tokenDigest: Example.digest($0), now: Instant(milliseconds: 0)) != nil
            }
        }
        #expect(left == [false, true, true])
    }

    @Test func noticesShowOnTheirDaysWarningsFirst() async throws {
        let store = try await store()
        let next = Example.day.adding(days: 1)
        let notices = [
            Notice(weight: .information, title: "A", body: "", from: Example.day, until: next),
            Notice(weight: .warning, title: "B", body: "", from: next, until: next),
            Notice(weight: .information, title: "C", body: "", from: next, until: next),
        ]
        try await store.write { tx in
            for notice in notices { try tx.putNotice(notice) }
            return Journaled((), [Example.entry(.noticePublished)])
        }
        let titles = try await store.read { tx in
            try [Example.day, next, next.adding(days: 1)].map { try tx.notices(on: $0).map(\.title) }
        }
        #expect(titles == [["A"], ["B", "C", "A"], []])
    }
}
