import Foundation
import Madoguchi
import Registry
import Rules
import Storage
import Web

/// What `serve --demo` offers (お試し): log-ins, a terminal for each counter, and the fictional town.
struct Demonstration: Sendable {
    private struct Account {
        let id: String
        let name: String
        let counter: String
        let groups: [String]
    }

    private static let residents = 5_000
    private static let seed: UInt64 = 20_260_401
    private static let password = "madoguchi-demo"
    private static let staff = [
        Account(id: "ueno", name: "上野 美咲", counter: "citizen", groups: ["reception", "senior", "entry"]),
        Account(id: "hoshino", name: "星野 健", counter: "pension-medical", groups: ["reception"]),
        Account(id: "arai", name: "新井 由紀", counter: "child", groups: ["reception"]),
        Account(id: "kanri", name: "管理 太郎", counter: "citizen", groups: ["administrator"]),
    ]

    let setup: ServerSetup

    /// Does nothing where it has been done before.
    func prepare() async throws {
        try await addStaffAndTerminals()
        if try await setup.store.read({ try $0.registryStatus() }) == nil { try await importTown() }
    }

    /// The town's people come in as a core system's files, through the importer that a real town uses.
    private func importTown() async throws {
        StandardError.write("架空の市の住民 \(Demonstration.residents)人の連携データを作り、取り込んでいます。")
        let layout = try LayoutFolder.layout(TownCommand.usualLayout, of: setup.municipality)
        let materials = try TownMaterials.read(
            municipality: setup.municipality.folder,
            seat: TownMaterials.Seat(setup.catalogue.municipality)
        )
        let folder = URL(filePath: setup.data + "/demo-town", directoryHint: .isDirectory)
        let town = try TownWriter(materials: materials, layout: layout, businessDate: SystemClock().now.day)
            .write(residents: Demonstration.residents, seed: Demonstration.seed, to: folder)
        var intake = RegistryIntake(store: setup.store, layout: layout, staging: URL(filePath: setup.data + "/import"))
        intake.eras = setup.catalogue.municipality.eras
        let report = try await intake.run(town.files)
        for finding in report.findings { StandardError.write(finding.description) }
        for line in report.summary { StandardError.write("  " + line) }
        guard report.isPublishable else {
            throw CommandFailure("架空の市の連携データを取り込めません。\(setup.municipality.municipality) が配られたままか確かめてください。")
        }
    }

    var accounts: [WebSettings.DemoAccount] {
        Demonstration.staff.map { account in
            let counter = setup.catalogue.municipality.counter(CounterID(account.counter))?.name ?? account.counter
            return WebSettings.DemoAccount(
                id: account.id,
                password: Demonstration.password,
                description: "\(account.name)（\(counter)）"
            )
        }
    }

    /// The log-ins and three things to try.
    func invitation(port: Int) -> String {
        let logins = accounts.map { "  \($0.id)  \($0.description)" }.joined(separator: "\n")
        return """
            お試しのログイン（パスワードはどれも \(Demonstration.password)）:
            \(logins)
            試してみること:
              1. ueno でログインし、「転入」の受付を始めて \(setup.municipality.municipality)/samples/tenshutsu-maebashi.png を読み取る
              2. 別の窓で https://localhost:\(port)/panel を開き、来庁者として答えて署名する
              3. 印刷した手続案内書の番号を、hoshino でログインした受付一覧で読み取る
            """
    }

    private func addStaffAndTerminals() async throws {
        let now = SystemClock().now
        let known = try await setup.store.read { tx in
            (Set(try tx.allStaff().map(\.id)), Set(try tx.allTerminals().map(\.id)))
        }
        let newStaff = Demonstration.staff.compactMap { account in
            StaffID(account.id).map {
                Staff(id: $0, name: account.name, counter: CounterID(account.counter), groups: account.groups)
            }
        }.filter { !known.0.contains($0.id) }
        let newTerminals = setup.catalogue.municipality.counters.map { counter in
            Terminal(
                id: TerminalID("demo-\(counter.id.text)"),
                name: "\(counter.name) \(counter.number)",
                counter: counter.id
            )
        }.filter { !known.1.contains($0.id) }
        guard !newStaff.isEmpty || !newTerminals.isEmpty else { return }
        let hash = try PasswordHash.make(Demonstration.password, salt: SQLiteStore.secureRandom(16))
        try await setup.store.write { tx in
            for staff in newStaff { try tx.putStaff(staff, passwordHash: hash) }
            for terminal in newTerminals { try tx.putTerminal(terminal, tokenDigest: nil) }
            let entries =
                newStaff.map { JournalEntry(.staffAdded, at: now, detail: $0.id.text) }
                + newTerminals.map { JournalEntry(.terminalIssued, at: now, terminal: $0.id) }
            return Journaled((), entries)
        }
    }
}
