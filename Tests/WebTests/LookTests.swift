import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import TestSupport
import Testing

@testable import Web

@Suite("閲覧の理由と最近見た人") struct LookTests {
    @Test("理由の初めの値は、この窓口で受付が開いていれば受付中の手続、なければ窓口での問い合わせ") func usualReason() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let before = try await browser.get("/residents").text
            #expect(before.contains("value=\"counter\" selected"))
            try await browser.send("/cases", ["event": "moveIn"])
            let during = try await browser.get("/residents").text
            #expect(during.contains("value=\"reception\" selected"))
            try await browser.send("/residents", ["q": "山田"])
            #expect(bench.store.journal.last?.detail == "name 3 reception")
        }
    }

    @Test("知らない理由は使わない") func unknownReason() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            try await browser.send("/residents", ["q": "山田", "reason": "curiosity"])
            #expect(bench.store.journal.last?.detail == "name 3 counter")
        }
    }

    @Test("受付の中の検索は、その受付が理由になる") func searchInACase() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let path = try #require(try await browser.send("/cases", ["event": "moveIn"]).location)
            try await browser.send(path + "/search", ["query": "ヤマダ"])
            let entry = try #require(bench.store.journal.last { $0.action == .search })
            #expect(entry.detail.hasSuffix(" reception"))
            #expect(entry.caseID != nil)
        }
    }

    @Test("最近見た世帯は、今日その職員が見たものだけ。新しい順に一度ずつ出る") func recent() async throws {
        let bench = try WebBench()
        let yesterday = bench.clock.now.adding(seconds: -24 * 60 * 60)
        let old = JournalEntry(
            .residentView,
            at: yesterday,
            staff: TestTown.sato?.id,
            residents: [ResidentNumber("1006")]
        )
        bench.store.prepare { $0.journal = [old] }
        try await bench.run(as: "sato") { browser in
            #expect(try await browser.get("/residents").text.contains("最近見た世帯") == false)
            for household in ["H1", "H2", "H1"] { try await browser.get("/households/\(household)") }
            let page = try await browser.get("/residents").text
            #expect(page.contains("最近見た世帯"))
            #expect(page.components(separatedBy: "山田 太郎").count == 2)
            #expect(page.contains("辻\u{E0102} 健"))
            #expect(!page.contains("髙橋 正"))
            #expect(!page.contains("今泉町二丁目"))
            let first = try #require(page.range(of: "/households/H1?"))
            let second = try #require(page.range(of: "/households/H2?"))
            #expect(first.lowerBound < second.lowerBound)
        }
        try await bench.run(as: "suzuki", at: "t3") { browser in
            let page = try await browser.get("/residents").text
            #expect(!page.contains("最近見た世帯"))
        }
    }
}
