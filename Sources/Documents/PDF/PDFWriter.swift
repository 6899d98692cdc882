import Madoguchi

/// Writes pages as PDF 1.7 and PDF/A-2u, tagged, with the same bytes for the same pages.
struct PDFWriter {
    let library: FontLibrary
    let programs: ProgramCache
    var backgrounds = BackgroundShelf()

    private static let scale = 72 / 25.4

    func write(_ pages: [DisplayPage], title: String) throws(FontFault) -> [UInt8] {
        var file = PDFFile()
        var uses = [GlyphUse](repeating: GlyphUse(), count: library.files.count)
        let tree = file.reserve()
        let resources = file.reserve()
        let structure = file.reserve()
        var tags = StructureTree(root: structure)
        var kids: [PDFFile.Reference] = []
        var drawings: [(name: String, reference: PDFFile.Reference)] = []
        for page in pages {
            var content = ContentStream(height: page.size.height)
            if let background = page.background {
                content.drawBackground(try place(background, in: &drawings, &file))
            }
            let number = file.reserve()
            for group in page.groups {
                content.begin(group.role, marked: tags.add(group.role, page: number))
                for item in group.items { content.draw(item, &uses) }
                content.end()
            }
            let stream = file.addStream(data: Deflate.compress(content.text.bytes))
            tags.endPage()
            file.set(number, self.page(page.size, tree, resources, stream, key: kids.count))
            kids.append(number)
        }
        file.set(tree, pageTree(kids))
        var shared = try fonts(uses, &file)
        if !drawings.isEmpty { shared.write("/XObject<<") }
        for (index, drawing) in drawings.enumerated() {
            shared.write("/B")
            shared.write(index)
            shared.write(" ")
            shared.write(drawing.reference)
            shared.write(" 0 R")
        }
        if !drawings.isEmpty { shared.write(">>") }
        shared.write(">>")
        file.set(resources, shared)
        tags.write(to: &file)
        return finish(&file, tree: tree, structure: structure, title: title)
    }

    private func page(
        _ size: PageSize,
        _ tree: PDFFile.Reference,
        _ resources: PDFFile.Reference,
        _ content: PDFFile.Reference,
        key: Int
    ) -> PDFText {
        var text = PDFText()
        text.write("<</Type/Page/Parent ")
        text.write(tree)
        text.write(" 0 R/MediaBox[0 0 ")
        text.writeNumbers(size.width * PDFWriter.scale, size.height * PDFWriter.scale)
        text.write("]/Resources ")
        text.write(resources)
        text.write(" 0 R/Contents ")
        text.write(content)
        text.write(" 0 R/Tabs/S/StructParents ")
        text.write(key)
        text.write(">>")
        return text
    }

    private func pageTree(_ kids: [PDFFile.Reference]) -> PDFText {
        var text = PDFText()
        text.write("<</Type/Pages/Count ")
        text.write(kids.count)
        text.write("/Kids[")
        for kid in kids {
            text.write(kid)
            text.write(" 0 R ")
        }
        text.write("]>>")
        return text
    }

    private func fonts(_ uses: [GlyphUse], _ file: inout PDFFile) throws(FontFault) -> PDFText {
        var text = PDFText()
        text.write("<</Font<<")
        for (index, use) in uses.enumerated() where !use.entries.isEmpty {
            let font = EmbeddedFont(font: library.files[index], use: use, programs: programs)
            let references = try font.add(to: &file)
            text.write("/F")
            text.write(index)
            text.write(" ")
            text.write(references.horizontal)
            text.write(" 0 R")
            guard let vertical = references.vertical else { continue }
            text.write("/V")
            text.write(index)
            text.write(" ")
            text.write(vertical)
            text.write(" 0 R")
        }
        text.write(">>")
        return text
    }

    /// The number of a background among those of the file, which holds each of them once.
    private func place(
        _ background: PageBackground,
        in drawings: inout [(name: String, reference: PDFFile.Reference)],
        _ file: inout PDFFile
    ) throws(FontFault) -> Int {
        if let known = drawings.firstIndex(where: { $0.name == background.name }) { return known }
        do throws(BackgroundFault) {
            drawings.append((background.name, try backgrounds.page(background).add(to: &file)))
        } catch {
            throw .damaged("background")
        }
        return drawings.count - 1
    }

    private func finish(
        _ file: inout PDFFile,
        tree: PDFFile.Reference,
        structure: PDFFile.Reference,
        title: String
    ) -> [UInt8] {
        let archive = ArchiveMetadata(title: title, fontVersions: library.versions).add(to: &file)
        var root = PDFText()
        root.write("<</Type/Catalog/Pages ")
        root.write(tree)
        root.write(" 0 R/Metadata ")
        root.write(archive.metadata)
        root.write(" 0 R/OutputIntents[")
        root.write(archive.intent)
        root.write(" 0 R]/MarkInfo<</Marked true>>/StructTreeRoot ")
        root.write(structure)
        root.write(" 0 R/Lang(ja-JP)/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>>>")
        let catalogue = file.add(root)
        return file.bytes(root: catalogue, info: archive.info)
    }
}
