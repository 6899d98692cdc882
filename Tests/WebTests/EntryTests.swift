import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import TestSupport
import Testing

@testable import Web

@Suite("入力待ち") struct EntryTests {
    @Test("その日に受け付けた申請が、手続ごとに並ぶ") func waitingOfTheDay() async throws {
        let bench = try WebBench()
        let day = bench.clock.now.day
        try await bench.run(as: "sato") { browser in
            try await browser.send("/households/H1/cases", ["event": "moveWithin", "moving": "1001"])
            let id = try #require(
                try await bench.store.read { try $0.caseSummaries(openedOn: nil, limit: 1).first?.id }
            )
            bench.store.prepare { state in
                state.waiting = [
                    EntryWaiting(
                        caseID: id,
                        application: ApplicationKey("resident-move"),
                        receivedOn: day,
                        counter: TestTown.shimin
                    ),
                    EntryWaiting(
                        caseID: id,
                        application: ApplicationKey("welfare-medical", PersonKey(1)),
                        receivedOn: day.adding(days: -1),
                        counter: TestTown.nenkin
                    ),
                ]
            }
            let page = try await browser.get("/entries").text
            #expect(page.contains("1件の受付・1件の申請"))
            #expect(page.contains("1124-0001"))
            #expect(page.contains("href=\"/entries/2026-11-24/resident-move.csv\""))
            let before = try await browser.get("/entries?day=2026-11-23").text
            #expect(before.contains("welfare-medical"))
            #expect(!before.contains("resident-move"))
        }
    }

    @Test("CSVは、引用符も異体字も改行もそのまま運ぶ") func csvKeepsValues() {
        let table = CommaSeparated(header: ["入力キー", "氏名"], rows: [["k\"1", "辻\u{E0102}\n\"\u{308}健"]])
        #expect(
            Array(table.text.unicodeScalars)
                == Array("\u{FEFF}\"入力キー\",\"氏名\"\r\n\"k\"\"1\",\"辻\u{E0102}\n\"\"\u{308}健\"\r\n".unicodeScalars)
        )
    }

    @Test("ない手続きのCSVは断る") func unknownProcedure() async throws {
        try await WebBench().run(as: "sato") { browser in
            let page = try await browser.get("/entries/2026-11-24/none.csv")
            #expect(page.status == .notFound)
        }
    }

    @Test("申請のない日は、そう言う") func emptyDay() async throws {
        try await WebBench().run(as: "sato") { browser in
            let page = try await browser.get("/entries").text
            #expect(page.contains("この日に受け付けた申請はありません"))
        }
    }
}
