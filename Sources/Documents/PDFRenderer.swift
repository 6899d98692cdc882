package import Madoguchi

/// The renderer of the product: own layout, own PDF writer, glyphs chosen by table (docs/decisions/0030).
package struct PDFRenderer: DocumentRenderer {
    let library: FontLibrary
    private let programs = ProgramCache()

    /// Throws ``DocumentFault`` naming every font file that does not read.
    package init(fonts: FontPaths = FontPaths()) throws {
        library = try FontLibrary(fonts)
    }

    package func problems(in form: PrintedForm) -> [DocumentProblem] {
        var composer = FormComposer(library)
        _ = composer.pages(of: form)
        return composer.problems
    }

    package func pdf(of forms: [PrintedForm], slip: GuidanceSlip?) throws -> [UInt8] {
        var pages: [DisplayPage] = []
        var problems: [DocumentProblem] = []
        var titles: [String] = []
        for form in forms {
            var composer = FormComposer(library)
            pages += composer.pages(of: form)
            problems += composer.problems
            if !titles.contains(form.form.title) { titles.append(form.form.title) }
        }
        if let slip {
            var layout = SlipLayout(library, slip)
            pages += layout.pages()
            problems += layout.problems
            titles.append("手続案内書")
        }
        guard problems.isEmpty else { throw DocumentFault(problems) }
        return try write(pages, title: titles.joined(separator: "・"))
    }

    package func preview(of form: PrintedForm) throws -> [String] {
        var composer = FormComposer(library)
        let pages = composer.pages(of: form)
        let writer = PreviewWriter(library: library)
        do throws(FontFault) {
            var previews: [String] = []
            for page in pages { previews.append(try writer.svg(page, title: form.form.title)) }
            return previews
        } catch {
            throw DocumentFault([DocumentProblem(.font, form: form.form.title, field: "")])
        }
    }

    private func write(_ pages: [DisplayPage], title: String) throws -> [UInt8] {
        do throws(FontFault) {
            return try PDFWriter(library: library, programs: programs).write(pages, title: title)
        } catch {
            throw DocumentFault([DocumentProblem(.font, form: title, field: "")])
        }
    }
}
