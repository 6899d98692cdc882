import ArgumentParser
import Foundation
import Madoguchi
import Storage

/// `madoguchi keys`: the key file under which 個人番号 are sealed.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "個人番号の鍵を扱う",
        discussion: "例: madoguchi keys rotate --data data",
        subcommands: [KeysRotateCommand.self]
    )
}

struct KeysRotateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "個人番号の鍵を新しくする",
        discussion: """
            例: madoguchi keys rotate --data data

            鍵ファイルは、データフォルダーの隣（data なら data.key）にあります。更新の前と後の鍵ファイルの控えを、
            データの控えとは別の場所に置いてください。更新したことは証跡に残ります。
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        let store = try data.open()
        let count = try await store.rotateKeys(
            journaledAs: JournalEntry(.keysRotated, at: SystemClock().now, detail: "command")
        )
        StandardOutput.write("鍵を新しくしました。\(count)世代の鍵を包み直しました。")
    }
}
