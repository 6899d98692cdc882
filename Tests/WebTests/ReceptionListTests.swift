import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Testing
import TestSupport
@testable import Web

@Suite("受付一覧") struct ReceptionListTests {
    @Test("今日の受付が、段階と窓口と一緒に出る") func todaysCases() async throws {
        let bench = try WebBench()
        let stored = summary(1, "辻\u{E0102} 健", at: TestTown.shimin, .underway, open: [TestTown.nenkin])
        bench.store.prepare { $0.summaries[stored.id] = stored }
        try await bench.run(as: "sato") { browser in
            let page = try await browser.get("/cases").text
            #expect(page.contains("1124-0001"))
            #expect(page.contains("辻\u{E0102} 健"))
            #expect(page.contains("窓口巡回中"))
            #expect(page.contains("href=\"/cases/\(stored.id.text)\""))
        }
    }

    @Test("「こちらに向かっている人」は、自分の窓口に用が残る人だけ") func comingOnly() async throws {
        let bench = try WebBench()
        let coming = summary(1, "来る人", at: TestTown.shimin, .underway, open: [TestTown.nenkin])
        let elsewhere = summary(2, "別の人", at: TestTown.shimin, .underway, open: [TestTown.kokuho])
        let talking = summary(3, "話中の人", at: TestTown.shimin, .interviewing, open: [TestTown.nenkin])
        bench.store.prepare { state in
            for item in [coming, elsewhere, talking] { state.summaries[item.id] = item }
        }
        try await bench.run(as: "suzuki", at: "t3") { browser in
            let rows = try await browser.get("/cases/rows?view=coming").text
            #expect(rows.contains("来る人"))
            #expect(rows.contains("次はこちら"))
            #expect(!rows.contains("別の人"))
            #expect(!rows.contains("話中の人"))
        }
    }

    @Test("受付がない日は、そう言う") func emptyDay() async throws {
        try await WebBench().run(as: "sato") { browser in
            let page = try await browser.get("/cases")
            #expect(page.text.contains("今日の受付はまだありません"))
        }
    }

    @Test("お知らせが一番上に出る") func notices() async throws {
        let bench = try WebBench()
        let day = bench.clock.now.day
        bench.store.prepare {
            $0.notices = [Notice(weight: .warning, title: "保守", body: "18時に止まります", from: day, until: day)]
        }
        try await bench.run(as: "sato") { browser in
            let page = try await browser.get("/cases")
            #expect(page.text.contains("18時に止まります"))
        }
    }

    @Test(
        "案内書のコードは、打ち間違いも途中切れも、それぞれの言葉で断る",
        arguments: [
            ("HELLO", "手続案内書の二次元コードではありません"), ("MG17K3M9", "途中まで"), ("MG1000000000000000001", "ではありません"),
            ("MG100000000000000001", "文字が一部違っています"),
        ]
    )
    func badTickets(_ typed: String, _ sentence: String) async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let page = try await browser.send("/tickets/reading", ["code": typed])
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains(sentence))
            #expect(page.text.contains("value=\"\(typed)\""))
            #expect(bench.store.journal.last?.action == .ticketRefused)
        }
    }

    private func summary(
        _ serial: Int,
        _ name: RegisteredText,
        at counter: CounterID,
        _ stage: CaseSummary.Stage,
        open: [CounterID]
    ) -> CaseSummary {
        let now = FixedClock().now
        return CaseSummary(
            id: CaseID(random: Array(repeating: UInt8(serial), count: 16)),
            number: ReceptionNumber(day: now.day, serial: serial),
            event: .moveIn,
            openedAt: now,
            changedAt: now,
            counter: counter,
            name: name,
            people: 2,
            stage: stage,
            openCounters: open,
            doneCounters: [counter]
        )
    }
}
