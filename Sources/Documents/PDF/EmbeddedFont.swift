import Crypto
import Synchronization

/// Writes a font's objects: descriptor, widths, character map and the embedded program.
struct EmbeddedFont {
    let font: FontFile
    let use: GlyphUse
    let programs: ProgramCache

    /// References of the fonts for horizontal and, where it is used, vertical text.
    func add(
        to file: inout some PDFObjects
    ) throws(FontFault) -> (horizontal: PDFFile.Reference, vertical: PDFFile.Reference?) {
        let glyphs = use.entries.map(\.glyph)
        let program = try programs.program(glyphs, of: font)
        var lengths = PDFText()
        lengths.write("/Length1 ")
        lengths.write(program.length)
        let data = file.addStream(lengths, data: program.compressed, isCompressed: true)
        let name = "\(program.tag)+\(font.name)"
        let descriptor = file.add(self.descriptor(name, data))
        let descendant = file.add(self.descendant(name, descriptor))
        let map = Deflate.compress(characterMap.bytes)
        let unicode = file.addStream(PDFText(), data: map, isCompressed: true)
        let horizontal = file.add(composite(name, "Identity-H", descendant, unicode))
        let vertical = use.usesVertical ? file.add(composite(name, "Identity-V", descendant, unicode)) : nil
        return (horizontal, vertical)
    }

    private func composite(
        _ name: String,
        _ encoding: StaticString,
        _ descendant: PDFFile.Reference,
        _ unicode: PDFFile.Reference
    ) -> PDFText {
        var text = PDFText()
        text.write("<</Type/Font/Subtype/Type0/BaseFont/")
        text.write(text: name)
        text.write("/Encoding/")
        text.write(encoding)
        text.write("/DescendantFonts[")
        text.write(descendant)
        text.write(" 0 R]/ToUnicode ")
        text.write(unicode)
        text.write(" 0 R>>")
        return text
    }

    private func descendant(_ name: String, _ descriptor: PDFFile.Reference) -> PDFText {
        var text = PDFText()
        text.write("<</Type/Font/Subtype/CIDFontType2/BaseFont/")
        text.write(text: name)
        text.write("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ")
        text.write(descriptor)
        text.write(" 0 R/CIDToGIDMap/Identity/DW 1000/W[1[")
        for entry in use.entries {
            text.write(scaled(font.advance(entry.glyph)))
            text.write(" ")
        }
        text.write("]]>>")
        return text
    }

    private func descriptor(_ name: String, _ data: PDFFile.Reference) -> PDFText {
        var text = PDFText()
        text.write("<</Type/FontDescriptor/FontName/")
        text.write(text: name)
        // Symbolic, as the numbers follow no Latin character set; serif where it is one.
        text.write("/Flags ")
        text.write(font.metrics.isSerif ? 6 : 4)
        text.write("/FontBBox[")
        for side in font.metrics.box {
            text.write(scaled(side))
            text.write(" ")
        }
        text.write("]/ItalicAngle 0/Ascent ")
        text.write(scaled(font.metrics.ascent))
        text.write("/Descent ")
        text.write(scaled(font.metrics.descent))
        text.write("/CapHeight ")
        text.write(scaled(font.metrics.capHeight))
        text.write("/StemV ")
        text.write(font.metrics.isBold ? 140 : 80)
        text.write("/FontFile2 ")
        text.write(data)
        text.write(" 0 R>>")
        return text
    }

    private func scaled(_ units: Int) -> Double {
        Double(units) * 1_000 / Double(font.unitsPerEm)
    }

    /// ToUnicode: base and selector for each number.
    private var characterMap: PDFText {
        var text = PDFText(reserving: 256 + use.entries.count * 24)
        text.write(
            """
            /CIDInit/ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
            /CMapName/Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000><FFFF>
            endcodespacerange

            """
        )
        var start = 0
        while start < use.entries.count {
            let end = min(start + 100, use.entries.count)
            text.write(end - start)
            text.write(" beginbfchar\n")
            for index in start..<end {
                text.write("<")
                text.writeHex(index + 1)
                text.write("><")
                text.writeUTF16(use.entries[index].letter.text)
                text.write(">\n")
            }
            text.write("endbfchar\n")
            start = end
        }
        text.write("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend")
        return text
    }
}

/// Embedded programs of the last documents: the labels of a form are the same every time, and a form is shown, signed and
/// printed with the same letters.
final class ProgramCache: Sendable {
    struct Program: Sendable {
        let compressed: [UInt8]
        let length: Int
        /// The six letters before a subset's name, from its content.
        let tag: String
    }

    private struct Key: Hashable {
        let font: String
        let glyphs: [Int]
    }

    private struct Shelf {
        var programs: [Key: Program] = [:]
        var order: [Key] = []
    }

    private let shelf = Mutex(Shelf())
    private let capacity: Int

    init(capacity: Int = 32) {
        self.capacity = capacity
    }

    var count: Int { shelf.withLock { $0.programs.count } }

    func program(_ glyphs: [Int], of font: FontFile) throws(FontFault) -> Program {
        let key = Key(font: font.name, glyphs: glyphs)
        if let known = shelf.withLock({ $0.programs[key] }) { return known }
        let bytes = try FontSubset.build(glyphs, from: font)
        let program = Program(
            compressed: Deflate.compress(bytes),
            length: bytes.count,
            tag: ProgramCache.tag(bytes)
        )
        shelf.withLock { shelf in
            guard shelf.programs.updateValue(program, forKey: key) == nil else { return }
            shelf.order.append(key)
            if shelf.order.count > capacity { shelf.programs[shelf.order.removeFirst()] = nil }
        }
        return program
    }

    private static func tag(_ bytes: [UInt8]) -> String {
        String(decoding: SHA256.hash(data: bytes).prefix(6).map { UInt8(ascii: "A") + $0 % 26 }, as: UTF8.self)
    }
}
