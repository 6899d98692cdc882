import ArgumentParser
import Documents
import Madoguchi
import Procedures

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
        let form = try form(in: try municipality.catalogue())
        let values = try SampleData.context(try InputFile.bytes(data), file: data)
        let filling = FormFilling(form)
        switch filling.filled(from: values) {
        case .incomplete(let missing):
            let boxes = missing.map { "「\($0.name)」" }.joined(separator: "、")
            throw CommandFailure("\(form.title)の\(boxes)が埋まりません。\(data) に値を足してください。")
        case .complete(let filled):
            try InputFile.write(try PDFRenderer(fonts: fonts.paths).pdf(of: [PrintedForm(filled)], slip: nil), to: out)
        }
    }

    private func form(in catalogue: Catalogue) throws -> Form {
        guard let found = catalogue.procedure(ProcedureID(procedure)) else {
            let known = catalogue.procedures.map(\.id.text).joined(separator: "、")
            throw ValidationError("「--procedure」の手続がありません。使えるのは \(known) です。")
        }
        guard let form = found.form else { throw CommandFailure("手続「\(found.name)」には様式がありません。") }
        return form
    }
}

struct DocumentVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "PDF の字形を元のフォントと比べ、書き換えを調べる",
        discussion: "例: madoguchi documents verify out/family.pdf"
    )

    @Argument(help: ArgumentHelp("この製品が作った PDF", valueName: "FILE.pdf")) var file: String
    @OptionGroup var fonts: FontOption

    func run() async throws {
        let bytes = try InputFile.bytes(file)
        let report = try await Progress.during("字形を比べています") { try DocumentVerifier(fonts: fonts.paths).report(bytes) }
        for fault in report.faults { StandardError.write("\(file): \(fault)") }
        StandardOutput.write("\(report.pages)ページ、\(report.letters)文字を比べました。誤り \(report.faults.count)件")
        if !report.faults.isEmpty { throw ExitCode.failure }
    }
}
