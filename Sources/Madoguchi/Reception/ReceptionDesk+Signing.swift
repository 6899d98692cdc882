import Japanese

/// Signing documents and closing them.
extension ReceptionDesk {
    /// Signs at once every document that waits for the same hand (一括署名). `shown` are the documents the citizen saw, by
    /// number; `attendant` is the clerk before whom it happens.
    package func sign(
        _ ink: SignatureInk,
        shown: [Int],
        of id: CaseID,
        by hand: Hand,
        attendant: StaffID? = nil
    ) async throws -> CaseView {
        if let refusal = ink.refusal {
            let entry = entry(.signatureRefused, id, hand, clock.now, refusal.rawValue)
            try await store.journal([entry])
            throw ReceptionError.signatureRefused(refusal)
        }
        return try await sign(shown, of: id, by: hand) { view, number, documents in
            view.act(number, documents, ink, .electronic, role: view.nextSigner, attendant: attendant)
        }
    }

    /// The clerk records that somebody wrote for a signer who cannot (代筆); what was written on the panel, if anything,
    /// comes along.
    package func sign(
        through proxy: Proxy,
        ink: SignatureInk? = nil,
        shown: [Int],
        of id: CaseID,
        by hand: Hand
    ) async throws -> CaseView {
        let isComplete = !proxy.name.string.isEmpty && !proxy.relation.isEmpty && !proxy.reason.isEmpty
        guard isComplete, hand.staff != nil else { throw ReceptionError.proxyIncomplete }
        if let refusal = ink?.refusal { throw ReceptionError.signatureRefused(refusal) }
        try check(proxy, in: try await view(of: id, at: hand.counter))
        return try await sign(shown, of: id, by: hand) { view, number, documents in
            view.act(number, documents, ink ?? .none, .proxy, role: view.nextSigner, proxy: proxy)
        }
    }

    /// The writer's name must fit the area and have glyphs before anything is closed with it.
    private func check(_ proxy: Proxy, in view: CaseView) throws {
        for document in view.documentsToSign {
            guard var printed = view.printed(document) else { continue }
            let areas = printed.form.signatures.filter { $0.role == view.nextSigner && printed.ink[$0.id] == nil }
            for area in areas { printed.remarks[area.id] = proxy.remark }
            let problems = renderer.problems(in: printed)
            guard problems.isEmpty else { throw DocumentFault(problems) }
        }
    }

    private func sign(
        _ shown: [Int],
        of id: CaseID,
        by hand: Hand,
        _ make: @Sendable @escaping (CaseView, Int, [DocumentRecord]) -> SigningAct
    ) async throws -> CaseView {
        let now = clock.now
        let fonts = try renderer.fontVersions()
        return try await change(id, by: hand, at: now) { view, tx in
            let documents = view.documentsToSign
            guard !documents.isEmpty else { throw ReceptionError.nothingToSign }
            guard documents.map(\.number) == shown.sorted() else { throw ReceptionError.documentsChanged }
            let act = make(view, view.receptionCase.signings.count + 1, documents).set(in: fonts)
            return try self.record([act], in: view, Stamp(at: now, staff: hand.staff, terminal: hand.terminal), tx)
        }
    }

    /// The acts as records, and the seals of the documents that nobody has to sign any more.
    func record(_ acts: [SigningAct], in view: CaseView, _ stamp: Stamp, _ tx: any StoreWriting) throws -> Change {
        var change = Change()
        var next = view.receptionCase
        for act in acts {
            change.bodies.append(.signing(act))
            next = next.appending(.signing(act), stamp: stamp)
            let covered = act.documents.map { "\($0.document):\($0.digest.hex)" }.joined(separator: " ")
            change.entries.append((.signed, "\(act.method.rawValue) \(covered)"))
        }
        guard let seal else { return change }
        for document in Set(acts.flatMap { $0.documents.map(\.document) }).sorted().compactMap(next.document) {
            guard let places = view.places(of: document, in: next), next.seal(of: document) == nil,
                let content = try tx.documentBytes(document.digest)
            else { continue }
            let evidence = next.evidence(for: document)
            let order = SealOrder(
                caseID: next.id.text,
                document: document.number,
                town: view.catalogue.municipality.name,
                at: stamp.at,
                evidence: digest(evidence.bytes),
                strokes: digest(evidence.strokeBytes),
                writings: places.compactMap { place in
                    next.signings.first { $0.number == place.act }.flatMap { SealOrder.Writing(place, $0) }
                }
            )
            let bytes = try seal(content, order)
            let record = SealRecord(
                document: document.number,
                content: document.digest,
                sealed: digest(bytes),
                evidence: order.evidence,
                strokes: order.strokes,
                places: places
            )
            try tx.putDocument(bytes, digest: record.sealed)
            change.bodies.append(.sealing(record))
            change.entries.append((.sealed, "\(document.number):\(record.sealed.hex) evidence:\(record.evidence.hex)"))
        }
        return change
    }
}

extension SignatureInk {
    /// Nothing written on the panel.
    static let none = SignatureInk(strokes: [], aspect: 1)
}

extension SigningAct {
    /// The same act with the fonts its documents were set in.
    func set(in fonts: [FontVersion]) -> SigningAct {
        SigningAct(
            number: number,
            documents: documents,
            ink: ink,
            signer: signer,
            method: method,
            role: role,
            proxy: proxy,
            attendant: attendant,
            fonts: fonts
        )
    }
}
