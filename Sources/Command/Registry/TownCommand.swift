import ArgumentParser
import Foundation
import Japanese
import Madoguchi
import Registry

/// `madoguchi town`: a synthetic town as a core system's files.
struct TownCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "town",
        abstract: "架空の町の連携データを作る",
        discussion: """
            例: madoguchi town --residents 5000 --seed 1 --out out/town

            同じ指定からは、いつも同じファイルができます。実在の人とは関係がありません。
            """
    )

    @Option(help: ArgumentHelp("住民の数", valueName: "N")) var residents: Int
    @Option(help: ArgumentHelp("乱数の種", valueName: "S")) var seed: UInt64
    @Option(help: ArgumentHelp("ファイルを置くフォルダー", valueName: "DIR")) var out: String
    @OptionGroup var municipality: MunicipalityOption
    @Option(help: ArgumentHelp("レイアウトの定義の名前", valueName: "NAME")) var layout = TownCommand.usualLayout
    @Option(help: ArgumentHelp("基準日", valueName: "YYYY-MM-DD")) var date = "2026-04-01"

    @Option(help: ArgumentHelp("一人につき、いくつ前の状態（履歴）まで書くか", valueName: "N")) var histories = 0

    static let usualLayout = "chukan-v2-sample"

    func validate() throws {
        if CivilDate(iso: date) == nil { throw ValidationError("「--date」は 2026-04-01 のように書いてください。") }
        if !(0...20).contains(histories) { throw ValidationError("「--histories」は 0 から 20 までの数です。") }
        if residents < 1 { throw ValidationError("「--residents」は 1 以上の数です。") }
    }

    func run() async throws {
        guard let day = CivilDate(iso: date) else { throw ExitCode.validationFailure }
        var writer = TownWriter(
            materials: try TownMaterials.read(
                municipality: municipality.folder,
                seat: TownMaterials.Seat(try municipality.catalogue().municipality)
            ),
            layout: try LayoutFolder.layout(layout, of: municipality),
            businessDate: day
        )
        writer.histories = histories
        let summary = try await Progress.during("町を作っています") { [writer] in
            try writer.write(residents: residents, seed: seed, to: URL(filePath: out))
        }
        StandardOutput.write("住民 \(summary.residents)人、\(summary.households)世帯")
        for file in summary.files { StandardOutput.write(file.relativePath) }
    }
}
