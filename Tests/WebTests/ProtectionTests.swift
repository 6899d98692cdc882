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

    @Test("止まっている受付の書類は、URL を直に開いても出ず、断ったことが証跡に残る") func documentByAddress() async throws {
        let bench = try WebBench()
        let digest = TestTown.digest([7])
        try await bench.run(as: "sato") { browser in
            let path = try #require(
                try await browser.send("/households/H2/cases", ["event": "moveWithin", "moving": "1005"]).location
            )
            let id = try #require(bench.store.journal.compactMap(\.caseID).last)
            bench.store.prepare { state in
                let document = DocumentRecord(
                    number: 1,
                    application: ApplicationKey("resident-move"),
                    version: 1,
                    title: "異動届",
                    values: [:],
                    digest: digest,
                    pages: 1,
                    package: "test",
                    fonts: nil
                )
                state.documents[digest] = Array("%PDF-\(marker)".utf8)
                let known = state.records[id] ?? []
                let stamp = Stamp(at: bench.clock.now, staff: TestTown.sato?.id, terminal: TerminalID("t1"))
                state.records[id] =
                    known + [
                        CaseRecord(sequence: known.count + 1, stamp: stamp, body: .document(document))
                    ]
            }
            let refused = try await browser.get(path + "/documents/1")
            #expect(refused.status == .conflict && !refused.text.contains(marker))
            #expect(bench.store.journal.last?.action == .denied)
        }
    }

    @Test("止まると、どの端末の来庁者画面からもすぐに消える") func panelGoesBlank() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            let path = try #require(
                try await browser.send("/households/H1/cases", ["event": "moveWithin", "moving": "1001"]).location
            )
            try await browser.send(path + "/presentation", ["scene": "confirmation"])
            #expect(try await browser.get("/panel/view").text.contains("山田 太郎"))
            bench.store.prepare { state in
                state.residents = state.residents.map { resident in
                    var resident = resident
                    if resident.number == ResidentNumber("1001") { resident.isProtected = true }
                    return resident
                }
            }
            #expect(!(try await browser.get("/panel/view").text.contains("山田")))
        }
    }

    @Test("受付で付けた印は、世帯の画面とほかの受付にも効き、付けた人には取り消せない") func toldAtAVisit() async throws {
        let bench = try WebBench()
        try await bench.run(as: "sato") { browser in
            #expect(try await browser.get("/households/H1").text.contains("中央町"))
            let path = try #require(
                try await browser.send("/households/H1/cases", ["event": "moveWithin", "moving": "1002"]).location
            )
            #expect(try await browser.get(path).text.contains("支援措置の対象の方として止める"))
            let id = try #require(bench.store.journal.compactMap(\.caseID).last)
            // The test town has no items, so the fact is noted where the form would have brought it.
            bench.store.prepare { state in
                let known = state.records[id] ?? []
                let stamp = Stamp(at: bench.clock.now, staff: TestTown.sato?.id, terminal: TerminalID("t1"))
                let fact = Fact(FactKey(.isProtected, PersonKey(2)), .flag(true), from: .staff)
                state.records[id] = known + [CaseRecord(sequence: known.count + 1, stamp: stamp, body: .fact(fact))]
            }
            #expect(try await browser.get(path).text.contains("この受付は止まっています"))
            let household = try await browser.get("/households/H1").text
            #expect(household.contains("住所は表示できません") && !household.contains("中央町"))
            let other = try #require(
                try await browser.send("/households/H1/cases", ["event": "moveOut", "moving": "1001"]).location
            )
            #expect(try await browser.get(other).text.contains("この受付は止まっています"))
            let own = try await browser.send(path + "/protection/end", ["person": "p2", "reason": "付け間違い"])
            #expect(own.status == .forbidden)
        }
        let id = try #require(bench.store.journal.first { $0.action == .caseOpened }?.caseID)
        try await bench.run(as: "suzuki") { browser in
            let path = Address.receptionCase(id).path
            #expect(try await browser.get(path).text.contains("支援措置の印を取り消す"))
            let ended = try await browser.send(path + "/protection/end", ["person": "p2", "reason": "付け間違い"])
            #expect(ended.status == .seeOther)
            #expect(!(try await browser.get(path).text.contains("この受付は止まっています")))
            #expect(try await browser.get("/households/H1").text.contains("中央町"))
        }
        #expect(bench.store.journal.contains { $0.action == .protectionEnded && $0.caseID == id })
    }
}
