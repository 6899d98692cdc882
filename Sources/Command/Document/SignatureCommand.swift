import ArgumentParser
import Documents
import Madoguchi
import Storage

/// `madoguchi signature`: what proves a signature.
struct SignatureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "signature",
        abstract: "署名の証拠を確かめる",
        discussion: "例: madoguchi signature verify shorui.pdf --data data",
        subcommands: [SignatureVerifyCommand.self]
    )
}

struct SignatureVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "封印された PDF の署名を、保管してある証拠と比べる",
        discussion: """
            例: madoguchi signature verify shorui.pdf --data data

            書類の内容、筆跡、端末、職員、日時、様式とフォントの版が封印した時のままなら 0、違えば理由を言って 1 で終わります。
            """
    )

    @Argument(help: ArgumentHelp("封印された PDF", valueName: "FILE.pdf")) var file: String
    @OptionGroup var data: DataOption

    func run() async throws {
        let bytes = try InputFile.bytes(file)
        let store = try data.open()
        let id = SealedDocument(bytes).flatMap { CaseID($0.caseID) }
        let found = try await store.read { tx -> (ReceptionCase?, [String]) in
            guard let id else { return (nil, []) }
            let entries = try tx.journalEntries(caseID: id, limit: 100_000)
            return (try tx.receptionCase(id), entries.filter { $0.action == .sealed }.map(\.detail))
        }
        let faults = SignatureProof.faults(
            bytes,
            in: found.0,
            journal: found.1,
            library: try await fonts(of: found.0, bytes, in: store),
            digest: digest(of:)
        )
        for fault in faults { StandardError.write("\(file): \(fault)") }
        if !faults.isEmpty { throw ExitCode.failure }
        tell(found.0, SealedDocument(bytes))
    }

    /// The fonts of the act that closed the document, which drew what was added to it; those of now where they are not kept.
    private func fonts(
        of receptionCase: ReceptionCase?,
        _ bytes: [UInt8],
        in store: SQLiteStore
    ) async throws -> PDFRenderer {
        let installed = try PDFRenderer()
        let document = SealedDocument(bytes).flatMap { receptionCase?.document($0.document) }
        let evidence = document.flatMap { receptionCase?.evidence(for: $0) } ?? []
        let fonts = evidence.last?.act.fonts ?? []
        guard let set = FontVersion.digest(of: fonts, digest(of:)) else { return installed }
        do {
            return try await KeptFonts(store: store, installed: installed).renderer(set)
        } catch let failure as CommandFailure {
            StandardError.write(failure.sentence)
            return installed
        }
    }

    /// What the evidence says, without personal data: numbers, places, versions.
    private func tell(_ receptionCase: ReceptionCase?, _ sealed: SealedDocument?) {
        guard let receptionCase, let sealed, let document = receptionCase.document(sealed.document) else { return }
        let name = "受付 \(receptionCase.opening.number.text) の書類 \(document.number)「\(document.title)」"
        StandardOutput.write("署名は証拠のとおりです: \(name)")
        StandardOutput.write("封印 \(sealed.seal?.name ?? "")、証明書 SHA-256 \(sealed.seal?.fingerprint ?? "")")
        StandardOutput.write("様式の版 \(document.package)")
        for evidence in receptionCase.evidence(for: document) {
            let staff = (evidence.stamp.staff ?? evidence.act.attendant)?.text ?? "–"
            let terminal = evidence.stamp.terminal?.text ?? "–"
            let place = "端末 \(terminal) 職員 \(staff) 筆画 \(evidence.act.ink.strokes.count)"
            StandardOutput.write("\(evidence.act.method.japanese) \(evidence.stamp.at.iso) \(place)")
            for font in evidence.act.fonts { StandardOutput.write("  フォント \(font.name) \(font.digest.hex)") }
        }
    }
}
