import ArgumentParser
import Foundation
import Madoguchi

/// `madoguchi bench`: the product's own figures.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "この計算機での速さとメモリーを測り、JSON で出す",
        discussion: """
            例: madoguchi bench > figures.json

            架空の市（5,000人）を一時フォルダーに作って測り、終わると消します。
            「--residents 212000」のように人数を指定すると、その人数の市を作り、住民検索を探し方ごとに、それから取込の間の
            画面の速さを、取込のないときと比べて測ります。
            目標に届かない項目があれば 1 で終わります。
            """
    )

    @OptionGroup var municipality: MunicipalityOption
    @Option(help: ArgumentHelp("一つの項目を測る回数", valueName: "N")) var rounds = 200
    @Option(help: ArgumentHelp("この人数の市で、住民検索と取込の間の画面を測る", valueName: "N")) var residents: Int?
    @Option(help: ArgumentHelp("「--residents」の市で、一人につきいくつ前の状態（履歴）まで作るか", valueName: "N")) var histories = 1

    func validate() throws {
        guard (20...10_000).contains(rounds) else { throw ValidationError("「--rounds」は 20 から 10000 までの数です。") }
        if let residents, !(100...5_000_000).contains(residents) {
            throw ValidationError("「--residents」は 100 から 5000000 までの数です。")
        }
        guard (0...20).contains(histories) else { throw ValidationError("「--histories」は 0 から 20 までの数です。") }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "madoguchi-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try await Progress.during("測っています") { try await measure(in: folder.path) }
        try StandardOutput.write(json: report, isPretty: true)
        if !report.figures.allSatisfy(\.isMet) { throw ExitCode.failure }
    }

    private func measure(in folder: String) async throws -> BenchReport {
        if let residents {
            let town = ScaleBench(
                folder: folder,
                municipality: municipality,
                residents: residents,
                histories: histories,
                rounds: rounds
            )
            return BenchReport(figures: try await town.figures())
        }
        let setup = try ServerSetup(data: folder, municipality: municipality)
        let demonstration = Demonstration(setup: setup)
        try await demonstration.prepare()
        var figures = try await CounterBench(setup: setup, demonstration: demonstration, rounds: rounds).figures()
        figures += try await SearchBench(store: setup.store, rounds: rounds).figures()
        figures += try FormBench(setup: setup, rounds: rounds).figures()
        figures += try RulesBench(setup: setup, folder: municipality.municipality, rounds: rounds).figures()
        figures += try TextBench(rounds: rounds).figures()
        figures.append(try MemoryBench.figure(process: "self", name: "memory.served", what: "仕事をした後のメモリー"))
        figures += try StartBench(data: folder, municipality: municipality.municipality).figures()
        return BenchReport(figures: figures)
    }
}
