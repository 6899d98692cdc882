import Foundation
import Madoguchi
import Storage

/// Pages and searches at a counter while another process imports the day's files (取込中の窓口の速さ), beside the same before.
struct ImportBesideBench: Sendable {
    let setup: ServerSetup
    let files: [URL]
    let rounds: Int

    /// The import of a city takes less while counters are this busy; that of a larger one goes on without them.
    private static let longest = Duration.seconds(60)

    private struct Times: Sendable {
        var page: [Double] = []
        var list: [Double] = []
        var search: [Double] = []
    }

    func figures() async throws -> [Figure] {
        let demonstration = Demonstration(setup: setup)
        try await demonstration.prepare()
        let counter = CounterBench(setup: setup, demonstration: demonstration, rounds: rounds)
        let typed = try await names()
        let (quiet, beside) = try await counter.serving { port in
            let (browser, path) = try counter.clerk(at: port)
            let round = { (times: inout Times) in
                let text = typed[times.search.count % typed.count]
                times.page.append(try timed { try counter.expect(try browser.get(path), 200) })
                times.list.append(try timed { try counter.expect(try browser.get("/cases"), 200) })
                let words = ["q": text, "reason": "reception"] as KeyValuePairs
                times.search.append(try timed { try counter.expect(try browser.post("/residents", words), 200) })
            }
            var warm = Times()
            for _ in 0..<20 { try round(&warm) }
            var quiet = Times()
            for _ in 0..<rounds { try round(&quiet) }
            let importing = try startImport()
            var beside = Times()
            let end = ContinuousClock.now.advanced(by: ImportBesideBench.longest)
            while importing.isRunning, ContinuousClock.now < end { try round(&beside) }
            importing.waitUntilExit()
            guard importing.terminationStatus == 0, !beside.page.isEmpty else {
                throw CommandFailure("計測中の取込が終わりませんでした。空き容量を確かめてください。")
            }
            return (quiet, beside)
        }
        return compared("page.case", "受付の画面", limit: 10, quiet.page, beside.page)
            + compared("page.list", "受付一覧", limit: 10, quiet.list, beside.list)
            + compared("page.search", "住民検索の画面", limit: 20, quiet.search, beside.search)
    }

    private func compared(
        _ name: String,
        _ what: String,
        limit: Double,
        _ quiet: [Double],
        _ beside: [Double]
    ) -> [Figure] {
        let before = Figure("\(name).quiet", "\(what)（取込のないとき）", limit: limit, quiet)
        let during = Figure("\(name).importing", "\(what)（取込の間）", limit: limit, beside)
        let ratio = before.p95 > 0 ? during.p95 / before.p95 : 0
        return [
            before, during,
            Figure("\(name).ratio", "\(what)の95パーセンタイルが取込の間に何倍か", unit: "倍", limit: 1.25, [ratio]),
        ]
    }

    private func names() async throws -> [String] {
        let found = try await setup.store.searchQueries(samples: 40)
        let names = found.filter { !$0.name.isEmpty && $0.address.isEmpty && !$0.includesFormer }.map(\.name)
        guard !names.isEmpty else { throw CommandFailure("計測用の住民がいません。もう一度実行してください。") }
        return names
    }

    private func startImport() throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: Bundle.main.executablePath ?? CommandLine.arguments[0])
        process.arguments =
            ["registry", "import"] + files.map(\.path)
            + [
                "--layout", TownCommand.usualLayout, "--data", setup.data, "--municipality",
                setup.municipality.municipality,
            ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}

/// Milliseconds that the body took.
private func timed(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return start.duration(to: .now).inMilliseconds
}
