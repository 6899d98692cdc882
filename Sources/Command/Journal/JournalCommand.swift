import ArgumentParser
import Foundation
import Madoguchi
import Storage

/// `madoguchi journal`: the hash chain of what was done.
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "証跡を検証する",
        discussion: "例: madoguchi journal verify --data data",
        subcommands: [JournalVerifyCommand.self, JournalHeadCommand.self]
    )
}

struct JournalVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "証跡の鎖を初めから終わりまで確かめる",
        discussion: """
            例: madoguchi journal verify --data data --head head-2026-04-01.json

            よければ 0、つながらない記録があれば最初の一件を言って 1 で終わります。
            """
    )

    @OptionGroup var data: DataOption
    @Option(help: ArgumentHelp("別に保管した先端（journal head の出力）", valueName: "FILE")) var head: String?

    func run() async throws {
        let kept = try head.map { path in
            guard let head = try? JSONDecoder().decode(JournalHead.self, from: Data(try InputFile.bytes(path))) else {
                throw CommandFailure("\(path) は証跡の先端として読めません。journal head の出力を渡してください。")
            }
            return head
        }
        let store = try data.open()
        switch try await Progress.during("証跡を確かめています", { try await store.verifyJournal(against: kept) }) {
        case .intact(let entries, let head):
            StandardOutput.write("証跡は \(entries)件すべてつながっています。先端 \(head)")
        case .broken(let sequence, let reason):
            StandardError.write(
                "\(data.data) の証跡は \(sequence)件目で壊れています: \(reason)保管した控えと見比べ、情報セキュリティの担当に知らせてください。"
            )
            throw ExitCode.failure
        }
    }
}

struct JournalHeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "証跡の先端を JSON で出す。別の場所に保管する",
        discussion: "例: madoguchi journal head --data data > head-2026-04-01.json"
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        guard let head = try await data.open().journalHead() else {
            throw CommandFailure("\(data.data) の証跡にはまだ記録がありません。")
        }
        try StandardOutput.write(json: head)
    }
}
