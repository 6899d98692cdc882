import ArgumentParser
import Foundation
import Japanese
import Madoguchi
import Registry
import Storage

/// One day's files into a new generation that is then searched (連携データの取込と公開); nothing changes where they are refused.
struct RegistryIntake {
    let store: SQLiteStore
    let layout: Layout
    /// For the copies that are read; removed again.
    let staging: URL
    var acceptsDrop = false
    var businessDate: CivilDate?
    /// The name's font, for the variation sequences that it does not show.
    var characters: CharacterTable?

    func run(_ files: [URL]) async throws -> ImportReport {
        let clock = SystemClock()
        let current = try await store.read { try $0.registryStatus() }
        var reading = RegistryImport(layout: layout, previousCount: current?.residentCount)
        reading.acceptsDrop = acceptsDrop
        reading.givenBusinessDate = businessDate
        reading.externals = try await store.externalCharacters()
        reading.characters = characters
        let writer = try reading.businessDate(of: files).map {
            try store.beginGeneration(businessDate: $0, importedAt: clock.now)
        }
        let report = try reading.run(files, staging: staging) { try writer?.add($0) }
        try list(report.externals)
        guard report.isPublishable, let writer else {
            try await store.journal([
                JournalEntry(.registryRefused, at: clock.now, detail: "\(layout.name) \(report.findings.count)")
            ])
            return report
        }
        let finished = try writer.finish()
        let detail = "\(layout.name) \(finished.status.generation) \(finished.status.residentCount)"
        _ = try await store.publish(
            finished,
            journaledAs: JournalEntry(.registryImported, at: clock.now, detail: detail)
        )
        return report
    }
}

extension RegistryIntake {
    /// Beside the database, so that it is still there when the command's words are gone (同定待ちの一覧).
    ///
    /// Code points and how often each stands in the files; of whom is not said.
    private func list(_ externals: ExternalReport) throws {
        let lines = externals.unmapped.sorted { $0.key < $1.key }.map { "\($0.key.notation)\t\($0.value)\n" }
        let file = staging.deletingLastPathComponent().appending(path: "unidentified.tsv")
        try InputFile.write(Array(lines.joined().utf8), to: file.path)
    }
}

/// A municipality's layouts by name: `layouts/<name>.yaml`.
enum LayoutFolder {
    static func layout(_ name: String, of municipality: MunicipalityOption) throws -> Layout {
        let folder = municipality.folder.appending(path: "layouts")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let names = files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        guard !names.isEmpty else {
            throw CommandFailure("\(municipality.municipality)/layouts に連携データの定義がありません。「--municipality」を確かめてください。")
        }
        guard names.contains(name) else {
            let known = names.joined(separator: "、")
            throw ValidationError("レイアウトの定義「\(name)」がありません。「--layout」に使えるのは \(known) です。")
        }
        return try LayoutReader.read(path: folder.appending(path: "\(name).yaml").path)
    }
}
