import Documents
import Foundation
import Japanese
import Madoguchi
import Procedures
import Storage
import TestSupport
import Testing

/// Earlier versions of the municipality's folder and of the fonts (版の保管と再現).
@Suite("様式とフォントの版が変わった日")
struct ReplayTests {
    private let files = Result { try FolderFiles(reading: CounterDesk.municipality.path) }

    /// The folder with another drawing, another place of a box and another text.
    private func revised() throws -> FolderFiles {
        var files = try files.get()
        func edit(_ path: String, _ old: String, _ new: String) throws {
            let text = String(decoding: try #require(files[path]), as: UTF8.self)
            #expect(text.contains(old), "\(path)")
            files[path] = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
        }
        let form = "procedures/resident-move/"
        try edit(form + "form.svg", "</svg>", "<text x=\"30\" y=\"294\" font-size=\"3\">改正後の様式</text></svg>")
        try edit(form + "boxes.yaml", "defaults: {font: registered, size: 11", "defaults: {font: registered, size: 10")
        try edit("texts/ja.yaml", "ask.event: どの届出ですか。", "ask.event: どの届出をしますか。")
        return files
    }

    /// The office after its server started with these files and fonts.
    private func started(
        _ office: CounterDesk,
        _ files: FolderFiles,
        _ renderer: PDFRenderer
    ) async throws -> CounterDesk {
        let catalogue = try #require(CatalogueFolder(files).catalogue)
        let fonts = try renderer.fontSources()
        let set = try #require(FontVersion.digest(of: fonts.map(\.version), CounterDesk.sha256))
        _ = try await office.store.publish(
            catalogue.version,
            files: files.contents,
            fonts: fonts,
            set: set,
            journaledAs: JournalEntry(.packagePublished, at: office.clock.now, detail: catalogue.version)
        )
        var next = office
        let sealer = try DocumentSealer(CounterDesk.key.get(), renderer)
        next.desk = ReceptionDesk(
            store: office.store,
            renderer: renderer,
            clock: office.clock,
            catalogue: catalogue,
            random: SQLiteStore.secureRandom,
            digest: CounterDesk.sha256,
            seal: { try sealer.sealed($0, $1) },
            earlier: EarlierPackages { _, files in
                try files().flatMap { CatalogueFolder(FolderFiles(name: "", contents: $0)).catalogue }
            }
        )
        return next
    }

    /// The installed fonts, the gothic one in another edition: one more byte behind its tables.
    private func upgraded(in folder: URL) throws -> PDFRenderer {
        var paths = FontPaths()
        let file = folder.appending(path: "upgraded.ttf")
        try (Data(contentsOf: URL(filePath: paths.gothic)) + [0]).write(to: file)
        paths.gothic = file.path
        return try PDFRenderer(fonts: paths)
    }

    private func program(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "madoguchi")
        process.arguments = arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        process.waitUntilExit()
        func text(_ pipe: Pipe) -> String {
            String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        }
        return (process.terminationStatus, text(output), text(errors))
    }

    /// The move's document with everything the first counter asks, signed where `signs`.
    private func moved(_ office: CounterDesk, signs: Bool = true) async throws -> CaseID {
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let made = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        guard signs else { return id }
        let shown = made.documentsToSign.map(\.number)
        _ = try await office.desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
        return id
    }

    private func move(_ view: CaseView) throws -> DocumentRecord {
        try #require(view.application(ApplicationKey("resident-move"))?.current)
    }

    @Test("様式とフォントが日の途中で変わっても、その日の書類はすべて、それぞれの版から一バイト違わず再現できる")
    func changedDay() async throws {
        let before = try await started(CounterDesk(), files.get(), CounterDesk.renderer.get())
        defer { try? FileManager.default.removeItem(at: before.folder) }
        let signed = try await moved(before)
        let waiting = try await moved(before, signs: false)
        let old = before.desk.catalogue.version
        let after = try await started(before, revised(), upgraded(in: before.folder))
        let new = after.desk.catalogue.version
        #expect(old != new)
        // A correction and another counter's papers: both from the package and the fonts of now.
        _ = try await moved(after)
        try await after.note(signed, [(.kana, .text("ツジ　ミナトウ"))], person: PersonKey(3))
        _ = try await after.desk.prepareDocuments(of: signed, by: CounterDesk.citizen)
        _ = try await after.answerAll(waiting, at: CounterDesk.medical, MoveInTests.answer)
        _ = try await after.desk.prepareDocuments(of: waiting, by: CounterDesk.medical)

        let cases = try await after.store.read { tx in
            try tx.caseSummaries(openedOn: after.clock.now.day, limit: 100).compactMap { try tx.receptionCase($0.id) }
        }
        let documents = cases.flatMap(\.documents)
        #expect(cases.count == 3)
        #expect(documents.contains { $0.package == old } && documents.contains { $0.package == new && $0.version == 2 })
        #expect(Set(documents.map(\.fonts)).count == 2)
        let day = after.clock.now.day.iso
        let replayed = try program(["documents", "replay", "--data", after.folder.path, "--day", day])
        #expect(replayed.status == 0, "\(replayed.errors)")
        #expect(replayed.output == "受付 3件、書類 \(documents.count)件。違い 0件\n")
        // Nothing but the record says which package it was: with another one nothing is claimed.
        let replay = Replay(
            packages: [new: after.desk.catalogue],
            renderer: after.desk.renderer,
            digest: CounterDesk.sha256
        )
        let oldest = try #require(documents.first { $0.package == old })
        let owner = try #require(cases.first { $0.documents.contains(oldest) })
        #expect(throws: Replay.Fault.package(wanted: old)) { try replay.content(of: oldest, in: owner) }
    }

    @Test("新しい版だけでは、署名した書類も見せた書類も無効にならず、紙は署名した時の様式のまま出る")
    func nothingVoided() async throws {
        let before = try await started(CounterDesk(), files.get(), CounterDesk.renderer.get())
        defer { try? FileManager.default.removeItem(at: before.folder) }
        let signed = try await moved(before)
        let waiting = try await moved(before, signs: false)
        let after = try await started(before, revised(), CounterDesk.renderer.get())
        let view = try await after.desk.view(of: signed)
        #expect(view.applications.allSatisfy { $0.voided == nil })
        let document = try move(view)
        #expect(document.package == before.desk.catalogue.version)
        let paper = try await after.desk.print(
            [document.number],
            withSlip: false,
            of: signed,
            by: CounterDesk.citizen
        )
        #expect(try !after.text(ofPDF: paper).contains("改正後の様式"))
        // What was shown before the change is signed and sealed as it was shown.
        let shown = try await after.desk.view(of: waiting)
        let numbers = shown.documentsToSign.map(\.number)
        let done = try await after.desk.sign(CounterDesk.ink, shown: numbers, of: waiting, by: CounterDesk.panel)
        #expect(done.receptionCase.seal(of: try move(done))?.content == (try move(shown)).digest)
        // A new visit gets the form of now.
        let fresh = try await moved(after)
        let made = try move(try await after.desk.view(of: fresh))
        #expect(made.package == after.desk.catalogue.version)
        let bytes = try #require(try await after.store.read { try $0.documentBytes(made.digest) })
        #expect(try after.text(ofPDF: bytes).contains("改正後の様式"))
    }

    @Test("なくなったフォントは、どのファイルをどこに置くかを言い、置けば再現でき、書類の検証もその時のフォントで通る")
    func missingFont() async throws {
        let office = try await started(CounterDesk(), files.get(), upgraded(in: CounterDesk().folder))
        defer { try? FileManager.default.removeItem(at: office.folder) }
        let id = try await moved(office)
        let fonts = try #require(try await office.store.packagePublications().last).fonts
        let gothic = try #require(try await office.store.fontSet(fonts))[2].digest
        let kept = URL(filePath: office.store.fonts.file(gothic))
        let call = ["documents", "replay", "--data", office.folder.path, "--day", office.clock.now.day.iso]
        #expect(try program(call).status == 0)
        let seal = try #require(try await office.store.read { try $0.receptionCase(id) }?.seals.first)
        let sealed = office.folder.appending(path: "sealed.pdf")
        try Data(try #require(try await office.store.read { try $0.documentBytes(seal.sealed) })).write(to: sealed)
        #expect(try program(["signature", "verify", sealed.path, "--data", office.folder.path]).status == 0)
        #expect(try program(["documents", "verify", sealed.path, "--data", office.folder.path]).status == 0)
        let away = office.folder.appending(path: "away.ttf")
        try FileManager.default.moveItem(at: kept, to: away)
        let refused = try program(call)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("フォント「BIZUDGothic-Regular」のファイルがありません。"), "\(refused.errors)")
        #expect(refused.errors.contains(kept.path))
        // Another file under that name is not taken for it.
        try FileManager.default.copyItem(atPath: FontPaths().mincho, toPath: kept.path)
        #expect(try program(call).status == 1)
        try FileManager.default.removeItem(at: kept)
        try FileManager.default.moveItem(at: away, to: kept)
        #expect(try program(call).status == 0)
    }

    @Test("版は一度だけ保管され、前の版のフォルダーを書き出して戻せる")
    func wayBack() async throws {
        let before = try await started(CounterDesk(), files.get(), CounterDesk.renderer.get())
        defer { try? FileManager.default.removeItem(at: before.folder) }
        _ = try await started(before, files.get(), CounterDesk.renderer.get())
        let after = try await started(before, revised(), CounterDesk.renderer.get())
        let versions = try await after.store.packagePublications().map(\.version)
        #expect(versions == [before.desk.catalogue.version, after.desk.catalogue.version])
        let listed = try program(["procedures", "versions", "--data", after.folder.path])
        #expect(listed.output.split(separator: "\n").map { String($0.split(separator: "\t")[1]) } == versions)
        let out = after.folder.appending(path: "moto").path
        let start = String(versions[0].prefix(10))
        let restored = try program(["procedures", "restore", start, "--data", after.folder.path, "--out", out])
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try FolderFiles(reading: out).version == versions[0])
        let again = try program(["procedures", "restore", start, "--data", after.folder.path, "--out", out])
        #expect(again.status == 1)
        let entries = try await after.store.read { try $0.journalEntries(caseID: nil, limit: 10) }
        #expect(entries.filter { $0.action == .packagePublished }.count == 2)
    }
}
