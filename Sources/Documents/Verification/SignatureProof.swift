package import Madoguchi

/// Proves a signature later (署名の検証): the file, the evidence and the journal must tell the same of it.
package enum SignatureProof {
    /// Why a signature is not proved.
    package enum Fault: Hashable, Sendable {
        case unsealed
        case brokenSeal
        case evidenceMissing
        case otherDocument
        case otherFile
        case strokes
        case evidence
        case drawing
        case journal
    }

    /// `bytes` beside the case they name; nil where the data has no such case. `journal` are the details of the case's
    /// entries about sealing.
    package static func faults(
        _ bytes: [UInt8],
        in receptionCase: ReceptionCase?,
        journal: [String],
        library renderer: PDFRenderer,
        digest: ([UInt8]) -> Digest
    ) -> [Fault] {
        guard let file = SealedDocument(bytes) else { return [.unsealed] }
        guard file.seal != nil else { return [.brokenSeal] }
        guard let receptionCase, let document = receptionCase.document(file.document) else { return [.evidenceMissing] }
        guard file.digest == document.digest else { return [.otherDocument] }
        let evidence = receptionCase.evidence(for: document)
        guard !evidence.isEmpty, let seal = receptionCase.seal(of: document) else { return [.evidenceMissing] }
        var faults: [Fault] = []
        if digest(evidence.strokeBytes) != file.strokes {
            faults.append(.strokes)
        } else if digest(evidence.bytes) != file.evidence {
            faults.append(.evidence)
        } else if drawn(seal, receptionCase, file, renderer.library) != file.written {
            faults.append(.drawing)
        }
        if digest(bytes) != seal.sealed { faults.append(.otherFile) }
        let entry = "\(document.number):\(seal.sealed.hex) evidence:\(file.evidence.hex)"
        if !journal.contains(entry) { faults.append(.journal) }
        return faults
    }

    /// The handwriting as the evidence draws it.
    private static func drawn(
        _ seal: SealRecord,
        _ receptionCase: ReceptionCase,
        _ file: SealedDocument,
        _ library: FontLibrary
    ) -> [Int: [UInt8]] {
        let writings = seal.places.compactMap { place in
            receptionCase.signings.first { $0.number == place.act }.flatMap { SealOrder.Writing(place, $0) }
        }
        var drawn: [Int: [UInt8]] = [:]
        for (page, here) in Dictionary(grouping: writings, by: \.page) {
            guard file.pages.indices.contains(page), let room = file.pages[page] else { continue }
            drawn[page] = WrittenPage(here, height: room.height, firstMark: room.marks, library).stream
        }
        return drawn
    }
}

extension SignatureProof.Fault: CustomStringConvertible {
    /// What is wrong and what it means, for staff.
    package var description: String {
        switch self {
        case .unsealed: "封印のある書類ではありません。受付で封印された PDF を指定してください。"
        case .brokenSeal: "封印のあとで一部が書き換えられています。この書類は証拠になりません。保管してある書類を使ってください。"
        case .evidenceMissing: "この書類の署名の証拠が、指定したデータにありません。別のデータの書類か、証拠が失われています。"
        case .otherDocument: "証拠に残る書類と、内容が違います。別の書類の署名です。"
        case .otherFile: "保管してある封印済みの書類と、同じファイルではありません。封印し直された疑いがあります。"
        case .strokes: "証拠に残る筆跡が、封印した時の筆跡と違います。筆跡が入れ替えられています。"
        case .evidence: "証拠の内容（日時・端末・職員・様式の版・フォントの版など）が、封印した時と違います。"
        case .drawing: "書類に描かれた筆跡が、証拠に残る筆跡と違います。"
        case .journal: "証跡に、この封印の記録がありません。journal verify で証跡を確かめてください。"
        }
    }
}
