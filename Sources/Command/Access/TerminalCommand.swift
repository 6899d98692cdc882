import ArgumentParser
import Madoguchi
import Storage
import Web

/// `madoguchi terminal`: the counters' registered browsers.
struct TerminalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terminal",
        abstract: "窓口の端末を登録し、取り消し、一覧する",
        discussion: "例: madoguchi terminal issue --data data --id citizen-1 --name \"市民課 1番\" --counter citizen",
        subcommands: [TerminalIssueCommand.self, TerminalRevokeCommand.self, TerminalListCommand.self]
    )
}

struct TerminalIssueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue",
        abstract: "端末を登録する一度きりのコードを出す",
        discussion: """
            例: madoguchi terminal issue --data data --id citizen-1 --name "市民課 1番" --counter citizen

            端末のブラウザーで /terminal を開き、出たコードを入れます。同じ --id で出し直すと、前の登録は無効になります。
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var municipality: MunicipalityOption
    @Option(help: ArgumentHelp("端末の名前（記号）", valueName: "ID")) var id: String
    @Option(help: ArgumentHelp("画面に出る名前", valueName: "NAME")) var name: String
    @Option(help: ArgumentHelp("窓口（municipality.yaml の counters の id）", valueName: "COUNTER")) var counter: String

    func validate() throws {
        if id.isEmpty || id.utf8.count > 64 { throw ValidationError("「--id」は1字から64字です。") }
    }

    func run() async throws {
        let known = try municipality.catalogue().municipality.counters.map(\.id.text)
        try Choice.check([counter], among: known, option: "--counter")
        let store = try data.open(makesFolder: true)
        let code = TerminalCode(random: SQLiteStore.secureRandom(10))
        let terminal = Terminal(id: TerminalID(id), name: name, counter: CounterID(counter))
        let entry = JournalEntry(.terminalIssued, at: SystemClock().now, terminal: terminal.id)
        try await store.write { tx in
            try tx.putTerminal(terminal, tokenDigest: code.digest)
            return Journaled((), [entry])
        }
        StandardOutput.write("端末\t\(id)\n登録コード\t\(code.spaced)")
    }
}

struct TerminalRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "端末の登録を取り消す",
        discussion: "例: madoguchi terminal revoke --data data --id citizen-1"
    )

    @OptionGroup var data: DataOption
    @Option(help: ArgumentHelp("端末の名前（記号）", valueName: "ID")) var id: String

    func run() async throws {
        let store = try data.open()
        let terminalID = TerminalID(id)
        guard var terminal = try await store.read({ try $0.terminal(terminalID) }) else {
            throw CommandFailure("端末「\(id)」はありません。terminal list で確かめてください。")
        }
        terminal.isRevoked = true
        let entry = JournalEntry(.terminalRevoked, at: SystemClock().now, terminal: terminal.id)
        try await store.write { [terminal] tx in
            try tx.putTerminal(terminal, tokenDigest: nil)
            return Journaled((), [entry])
        }
        StandardOutput.write("端末「\(id)」の登録を取り消しました。")
    }
}

struct TerminalListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "端末を一行に一台ずつ、タブ区切りで出す",
        discussion: "例: madoguchi terminal list --data data"
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        for terminal in try await data.open().read({ try $0.allTerminals() }) {
            let state = terminal.isRevoked ? "取り消し済み" : "有効"
            StandardOutput.write("\(terminal.id.text)\t\(terminal.name)\t\(terminal.counter.text)\t\(state)")
        }
    }
}
