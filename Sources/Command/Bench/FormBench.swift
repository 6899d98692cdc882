import Documents
import Foundation
import Madoguchi
import Procedures

/// Forms of one A4 page, filled with the samples that come with them (様式の速さ).
struct FormBench {
    let setup: ServerSetup
    let rounds: Int

    func figures() throws -> [Figure] {
        let renderer = try PDFRenderer()
        let forms = try setup.catalogue.procedures.compactMap { try onePage($0) }
        guard !forms.isEmpty else { throw CommandFailure("計測に使う一枚の記入例がありません。自治体の定義を確かめてください。") }
        let times = try samples(rounds) { round in
            _ = try renderer.pdf(of: [forms[round % forms.count]], slip: nil)
        }
        return [Figure("documents.form", "A4 一枚の様式を PDF にする（\(forms.count)種類）", limit: 15, times)]
    }

    /// The procedure's first sample that makes one page.
    private func onePage(_ procedure: Procedure) throws -> PrintedForm? {
        guard let form = procedure.form else { return nil }
        let folder = setup.municipality.folder.appending(path: "procedures/\(procedure.id.text)/samples")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names.sorted() where name.hasSuffix(".json") {
            let bytes = try InputFile.bytes(folder.appending(path: name).path)
            let filled = FormFilling(form).draft(from: try SampleData.context(bytes, file: name)).form
            if filled.pages.count == 1 { return PrintedForm(filled) }
        }
        return nil
    }
}
