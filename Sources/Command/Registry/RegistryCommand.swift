import ArgumentParser
import Foundation
import Japanese
import Madoguchi
import Registry
import Rules
import Storage

/// `madoguchi registry`: the core system's daily files.
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: "連携データを取り込み、住民を検索する",
        discussion: "例: madoguchi registry search \"山田 花子\" --data data",
        subcommands: [
            RegistryImportCommand.self, RegistrySearchCommand.self, RegistryStatusCommand.self,
            RegistrySwitchCommand.self, RegistryDifferenceCommand.self, RegistryApplyExternalCommand.self,
            RegistryRelayCommand.self,
        ]
    )
}

struct RegistryImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "一日分の連携データを取り込む",
        discussion: """
            例: madoguchi registry import nightly/*.csv nightly/*.txt --layout chukan-v2-sample --data data

            件数を標準出力に、読めない行を「ファイル:行」で標準エラーに出します。
            使えないファイルがあれば取り込まず、前回までのデータがそのまま残ります。
            """
    )

    @Argument(help: ArgumentHelp("連携データのファイル。管理ファイルも一緒に渡す", valueName: "FILE")) var files: [String]
    @Option(help: ArgumentHelp("レイアウトの定義の名前（自治体の layouts にあるもの）", valueName: "NAME")) var layout: String
    @OptionGroup var data: DataOption
    @OptionGroup var municipality: MunicipalityOption
    @Option(help: ArgumentHelp("基準日。定義がファイル名から決めないときに使う", valueName: "YYYY-MM-DD")) var date: String?
    @Flag(help: "住民が限度より減っていても、確かめたうえで取り込む") var acceptDrop = false
    @Flag(help: "基準日が前後していても、確かめたうえで取り込む") var acceptDate = false

    func validate() throws {
        if date != nil, day == nil { throw ValidationError("「--date」は 2026-04-01 のように書いてください。") }
    }

    private var day: CivilDate? { date.flatMap { CivilDate(iso: $0) } }

    func run() async throws {
        LowPriority.begin(besides: data.data)
        let layout = try LayoutFolder.layout(layout, of: municipality)
        var intake = RegistryIntake(
            store: try data.open(makesFolder: true),
            layout: layout,
            staging: URL(filePath: data.data + "/import")
        )
        intake.acceptsDrop = acceptDrop
        intake.acceptsDate = acceptDate
        intake.businessDate = day
        intake.eras = try municipality.eras()
        intake.characters = try? FontTable.kept(in: data.data)
        let report = try await Progress.during("連携データを取り込んでいます") {
            try await intake.run(files.map { URL(filePath: $0) })
        }
        for finding in report.findings { StandardError.write(finding.description) }
        for line in report.summary { StandardOutput.write(line) }
        if report.exitStatus != 0 { throw ExitCode(report.exitStatus) }
    }
}

struct RegistrySearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "住民を画面と同じ探し方で検索し、一行に一人ずつ JSON で出す",
        discussion: """
            例: madoguchi registry search 3550217 --data data

            氏名、カナ、生年月日、住所、宛名番号のどれでも探せます。支援措置の対象者の住所は出しません。
            検索したことは証跡に残ります。
            """
    )

    @Argument(help: ArgumentHelp("探す言葉", valueName: "TEXT")) var text: String
    @OptionGroup var data: DataOption
    @OptionGroup var municipality: MunicipalityOption
    @Flag(help: "転出・死亡などの除かれた人も、以前の氏名・住所でも探す") var includeFormer = false
    @Option(help: ArgumentHelp("出す人数の限度", valueName: "N")) var limit = 20

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("「--limit」は 1 から 1000 までの数です。") }
    }

    func run() async throws {
        let now = SystemClock().now
        var query = ResidentQuery(
            typed: text,
            today: now.day,
            eras: try municipality.eras()
        )
        guard !query.isEmpty else { throw ValidationError("探す言葉が空です。氏名、生年月日、住所のどれかを書いてください。") }
        query.includesFormer = includeFormer
        query.limit = limit
        let store = try data.open()
        let hits = try await store.read { [query] tx -> [ResidentHit]? in
            try tx.registryStatus() == nil ? nil : try tx.residents(query)
        }
        guard let hits else {
            throw CommandFailure("\(data.data) に連携データがありません。madoguchi registry import で取り込んでください。")
        }
        let entry = JournalEntry(
            .search,
            at: now,
            residents: hits.map(\.resident.number),
            detail: "command \(hits.count)"
        )
        try await store.journal([entry])
        for hit in hits { try StandardOutput.write(json: FoundResident(hit)) }
    }
}

/// A line of `registry search`.
private struct FoundResident: Encodable {
    let number: String
    let household: String
    let name: String
    let kana: String
    let birthDate: String
    let sex: String
    let relationship: String
    let standing: String
    /// Absent for people under disclosure suppression (支援措置) and those they live with.
    let address: String?
    let isProtected: Bool
    let rank: Int

    init(_ hit: ResidentHit) {
        let resident = hit.resident
        number = resident.number.digits
        household = resident.household.digits
        name = resident.name.string
        kana = resident.kana
        birthDate = resident.birthDate?.iso ?? resident.birthText
        sex = resident.sex.rawValue
        relationship = resident.relationship
        standing = resident.standing.rawValue
        address = resident.isAddressSuppressed ? nil : resident.address.line.string
        isProtected = resident.isProtected
        rank = hit.rank
    }
}
