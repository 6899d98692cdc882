import Japanese
package import Madoguchi

/// The renderer of the product: own layout, own PDF writer, glyphs chosen by table (docs/decisions/0030).
package struct PDFRenderer: DocumentRenderer {
    let library: FontLibrary
    private let programs = ProgramCache()
    private let verifier: DocumentVerifier
    private let backgrounds = BackgroundShelf()

    /// Throws ``DocumentFault`` naming every font file that does not read.
    package init(fonts: FontPaths = FontPaths()) throws {
        library = try FontLibrary(fonts)
        verifier = DocumentVerifier(library: library)
    }

    package func problems(in form: PrintedForm) -> [DocumentProblem] {
        var composer = FormComposer(library)
        _ = composer.pages(of: form)
        return composer.problems + backgrounds.problems(in: form.form)
    }

    /// Written and read back from its bytes: a character that was not drawn as registered, or not told as it stands in its
    /// box, stops it.
    package func pdf(of forms: [PrintedForm], slip: GuidanceSlip?) throws -> [UInt8] {
        let composed = try composed(forms, slip)
        let bytes = try write(composed.pages, title: composed.title)
        let report = verifier.report(bytes)
        guard report.faults.isEmpty else {
            throw DocumentFault(report.faults.map { DocumentProblem($0, in: forms) })
        }
        let untold = TextTruth(report.text).untold(forms, sheets: composed.sheets)
        guard untold.isEmpty else { throw DocumentFault(untold) }
        return bytes
    }

    /// Written only; what reading back costs is measured apart.
    package func written(_ forms: [PrintedForm], slip: GuidanceSlip? = nil) throws -> [UInt8] {
        let composed = try composed(forms, slip)
        return try write(composed.pages, title: composed.title)
    }

    /// Pages of forms and slip, before they are written.
    private struct Composition {
        var pages: [DisplayPage] = []
        var title = ""
        /// How many pages each form has.
        var sheets: [Int] = []
    }

    private func composed(_ forms: [PrintedForm], _ slip: GuidanceSlip?) throws -> Composition {
        var composition = Composition()
        var problems: [DocumentProblem] = []
        var titles: [String] = []
        for form in forms {
            var composer = FormComposer(library)
            let pages = composer.pages(of: form)
            composition.pages += pages
            composition.sheets.append(pages.count)
            problems += composer.problems + backgrounds.problems(in: form.form)
            if !titles.contains(form.form.title) { titles.append(form.form.title) }
        }
        if let slip {
            var layout = SlipLayout(library, slip)
            composition.pages += layout.pages()
            problems += layout.problems
            titles.append("手続案内書")
        }
        guard problems.isEmpty else { throw DocumentFault(problems) }
        composition.title = titles.joined(separator: "・")
        return composition
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

    /// Why a background cannot be used below a sheet of this size; empty for a good one.
    package func backgroundProblems(_ background: PageBackground, page: PageSize? = nil) -> [String] {
        do throws(BackgroundFault) {
            let size = try backgrounds.page(background).size
            if let page, !size.fits(page) { throw .size }
            return []
        } catch {
            return [error.description]
        }
    }

    package func fontVersions() throws -> [FontVersion] {
        try fontSources().map(\.version)
    }

    /// The fonts in use with the files they come from, in the order of ``FontPaths/init(kept:)``.
    package func fontSources() throws -> [FontSource] {
        do throws(FontFault) {
            var sources: [FontSource] = []
            for file in library.files {
                guard let digest = SealedDocument.hex(try file.digest()) else { throw .damaged("digest") }
                sources.append(FontSource(version: FontVersion(name: file.name, digest: digest), path: file.path))
            }
            return sources
        } catch {
            throw DocumentFault([DocumentProblem(.font, form: "", field: "")])
        }
    }

    /// What reading a finished document back with these fonts finds (検証).
    package func report(_ bytes: [UInt8], certificate: String? = nil) -> DocumentVerifier.Report {
        verifier.report(bytes, certificate: certificate)
    }

    private func write(_ pages: [DisplayPage], title: String) throws -> [UInt8] {
        do throws(FontFault) {
            return try PDFWriter(library: library, programs: programs, backgrounds: backgrounds).write(
                pages,
                title: title
            )
        } catch {
            throw DocumentFault([DocumentProblem(.font, form: title, field: "")])
        }
    }
}

extension DocumentProblem {
    /// What reading back found, in the words of the form: the first field that holds the character.
    fileprivate init(_ fault: DocumentVerifier.Fault, in forms: [PrintedForm]) {
        let codePoints: String
        switch fault {
        case .wrongGlyph(_, let found), .wrongWidth(_, let found): codePoints = found
        default:
            self.init(.readBack, form: forms.first?.form.title ?? "手続案内書", field: "")
            return
        }
        for form in forms {
            for entry in form.form.pages.flatMap({ $0.entries + $0.office }) {
                guard case .text(let text, _) = entry.content,
                    Letter.letters(of: text.string).contains(where: { $0.codePoints == codePoints })
                else { continue }
                self.init(.wrongGlyph(codePoints: codePoints), form: form.form.title, field: entry.name)
                return
            }
        }
        self.init(.wrongGlyph(codePoints: codePoints), form: forms.first?.form.title ?? "手続案内書", field: "見出し")
    }
}
