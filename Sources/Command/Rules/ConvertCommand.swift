import ArgumentParser
import Rules

/// `madoguchi rules convert`: decision tables between CSV, Excel and DMN.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "判定表を CSV・Excel（xlsx）・DMN の間で書き換える",
        discussion: """
            例: madoguchi rules convert judgement.csv judgement.xlsx

            形式はファイル名の終わり（.csv .xlsx .dmn）で決まります。何も失わずに行き来できます。
            読めないところは「B7: …」のようにセルの番地で標準エラーに出し、1 で終わります。
            """
    )

    @Argument(help: ArgumentHelp("読むファイル", valueName: "FROM")) var source: String
    @Argument(help: ArgumentHelp("書くファイル", valueName: "TO")) var target: String

    func validate() throws {
        _ = (try TableFile.face(source), try TableFile.face(target))
    }

    func run() throws {
        do {
            try TableFile.write(try TableFile.read(source), to: target)
        } catch let error as Diagnostics {
            for finding in error.all { StandardError.write(finding.description) }
            throw ExitCode.failure
        }
    }
}
