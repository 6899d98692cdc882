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

    @Test("読み直した一覧では、絞り込みの件数も新しくなり、解除を待つ受付がそれと分かる") func countsAreLive() async throws {
        let bench = try WebBench()
        let waiting = summary(1, "待つ人", at: TestTown.shimin, .awaitingRelease, open: [TestTown.shimin])
        try await bench.run(as: "sato") { browser in
            let before = try await browser.get("/cases/rows").text
            #expect(before.contains("すべて <span class=\"count\">0</span>"))
            bench.store.prepare { $0.summaries[waiting.id] = waiting }
            let after = try await browser.get("/cases/rows").text
            #expect(after.contains("すべて <span class=\"count\">1</span>"))
            #expect(after.contains("<span class=\"chip stage-awaitingRelease\">解除待ち</span>"))
        }
    }

    @Test("取り下げた受付には、これから行く窓口が出ない") func nowhereToGo() async throws {
        let bench = try WebBench()
        let ended = summary(1, "帰った人", at: TestTown.shimin, .withdrawn, open: [TestTown.nenkin])
        bench.store.prepare { $0.summaries[ended.id] = ended }
        try await bench.run(as: "sato") { browser in
            let rows = try await browser.get("/cases/rows").text
            #expect(rows.contains("帰った人"))
            #expect(!rows.contains("stop-open"))
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

    @Test("連携データが届いていない日、断られた日は、受付一覧で知らせる。届いていれば何も言わない") func registryAlerts() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            // 24 November 2026 is the Tuesday after a holiday: Friday's file is the last one due.
            #expect(try await browser.get("/cases").text.contains("warning.registry") == false)
            bench.store.prepare { state in
                state.registry = state.registry.map { status in
                    RegistryStatus(
                        generation: status.generation,
                        businessDate: CivilDate(year: 2026, month: 11, day: 19) ?? status.businessDate,
                        importedAt: status.importedAt,
                        residentCount: status.residentCount
                    )
                }
            }
            #expect(try await browser.get("/cases").text.contains("warning.registry.missing"))
            let night = bench.clock.now.adding(seconds: -3600)
            try await bench.store.journal([JournalEntry(.registryRefused, at: night, detail: "flat-minimal 3")])
            #expect(try await browser.get("/cases").text.contains("warning.registry.refused"))
            let morning = bench.clock.now.adding(seconds: -60)
            try await bench.store.journal([JournalEntry(.registryImported, at: morning, detail: "flat-minimal")])
            #expect(try await browser.get("/cases").text.contains("warning.registry.refused") == false)
        }
    }

    @Test(
        "案内書のコードは、打ち間違いも途中切れも、それぞれの言葉で断る",
        arguments: [
            ("HELLO", "手続案内書の二次元コードではありません"), ("MG17K3M9", "途中まで"), ("MG1000000000000000001", "ではありません"),
            ("MG100000000000000001", "正しく読み取れませんでした"),
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

    @Test("転入の受付を始めると、受付番号のある受付ができ、証跡に残り、その受付の画面へ進む") func opening() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let response = try await browser.send("/cases", ["event": "moveIn"])
            let stored = try await bench.store.read { try $0.caseSummaries(openedOn: nil, limit: 10) }
            let first = try #require(stored.first)
            #expect(response.location == "/cases/\(first.id.text)")
            #expect(first.number.text == "1124-0001")
            #expect(first.event == .moveIn)
            #expect(first.counter == TestTown.shimin)
            #expect(bench.store.journal.last?.action == .caseOpened)
        }
    }

    @Test("ない異動種別では始まらない") func unknownEvent() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let response = try await browser.send("/cases", ["event": "party"])
            #expect(response.status == .unprocessableContent)
            let stored = try await bench.store.read { try $0.caseSummaries(openedOn: nil, limit: 10) }
            #expect(stored.isEmpty)
        }
    }

    @Test("案内書を読み取ると、その窓口への来庁として残り、受付が開く") func ticketOpensCase() async throws {
        let bench = try WebBench()
        let ticket = Ticket(random: Array(1...10))
        try await bench.run(as: "sato") { browser in
            try await browser.send("/cases", ["event": "moveIn"])
            let id = try #require(
                try await bench.store.read { try $0.caseSummaries(openedOn: nil, limit: 1).first?.id }
            )
            bench.store.prepare { $0.tickets[ticket.text] = (id, true) }
            let response = try await browser.send("/tickets/reading", ["code": ticket.spaced.lowercased()])
            #expect(response.location == "/cases/\(id.text)")
            let stored = try await bench.store.read { try $0.receptionCase(id) }
            #expect(stored?.arrivals.map(\.counter) == [TestTown.shimin])
            bench.store.prepare { $0.tickets[ticket.text] = (id, false) }
            let old = try await browser.send("/tickets/reading", ["code": ticket.text])
            #expect(old.text.contains("再発行により使えなくなっています"))
            bench.store.prepare { $0.tickets = [:] }
            let unknown = try await browser.send("/tickets/reading", ["code": ticket.text])
            #expect(unknown.text.contains("このコードの受付は見つかりません"))
        }
    }

    @Test("受付が変わると、見ている一覧とその受付の画面にだけ知らせが届く") func feedTellsWatchers() async throws {
        let feed = CaseFeed()
        let id = CaseID(random: Array(repeating: 1, count: 16))
        let other = CaseID(random: Array(repeating: 2, count: 16))
        let (list, _) = await feed.subscribe(.list)
        let (mine, _) = await feed.subscribe(.receptionCase(id))
        await feed.caseChanged(other)
        await feed.caseChanged(id)
        var listed: [CaseFeed.Signal] = []
        for await signal in list.prefix(2) { listed.append(signal) }
        var seen: [CaseFeed.Signal] = []
        for await signal in mine.prefix(1) { seen.append(signal) }
        #expect(listed == [.changed(other), .changed(id)])
        #expect(seen == [.changed(id)])
        #expect(CaseFeed.Signal.changed(id).eventText == "event: changed\ndata: \(id.text)\n\n")
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
