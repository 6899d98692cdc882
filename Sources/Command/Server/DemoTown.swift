import Foundation
import Japanese
import Madoguchi
import Registry
import Storage
import Web

/// What a demonstration starts with: log-ins, terminals, and the fictional town through the real importer.
struct DemoTown {
    let store: SQLiteStore
    let catalogue: Catalogue
    let municipality: String
    let data: String

    static let residents = 5000
    static let seed: UInt64 = 20_260_401
    static let password = "madoguchi-demo"

    static let accounts: [(id: String, name: String, counter: String, groups: [String])] = [
        ("ueno", "上野 美咲", "citizen", ["reception", "senior", "entry"]),
        ("hoshino", "星野 健", "pension-medical", ["reception"]),
        ("arai", "新井 由紀", "child", ["reception"]),
        ("kanri", "管理 太郎", "citizen", ["administrator"]),
    ]

    func prepare() async throws {
        try await addStaffAndTerminals()
        let status = try await store.read { try $0.registryStatus() }
        guard status == nil else { return }
        StandardError.write("架空の市の住民\(DemoTown.residents)人を作り、連携データとして取り込みます。")
        let folder = URL(fileURLWithPath: data).appendingPathComponent("demo-town")
        let today = SystemClock().now.day
        let files = try TownFiles.write(
            residents: DemoTown.residents, seed: DemoTown.seed, businessDate: today, municipality: municipality,
            to: folder)
        let outcome = try await RegistryIntake(store: store, municipality: municipality)
            .run(files: files, layout: TownFiles.layoutName)
        guard outcome.isPublishable else {
            throw CommandFailure("架空の市の連携データを取り込めませんでした。\(outcome.summary.joined(separator: " "))")
        }
    }

    private func addStaffAndTerminals() async throws {
        let now = SystemClock().now
        let hash = try PasswordHash.make(DemoTown.password, salt: SystemBytes.random(16))
        let counters = catalogue.municipality.counters
        try await store.write { tx in
            var entries: [JournalEntry] = []
            for account in DemoTown.accounts {
                guard let id = StaffID(account.id), try tx.staff(id) == nil else { continue }
                let staff = Staff(
                    id: id, name: account.name, counter: CounterID(account.counter), groups: account.groups)
                try tx.putStaff(staff, passwordHash: hash)
                entries.append(JournalEntry(.staffAdded, at: now, detail: account.id))
            }
            for counter in counters where try tx.terminal(TerminalID("demo-\(counter.id.text)")) == nil {
                let terminal = Terminal(
                    id: TerminalID("demo-\(counter.id.text)"), name: "\(counter.name) \(counter.number)",
                    counter: counter.id)
                try tx.putTerminal(terminal, tokenDigest: nil)
                entries.append(JournalEntry(.terminalIssued, at: now, detail: terminal.id.text))
            }
            if entries.isEmpty { entries.append(JournalEntry(.login, at: now, detail: "demo start")) }
            return Journaled((), entries)
        }
    }
}
