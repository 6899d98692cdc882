import Crypto
package import Madoguchi
import X509

/// A sealed document read back from its bytes (封印された書類): its content, its seal, and what it says of its evidence.
package struct SealedDocument: Sendable {
    /// The content as it was shown and signed.
    package let content: [UInt8]
    /// The case and the document's number in it.
    package let caseID: String
    package let document: Int
    /// Digests of the whole evidence and of the handwriting alone, so that it can be told which was exchanged.
    package let evidence: Madoguchi.Digest
    package let strokes: Madoguchi.Digest
    /// Who sealed; nil when the seal is broken.
    package let seal: DocumentVerifier.Seal?
    /// The added drawing operators by page.
    let written: [Int: [UInt8]]
    /// Height in points and number of marked groups of each page of the content.
    let pages: [(height: Double, marks: Int)?]

    /// Nil for bytes that are no document with a seal of ours.
    package init?(_ bytes: [UInt8]) {
        guard let file = PDFReading(bytes), let before = file.trailer["Prev"]?.number else { return nil }
        let catalogue = file.dictionary(file.trailer["Root"])
        let field = file.dictionary(file.dictionary(catalogue["AcroForm"])["Fields"]?.array?.first)
        let signature = file.dictionary(field["V"])
        guard let length = signature["MDGCContent"]?.number, length > before, length < bytes.count,
            let caseID = signature["MDGCCase"]?.text,
            let document = (signature["MDGCDocument"]?.text).flatMap({ Int($0) }),
            let evidence = (signature["MDGCEvidence"]?.text).flatMap({ Madoguchi.Digest(hex: $0) }),
            let strokes = (signature["MDGCStrokes"]?.text).flatMap({ Madoguchi.Digest(hex: $0) })
        else { return nil }
        content = Array(bytes[..<length])
        (self.caseID, self.document, self.evidence, self.strokes) = (caseID, document, evidence, strokes)
        let base = PDFReading(content)
        let isWhole = base.map { $0.isUnchanged && $0.tableStart == before } ?? false
        seal = isWhole ? SealedDocument.seal(signature, bytes) : nil
        written = SealedDocument.written(file, catalogue)
        pages = base.map(SealedDocument.pages) ?? []
    }

    private static func pages(_ base: PDFReading) -> [(height: Double, marks: Int)?] {
        let root = base.dictionary(base.trailer["Root"])
        let marks = base.dictionary(base.dictionary(root["StructTreeRoot"])["ParentTree"])["Nums"]?.array ?? []
        return (base.dictionary(root["Pages"])["Kids"]?.array ?? []).map { kid in
            let page = base.dictionary(kid)
            guard let height = page["MediaBox"]?.array?.last?.points, let key = page["StructParents"]?.number,
                marks.indices.contains(key * 2 + 1)
            else { return nil }
            return (height, marks[key * 2 + 1].array?.count ?? 0)
        }
    }

    /// SHA-256 of the content.
    package var digest: Madoguchi.Digest? { SealedDocument.digest(content) }

    static func digest(_ bytes: [UInt8]) -> Madoguchi.Digest? {
        hex(Array(SHA256.hash(data: bytes)))
    }

    static func hex(_ digest: [UInt8]) -> Madoguchi.Digest? {
        var text = PDFText()
        text.writeHex(digest)
        return Madoguchi.Digest(hex: String(decoding: text.bytes, as: UTF8.self).lowercased())
    }

    /// The signature must cover everything but its own digits.
    private static func seal(_ signature: [String: PDFValue], _ bytes: [UInt8]) -> DocumentVerifier.Seal? {
        let range = signature["ByteRange"]?.array?.map { $0.number ?? -1 } ?? []
        guard signature["SubFilter"]?.name == "ETSI.CAdES.detached", case .string(let message)? = signature["Contents"],
            range.count == 4, range[0] == 0, range[1] > 0, range[2] == range[1] + message.count * 2 + 2, range[3] > 0,
            range[2] + range[3] == bytes.count, bytes[range[1]] == UInt8(ascii: "<"),
            bytes[range[2] - 1] == UInt8(ascii: ">"), bytes[range[1] + 1..<range[2] - 1].elementsEqual(digits(message)),
            let certificate = SealMessage.signer(of: bytes[..<range[1]] + bytes[range[2]...], message: message)
        else { return nil }
        return DocumentVerifier.Seal(
            name: certificate.subject.description,
            fingerprint: SealKey.fingerprint(certificate)
        )
    }

    /// As the writer spells them: another spelling would be room for something that nothing covers.
    private static func digits(_ message: [UInt8]) -> [UInt8] {
        var text = PDFText()
        text.writeHex(message)
        return text.bytes
    }

    private static func written(_ file: PDFReading, _ catalogue: [String: PDFValue]) -> [Int: [UInt8]] {
        var written: [Int: [UInt8]] = [:]
        for (index, kid) in (file.dictionary(catalogue["Pages"])["Kids"]?.array ?? []).enumerated() {
            guard let parts = file.dictionary(kid)["Contents"]?.array, parts.count == 3 else { continue }
            written[index] = file.stream(parts[2])
        }
        return written
    }
}

extension PDFValue {
    /// A string of ASCII letters.
    fileprivate var text: String? {
        guard case .string(let bytes) = self else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
