import ArgumentParser
import Foundation
import Rules

/// `madoguchi rules check`: what is wrong with decision tables before they are put to use.
struct TableCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "判定表の抜け・重なり・使われない行や列・循環を、具体的な場合で示す",
        discussion: """
            例: madoguchi rules check judgement.csv

            CSV・Excel（xlsx）・DMN を読みます。指摘は標準エラーに出し、誤りがあれば 1 で終わります。
            自治体の定義をまるごと調べるには madoguchi procedures check を使います。
            """
    )

    @Argument(help: ArgumentHelp("判定表のファイル", valueName: "FILE")) var files: [String]

    func run() throws {
        var findings: [Diagnostic] = []
        var tables: [DecisionTable] = []
        for file in files {
            do {
                tables += try TableFile.read(file).map { try DecisionTable(compiling: $0, names: []) }
            } catch let error as Diagnostics {
                findings += error.all
            }
        }
        findings += tables.flatMap { TableAnalysis($0).findings } + TableCycles.findings(among: tables)
        for finding in findings { StandardError.write(finding.description) }
        let errors = findings.filter { $0.severity == .error }.count
        StandardOutput.write("表 \(tables.count)、誤り \(errors)件、注意 \(findings.count - errors)件")
        if errors > 0 { throw ExitCode.failure }
    }
}
