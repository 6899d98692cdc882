import Japanese

/// Making documents and signing them.
extension ReceptionDesk {
    /// Makes a document of every form that is complete and has no current one (確認書類の作成).
    ///
    /// The content's bytes are stored by their digest; what is shown and signed is exactly these bytes.
    package func prepareDocuments(of id: CaseID, by hand: Hand) async throws -> CaseView {
        let content = try await unmade(id)
        guard !content.isEmpty else { return try await view(of: id) }
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
                    package: view.catalogue.version
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
    private func unmade(_ id: CaseID) async throws -> [(ApplicationKey, Content)] {
        try await view(of: id).applications.compactMap { state -> (ApplicationKey, Content)? in
            guard state.current == nil, case .complete(let filled) = state.paper else { return nil }
            let bytes = try renderer.pdf(of: [PrintedForm(filled.signedContent)])
            return (state.key, Content(values: filled.values, bytes: bytes, digest: digest(bytes)))
        }
    }

    /// Signs every complete document at once (一括署名). `shown` are the documents the citizen saw, by number.
    package func sign(
        _ ink: SignatureInk,
        shown: [Int],
        of id: CaseID,
        by hand: Hand
    ) async throws -> CaseView {
        if let refusal = ink.refusal {
            let entry = entry(.signatureRefused, id, hand, clock.now, refusal.rawValue)
            try await store.journal([entry])
            throw ReceptionError.signatureRefused(refusal)
        }
        return try await change(id, by: hand) { view, _ in
            let documents = view.documentsToSign
            guard !documents.isEmpty else { throw ReceptionError.nothingToSign }
            guard documents.map(\.number) == shown.sorted() else { throw ReceptionError.documentsChanged }
            let signer = view.receptionCase.text(.notifier).flatMap { PersonKey($0.string) }
            let act = SigningAct(
                number: view.receptionCase.signings.count + 1,
                documents: documents.map { SigningAct.Covered(document: $0.number, digest: $0.digest) },
                ink: ink,
                signer: signer
            )
            let detail = documents.map { "\($0.number):\($0.digest.hex)" }.joined(separator: " ")
            return Change(bodies: [.signing(act)], entries: [(.signed, detail)])
        }
    }
}

extension CaseView {
    /// Current documents that want a signature on the panel and have none, in the order of their making.
    package var documentsToSign: [DocumentRecord] {
        applications.compactMap { state in
            guard state.procedure.signature == .electronic, let document = state.current,
                receptionCase.signing(of: document) == nil
            else { return nil }
            return document
        }.sorted { $0.number < $1.number }
    }

    /// A current document as it goes to paper: its form with the ink that covers it.
    package func printed(_ document: DocumentRecord, isReissue: Bool = false) -> PrintedForm? {
        guard let state = application(document.application), case .complete(let filled) = state.paper,
            state.current?.number == document.number
        else { return nil }
        var ink: [String: SignatureInk] = [:]
        if let act = receptionCase.signing(of: document) {
            for area in filled.signatures { ink[area.id] = act.ink }
        }
        return PrintedForm(filled, ink: ink, isReissue: isReissue)
    }
}
