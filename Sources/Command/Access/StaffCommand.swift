import ArgumentParser
import Madoguchi
import Storage

/// `madoguchi staff`: who may log in.
struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff",
        abstract: "職員を登録し、止め、パスワードを付け直す",
        discussion: "例: madoguchi staff add --data data --id sato --name \"佐藤 花子\" --counter citizen --group reception",
        subcommands: [StaffAddCommand.self, StaffDisableCommand.self, StaffResetCommand.self]
    )
}

/// `--id` of a member of staff.
struct StaffOption: ParsableArguments {
    @Option(help: ArgumentHelp("職員ID（半角英数字、- と _、32字まで）", valueName: "ID")) var id: String

    func validate() throws {
        if StaffID(id) == nil { throw ValidationError("「--id」は半角英数字と - _ の32字までです。") }
    }

    func staffID() throws -> StaffID {
        guard let id = StaffID(id) else { throw ExitCode.validationFailure }
        return id
    }

    func staff(in store: SQLiteStore) async throws -> Staff {
        let id = try staffID()
        guard let staff = try await store.read({ try $0.staff(id) }) else {
            throw CommandFailure("職員ID「\(id.text)」の職員はいません。「--id」を確かめてください。")
        }
        return staff
    }
}

struct StaffAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "職員を登録し、最初のパスワードを一度だけ表示する",
        discussion: "例: madoguchi staff add --data data --id sato --name \"佐藤 花子\" --counter citizen --group reception"
    )

    @OptionGroup var data: DataOption
    @OptionGroup var municipality: MunicipalityOption
    @OptionGroup var staff: StaffOption
    @Option(help: ArgumentHelp("氏名", valueName: "NAME")) var name: String
    @Option(help: ArgumentHelp("窓口（municipality.yaml の counters の id）", valueName: "COUNTER")) var counter: String
    @Option(help: ArgumentHelp("権限グループ（同じく groups の id）。いくつでも", valueName: "GROUP")) var group: [String]

    func run() async throws {
        let known = try municipality.catalogue().municipality
        try Choice.check([counter], among: known.counters.map(\.id.text), option: "--counter")
        try Choice.check(group, among: known.groups.map(\.id), option: "--group")
        let store = try data.open(makesFolder: true)
        let id = try staff.staffID()
        guard try await store.read({ try $0.staff(id) }) == nil else {
            throw CommandFailure("職員ID「\(id.text)」はもう使われています。別の「--id」にするか、staff reset を使ってください。")
        }
        let added = Staff(id: id, name: name, counter: CounterID(counter), groups: group)
        try await FirstPassword().give(to: added, in: store, journaledAs: .staffAdded)
    }
}

struct StaffDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "職員がログインできないようにする",
        discussion: "例: madoguchi staff disable --data data --id sato"
    )

    @OptionGroup var data: DataOption
    @OptionGroup var staff: StaffOption

    func run() async throws {
        let store = try data.open()
        var changed = try await staff.staff(in: store)
        changed.isDisabled = true
        let entry = JournalEntry(.staffChanged, at: SystemClock().now, detail: "\(changed.id.text) disabled")
        try await store.write { [changed] tx in
            try tx.putStaff(changed, passwordHash: nil)
            return Journaled((), [entry])
        }
        StandardOutput.write("職員ID「\(changed.id.text)」はログインできなくなりました。")
    }
}

struct StaffResetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "パスワードを付け直して一度だけ表示し、ロックと停止を解く",
        discussion: "例: madoguchi staff reset --data data --id sato"
    )

    @OptionGroup var data: DataOption
    @OptionGroup var staff: StaffOption

    func run() async throws {
        let store = try data.open()
        var changed = try await staff.staff(in: store)
        changed.isDisabled = false
        try await FirstPassword().give(to: changed, in: store, journaledAs: .staffChanged)
    }
}

/// A password from the system's generator, shown once (初期パスワード): 16 letters that are not mistaken for one another.
private struct FirstPassword {
    private static let letters = Array("23456789abcdefghjkmnpqrstuvwxyzA")
    private let text = String(SQLiteStore.secureRandom(16).map { letters[Int($0 & 31)] })

    func give(to staff: Staff, in store: SQLiteStore, journaledAs action: JournalEntry.Action) async throws {
        let hash = try PasswordHash.make(text, salt: SQLiteStore.secureRandom(16))
        let entry = JournalEntry(action, at: SystemClock().now, detail: staff.id.text)
        try await store.write { tx in
            try tx.putStaff(staff, passwordHash: hash)
            try tx.setFailedLogins(0, of: staff.id)
            return Journaled((), [entry])
        }
        StandardOutput.write("職員ID\t\(staff.id.text)\nパスワード\t\(text)")
    }
}

/// Values that must be among those the municipality defines.
enum Choice {
    static func check(_ values: [String], among known: [String], option: String) throws {
        guard values.allSatisfy(known.contains) else {
            throw ValidationError("「\(option)」の値が使えません。使えるのは \(known.joined(separator: "、")) です。")
        }
    }
}
