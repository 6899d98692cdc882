import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import TestSupport
import Testing

@testable import Web

@Suite("宛名番号の照合") struct MatchTests {
    /// 髙橋 正 left the town once and comes back: 1006 of the register is a doubtful match.
    private func prepared() async throws -> (bench: WebBench, id: CaseID) {
        let bench = try WebBench()
        let desk = bench.server.ports.desk
        let hand = ReceptionDesk.Hand(
            staff: TestTown.sato?.id,
            terminal: TerminalID("t1"),
            counter: TestTown.shimin
        )
        let id = try await desk.open(.moveIn, by: hand)
        let birth = try #require(CivilDate(iso: "1950-01-05"))
        let person = IdentityReading.Person(
            resident: nil,
            fields: [
                IdentityReading.Field(.name, .text(RegisteredText("髙橋 正"))),
                IdentityReading.Field(.birthDate, .date(birth)),
            ]
        )
        _ = try await desk.take(
            IdentityReading(source: .code, document: "転出証明書", visit: [], people: [person]),
            into: id,
            by: hand
        )
        return (bench, id)
    }

    @Test("受付一覧からたどれ、似た方が並び、見たことが証跡に残る") func list() async throws {
        let (bench, id) = try await prepared()
        try await bench.run(as: "sato") { browser in
            #expect(try await browser.get("/cases").text.contains("href=\"/matches\""))
            let page = try await browser.get("/matches").text
            #expect(page.contains("1006") && page.contains("href=\"/cases/\(id.text)\""))
        }
        let entry = try #require(bench.store.journal.last)
        #expect(entry.action == .residentView && entry.residents == [ResidentNumber("1006")])
    }

    @Test("同じ方とすると宛名番号が付き、別の方とするともう尋ねない。どちらも証跡に残る", arguments: [true, false])
    func decision(isSame: Bool) async throws {
        let (bench, id) = try await prepared()
        try await bench.run(as: "sato") { browser in
            let path = isSame ? "/matches/confirmation" : "/matches/distinction"
            let fields: KeyValuePairs = ["case": id.text, "person": "p1", "resident": "1006"]
            #expect(try await browser.send(path, fields).location == "/matches")
            let entry = try #require(bench.store.journal.last)
            #expect(entry.action == (isSame ? .personMatched : .personDistinguished))
            #expect(entry.residents == [ResidentNumber("1006")] && entry.caseID == id)
            #expect(entry.staff == TestTown.sato?.id)
            #expect(try await browser.get("/matches").text.contains("照合を待っている方はいません"))
        }
        let found = try #require(try await bench.store.read { try $0.receptionCase(id) })
        #expect(found.people.first?.resident == (isSame ? ResidentNumber("1006") : nil))
    }

    @Test("照合の権限がない職員には、リンクも画面もない") func denied() async throws {
        let (bench, _) = try await prepared()
        try await bench.run(as: "suzuki", at: "t3") { browser in
            let list = try await browser.get("/cases").text
            #expect(!list.contains("/matches"))
            let refused = try await browser.get("/matches")
            #expect(refused.status == .forbidden)
        }
    }

    @Test("支援措置の世帯の人が候補でも、住所は出ない") func protectedCandidate() async throws {
        let (bench, _) = try await prepared()
        bench.store.prepare { state in
            state.residents = state.residents.map { resident in
                var resident = resident
                if resident.number == ResidentNumber("1006") { resident.isProtected = true }
                return resident
            }
        }
        try await bench.run(as: "sato") { browser in
            let page = try await browser.get("/matches").text
            #expect(page.contains("1006") && page.contains("表示できません"))
            #expect(!page.contains("123番地4"))
        }
    }
}
