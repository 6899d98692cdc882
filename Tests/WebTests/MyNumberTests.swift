import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import TestSupport
import Testing

@testable import Web

@Suite("個人番号の表示") struct MyNumberTests {
    /// Fits the check digit; nobody's.
    private static let digits = "983205673214"

    private struct NoKey: Error {}

    /// A town whose clerk 佐藤 may see the numbers or not; the store knows that of 1001 alone.
    private func bench(permitted: Bool = true, hasKey: Bool = true) throws -> WebBench {
        let made = try WebBench(ports: { ports in
            let journal = ports.store
            ports.revealMyNumber = { resident, entry in
                guard hasKey else { throw NoKey() }
                try await journal.journal([entry])
                return resident == ResidentNumber("1001") ? MyNumber(Self.digits) : nil
            }
        })
        if permitted {
            made.store.prepare { state in
                state.staff = state.staff.map { staff in
                    var staff = staff
                    staff.groups.append("admin")
                    return staff
                }
            }
        }
        return made
    }

    @Test("世帯の画面では伏せ、権限があれば求めた一人だけを表示し、見た人・端末・理由が証跡に残る") func reveal() async throws {
        let bench = try bench()
        try await bench.run(as: "sato") { browser in
            let masked = try await browser.get("/households/H1").text
            #expect(masked.components(separatedBy: MyNumber.masked).count == 4)
            #expect(!masked.contains(Self.digits))
            let shown = try await browser.send(
                "/households/H1/my-number",
                ["resident": "1001", "reason": "entry"]
            )
            #expect(shown.status == .ok)
            #expect(shown.headers[.cacheControl] == "no-store")
            #expect(shown.text.components(separatedBy: Self.digits).count == 2)
            #expect(shown.text.components(separatedBy: MyNumber.masked).count == 3)
            let again = try await browser.get("/households/H1").text
            #expect(!again.contains(Self.digits))
        }
        let entries = bench.store.journal.filter { $0.action == .myNumberShown }
        #expect(entries.map(\.residents) == [[ResidentNumber("1001")]])
        #expect(entries.first?.detail == "entry")
        #expect(entries.first?.staff == TestTown.sato?.id && entries.first?.terminal == TerminalID("t1"))
        #expect(!"\(bench.store.journal)".contains(Self.digits))
    }

    @Test("権限がなければボタンもなく、直に送っても断られて証跡に残る") func denied() async throws {
        let bench = try bench(permitted: false)
        try await bench.run(as: "sato") { browser in
            let page = try await browser.get("/households/H1").text
            #expect(page.contains(MyNumber.masked) && !page.contains("/my-number"))
            let refused = try await browser.send(
                "/households/H1/my-number",
                ["resident": "1001", "reason": "entry"]
            )
            #expect(refused.status == .forbidden)
            #expect(!refused.text.contains(Self.digits))
        }
        #expect(bench.store.journal.last?.action == .denied)
        #expect(bench.store.journal.last?.detail == "myNumberReveal")
        #expect(!bench.store.journal.contains { $0.action == .myNumberShown })
    }

    @Test("ほかの世帯の人、理由のない求めは断る") func refused() async throws {
        let bench = try bench()
        try await bench.run(as: "sato") { browser in
            let stranger = try await browser.send(
                "/households/H2/my-number",
                ["resident": "1001", "reason": "entry"]
            )
            #expect(stranger.status == .notFound)
            #expect(bench.store.journal.last?.action == .denied)
            let unexplained = try await browser.send("/households/H1/my-number", ["resident": "1001"])
            #expect(unexplained.status == .unprocessableContent)
            #expect(!bench.store.journal.contains { $0.action == .myNumberShown })
        }
    }

    @Test("番号のない人は、登録がないと言う") func nobodysNumber() async throws {
        try await bench().run(as: "sato") { browser in
            let shown = try await browser.send(
                "/households/H1/my-number",
                ["resident": "1002", "reason": "entry"]
            )
            #expect(shown.text.contains("登録がありません"))
        }
    }

    @Test("鍵がなければ、そう言って証跡に残す") func noKey() async throws {
        let bench = try bench(hasKey: false)
        try await bench.run(as: "sato") { browser in
            let failed = try await browser.send(
                "/households/H1/my-number",
                ["resident": "1001", "reason": "entry"]
            )
            #expect(failed.status == .serviceUnavailable)
            #expect(failed.text.contains("鍵ファイル"))
        }
        #expect(bench.store.journal.contains { $0.action == .failed && $0.detail == "myNumberReveal" })
    }
}
