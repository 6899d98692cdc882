import ArgumentParser
import Foundation
import Japanese
import Madoguchi
import Storage

/// `madoguchi registry status`: how old the data are, and which generations are kept.
struct RegistryStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "連携データの基準日と、残っている世代を出す",
        discussion: """
            例: madoguchi registry status --data data --at-most 1

            開庁前に定期に実行すると、その日の連携データが来ていないことを終了の値 1 で知らせます。
            """
    )

    @OptionGroup var data: DataOption
    @Option(help: ArgumentHelp("基準日がこの日数より前なら 1 で終わる", valueName: "DAYS")) var atMost: Int?

    func validate() throws {
        if let atMost, !(0...365).contains(atMost) { throw ValidationError("「--at-most」は 0 から 365 までの日数です。") }
    }

    func run() async throws {
        let store = try data.open()
        guard let current = try await store.read({ try $0.registryStatus() }) else {
            throw CommandFailure("\(data.data) に連携データがありません。madoguchi registry import で取り込んでください。")
        }
        for status in try await store.generations() {
            let mark = status.generation == current.generation ? "*" : " "
            let day = status.businessDate.iso
            StandardOutput.write("\(mark) \(status.generation)  基準日 \(day)  住民 \(status.residentCount)人")
        }
        let age = RegistryAge(current, today: SystemClock().now.day)
        StandardOutput.write(age.sentence)
        if let atMost, age.days > atMost {
            throw CommandFailure("\(age.sentence)中継と基幹系の出力を確かめ、届いたファイルを取り込んでください。")
        }
    }
}

/// `madoguchi registry switch`: back to a generation that is still kept, or forward again.
struct RegistrySwitchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "switch",
        abstract: "残っている世代に切り替える",
        discussion: """
            例: madoguchi registry switch 2026-11-21-1 --data data

            窓口はすぐに、切り替えた世代を検索します。同じ命令で元の世代に戻せます。切り替えたことは証跡に残ります。
            後の世代で分かった支援措置は残ります。次の全件データで終わらなければ、世帯の画面で終えます。
            外字の対応表がその世代のあとで変わっていれば、続けて madoguchi registry apply-external を実行してください。
            """
    )

    @Argument(help: ArgumentHelp("世代の名前（registry status で出るもの）", valueName: "GENERATION")) var generation: String
    @OptionGroup var data: DataOption

    func run() async throws {
        let store = try data.open()
        let before = try await store.read { try $0.registryStatus() }
        let detail = "switch \(before?.generation ?? "-") \(generation)"
        let status = try await store.switchGeneration(
            to: generation,
            journaledAs: JournalEntry(.registryImported, at: SystemClock().now, detail: detail)
        )
        StandardOutput.write("\(status.generation)（基準日 \(status.businessDate.iso)）に切り替えました。")
    }
}

/// `madoguchi registry difference`: what one generation says differently from another.
struct RegistryDifferenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "difference",
        abstract: "二つの世代の差を数える",
        discussion: """
            例: madoguchi registry difference 2026-11-21-1 2026-11-22-1 --data data

            「--numbers」を付けると宛名番号も出し、見たことを証跡に残します。
            """
    )

    @Argument(help: ArgumentHelp("前の世代", valueName: "OLD")) var old: String
    @Argument(help: ArgumentHelp("後の世代", valueName: "NEW")) var new: String
    @OptionGroup var data: DataOption
    @Flag(help: "宛名番号を一行ずつ出す") var numbers = false

    func run() async throws {
        let store = try data.open()
        let difference = try store.difference(from: old, to: new)
        StandardOutput.write(difference.summary)
        guard numbers else { return }
        let concerned = difference.added + difference.changed + difference.removed
        try await store.journal([
            JournalEntry(
                .search,
                at: SystemClock().now,
                residents: Array(concerned.prefix(1_000)),
                detail: "command difference \(concerned.count)"
            )
        ])
        for (mark, people) in [("+", difference.added), ("~", difference.changed), ("-", difference.removed)] {
            for number in people { StandardOutput.write("\(mark) \(number.digits)") }
        }
    }
}

/// `madoguchi registry apply-external`: the table of external characters, applied to the data in use again.
struct RegistryApplyExternalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply-external",
        abstract: "外字の対応表を、いまの連携データに当て直す",
        discussion: """
            例: madoguchi registry apply-external --data data

            同定や対応表の取込みは自動で反映されます。世代を切り替えたあとなど、いまのデータが別の版の対応表で
            作られているときに使います。氏名・カナ・検索キーは一度に変わり、変わる人がいなければ何もしません。
            """
    )

    @OptionGroup var data: DataOption

    func run() async throws {
        let store = try data.open()
        guard try await store.read({ try $0.registryStatus() }) != nil else {
            throw CommandFailure("\(data.data) に連携データがありません。madoguchi registry import で取り込んでください。")
        }
        let entry = JournalEntry(.registryImported, at: SystemClock().now)
        let applied = try await Progress.during("いまの連携データに反映しています") {
            try await store.applyExternalCharacters(journaledAs: entry)
        }
        StandardOutput.write(applied.sentence)
        let font = try? FontTable.kept(in: data.data)
        try await UnidentifiedList(folder: URL(filePath: data.data, directoryHint: .isDirectory)).write(
            store,
            font: font
        )
    }
}

extension AppliedIdentification {
    /// For the command line.
    var sentence: String {
        switch self {
        case .atOnce(0): "いまの連携データに、これで変わる人はいません。"
        case .atOnce(let people): "いまの連携データの\(people)人に反映しました。"
        case .afterImport: "連携データを取り込んでいるところです。取り込みが終わるときに反映します。"
        }
    }
}
