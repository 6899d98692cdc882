import Japanese
import Madoguchi
import Testing

@Suite("受付の記録")
struct ReceptionCaseTests {
    let id = CaseID(random: [UInt8](repeating: 7, count: 16))
    let stamp = Stamp(at: Instant(milliseconds: 1_774_900_000_000), staff: StaffID("ueno"), terminal: TerminalID("t1"))

    var opened: ReceptionCase {
        let opening = CaseOpening(
            number: ReceptionNumber(day: CivilDate(iso: "2026-04-01")!, serial: 7),
            event: .moveIn,
            counter: CounterID("citizen"),
            registryDate: nil,
            package: "v"
        )
        return ReceptionCase(id: id, records: [CaseRecord(sequence: 1, stamp: stamp, body: .opening(opening))])!
    }

    @Test("受付番号は月日と通し番号になる")
    func receptionNumber() {
        #expect(opened.opening.number.text == "0401-0007")
    }

    @Test("同じ項目は後の事実が有効で、前の事実も残る")
    func latestFactCounts() {
        let key = FactKey(.moveDate)
        let next =
            opened
            .appending(.fact(Fact(key, .date(CivilDate(iso: "2026-03-30")!), from: .code)), stamp: stamp)
            .appending(.fact(Fact(key, .date(CivilDate(iso: "2026-03-31")!), from: .citizen)), stamp: stamp)
        #expect(next.date(.moveDate) == CivilDate(iso: "2026-03-31"))
        #expect(next.facts[key]?.fact.source == .citizen)
        #expect(next.records.count == 3)
    }

    @Test("人を外しても、その人の番号は使い回さない")
    func removedPersonKeepsNumber() {
        let one = opened.appending(.person(CasePerson(key: PersonKey(1), resident: nil)), stamp: stamp)
        let none = one.appending(.personRemoval(PersonRemoval(key: PersonKey(1), reason: "人違い")), stamp: stamp)
        #expect(none.people.isEmpty)
        #expect(none.nextPersonKey == PersonKey(2))
    }

    @Test("新しい手続案内書を出すと、前の符号では開けない")
    func newTicketReplacesOld() {
        let next =
            opened
            .appending(.ticket(TicketIssue(ticket: "A")), stamp: stamp)
            .appending(.ticket(TicketIssue(ticket: "B")), stamp: stamp)
        #expect(next.ticket == "B")
    }

    @Test("記録の抜けと、受付開始のない記録は受け付けない")
    func refusesGaps() {
        let records = opened.records + [CaseRecord(sequence: 3, stamp: stamp, body: .resumption)]
        #expect(ReceptionCase(id: id, records: records) == nil)
        #expect(ReceptionCase(id: id, records: []) == nil)
        let headless = [CaseRecord(sequence: 1, stamp: stamp, body: .resumption)]
        #expect(ReceptionCase(id: id, records: headless) == nil)
    }

    @Test("字形の違う氏名は別の氏名として扱う")
    func compatibilityIdeographsDiffer() {
        #expect(FactValue.text("\u{FA19}田") != FactValue.text("\u{795E}田"))
    }
}
