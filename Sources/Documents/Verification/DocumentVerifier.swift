import Madoguchi

/// Reads a document back from its bytes and compares every drawn glyph with the source font (書類の検証).
///
/// The embedded outline of a glyph must be that of the very character and variant which the text layer names; what people
/// see on paper and what a program reads from the file are then the same, and neither was substituted on the way.
package struct DocumentVerifier: Sendable {
    /// What was found in a document.
    package struct Report: Hashable, Sendable {
        package var pages = 0
        /// Letters compared, each drawn one counted.
        package var letters = 0
        /// The text layer, a line per page in drawing order.
        package var text: [String] = []
        /// Who closed the document and when; nil for a document without a seal.
        package var seal: Seal?
        package var faults: [Fault] = []
    }

    /// The office's seal on a document (封印), as far as the file itself tells.
    package struct Seal: Hashable, Sendable {
        /// The name in the certificate.
        package var name: String
        /// SHA-256 of the certificate.
        package var fingerprint: String
    }

    /// Why a document is not what it should be.
    package enum Fault: Hashable, Sendable {
        /// No PDF, or none that this product writes.
        case unreadable
        /// Bytes were changed after writing.
        case altered
        /// A page holds operators this product does not write.
        case foreignContent(page: Int)
        /// A font is not embedded, or its program is damaged.
        case font(String)
        /// A number without a character in the text layer.
        case untold(font: String, number: Int)
        /// The outline differs from the source font's for this character.
        case wrongGlyph(font: String, codePoints: String)
        /// The seal is broken: bytes were changed after sealing.
        case brokenSeal
        /// The seal was made with another certificate than the one asked for.
        case foreignSeal(fingerprint: String)
        /// The width differs from the source font's.
        case wrongWidth(font: String, codePoints: String)
    }

    private let library: FontLibrary

    /// Throws ``DocumentFault`` naming every font file that does not read.
    package init(fonts: FontPaths = FontPaths()) throws {
        library = try FontLibrary(fonts)
    }

    /// With fonts that are open already.
    init(library: FontLibrary) {
        self.library = library
    }

    /// `certificate` is the fingerprint the seal must have; nil accepts any that is whole.
    package func report(_ bytes: [UInt8], certificate: String? = nil) -> Report {
        var report = Report()
        guard let file = PDFReading(bytes) else {
            report.faults.append(.unreadable)
            return report
        }
        if file.trailer["Prev"] == nil {
            if !file.isUnchanged { report.faults.append(.altered) }
        } else if let sealed = SealedDocument(bytes), let seal = sealed.seal {
            report.seal = seal
            if let certificate, certificate != seal.fingerprint {
                report.faults.append(.foreignSeal(fingerprint: seal.fingerprint))
            }
        } else {
            report.faults.append(.brokenSeal)
        }
        let root = file.dictionary(file.trailer["Root"])
        let tree = file.dictionary(root["Pages"])
        var fonts: [Int: VerifiedFont] = [:]
        for (index, kid) in (tree["Kids"]?.array ?? []).enumerated() {
            let page = file.dictionary(kid)
            guard let content = file.content(page["Contents"]) else {
                report.faults.append(.unreadable)
                continue
            }
            let drawn = DrawnText(content: content)
            if !drawn.isOwn { report.faults.append(.foreignContent(page: index + 1)) }
            let resources = file.dictionary(file.dictionary(page["Resources"])["Font"])
            report.pages += 1
            report.text.append(check(drawn, resources, file, &fonts, &report))
        }
        if report.pages == 0 { report.faults.append(.unreadable) }
        return report
    }

    private func check(
        _ drawn: DrawnText,
        _ resources: [String: PDFValue],
        _ file: PDFReading,
        _ fonts: inout [Int: VerifiedFont],
        _ report: inout Report
    ) -> String {
        var text = ""
        for piece in drawn.pieces {
            guard let font = resources[piece.font]?.reference else {
                report.faults.append(.font(piece.font))
                continue
            }
            if fonts[font] == nil { fonts[font] = VerifiedFont(file.dictionary(.reference(font)), file, library) }
            for number in piece.numbers {
                report.letters += 1
                guard let fault = fonts[font]?.check(number) else { continue }
                if !report.faults.contains(fault) { report.faults.append(fault) }
            }
            for number in piece.numbers { text += fonts[font]?.text(number) ?? "" }
        }
        return text
    }
}
