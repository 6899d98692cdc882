import ArgumentParser
import Documents
import Japanese
import Madoguchi
import Storage

/// `madoguchi documents replay`: a day's documents made again from what is kept.
struct DocumentReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "一日に受け付けた書類を、残した事実・様式の版・フォントの版から作り直し、保管した書類と比べる",
        discussion: """
            例: madoguchi documents replay --data data --day 2026-04-01

            様式とフォントは、書類に記録された版のものを使います。すべて一バイト違わず同じなら 0、違いがあれば 1 で終わります。
            """
    )

    @OptionGroup var data: DataOption
    @OptionGroup var fonts: FontOption
    @Option(help: ArgumentHelp("受付の日", valueName: "D")) var day: String

    func validate() throws {
        if CivilDate(iso: day) == nil { throw ValidationError("「--day」は 2026-04-01 のように書いてください。") }
    }

    func run() async throws {
        guard let date = CivilDate(iso: day) else { throw ExitCode.validationFailure }
        let store = try data.open()
        let cases = try await store.read { tx in
            try tx.caseSummaries(openedOn: date, limit: .max).compactMap { try tx.receptionCase($0.id) }
        }
        let documents = cases.reduce(0) { $0 + $1.documents.count }
        guard documents > 0 else {
            throw CommandFailure("\(day) に作った書類がありません。「--day」と「--data」を確かめてください。")
        }
        let faults = try await Progress.during("書類を作り直しています") {
            let replay = try await replay(of: cases, in: store)
            return cases.flatMap { found in found.documents.compactMap { fault(replay, $0, in: found) } }
        }
        for fault in faults { StandardError.write(fault) }
        StandardOutput.write("受付 \(cases.count)件、書類 \(documents)件。違い \(faults.count)件")
        if !faults.isEmpty { throw ExitCode.failure }
    }

    /// What is kept of the packages and fonts that the documents name; what is missing is told and shows at its documents.
    private func replay(of cases: [ReceptionCase], in store: SQLiteStore) async throws -> Replay {
        let documents = cases.flatMap(\.documents)
        let earlier = PackageShelf().packages
        var packages: [String: Catalogue] = [:]
        for version in Set(documents.map(\.package)) {
            packages[version] = try await store.read { try earlier.catalogue(version, in: $0) }
        }
        let installed = try PDFRenderer(fonts: fonts.paths)
        let kept = KeptFonts(store: store, installed: installed)
        var renderers: [Digest: any DocumentRenderer] = [:]
        for set in Set(documents.compactMap(\.fonts)) {
            do {
                renderers[set] = try await kept.renderer(set)
            } catch let failure as CommandFailure {
                StandardError.write(failure.sentence)
            }
        }
        return Replay(packages: packages, renderers: renderers, renderer: installed, digest: digest(of:))
    }

    private func fault(_ replay: Replay, _ document: DocumentRecord, in found: ReceptionCase) -> String? {
        let name = "受付 \(found.opening.number.text) の書類 \(document.number)「\(document.title)」"
        do {
            let bytes = try replay.content(of: document, in: found)
            return digest(of: bytes) == document.digest ? nil : "\(name): 作り直したものが、保管した書類と違います。プログラムの版を確かめてください。"
        } catch Replay.Fault.package(let version) {
            return "\(name): 様式の版 \(version.prefix(12)) が、このデータに保管されていないか、読めません。"
        } catch Replay.Fault.fonts {
            return "\(name): 作った時のフォントがそろいません。"
        } catch Replay.Fault.facts {
            return "\(name): 残した事実から様式が埋まりません。データが欠けています。"
        } catch {
            return "\(name): 作り直せません。"
        }
    }
}
