import ArgumentParser
import Documents
import Japanese

/// `madoguchi text`: letters.
struct TextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "text",
        abstract: "文字と検索キーを調べる",
        discussion: "例: madoguchi text key 髙橋",
        subcommands: [
            CharacterTableCommand.self, SearchKeyCommand.self, TextCheckCommand.self, ExternalCharactersCommand.self,
            CoverageCommand.self, PaletteCommand.self,
        ]
    )
}

struct CharacterTableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mj",
        abstract: "フォントが持つ文字を、MJ文字図形名・符号位置・異体字セレクタの表で出す",
        discussion: "例: madoguchi text mj > mj.tsv"
    )

    @Option(help: ArgumentHelp("フォントのファイル", valueName: "FILE")) var font = FontPaths().registered

    func run() async throws {
        let table = try await Progress.during("フォントを読んでいます") {
            try FontTable.read(font).tabSeparated
        }
        guard !table.isEmpty else {
            throw CommandFailure("\(font) に MJ文字図形名がありません。IPAmj明朝のファイルを指定してください。")
        }
        StandardOutput.write(String(table.dropLast()))
    }
}

struct SearchKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "検索キーを出す",
        discussion: """
            例: madoguchi text key "渡邉 はづき"

            一行に一つ、段と鍵をタブで区切ります。1 は字形のゆれ、2 は読みのゆれまで同じとみなす鍵です。
            """
    )

    @Argument(help: ArgumentHelp("氏名などの文字", valueName: "TEXT")) var text: String

    func run() async throws {
        let key = SearchKey.keys(of: text)
        StandardOutput.write("1\t\(key.k1)")
        for second in key.second { StandardOutput.write("2\t\(second)") }
        for word in key.words { StandardOutput.write("word\t\(word)") }
    }
}
