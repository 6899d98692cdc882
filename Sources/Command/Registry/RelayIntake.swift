import Foundation
import Japanese
import Madoguchi
import Registry
import Rules
import Storage

/// Imports what the relay brought, in the order of the days, and says when a day's data are late (自動取込).
actor RelayIntake {
    private let store: SQLiteStore
    private let layout: Layout
    private let settings: RelaySettings.Intake
    private let eras: EraTable
    private let shelf: RelayShelf
    private var alertedOn: String?

    init(_ settings: RelaySettings.Intake, inbox: URL, municipality: MunicipalityOption) throws {
        self.settings = settings
        shelf = RelayShelf(inbox: inbox)
        layout = try LayoutFolder.layout(settings.layout, of: municipality)
        eras = try municipality.eras()
        store = try SQLiteStore(folder: settings.data)
    }

    /// Looks at the inbox until the task is cancelled; what an import could not do is tried again.
    func run(every interval: Duration) async {
        while !Task.isCancelled {
            do {
                try await takeAll()
                try await alert(at: SystemClock().now)
            } catch {
                let sentences = FailureText.sentences(for: error) ?? ["取り込めませんでした。"]
                StandardError.write(sentences.joined() + "あとでもう一度試します。届いた組は残っています。")
            }
            try? await Task.sleep(for: interval)
        }
    }

    func takeAll() async throws {
        for waiting in try shelf.waiting() { try await take(waiting) }
    }

    private func take(_ waiting: RelayShelf.Waiting) async throws {
        // The delivery, because a character that somebody identifies makes a generation too.
        let current = try await store.read { try $0.registryStatus() }?.delivery ?? "-"
        if let begun = shelf.begun(waiting.set), RegistryStatus.delivery(of: begun) != current {
            // The kill came after the publication and before the note of it.
            return try settle(waiting, isImported: true, lines: ["公開のあとで止まったため、取り込み済みとしました。"])
        }
        try shelf.begin(waiting.set, over: current)
        let staging = URL(filePath: settings.data + "/import")
        var intake = RegistryIntake(store: store, layout: layout, staging: staging)
        intake.eras = eras
        intake.characters = try? FontTable.kept(in: settings.data)
        let report = try await intake.run(waiting.files)
        let lines = report.findings.map(\.description) + report.summary
        try settle(waiting, isImported: report.isPublishable, lines: lines)
        for line in report.summary { StandardOutput.write("\(waiting.set): \(line)") }
        if !report.isPublishable {
            for finding in report.findings { StandardError.write("\(waiting.set): \(finding.description)") }
        }
    }

    private func settle(_ waiting: RelayShelf.Waiting, isImported: Bool, lines: [String]) throws {
        let at = Int(Date().timeIntervalSince1970)
        try shelf.settle(
            waiting,
            RelayShelf.Outcome(set: waiting.set, isImported: isImported, at: at, lines: lines)
        )
    }

    /// One sentence a day where the data are not in by the time they must be.
    private func alert(at now: Instant) async throws {
        guard let readyBy = settings.readyBy, now.clockText >= readyBy, alertedOn != now.day.iso else { return }
        let status = try await store.read { try $0.registryStatus() }
        guard RegistryAge.isMissing(status, today: now.day, calendar: .standard) else { return }
        alertedOn = now.day.iso
        let age = status.map { RegistryAge($0, today: now.day).sentence } ?? "連携データがまだ一度も届いていません。"
        StandardError.write("開庁までに連携データが届きませんでした。\(age)中継の送り側と基幹系の出力を確かめてください。")
    }
}
