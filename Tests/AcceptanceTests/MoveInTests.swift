import Foundation
import Japanese
import Madoguchi
import Procedures
import Storage
import TestSupport
import Testing

@Suite("10(1)(イ) 転入: 読み取りから申請書、案内書、次の窓口まで")
struct MoveInTests {
    /// What this family would answer.
    static func answer(_ question: OpenQuestion, _ item: Item) -> FactValue? {
        switch (question.key.item.text, item.kind) {
        case ("health-insurance", _): .choice(question.key.person == PersonKey(5) ? "後期高齢者医療" : "会社などの健康保険")
        case ("allowance-claimant", _): .choice("世帯主")
        case (_, .boolean): .flag(false)
        case (_, .choice): item.choices.first.map { .choice($0.value) }
        case (_, .date): .date(CivilDate(iso: "2026-11-20")!)
        case (_, .number): .number(1)
        case (_, .text), (_, .kana): .text("例示")
        }
    }

    @Test("転出証明書の二次元コードから5人が読み取られ、字形が保たれる")
    func readsTheFamily() async throws {
        let office = try CounterDesk()
        let id = try await office.desk.open(.moveIn, by: CounterDesk.citizen)
        let view = try await office.desk.take(office.certificate(), into: id, by: CounterDesk.citizen)
        #expect(view.receptionCase.people.count == 5)
        let names = view.receptionCase.people.map { view.name(of: $0.key).string.unicodeScalars.map(\.value) }
        #expect(names[0].starts(with: [0x8FBB, 0xE0102]))
        #expect(names[4].first == 0x20BB7)
        #expect(view.receptionCase.facts[FactKey(.name, PersonKey(1))]?.fact.source == .code)
        #expect(view.receptionCase.text(.careLevel, of: PersonKey(5)) == "要介護2")
    }

    @Test("同じ証明書を二度読んでも人は増えない")
    func secondReadingAddsNobody() async throws {
        let office = try CounterDesk()
        let id = try await office.desk.open(.moveIn, by: CounterDesk.citizen)
        _ = try await office.desk.take(office.certificate(), into: id, by: CounterDesk.citizen)
        let view = try await office.desk.take(office.certificate(), into: id, by: CounterDesk.citizen)
        #expect(view.receptionCase.people.count == 5)
    }

    @Test("届出期限は異動日の翌日から14日で、判定に理由と根拠が付く")
    func judgesTheDeadline() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        let view = try await office.desk.view(of: id)
        let move = try #require(view.application(ApplicationKey("resident-move")))
        #expect(move.verdict.outcome == .due)
        #expect(move.verdict.deadline?.day == CivilDate(iso: "2026-12-04"))
        #expect(move.verdict.deadline?.isMissed == false)
        #expect(move.verdict.law.contains("住民基本台帳法"))
        #expect(!move.verdict.reason.isEmpty)
    }

    @Test("答えるたびに質問が減り、必要な手続が決まる")
    func interviewEnds() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        let asked = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        #expect(Set(asked).count == asked.count, "the same question twice")
        let view = try await office.desk.view(of: id)
        let due = Set(view.applications.filter { $0.verdict.outcome == .due }.map(\.key.text))
        #expect(due.contains("resident-move"))
        #expect(due.isSuperset(of: ["welfare-medical.p3", "welfare-medical.p4", "long-term-care.p5"]))
        #expect(due.contains("child-allowance"))
        #expect(due.contains { $0.hasPrefix("school") && $0.hasSuffix("p3") || $0 == "school" })
        #expect(view.verdicts.allSatisfy { $0.outcome != .undecided })
    }

    @Test("完成した様式すべてに一度で署名し、変わった事実は触れた書類だけを無効にする")
    func oneSignatureForAll() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let made = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        #expect(made.documentsToSign.count >= 2)
        let shown = made.documentsToSign.map(\.number)
        let signed = try await office.desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
        #expect(signed.documentsToSign.isEmpty)
        for document in signed.receptionCase.documents {
            let stored = try await office.store.read { try $0.documentBytes(document.digest) }
            let bytes = try #require(stored)
            #expect(CounterDesk.sha256(bytes) == document.digest)
            #expect(signed.receptionCase.signing(of: document) != nil)
        }
        try await office.note(id, [(.kana, .text("ツジ　ミナトウ"))], person: PersonKey(3))
        let after = try await office.desk.view(of: id)
        let voided = Set(after.applications.filter { $0.voided != nil }.map(\.key.text))
        #expect(voided.contains("resident-move"))
        #expect(!voided.contains("welfare-medical.p4"))
        #expect(!voided.contains("long-term-care.p5"))
    }

    @Test("空の署名と点だけの署名は受け付けない")
    func refusesNoSignature() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let shown = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen).documentsToSign.map(
            \.number
        )
        let empty = SignatureInk(strokes: [], aspect: 4)
        let dot = SignatureInk(
            strokes: [Stroke([StrokePoint(x: 0.5, y: 0.5, time: 0, pressure: 0.5)])],
            aspect: 4
        )
        await #expect(throws: ReceptionError.signatureRefused(.empty)) {
            try await office.desk.sign(empty, shown: shown, of: id, by: CounterDesk.panel)
        }
        await #expect(throws: ReceptionError.signatureRefused(.tooShort)) {
            try await office.desk.sign(dot, shown: shown, of: id, by: CounterDesk.panel)
        }
        await #expect(throws: ReceptionError.documentsChanged) {
            try await office.desk.sign(CounterDesk.ink, shown: Array(shown.dropLast()), of: id, by: CounterDesk.panel)
        }
    }

    @Test("案内書の二次元コードで次の窓口が続きから始まり、証跡が検証できる")
    func nextCounterGoesOn() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let shown = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen).documentsToSign.map(
            \.number
        )
        _ = try await office.desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
        let bytes = try await office.desk.print(shown, withSlip: true, of: id, by: CounterDesk.citizen)
        #expect(bytes.starts(with: Array("%PDF-1.7".utf8)))
        _ = try await office.desk.submit([ApplicationKey("resident-move")], of: id, by: CounterDesk.citizen)
        let arrived = try await office.desk.arrive(with: office.printedTicket(bytes), by: CounterDesk.medical)
        #expect(arrived == id)
        _ = try await office.answerAll(id, at: CounterDesk.medical, MoveInTests.answer)
        let made = try await office.desk.prepareDocuments(of: id, by: CounterDesk.medical)
        let more = made.documentsToSign.map(\.number)
        if !more.isEmpty {
            _ = try await office.desk.sign(CounterDesk.ink, shown: more, of: id, by: CounterDesk.medical)
        }
        let keys = [ApplicationKey("welfare-medical", PersonKey(3)), ApplicationKey("welfare-medical", PersonKey(4))]
        let done = try await office.desk.submit(keys, of: id, by: CounterDesk.medical)
        #expect(done.stops.first { $0.counter.id == CounterDesk.medical.counter }?.isDone == true)
        let waiting = try await office.store.read { try $0.waitingEntries(receivedOn: nil) }
        #expect(waiting.count == 3)
        let rows = EntryPlan(done).rows(of: ApplicationKey("resident-move"))
        #expect(rows.count == 5)
        #expect(Set(rows.map(\.key)).count == 5)
        guard case .intact(let entries, _) = try await office.store.verifyJournal() else {
            Issue.record("journal is broken")
            return
        }
        #expect(entries > 30)
    }

    @Test("再発行した案内書があれば、前の案内書では開かない")
    func replacedSlip() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        let slip = try await office.desk.print([], withSlip: true, of: id, by: CounterDesk.citizen)
        let first = try office.printedTicket(slip)
        _ = try await office.desk.print([], withSlip: true, of: id, by: CounterDesk.citizen)
        await #expect(throws: ReceptionError.ticketReplaced) {
            try await office.desk.arrive(with: first, by: CounterDesk.medical)
        }
    }

    @Test("取り下げた受付の案内書は、はっきり断る")
    func closedCase() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        let slip = try await office.desk.print([], withSlip: true, of: id, by: CounterDesk.citizen)
        let ticket = try office.printedTicket(slip)
        _ = try await office.desk.withdraw(id, reason: "人違い", by: CounterDesk.citizen)
        await #expect(throws: ReceptionError.ticketOfClosedCase) {
            try await office.desk.arrive(with: ticket, by: CounterDesk.medical)
        }
    }

    @Test("二つの画面が同じ項目を変えると、後の方に知らせて上書きしない")
    func twoTabs() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        let basis = try await office.desk.view(of: id).receptionCase.revision
        let key = FactKey(.phone)
        _ = try await office.desk.note(
            [Fact(key, .text("090-1111-1111"), from: .staff)],
            basis: basis,
            in: id,
            by: CounterDesk.citizen
        )
        await #expect(throws: ReceptionError.conflict(key)) {
            try await office.desk.note(
                [Fact(key, .text("090-2222-2222"), from: .staff)],
                basis: basis,
                in: id,
                by: CounterDesk.citizen
            )
        }
        let kept = try await office.desk.view(of: id)
        #expect(kept.receptionCase.text(.phone) == "090-1111-1111")
    }
}
