import ArgumentParser
import Procedures

/// `madoguchi judge`: the verdicts on one household.
struct JudgeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge",
        abstract: "一つの世帯の状況を判定し、手続ごとの結論を JSON で出す",
        discussion: """
            例: madoguchi judge --municipality municipalities/example-shi --situation family.yaml

            状況のファイルの書き方は municipalities/schema/situation.schema.json にあります。
            """
    )

    @OptionGroup var municipality: MunicipalityOption
    @Option(help: ArgumentHelp("世帯の状況（YAML）", valueName: "FILE")) var situation: String

    func run() async throws {
        let catalogue = try municipality.catalogue()
        let read = try SituationFile(try InputFile.bytes(situation), file: situation, catalogue: catalogue)
        try StandardOutput.write(json: JudgementReport(read, catalogue: catalogue), isPretty: true)
    }
}
