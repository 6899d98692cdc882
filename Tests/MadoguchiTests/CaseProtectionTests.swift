import Japanese
import Testing

@testable import Madoguchi

@Suite("支援措置のある受付")
struct CaseProtectionTests {
    private let day = CivilDate(iso: "2026-11-27")!
    private let asker = StaffID("tanaka")!
    private let second = StaffID("sato")!

    private func visit(_ bodies: [(CaseRecord.Body, StaffID?)]) throws -> ReceptionCase {
        let opening = CaseOpening(
            number: ReceptionNumber(day: day, serial: 1),
            event: .moveWithin,
            counter: CounterID("citizen"),
            registryDate: nil,
            package: "1"
        )
        let all: [(CaseRecord.Body, StaffID?)] = [(.opening(opening), asker)] + bodies
        // Noon in Japan.
        let noon = Instant(milliseconds: Int64(day.dayNumber) * 86_400_000 + 3 * 3_600_000)
        let records = all.enumerated().map { place, item in
            CaseRecord(
                sequence: place + 1,
                stamp: Stamp(at: noon, staff: item.1, terminal: TerminalID("t1")),
                body: item.0
            )
        }
        return try #require(ReceptionCase(id: CaseID(random: [UInt8](repeating: 1, count: 16)), records: records))
    }

    private func fact(_ item: ItemID, _ value: FactValue, _ source: FactSource, person: Int? = nil) -> CaseRecord.Body {
        .fact(Fact(FactKey(item, person.map { PersonKey($0) }), value, from: source))
    }

    private var person: CaseRecord.Body { .person(CasePerson(key: PersonKey(1), resident: ResidentNumber("1"))) }

    private func request(_ party: VisitorParty) -> CaseRecord.Body {
        .releaseRequest(ReleaseRequest(party: party, reason: "来庁"))
    }

    @Test("読み取り、住民データ、来庁のどれで分かっても止まる", arguments: [FactSource.code, .registry, .staff])
    func stops(source: FactSource) throws {
        let visit = try visit([
            (person, asker), (fact(.oldAddress, .text("本町1番地"), .code), asker),
            (fact(.isProtected, .flag(true), source, person: 1), asker),
        ])
        let protection = visit.protection()
        #expect(protection.state == .stopped && protection.people == [PersonKey(1)])
        #expect(visit.suppressed(by: protection).value(.oldAddress) == nil)
        #expect(visit.value(.oldAddress) != nil)
    }

    @Test("受付の後で住民データが支援措置になっても止まる")
    func laterInTheRegister() throws {
        let visit = try visit([(person, asker), (fact(.oldAddress, .text("本町1番地"), .registry), asker)])
        #expect(visit.protection().state == .none)
        #expect(visit.protection(of: [ResidentNumber("1")]).isStopped)
        #expect(visit.protection(of: [ResidentNumber("2")]).state == .none)
    }

    @Test("対象者本人なら住所が出て、本人でない人には読み取った住所が出ない")
    func parties() throws {
        let begun: [(CaseRecord.Body, StaffID?)] = [
            (person, asker), (fact(.oldAddress, .text("本町1番地"), .code), asker),
            (fact(.isProtected, .flag(true), .code, person: 1), asker),
        ]
        for party in VisitorParty.allCases {
            let release = ProtectionRelease(request: 5, party: party)
            let visit = try visit(
                begun + [
                    (request(party), asker), (.release(release), second),
                    (fact(.newLot, .text("9番地"), .citizen), nil), (fact(.newTown, .text("栄町"), .card), asker),
                ]
            )
            let protection = visit.protection(today: day)
            #expect(protection.state == .released(party, by: second))
            let visible = visit.suppressed(by: protection)
            #expect((visible.value(.oldAddress) != nil) == (party == .subject))
            #expect((visible.value(.newTown) != nil) == (party == .subject))
            #expect(visible.value(.newLot) != nil)
        }
    }

    @Test("解除はその日だけ。取り消せば止まり、新しい対象者が分かればまた止まる")
    func ends() throws {
        let release = ProtectionRelease(request: 4, party: .subject)
        let begun: [(CaseRecord.Body, StaffID?)] = [
            (person, asker), (fact(.isProtected, .flag(true), .code, person: 1), asker), (request(.subject), asker),
            (.release(release), second),
        ]
        #expect(!(try visit(begun)).protection(today: day).isStopped)
        #expect(try visit(begun).protection(today: day.adding(days: 1)).isStopped)
        #expect(try visit(begun + [(.releaseEnd, second)]).protection(today: day).isStopped)
        let other: [(CaseRecord.Body, StaffID?)] = [
            (.person(CasePerson(key: PersonKey(2), resident: nil)), asker),
            (fact(.isProtected, .flag(true), .staff, person: 2), asker),
        ]
        let again = try visit(begun + other).protection(today: day)
        #expect(again.isStopped && again.people == [PersonKey(1), PersonKey(2)])
    }

    @Test("人を受付から外しても、支援措置は消えない")
    func staysAfterRemoval() throws {
        let visit = try visit([
            (person, asker), (fact(.isProtected, .flag(true), .code, person: 1), asker),
            (.personRemoval(PersonRemoval(key: PersonKey(1), reason: "人違い")), asker),
        ])
        #expect(visit.protection().isStopped)
    }
}

@Suite("個人番号")
struct MyNumberTests {
    @Test("検査用数字が合う12けただけを受け取り、自分からは名乗らない")
    func checkDigit() throws {
        // 総務省令 平成26年第85号 5条 by hand: 98320567321 gives 4.
        let number = try #require(MyNumber("983205673214"))
        #expect(MyNumber("983205673215") == nil)
        #expect(MyNumber("98320567321") == nil)
        #expect(MyNumber("９８３２０５６７３２１４") == nil)
        #expect("\(number)" == MyNumber.masked)
        #expect(!String(reflecting: number).contains("9832"))
        #expect(!"\([number])".contains("9832"))
    }
}
