import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import TestSupport
import Testing

@testable import Web

@Suite("支援措置の画面") struct ProtectionTests {
    /// The lot of the protected person's household; the town itself stands in the page's example.
    private let marker = "410番地"

    @Test("対象者のいる受付は止まり、二人目の職員だけが解除でき、本人のときだけ住所が出る", arguments: ["subject", "other"])
    func stopAndRelease(party: String) async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let opened = try await browser.send(
                "/households/H2/cases",
                ["event": "moveWithin", "moving": "1005"]
            )
            let path = try #require(opened.location)
            let stopped = try await browser.get(path).text
            #expect(stopped.contains("この受付は止まっています"))
            #expect(!stopped.contains(marker))
            let refused = try await browser.send(path + "/people", [:])
            #expect(refused.status == .conflict || refused.status == .seeOther)
            #expect(!refused.text.contains(marker))
            _ = try await browser.send(path + "/release-requests", ["party": party, "reason": "来庁"])
            let own = try await browser.send(path + "/releases", [:])
            #expect(own.status == .forbidden)
            let asked = try await browser.get(path).text
            #expect(asked.contains("解除の権限のある、ほかの職員に頼んでください"))
            #expect(!asked.contains("/releases\""))
        }
        let id = try #require(bench.store.journal.compactMap(\.caseID).last)
        try await bench.run(as: "suzuki") { browser in
            let path = Address.receptionCase(id).path
            #expect(try await browser.get(path).text.contains("\(path)/releases"))
            _ = try await browser.send(path + "/releases", [:])
            let released = try await browser.get(path).text
            #expect(released.contains("解除中"))
            #expect(!released.contains("この受付は止まっています"))
            _ = try await browser.send(path + "/releases/end", [:])
            #expect(try await browser.get(path).text.contains("この受付は止まっています"))
        }
        let actions = bench.store.journal.filter { $0.caseID == id }.map(\.action)
        #expect(actions.contains(.releaseRequested) && actions.contains(.released) && actions.contains(.releaseEnded))
        #expect(!"\(bench.store.journal)".contains(marker))
    }

    @Test("受付の中の検索でも、対象者と同じ世帯の住所は出ない") func searchInACase() async throws {
        try await WebBench().run(as: "sato") { browser in
            let path = try #require(try await browser.send("/cases", ["event": "moveIn"]).location)
            let found = try await browser.send(path + "/search", ["query": "ツジ"]).text
            #expect(found.contains("辻\u{E0102}"))
            #expect(!found.contains(marker))
        }
    }
}
