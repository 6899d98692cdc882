import Japanese

/// Making documents.
extension ReceptionDesk {
    /// Makes a document of every form that is complete and has no current one (確認書類の作成).
    ///
    /// The content's bytes are stored by their digest; what is shown and signed is exactly these bytes.
    package func prepareDocuments(of id: CaseID, by hand: Hand) async throws -> CaseView {
        let content = try await unmade(id, by: hand)
        guard !content.isEmpty else { return try await view(of: id, at: hand.counter) }
        let fonts = try FontVersion.digest(of: renderer.fontVersions(), digest)
        return try await change(id, by: hand) { view, tx in
            var change = Change()
            var number = view.receptionCase.documents.count
            for (application, made) in content {
                guard let state = view.application(application), state.current == nil,
                    case .complete(let filled) = state.paper, state.paper.says(made.values)
                else { continue }
                number += 1
                let document = DocumentRecord(
                    number: number,
                    application: application,
                    version: (state.document?.version ?? 0) + 1,
                    title: filled.title,
                    values: made.values,
                    digest: made.digest,
                    pages: filled.pages.count,
                    package: view.catalogue.version,
                    fonts: fonts
                )
                try tx.putDocument(made.bytes, digest: made.digest)
                change.bodies.append(.document(document))
                change.entries.append((.documentMade, "\(application.text) \(made.digest.hex)"))
            }
            guard !change.bodies.isEmpty else { throw ReceptionError.documentsChanged }
            return change
        }
    }

    /// A form's content on its way to become a document.
    private struct Content: Sendable {
        let values: [String: String]
        let bytes: [UInt8]
        let digest: Digest
    }

    /// Rendering takes milliseconds, so it is done before the transaction and checked again inside it.
    private func unmade(_ id: CaseID, by hand: Hand) async throws -> [(ApplicationKey, Content)] {
        try await view(of: id, at: hand.counter).applications.compactMap { state -> (ApplicationKey, Content)? in
            guard state.current == nil, case .complete(let filled) = state.paper else { return nil }
            let bytes = try renderer.pdf(of: [PrintedForm(filled.signedContent)])
            return (state.key, Content(values: filled.values, bytes: bytes, digest: digest(bytes)))
        }
    }
}

extension FontVersion {
    /// One digest for all fonts; nil where the renderer names none.
    package static func digest(of fonts: [FontVersion], _ digest: ([UInt8]) -> Digest) -> Digest? {
        guard !fonts.isEmpty else { return nil }
        return digest(fonts.flatMap { Array("\($0.name)\t\($0.digest.hex)\n".utf8) })
    }
}
