import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("10(6)(イ)B 15台が同時に使う")
struct FifteenCountersTests {
    @Test("15台の端末が同時に転入を受け付けても、番号は重ならず、どの受付も欠けない")
    func fifteenAtOnce() async throws {
        let office = try CounterDesk()
        let server = try await CounterServer(office)
        let now = office.clock.now
        try await office.store.write { tx in
            for number in 1...15 {
                let terminal = Terminal(
                    id: TerminalID("t-\(number)"),
                    name: "窓口\(number)",
                    counter: CounterDesk.citizen.counter
                )
                try tx.putTerminal(terminal, tokenDigest: nil)
            }
            return Journaled((), [JournalEntry(.terminalIssued, at: now)])
        }
        let sample = CounterDesk.municipality.appendingPathComponent("samples/tenshutsu-maebashi.txt")
        let code = Array(try Data(contentsOf: sample))
        try await Application(router: server.server.router()).test(.router) { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...15 {
                    group.addTask { try await FifteenCountersTests.visit(Browser(client), number, code) }
                }
                try await group.waitForAll()
            }
        }
        try await expectWholeCases(office)
    }

    private static func visit(_ browser: Browser, _ number: Int, _ code: [UInt8]) async throws {
        try await browser.send("/terminal/demo", ["terminal": "t-\(number)"])
        try await browser.send("/login", ["staff": "ueno", "password": "ueno"])
        let path = try unwrapped(try await browser.send("/cases", ["event": "moveIn"]).location)
        try await browser.send(path + "/readings", bytes: code)
        try await browser.send(
            path + "/facts",
            ["basis": "999", "step": "move", "fact.phone": "090-0000-\(1000 + number)", "was.phone": ""]
        )
    }

    private func expectWholeCases(_ office: CounterDesk) async throws {
        let cases = try await office.store.read { tx in
            try tx.caseSummaries(openedOn: nil, limit: 100).compactMap { try tx.receptionCase($0.id) }
        }
        #expect(cases.count == 15)
        #expect(Set(cases.map(\.opening.number.serial)) == Set(1...15))
        #expect(cases.allSatisfy { $0.people.count == 5 })
        #expect(Set(cases.compactMap { $0.text(.phone)?.string }).count == 15)
        guard case .intact = try await office.store.verifyJournal() else {
            Issue.record("the journal is broken")
            return
        }
    }
}
