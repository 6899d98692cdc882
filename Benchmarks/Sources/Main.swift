import Foundation

/// Whole commands, from the start of the process to its end: what somebody at a terminal or a nightly job waits for.
@main
struct Benchmarks {
    private let program: Program
    private let folder: URL
    private static let municipality = "municipalities/example-shi"

    static func main() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let given = CommandLine.arguments.dropFirst().first
        let executable = given.map { URL(fileURLWithPath: $0) } ?? root.appending(path: ".build/release/madoguchi")
        let folder = FileManager.default.temporaryDirectory.appending(path: "madoguchi-benchmarks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let figures = Result {
            try Benchmarks(program: Program(executable: executable, root: root), folder: folder).figures()
        }
        try? FileManager.default.removeItem(at: folder)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let found = try figures.get()
        FileHandle.standardOutput.write(try encoder.encode(["figures": found]) + Data("\n".utf8))
        if !found.allSatisfy(\.isMet) { exit(1) }
    }

    private func figures() throws -> [Figure] {
        let procedure = Benchmarks.municipality + "/procedures/resident-move"
        let paper = folder.appending(path: "form.pdf").path
        return [
            try figure("command.help", "命令の説明を出す", limit: 200, 20, ["--help"]),
            try figure(
                "command.render",
                "定義を読み、記入例から住民異動届を作る",
                limit: 500,
                10,
                [
                    "documents", "render", "--municipality", Benchmarks.municipality, "--procedure", "resident-move",
                    "--data", procedure + "/samples/family-of-five.json", "--out", paper,
                ]
            ),
            try figure(
                "command.check",
                "自治体の定義を検査する",
                limit: 5_000,
                3,
                ["procedures", "check", Benchmarks.municipality]
            ),
            try figure(
                "command.town",
                "架空の町（5,000人）を作る",
                limit: 5_000,
                3,
                ["town", "--residents", "5000", "--seed", "1", "--out", folder.appending(path: "town").path]
            ),
            try importing(), try verifying(),
        ]
    }

    private var data: String { folder.appending(path: "data").path }

    private func importing() throws -> Figure {
        let town = folder.appending(path: "town")
        let files = try FileManager.default.contentsOfDirectory(atPath: town.path).sorted()
        let arguments =
            ["registry", "import"] + files.map { town.appending(path: $0).path }
            + ["--layout", "chukan-v2-sample", "--data", data, "--municipality", Benchmarks.municipality]
        return try figure("command.import", "5,000人の連携データを取り込む", limit: 10_000, 3, arguments)
    }

    private func verifying() throws -> Figure {
        try figure("command.verify", "証跡を確かめる", limit: 1_000, 5, ["journal", "verify", "--data", data])
    }

    private func figure(
        _ name: String,
        _ what: String,
        limit: Double,
        _ rounds: Int,
        _ arguments: [String]
    ) throws -> Figure {
        Figure(name, what, limit: limit, try (0..<rounds).map { _ in try program.run(arguments) })
    }
}
