import ArgumentParser
import Documents
import Foundation
import Japanese
import Madoguchi
import Storage

/// `madoguchi text import-external`: what the core system's own characters are.
struct ExternalCharactersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import-external",
        abstract: "基幹システムの外字の対応表を取り込む",
        discussion: """
            例: madoguchi text import-external gaiji.csv --data data

            CSV（UTF-8）の1行目は「\(ExternalCharacters.columns.joined(separator: ","))」です。
            code は U+E000 か F040（CP932）、character は MJ022335、U+845B U+E0102 か文字そのもの、
            provenance は同定した人や資料、effective は適用開始日です。
            表は丸ごと入れ替わり、いまの連携データにもすぐ反映します（適用開始日が基準日までの行）。
            誤りが一つでもあれば、何も変えません。取り消すには、前の表をもう一度取り込みます。
            """
    )

    @Argument(help: ArgumentHelp("対応表", valueName: "FILE.csv")) var file: String
    @OptionGroup var data: DataOption
    @OptionGroup var fonts: FontOption

    func run() async throws {
        let store = try data.open()
        let paths = fonts.paths
        let table = try await Progress.during("フォントを読んでいます") {
            try FontTable.kept(in: data.data, font: paths.registered)
        }
        let (characters, faults) = ExternalCharacters.read(try DelimitedFile.rows(file), table: table)
        for fault in faults { StandardError.write("\(file):\(fault.row):\(fault.column): \(fault.sentence)") }
        guard faults.isEmpty else {
            throw CommandFailure("対応表に誤りが\(faults.count)件あります。直してから取り込んでください。今の対応表はそのままです。")
        }
        let entries = characters.all
        let now = SystemClock().now
        let applied = try await Progress.during("いまの連携データに反映しています") {
            try await store.identify(
                characters,
                journaledAs: JournalEntry(.packagePublished, at: now, detail: "external-characters \(entries.count)")
            )
        }
        StandardOutput.write("外字 \(entries.count)行を取り込みました。\(applied?.sentence ?? "")")
        try await UnidentifiedList(folder: URL(filePath: data.data, directoryHint: .isDirectory)).write(
            store,
            font: table
        )
        let glyphs = try PDFRenderer(fonts: paths).screenGlyphs
        let hidden = entries.filter { !glyphs.isShown($0.character) }
        for entry in hidden {
            StandardOutput.write("\(entry.code.notation) → \(entry.character.notation): 字形が手元のフォントにありません")
        }
    }
}

/// `madoguchi text coverage`: which sets of characters can be shown, searched and printed.
struct CoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "文字の集合ごとに、表示・検索・印刷できる字数を出す",
        discussion: """
            例: madoguchi text coverage --list mji.00602.xlsx

            タブ区切りで、集合、字数、検索できる字数、表示・印刷できる字数、書き表しだけの字数、未同定の字数です。
            戸籍統一文字と住基ネット統一文字の番号はフォントにないので、文字情報技術促進協議会の「MJ文字情報一覧表」
            （mji.00602.xlsx など。CSV でもよい）を「--list」で渡します。渡さないと、その二行は「不明」です。
            「--names」を付けると、書き表しだけになる文字の名前も出します。
            """
    )

    @Option(help: ArgumentHelp("MJ文字情報一覧表（xlsx か CSV）", valueName: "FILE")) var list: String?
    @OptionGroup var fonts: FontOption
    @Flag(help: "書き表しだけになる文字の名前も出す") var names = false

    func run() async throws {
        let report = try await Progress.during("フォントを読んでいます") { try coverages() }
        StandardOutput.write("集合\t字数\t検索\t表示・印刷\t書き表しのみ\t未同定")
        for line in report {
            let numbers = [line.total, line.searched, line.shown, line.onlyByEscape.count, line.unidentified]
            StandardOutput.write(([line.set] + numbers.map(String.init)).joined(separator: "\t"))
            guard names else { continue }
            for name in line.onlyByEscape { StandardOutput.write("\(line.set)\t{\(name)}") }
        }
        if list == nil {
            for set in CharacterList.columns {
                StandardOutput.write(([set] + Array(repeating: "不明", count: 5)).joined(separator: "\t"))
            }
            StandardError.write("戸籍統一文字と住基ネット統一文字の番号はフォントにありません。MJ文字情報一覧表を --list で渡すと数えます。")
        }
        if fonts.paths.added == nil {
            StandardError.write("行政事務標準文字の追加文字は、フォントを \(FontPaths.dropIn) に置くか --added-font で渡すと出ます。")
        }
    }

    private func coverages() throws -> [CharacterCoverage] {
        let paths = fonts.paths
        let glyphs = try PDFRenderer(fonts: paths).screenGlyphs
        let font = try FontTable.characters(of: paths.registered)
        let table = CharacterTable(font: font)
        func coverage(_ set: String, _ members: [[MJName]], _ table: CharacterTable) -> CharacterCoverage {
            CharacterCoverage(set: set, members: members, sequences: table.sequences(of:), isShown: glyphs.isShown)
        }
        var lines = [coverage("文字情報基盤（MJ）", font.names.compactMap { MJName($0).map { [$0] } }, table)]
        if let added = paths.added {
            let characters = try FontTable.characters(of: added)
            let names = characters.names.compactMap { MJName($0) }.filter(\.isAdded).map { [$0] }
            lines.append(coverage("行政事務標準文字の追加文字（GJ）", names, CharacterTable(font: characters)))
        }
        if let list {
            for (set, members) in try CharacterListFile.members(list) {
                lines.append(coverage(set, members.map(\.names), table))
            }
        }
        return lines
    }
}

/// `madoguchi text palette`: the list behind the character palette.
struct PaletteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "palette",
        abstract: "文字パレットの表を unicode-data のパッケージから作る",
        discussion: """
            例: madoguchi text palette --data data

            サーバーは、この表がなければ初めて使うときに自分で作ります。
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var fonts: FontOption

    func run() async throws {
        let font = fonts.paths.registered
        let folder = data.data
        let palette = try await Progress.during("文字の表を作っています") {
            try Unihan().palette(for: try FontTable.kept(in: folder, font: font))
        }
        try InputFile.write(palette.bytes, to: folder + "/characters.palette")
        StandardOutput.write("文字パレットの表を作りました（\(palette.count)字）。")
    }
}
