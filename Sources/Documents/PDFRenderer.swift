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

    /// Written and read back from its bytes: a character that was not drawn as registered stops it.
    package func pdf(of forms: [PrintedForm], slip: GuidanceSlip?) throws -> [UInt8] {
        let bytes = try written(forms, slip: slip)
        let faults = verifier.report(bytes).faults
        guard faults.isEmpty else {
            throw DocumentFault(faults.map { DocumentProblem($0, in: forms) })
        }
        return bytes
    }

    /// Written only; what reading back costs is measured apart.
    package func written(_ forms: [PrintedForm], slip: GuidanceSlip? = nil) throws -> [UInt8] {
        var pages: [DisplayPage] = []
        var problems: [DocumentProblem] = []
        var titles: [String] = []
        for form in forms {
            var composer = FormComposer(library)
            pages += composer.pages(of: form)
            problems += composer.problems + backgrounds.problems(in: form.form)
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

    /// Why a background cannot be used; empty for a good one.
    package func backgroundProblems(_ background: PageBackground) -> [String] {
        do throws(BackgroundFault) {
            _ = try backgrounds.page(background)
            return []
        } catch {
            return [error.description]
        }
    }

    package func fontVersions() throws -> [FontVersion] {
        do throws(FontFault) {
            var versions: [FontVersion] = []
            for file in library.files {
                guard let digest = SealedDocument.hex(try file.digest()) else { throw .damaged("digest") }
                versions.append(FontVersion(name: file.name, digest: digest))
            }
            return versions
        } catch {
            throw DocumentFault([DocumentProblem(.font, form: "", field: "")])
        }
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
