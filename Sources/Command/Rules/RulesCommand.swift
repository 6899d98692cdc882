import ArgumentParser
import Foundation
import Rules

/// `madoguchi rules`: the rules engine.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "判定の仕組みを確かめる",
        discussion: "例: madoguchi rules tck dmn-tck/TestCases",
        subcommands: [ConformanceCommand.self, TableCheckCommand.self, ConvertCommand.self]
    )
}

struct ConformanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tck",
        abstract: "DMN の公開適合試験（TCK）を走らせる",
        discussion: """
            例: madoguchi rules tck dmn-tck/TestCases/compliance-level-3

            通らない試験を標準エラーに出します。最後の行は「passed N of M」です。
            """
    )

    @Argument(help: ArgumentHelp("試験のフォルダー", valueName: "DIR")) var folder: String

    func run() async throws {
        let kit = await Progress.during("適合試験を走らせています") { ConformanceKit.run(folder) }
        guard kit.total > 0 else {
            throw CommandFailure("\(folder) に適合試験がありません。DMN TCK の TestCases フォルダーを指定してください。")
        }
        for failure in kit.failures { StandardError.write("\(failure.file): \(failure.testCase): \(failure.message)") }
        StandardOutput.write(kit.summary)
        if !kit.failures.isEmpty { throw ExitCode.failure }
    }
}
