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
    var acceptsDate = false
    var businessDate: CivilDate?
    /// The name's font, for the variation sequences that it does not show.
    var characters: CharacterTable?
    var eras: EraTable = .national

    func run(_ files: [URL]) async throws -> ImportReport {
        let externals = try await store.externalCharacters()
        let report = try await take(files, externals)
        guard report.isPublishable else { return report }
        // Whoever identified a character while the files were read left it to the end of the import.
        if try await store.externalCharacters() != externals {
            let entry = JournalEntry(.registryImported, at: SystemClock().now)
            _ = try await store.applyExternalCharacters(journaledAs: entry)
        }
        try await UnidentifiedList(folder: staging.deletingLastPathComponent()).write(store, font: characters)
        return report
    }

    /// Returns when other imports may begin.
    private func take(_ files: [URL], _ externals: ExternalCharacters) async throws -> ImportReport {
        let clock = SystemClock()
        let current = try await store.read { try $0.registryStatus() }
        var reading = RegistryImport(layout: layout, previous: current)
        reading.acceptsDrop = acceptsDrop
        reading.acceptsDate = acceptsDate
        reading.givenBusinessDate = businessDate
        reading.today = clock.now.day
        reading.externals = externals
        reading.characters = characters
        reading.eras = eras
        reading.keepsMyNumbers = layout.file(.resident)?.columns(for: .myNumber).isEmpty == false
        let writer = try writer(for: files, reading, at: clock.now, hasBase: current != nil)
        var report = try reading.run(files, staging: staging) { try writer?.take($0) }
        guard report.isPublishable, let writer else {
            if case .whole(let whole) = writer { whole.discard() }
            return try await refused(report, clock)
        }
        let finished = try writer.finish()
        try compare(finished, with: current, writer, reading, &report)
        guard report.isPublishable else {
            try store.discard(finished)
            return try await refused(report, clock)
        }
        let detail = "\(layout.name) \(finished.status.generation) \(finished.status.residentCount)"
        _ = try await store.publish(
            finished,
            journaledAs: JournalEntry(.registryImported, at: clock.now, detail: detail)
        )
        return report
    }

    private func refused(_ report: ImportReport, _ clock: SystemClock) async throws -> ImportReport {
        let detail = "\(layout.name) \(report.findings.count)"
        try await store.journal([JournalEntry(.registryRefused, at: clock.now, detail: detail)])
        return report
    }

    /// Nil where no day is known or a delta has nothing to follow; the run then says so and refuses.
    private func writer(
        for files: [URL],
        _ reading: RegistryImport,
        at now: Instant,
        hasBase: Bool
    ) throws -> GenerationMaker? {
        guard let day = reading.businessDate(of: files) else { return nil }
        if layout.delivery(of: files) == .delta {
            guard hasBase else { return nil }
            return .update(
                try store.beginUpdate(businessDate: day, importedAt: now, externals: reading.externals)
            )
        }
        return .whole(
            try store.beginGeneration(
                businessDate: day,
                importedAt: now,
                keepsMyNumbers: reading.keepsMyNumbers,
                tellsOfProtection: layout.file(.protection)?.isRequired == true
            )
        )
    }

    private func compare(
        _ finished: FinishedGeneration,
        with current: RegistryStatus?,
        _ writer: GenerationMaker,
        _ reading: RegistryImport,
        _ report: inout ImportReport
    ) throws {
        if case .update(let update) = writer {
            reading.checkDrop(from: finished.status.residentCount, &report)
            if update.strangers > 0 {
                report.warn("住民のデータにいない人の行が\(update.strangers)件あり、使いませんでした。", "送り元の差分に抜けがないか確かめてください。")
            }
        }
        guard let current else { return }
        do {
            report.difference = try store.difference(
                from: current.generation,
                to: finished.status.generation
            ).summary
        } catch StoreError.damaged, StorageError.unknownGeneration {
            report.warn("いまの世代を読めないため、差を数えられませんでした。", "取り込みには影響しません。")
        }
    }
}

/// What makes the new generation: all of it, or the one in use and a delta.
private enum GenerationMaker {
    case whole(RegistryGenerationWriter)
    case update(RegistryGenerationUpdate)

    func take(_ batch: RegistryBatch) throws {
        switch self {
        case .whole(let writer): try writer.take(batch)
        case .update(let update): try update.take(batch)
        }
    }

    func finish() throws -> FinishedGeneration {
        switch self {
        case .whole(let writer): try writer.finish()
        case .update(let update): try update.finish()
        }
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
