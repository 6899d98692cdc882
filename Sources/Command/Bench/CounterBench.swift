import Dispatch
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import Madoguchi
import ServiceLifecycle
import Storage
import Web

/// Pages, the panel and judging, over a socket of this machine without TLS: what a browser waits for (画面の速さ).
struct CounterBench: Sendable {
    let setup: ServerSetup
    let demonstration: Demonstration
    let rounds: Int

    private static let listed = 50

    func figures() async throws -> [Figure] {
        let (figures, id) = try await serving { try pages($0) }
        return figures + [try await judging(id)]
    }

    /// Runs the server while the body, on a thread of its own, calls its port.
    func serving<T: Sendable>(_ body: @Sendable @escaping (Int) throws -> T) async throws -> T {
        let port = try LoopbackBrowser.freePort()
        let (running, signal) = AsyncStream<Void>.makeStream()
        var logger = Logger(label: "madoguchi")
        logger.logLevel = .error
        let application = Application(
            router: try setup.server(demonstration: demonstration, resources: nil, logger: logger).router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { _ in signal.finish() },
            logger: logger
        )
        let group = ServiceGroup(services: [application], logger: logger)
        async let service: Void = group.run()
        for await _ in running {}
        let result = try await onThread { try body(port) }
        await group.triggerGracefulShutdown()
        try await service
        return result
    }

    /// The calls wait, so they keep off the threads that the server needs.
    private func onThread<T: Sendable>(_ body: @Sendable @escaping () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
        }
    }

    /// Somebody who has logged in and opened cases, the last of which has five people; its address.
    func clerk(at port: Int) throws -> (browser: LoopbackBrowser, path: String) {
        let browser = try LoopbackBrowser(port: port)
        try expect(try browser.post("/terminal/demo", ["terminal": "demo-citizen"]), 303)
        let account = demonstration.accounts[0]
        try expect(try browser.post("/login", ["staff": account.id, "password": account.password]), 303)
        var path = ""
        for _ in 0..<CounterBench.listed { path = try browser.post("/cases", ["event": "moveIn"]).location }
        let sample = setup.municipality.folder.appending(path: "samples/tenshutsu-maebashi.txt")
        let code = try InputFile.bytes(sample.path)
        try expect(try browser.post(path + "/readings", code, type: "application/octet-stream"), 303)
        return (browser, path)
    }

    private func pages(_ port: Int) throws -> ([Figure], CaseID) {
        let (browser, path) = try clerk(at: port)
        let casePage = try samples(rounds) { _ in try expect(try browser.get(path), 200) }
        let listPage = try samples(rounds) { _ in try expect(try browser.get("/cases"), 200) }
        try expect(try browser.post(path + "/presentation", ["scene": "questions"]), 303)
        guard let id = path.split(separator: "/").last.flatMap({ CaseID(String($0)) }) else { throw refused(path) }
        return (
            [
                Figure("page.case", "受付の画面（5人の転入）がブラウザーに届くまで", limit: 10, casePage),
                Figure("page.list", "受付一覧（\(CounterBench.listed)件）がブラウザーに届くまで", limit: 10, listPage),
                Figure("panel.answer", "来庁者の答えを送ってから、合図を受けた画面が新しくなるまで", limit: 50, try panel(browser, port)),
            ], id
        )
    }

    /// From sending the answer to having the view that the feed's signal asked for.
    private func panel(_ browser: LoopbackBrowser, _ port: Int) throws -> [Double] {
        let feed = try browser.another(port: port)
        try feed.listen("/feed/panel")
        return try samples(rounds) { round in
            let answer = ["fact.phone": "090-0000-\(1000 + round % 9000)", "basis": "1000000"] as KeyValuePairs
            try expect(try browser.post("/panel/answers", answer), 303)
            try feed.waitForChange()
            try expect(try browser.get("/panel/view"), 200)
        }
    }

    func expect(_ answer: LoopbackBrowser.Answer, _ status: Int) throws {
        guard answer.status == status else { throw refused("\(answer.status)") }
    }

    private func refused(_ what: String) -> CommandFailure {
        CommandFailure("計測用のサーバーの答え「\(what)」は思ったものと違います。madoguchi serve --demo で画面を確かめてください。")
    }

    /// The case as the panel left it: a measurement that changed nothing is none.
    private func answeredCase(_ id: CaseID) async throws -> ReceptionCase {
        let found = try await setup.desk.view(of: id, at: CounterID("citizen")).receptionCase
        guard found.people.count == 5, KnownFacts(found).values[FactKey(.phone)] != nil else {
            throw refused("\(found.people.count)人")
        }
        return found
    }

    private func judging(_ id: CaseID) async throws -> Figure {
        let facts = KnownFacts(try await answeredCase(id))
        let catalogue = setup.catalogue
        let times = samples(rounds) { _ in
            _ = Judge(Situation(facts, catalogue: catalogue)).verdicts()
        }
        return Figure("judge.household", "一つの世帯のすべての手続を判定する", limit: 10, times)
    }
}
