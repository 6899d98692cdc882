import Crypto
package import Madoguchi

/// Closes a document (封印): content bytes stay as they are; handwriting and a PAdES signature are added behind them.
package struct DocumentSealer: Sendable {
    let key: SealKey
    let library: FontLibrary
    let programs = ProgramCache()

    /// Room for the signature with its certificates, in bytes.
    private static let room = 12_288

    package init(_ key: SealKey, _ renderer: PDFRenderer) {
        self.key = key
        library = renderer.library
    }

    package func sealed(_ content: [UInt8], _ order: SealOrder) throws(SealFault) -> [UInt8] {
        guard let base = PDFReading(content), base.trailer["Prev"] == nil, base.isUnchanged,
            case .reference(let root)? = base.trailer["Root"]
        else { throw .content }
        var update = PDFUpdate(of: base)
        var catalogue = base.dictionary(.reference(root))
        let pages = (base.dictionary(catalogue["Pages"])["Kids"]?.array ?? []).compactMap(\.reference)
        guard let first = pages.first, pages.count >= 1 else { throw .content }
        let signature = update.reserve()
        let field = update.add(widget(signature, page: first))
        catalogue["AcroForm"] = .dictionary(["Fields": .array([.reference(field)]), "SigFlags": .number(3)])
        update.set(root, catalogue)
        try write(order.writings, on: pages, field: field, base, &update)
        update.set(signature, dictionary(order, contentLength: content.count))
        return try signed(update.bytes(), from: content.count)
    }

    /// The field stands nowhere on the page: what people see is the handwriting itself.
    private func widget(_ signature: Int, page: Int) -> PDFText {
        var text = PDFText()
        text.write("<</Type/Annot/Subtype/Widget/FT/Sig/F 132/Rect[0 0 0 0]/T")
        text.writeTextString("封印")
        text.write("/P ")
        text.write(page)
        text.write(" 0 R/V ")
        text.write(signature)
        text.write(" 0 R>>")
        return text
    }

    private func dictionary(_ order: SealOrder, contentLength: Int) -> PDFText {
        var text = PDFText(reserving: DocumentSealer.room * 2 + 1_024)
        text.write("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(")
        text.write(text: DocumentSealer.date(order.at))
        text.write(")/Reason")
        text.writeTextString("\(order.town)が受け付けた書類の封印")
        for (name, value) in [
            ("Case", order.caseID), ("Document", String(order.document)), ("Evidence", order.evidence.hex),
            ("Strokes", order.strokes.hex),
        ] {
            text.write("/MDGC")
            text.write(text: name)
            text.write("(")
            text.write(text: value)
            text.write(")")
        }
        text.write("/MDGCContent ")
        text.write(contentLength)
        // Four numbers of ten digits, filled in when the places are known.
        text.write("/ByteRange[0 0000000000 0000000000 0000000000]/Contents<")
        text.write([UInt8](repeating: UInt8(ascii: "0"), count: DocumentSealer.room * 2))
        text.write(">>>")
        return text
    }

    /// `D:20260401090507+09'00'`
    private static func date(_ at: Instant) -> String {
        let digits = at.iso.prefix(19).filter { $0 != "-" && $0 != "T" && $0 != ":" }
        return "D:\(digits)+09'00'"
    }

    private func signed(_ bytes: [UInt8], from start: Int) throws(SealFault) -> [UInt8] {
        var bytes = bytes
        guard let range = DocumentSealer.find("/ByteRange[0 ", in: bytes, from: start),
            let open = DocumentSealer.find("/Contents<", in: bytes, from: range)
        else { throw .content }
        let hole = open + 9..<open + 9 + DocumentSealer.room * 2 + 2
        let numbers = [hole.lowerBound, hole.upperBound, bytes.count - hole.upperBound].map { number in
            let digits = String(number)
            return String(repeating: "0", count: 10 - digits.utf8.count) + digits
        }
        let text = Array(numbers.joined(separator: " ").utf8)
        bytes.replaceSubrange(range + 13..<range + 13 + text.count, with: text)
        var hash = SHA256()
        bytes.withUnsafeBytes { all in
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: all[..<hole.lowerBound]))
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: all[hole.upperBound...]))
        }
        let message = try SealMessage.make(over: Array(hash.finalize()), with: key)
        guard message.count <= DocumentSealer.room else { throw .certificate }
        var digits = PDFText()
        digits.writeHex(message)
        bytes.replaceSubrange(hole.lowerBound + 1..<hole.lowerBound + 1 + digits.bytes.count, with: digits.bytes)
        return bytes
    }

    private static func find(_ word: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
        word.withUTF8Buffer { word in
            (start..<max(start, bytes.count - word.count)).first { place in
                bytes[place] == word[0] && bytes[place..<place + word.count].elementsEqual(word)
            }
        }
    }
}

extension PDFValue {
    var reference: Int? {
        guard case .reference(let number) = self else { return nil }
        return number
    }
}
