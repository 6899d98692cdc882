import ArgumentParser
import Documents
import Japanese
import Madoguchi
import Procedures
import Rules
import Storage

/// `madoguchi documents`: forms as PDF.
struct DocumentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents",
        abstract: "様式を PDF にし、PDF を検証し、過去の書類を再現する",
        discussion: "例: madoguchi documents verify out/family.pdf",
        subcommands: [DocumentRenderCommand.self, DocumentVerifyCommand.self, DocumentReplayCommand.self]
    )
}

struct DocumentRenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "記入例の値を様式に入れて PDF を作る",
        discussion: """
            例: madoguchi documents render --municipality municipalities/example-shi \\
              --procedure resident-move --out out/family.pdf \\
              --data municipalities/example-shi/procedures/resident-move/samples/family-of-five.json
            """
    )

    @OptionGroup var municipality: MunicipalityOption
    @OptionGroup var fonts: FontOption
    @Option(help: ArgumentHelp("手続の名前（procedures の下のフォルダー）", valueName: "P")) var procedure: String
    @Option(help: ArgumentHelp("記入する値（JSON）", valueName: "FILE")) var data: String
    @Option(help: ArgumentHelp("作る PDF", valueName: "FILE")) var out: String

    func run() async throws {
        let values = try SampleData.context(try InputFile.bytes(data), file: data)
        let catalogue = try municipality.catalogue()
        let form = try form(in: catalogue, for: values)
        let filling = FormFilling(form, eras: catalogue.municipality.eras)
        switch filling.filled(from: values) {
        case .incomplete(let missing):
            let boxes = missing.map { "「\($0.name)」" }.joined(separator: "、")
            throw CommandFailure("\(form.title)の\(boxes)が埋まりません。\(data) に値を足してください。")
        case .complete(let filled):
            try InputFile.write(try PDFRenderer(fonts: fonts.paths).pdf(of: [PrintedForm(filled)], slip: nil), to: out)
        }
    }

    /// The edition that was used on the governing day of the values.
    private func form(in catalogue: Catalogue, for values: Context) throws -> Form {
        guard let found = catalogue.procedure(ProcedureID(procedure)) else {
            let known = catalogue.procedures.map(\.id.text).joined(separator: "、")
            throw ValidationError("「--procedure」の手続がありません。使えるのは \(known) です。")
        }
        var day: CivilDate?
        if case .date(let date) = values[found.governing.form] { day = date.civil }
        guard let form = found.edition(on: day).form else { throw CommandFailure("手続「\(found.name)」には様式がありません。") }
        return form
    }
}

struct DocumentVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "PDF の字形を元のフォントと比べ、書き換えと封印を調べる",
        discussion: """
            例: madoguchi documents verify shorui.pdf --certificate data.keys/seal.pem

            --certificate を付けると、その証明書の封印であることも確かめます。--data を付けると、フォントが新しくなる前の書類は、
            保管してあるその時のフォントと比べます。
            """
    )

    @Argument(help: ArgumentHelp("この製品が作った PDF", valueName: "FILE.pdf")) var file: String
    @Option(help: ArgumentHelp("封印の証明書（PEM）", valueName: "FILE")) var certificate: String?
    @Option(help: ArgumentHelp("保管したフォントのあるデータのフォルダー", valueName: "DATA")) var data: String?
    @OptionGroup var fonts: FontOption

    func run() async throws {
        let bytes = try InputFile.bytes(file)
        let wanted = try certificate.map { path in
            let text = String(decoding: try InputFile.bytes(path), as: UTF8.self)
            guard let print = SealKey.fingerprint(certificate: text) else {
                throw CommandFailure("\(path) は証明書として読めません。PEM のファイルか確かめてください。")
            }
            return print
        }
        let report = try await Progress.during("字形を比べています") {
            try await self.report(bytes, certificate: wanted)
        }
        if wanted != nil, report.seal == nil, report.faults.isEmpty {
            throw CommandFailure("\(file): 封印がありません。受付で封印された PDF を指定してください。")
        }
        for fault in report.faults { StandardError.write("\(file): \(fault)") }
        if let seal = report.seal { StandardOutput.write("封印 \(seal.name)、証明書 SHA-256 \(seal.fingerprint)") }
        StandardOutput.write("\(report.pages)ページ、\(report.letters)文字を比べました。誤り \(report.faults.count)件")
        if !report.faults.isEmpty { throw ExitCode.failure }
    }

    /// With the fonts of this machine, else with those that were in force earlier, the last ones first.
    private func report(_ bytes: [UInt8], certificate: String?) async throws -> DocumentVerifier.Report {
        let installed = try PDFRenderer(fonts: fonts.paths)
        let report = installed.report(bytes, certificate: certificate)
        guard let data, !report.faults.isEmpty else { return report }
        let store = try DataOption(folder: data).open()
        let kept = KeptFonts(store: store, installed: installed)
        var tried: Set<Digest> = []
        for set in try await store.packagePublications().reversed().map(\.fonts) where tried.insert(set).inserted {
            let earlier = try await kept.renderer(set).report(bytes, certificate: certificate)
            if earlier.faults.isEmpty { return earlier }
        }
        return report
    }
}
