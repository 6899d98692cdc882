import Documents
import Foundation
import Japanese
import Madoguchi
import Procedures
import Storage
import TestSupport
import Testing

/// Signing, sealing and proving it later (署名・封印・後日の検証).
@Suite("署名の証拠")
struct SignatureTests {
    /// A case of the demo family, signed on the panel before a clerk.
    private func signed() async throws -> (office: CounterDesk, id: CaseID, view: CaseView) {
        let office = try CounterDesk()
        let (id, shown) = try await SignatureTests.prepared(office)
        let view = try await office.desk.sign(
            CounterDesk.ink,
            shown: shown,
            of: id,
            by: CounterDesk.panel,
            attendant: StaffID("ueno")
        )
        return (office, id, view)
    }

    private static func prepared(_ office: CounterDesk) async throws -> (CaseID, [Int]) {
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let made = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        return (id, made.documentsToSign.map(\.number))
    }

    private func faults(
        _ bytes: [UInt8],
        _ receptionCase: ReceptionCase?,
        _ office: CounterDesk,
        _ id: CaseID
    ) async throws -> [SignatureProof.Fault] {
        let entries = try await office.store.read { try $0.journalEntries(caseID: id, limit: 1_000) }
        return SignatureProof.faults(
            bytes,
            in: receptionCase,
            journal: entries.filter { $0.action == .sealed }.map(\.detail),
            library: try CounterDesk.renderer.get(),
            digest: CounterDesk.sha256
        )
    }

    private func sealedBytes(
        _ office: CounterDesk,
        _ view: CaseView,
        _ document: DocumentRecord
    ) async throws -> [UInt8] {
        let seal = try #require(view.receptionCase.seal(of: document))
        return try #require(try await office.store.read { try $0.documentBytes(seal.sealed) })
    }

    @Test("署名した書類はすべて封印され、内容・様式とフォントの版・筆跡・端末・職員・日時が後から証明できる")
    func provesLater() async throws {
        let (office, id, view) = try await signed()
        let documents = view.receptionCase.documents.filter { view.receptionCase.signing(of: $0) != nil }
        #expect(documents.count >= 3)
        for document in documents {
            let bytes = try await sealedBytes(office, view, document)
            let content = try #require(try await office.store.read { try $0.documentBytes(document.digest) })
            #expect(bytes.starts(with: content))
            #expect(try await faults(bytes, view.receptionCase, office, id) == [])
        }
        let evidence = try #require(view.receptionCase.evidence(for: documents[0]).first)
        let text = evidence.text
        for wanted in [
            "terminal\tt-citizen", "staff\tueno", "method\telectronic", documents[0].digest.hex, documents[0].package,
            "font\tIPAmjMincho\t", "at\t\(office.clock.now.iso)",
        ] { #expect(text.contains(wanted), "\(wanted)") }
        // Three strokes of twelve points, each with its time and pressure.
        #expect(evidence.strokes.split(separator: "\n").filter { $0.hasPrefix("stroke\t") }.count == 3)
        #expect(evidence.strokes.contains("100000,200000,0,4000"))
    }

    @Test("一バイトの書き換え、筆跡のすり替え、別の書類、失われた証拠は、それぞれの文で断る")
    func refusesForgeries() async throws {
        let (office, id, view) = try await signed()
        let documents = view.receptionCase.documents
        let bytes = try await sealedBytes(office, view, documents[0])
        var changed = bytes
        changed[bytes.count / 3] ^= 1
        #expect(try await faults(changed, view.receptionCase, office, id) == [.brokenSeal])
        let content = try #require(try await office.store.read { try $0.documentBytes(documents[0].digest) })
        #expect(try await faults(content, view.receptionCase, office, id) == [.unsealed])
        #expect(try await faults(bytes, nil, office, id) == [.evidenceMissing])
        #expect(try await faults(bytes, forged(view.receptionCase) { _ in nil }, office, id) == [.evidenceMissing])

        let exchanged = forged(view.receptionCase) { body in
            guard case .signing(let act) = body else { return body }
            var ink = act.ink
            ink.strokes[0].points[3].x += 0.01
            return .signing(act.with(ink: ink))
        }
        #expect(try await faults(bytes, exchanged, office, id) == [.strokes])
        let moved = forged(view.receptionCase, terminal: TerminalID("t-other")) { $0 }
        #expect(try await faults(bytes, moved, office, id) == [.evidence])

        let otherDocument = forged(view.receptionCase) { body in
            guard case .document(let document) = body, document.number == documents[0].number else { return body }
            return .document(document.with(digest: documents[1].digest))
        }
        #expect(try await faults(bytes, otherDocument, office, id) == [.otherDocument])

        let made = try SealKey.make(town: "例示市", at: office.clock.now)
        let sealer = DocumentSealer(
            try SealKey(certificate: made.certificate, key: made.key),
            try CounterDesk.renderer.get()
        )
        let file = try #require(SealedDocument(bytes))
        let order = SealOrder(
            caseID: file.caseID,
            document: file.document,
            town: "例示市",
            at: office.clock.now,
            evidence: file.evidence,
            strokes: file.strokes,
            writings: []
        )
        let again = try sealer.sealed(file.content, order)
        #expect(try await faults(again, view.receptionCase, office, id) == [.drawing, .otherFile])
        for fault in [SignatureProof.Fault.brokenSeal, .strokes, .otherDocument, .evidenceMissing] {
            #expect(fault.description.hasSuffix("。"))
        }
    }

    /// The case as somebody with the database in hand would have it.
    private func forged(
        _ receptionCase: ReceptionCase,
        terminal: TerminalID? = nil,
        _ change: (CaseRecord.Body) -> CaseRecord.Body?
    ) -> ReceptionCase? {
        var records: [CaseRecord] = []
        for record in receptionCase.records {
            let isSigning = if case .signing = record.body { true } else { false }
            var body = change(record.body)
            // Records that went missing leave no gap, or the case would not read at all.
            if body == nil, !isSigning { body = record.body }
            guard let body else { continue }
            let stamp = Stamp(
                at: record.stamp.at,
                staff: record.stamp.staff,
                terminal: isSigning ? terminal ?? record.stamp.terminal : record.stamp.terminal
            )
            records.append(CaseRecord(sequence: records.count + 1, stamp: stamp, body: body))
        }
        return ReceptionCase(id: receptionCase.id, records: records)
    }

    @Test("署名できない人には代筆の記録で進み、書いた人と理由が証拠に残って書類に印字される")
    func proxyWrites() async throws {
        let office = try CounterDesk()
        let (id, shown) = try await SignatureTests.prepared(office)
        let nameless = Proxy(name: RegisteredText(""), relation: "長女", reason: "右手のけが")
        await #expect(throws: ReceptionError.proxyIncomplete) {
            try await office.desk.sign(through: nameless, shown: shown, of: id, by: CounterDesk.citizen)
        }
        let proxy = Proxy(name: RegisteredText("例示　花子"), relation: "長女", reason: "右手のけが")
        await #expect(throws: ReceptionError.proxyIncomplete) {
            try await office.desk.sign(through: proxy, shown: shown, of: id, by: CounterDesk.panel)
        }
        let view = try await office.desk.sign(through: proxy, shown: shown, of: id, by: CounterDesk.citizen)
        #expect(view.documentsToSign.isEmpty)
        let document = try #require(view.receptionCase.documents.first)
        let text = try #require(view.receptionCase.evidence(for: document).first).text
        #expect(text.contains("method\tproxy\n"))
        #expect(text.contains("proxy\t例示　花子\nproxy-relation\t長女\nproxy-reason\t右手のけが"))
        #expect(text.contains("staff\tueno"))
        let bytes = try await sealedBytes(office, view, document)
        #expect(try await faults(bytes, view.receptionCase, office, id) == [])
        #expect(view.printed(document)?.remarks.values.first?.string == "代筆　例示　花子（長女）")
        _ = try await office.desk.submit([document.application], of: id, by: CounterDesk.citizen)
    }

    @Test(
        "紙に自署・記名の手続は受け付けた時に封印され、どの方式だったかが証拠に残る",
        arguments: [
            (Procedure.SignatureMode.paper, SigningMethod.paper), (.printedName, .printedName),
        ]
    )
    func otherModes(mode: Procedure.SignatureMode, method: SigningMethod) async throws {
        let office = try CounterDesk { procedures in
            for index in procedures.indices where procedures[index].id == "resident-move" {
                procedures[index].signature = mode
            }
        }
        let (id, shown) = try await SignatureTests.prepared(office)
        let view = try await office.desk.view(of: id)
        let document = try #require(view.application(ApplicationKey("resident-move"))?.current)
        #expect(!shown.contains(document.number))
        let after = try await office.desk.submit([document.application], of: id, by: CounterDesk.citizen)
        let act = try #require(after.receptionCase.signing(of: document))
        #expect(act.method == method)
        #expect(act.ink.strokes.isEmpty)
        let bytes = try await sealedBytes(office, after, document)
        #expect(try await faults(bytes, after.receptionCase, office, id) == [])
        // Taking it back and handing it in again does not close it twice.
        _ = try await office.desk.takeBack(document.application, reason: "窓口違い", of: id, by: CounterDesk.citizen)
        let again = try await office.desk.submit([document.application], of: id, by: CounterDesk.citizen)
        #expect(again.receptionCase.seals.filter { $0.document == document.number }.count == 1)
    }

    @Test("二人の世帯主が署名する様式は、二人目の署名まで封印されない")
    func twoSigners() async throws {
        let office = try CounterDesk { procedures in
            for index in procedures.indices where procedures[index].id == "resident-move" {
                let second = SignatureArea(
                    id: "旧世帯主",
                    signer: "旧世帯主",
                    area: PageArea(x: 121, y: 244, width: 76, height: 11.6),
                    role: "旧世帯主"
                )
                for edition in procedures[index].editions.indices {
                    procedures[index].editions[edition].form?.sheet.signatures.append(SignaturePlace(second))
                }
            }
        }
        let (id, shown) = try await SignatureTests.prepared(office)
        let first = try await office.desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
        let move = try #require(first.application(ApplicationKey("resident-move"))?.current)
        #expect(first.nextSigner == "旧世帯主")
        #expect(first.documentsToSign == [move])
        #expect(first.receptionCase.seal(of: move) == nil)
        #expect(first.receptionCase.seals.count == shown.count - 1)
        await #expect(throws: ReceptionError.notSigned(move.application)) {
            try await office.desk.submit([move.application], of: id, by: CounterDesk.citizen)
        }
        var ink = CounterDesk.ink
        ink.strokes.removeLast()
        let both = try await office.desk.sign(ink, shown: [move.number], of: id, by: CounterDesk.panel)
        #expect(both.nextSigner == nil)
        #expect(both.receptionCase.evidence(for: move).map(\.act.role) == ["届出人", "旧世帯主"])
        let bytes = try await sealedBytes(office, both, move)
        #expect(try await faults(bytes, both.receptionCase, office, id) == [])
        let printed = try #require(both.printed(move))
        #expect(printed.ink["旧世帯主"] == ink)
        #expect(printed.ink["届出人"] == CounterDesk.ink)
    }
}

extension SigningAct {
    fileprivate func with(ink: SignatureInk) -> SigningAct {
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

extension DocumentRecord {
    fileprivate func with(digest: Digest) -> DocumentRecord {
        DocumentRecord(
            number: number,
            application: application,
            version: version,
            title: title,
            values: values,
            digest: digest,
            pages: pages,
            package: package,
            fonts: fonts
        )
    }
}
