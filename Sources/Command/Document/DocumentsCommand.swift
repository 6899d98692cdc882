import ArgumentParser
import Documents
import Japanese
import Madoguchi
import Procedures
import Rules

/// `madoguchi documents`: forms as PDF.
struct DocumentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "documents",
        abstract: "様式を PDF にし、PDF を検証する",
        discussion: "例: madoguchi documents verify out/family.pdf",
        subcommands: [DocumentRenderCommand.self, DocumentVerifyCommand.self]
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

            --certificate を付けると、その証明書の封印であることも確かめます。
            """
    )

    @Argument(help: ArgumentHelp("この製品が作った PDF", valueName: "FILE.pdf")) var file: String
    @Option(help: ArgumentHelp("封印の証明書（PEM）", valueName: "FILE")) var certificate: String?
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
            try DocumentVerifier(fonts: fonts.paths).report(bytes, certificate: wanted)
        }
        if wanted != nil, report.seal == nil, report.faults.isEmpty {
            throw CommandFailure("\(file): 封印がありません。受付で封印された PDF を指定してください。")
        }
        for fault in report.faults { StandardError.write("\(file): \(fault)") }
        if let seal = report.seal { StandardOutput.write("封印 \(seal.name)、証明書 SHA-256 \(seal.fingerprint)") }
        StandardOutput.write("\(report.pages)ページ、\(report.letters)文字を比べました。誤り \(report.faults.count)件")
        if !report.faults.isEmpty { throw ExitCode.failure }
    }
}
