import Japanese

/// Who has to sign what, and what a document looks like with the handwriting on it.
extension CaseView {
    /// Whose turn it is to sign on the panel (次の署名者): the notifier first, then any second signer. Nil: nobody's.
    package var nextSigner: String? {
        let open = applications.flatMap(openRoles)
        return open.contains(SignatureArea.notifier) ? SignatureArea.notifier : open.first
    }

    /// Current documents that wait for the next signer's hand, in the order of their making.
    package var documentsToSign: [DocumentRecord] {
        guard let next = nextSigner else { return [] }
        return applications.compactMap { openRoles($0).contains(next) ? $0.current : nil }
            .sorted { $0.number < $1.number }
    }

    /// Whether everybody has signed a document that is signed on the panel.
    func isSigned(_ state: ApplicationState) -> Bool { openRoles(state).isEmpty }

    private func openRoles(_ state: ApplicationState) -> [String] {
        guard state.procedure.signature == .electronic, let document = state.current,
            case .complete(let filled) = state.paper
        else { return [] }
        guard !filled.signatures.isEmpty else {
            return receptionCase.signing(of: document) == nil ? [SignatureArea.notifier] : []
        }
        let open = filled.signatures.filter { receptionCase.signing(of: document, in: $0) == nil }
        return open.map(\.role)
    }

    /// The act that signs these documents.
    func act(
        _ number: Int,
        _ documents: [DocumentRecord],
        _ ink: SignatureInk,
        _ method: SigningMethod,
        role: String?,
        proxy: Proxy? = nil,
        attendant: StaffID? = nil
    ) -> SigningAct {
        let notifier = receptionCase.text(.notifier).flatMap { PersonKey($0.string) }
        return SigningAct(
            number: number,
            documents: documents.map { SigningAct.Covered(document: $0.number, digest: $0.digest) },
            ink: ink,
            signer: role == nil || role == SignatureArea.notifier ? notifier : nil,
            method: method,
            role: role,
            proxy: proxy,
            attendant: attendant
        )
    }

    /// The signature areas of a document with the acts that fill them; nil while one is still empty.
    func places(of document: DocumentRecord, in next: ReceptionCase) -> [InkPlace]? {
        guard let state = application(document.application), case .complete(let filled) = state.paper,
            state.current?.number == document.number, next.signing(of: document) != nil
        else { return nil }
        var places: [InkPlace] = []
        for (index, page) in filled.pages.enumerated() {
            for area in page.signatures {
                guard let act = next.signing(of: document, in: area) else { return nil }
                places.append(InkPlace(page: index, area: area, act: act.number))
            }
        }
        return places
    }

    /// A current document as it goes to paper: its form with the ink that covers it.
    package func printed(_ document: DocumentRecord, mark: PrintMark = .original) -> PrintedForm? {
        guard let state = application(document.application), case .complete(let filled) = state.paper,
            state.current?.number == document.number
        else { return nil }
        var printed = PrintedForm(filled, mark: mark)
        for area in filled.signatures {
            guard let act = receptionCase.signing(of: document, in: area) else { continue }
            if !act.ink.strokes.isEmpty { printed.ink[area.id] = act.ink }
            printed.remarks[area.id] = act.proxy?.remark
        }
        return printed
    }
}
