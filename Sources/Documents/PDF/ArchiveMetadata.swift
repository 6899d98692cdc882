/// What PDF/A-2u asks for beside the pages (ISO 19005-2): XMP, the output intent, the document's title and language.
struct ArchiveMetadata {
    let title: String
    /// Which editions of the fonts gave the glyphs; kept, because 行政事務標準文字 is revised (字形の版).
    let fontVersions: String
    static let producer = "Madoguchi"

    /// XMP without dates: the same content must give the same bytes.
    var packet: [UInt8] {
        let text = """
            <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
            xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
            xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(ArchiveMetadata.escaped(title))</rdf:li></rdf:Alt></dc:title>
            <dc:language><rdf:Bag><rdf:li>ja-JP</rdf:li></rdf:Bag></dc:language>
            <xmp:CreatorTool>\(ArchiveMetadata.escaped(fontVersions))</xmp:CreatorTool>
            <pdf:Producer>\(ArchiveMetadata.producer)</pdf:Producer>
            <pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="r"?>
            """
        return Array(text.utf8)
    }

    func add(
        to file: inout PDFFile
    ) -> (metadata: PDFFile.Reference, intent: PDFFile.Reference, info: PDFFile.Reference) {
        var kind = PDFText()
        kind.write("/Type/Metadata/Subtype/XML")
        let metadata = file.addStream(kind, data: packet, isCompressed: false)
        var colours = PDFText()
        colours.write("/N 3")
        let profile = file.addStream(colours, data: Deflate.compress(ColourProfile.sRGB))
        var intent = PDFText()
        intent.write(
            "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile "
        )
        intent.write(profile)
        intent.write(" 0 R>>")
        var info = PDFText()
        info.write("<</Title")
        info.writeTextString(title)
        info.write("/Creator")
        info.writeTextString(fontVersions)
        info.write("/Producer(")
        info.write(text: ArchiveMetadata.producer)
        info.write(")>>")
        return (metadata, file.add(intent), file.add(info))
    }

    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default:
                // Control characters are not allowed in XML at all.
                if scalar.value >= 0x20 || scalar == "\n" || scalar == "\t" { out.unicodeScalars.append(scalar) }
            }
        }
        return out
    }
}
