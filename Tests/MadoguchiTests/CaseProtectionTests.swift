import Japanese
import Testing

@testable import Madoguchi

@Suite("支援措置のある受付")
struct CaseProtectionTests {
    private let day = CivilDate(iso: "2026-11-27")!
    private let asker = StaffID("tanaka")!
    private let second = StaffID("sato")!
    private let citizen = CounterID("citizen")
    private let table = Disclosure(
        whereabouts: ItemID.whereabouts,
        shown: [.subject: [.casePage, .form, .panel, .entry]]
    )

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

    /// Noon in Japan.
    private func noon(_ day: CivilDate, at counter: CounterID = CounterID("citizen")) -> Standpoint {
        Standpoint(now: Instant(milliseconds: Int64(day.dayNumber) * 86_400_000 + 3 * 3_600_000), counter: counter)
    }

    private func fact(_ item: ItemID, _ value: FactValue, _ source: FactSource, person: Int? = nil) -> CaseRecord.Body {
        .fact(Fact(FactKey(item, person.map { PersonKey($0) }), value, from: source))
    }

    private var person: CaseRecord.Body { .person(CasePerson(key: PersonKey(1), resident: ResidentNumber("1"))) }

    private func request(_ party: VisitorParty) -> CaseRecord.Body {
        .releaseRequest(ReleaseRequest(party: party, reason: "来庁", counter: citizen))
    }

    @Test("読み取り、住民データ、来庁のどれで分かっても止まる", arguments: [FactSource.code, .registry, .staff])
    func stops(source: FactSource) throws {
        let visit = try visit([
            (person, asker), (fact(.oldAddress, .text("本町1番地"), .code), asker),
            (fact(.isProtected, .flag(true), source, person: 1), asker),
        ])
        let protection = visit.protection()
        #expect(protection.state == .stopped && protection.people == [PersonKey(1)])
        #expect(visit.suppressed(by: protection, table).value(.oldAddress) == nil)
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
            let release = ProtectionRelease(request: 5, party: party, people: [PersonKey(1)], counter: nil, until: nil)
            let visit = try visit(
                begun + [
                    (request(party), asker), (.release(release), second),
                    (fact(.newLot, .text("9番地"), .citizen), nil), (fact(.newTown, .text("栄町"), .card), asker),
                ]
            )
            let protection = visit.protection(from: noon(day))
            #expect(protection.state == .released(party, by: second))
            let visible = visit.suppressed(by: protection, table)
            #expect((visible.value(.oldAddress) != nil) == (party == .subject))
            #expect((visible.value(.newTown) != nil) == (party == .subject))
            #expect(visible.value(.newLot) != nil)
        }
    }

    @Test("解除はその日だけ。取り消せば止まり、新しい対象者が分かればまた止まる")
    func ends() throws {
        let release = ProtectionRelease(request: 4, party: .subject, people: [PersonKey(1)], counter: nil, until: nil)
        let begun: [(CaseRecord.Body, StaffID?)] = [
            (person, asker), (fact(.isProtected, .flag(true), .code, person: 1), asker), (request(.subject), asker),
            (.release(release), second),
        ]
        #expect(!(try visit(begun)).protection(from: noon(day)).isStopped)
        #expect(try visit(begun).protection(from: noon(day.adding(days: 1))).isStopped)
        #expect(try visit(begun + [(.releaseEnd, second)]).protection(from: noon(day)).isStopped)
        let other: [(CaseRecord.Body, StaffID?)] = [
            (.person(CasePerson(key: PersonKey(2), resident: nil)), asker),
            (fact(.isProtected, .flag(true), .staff, person: 2), asker),
        ]
        let again = try visit(begun + other).protection(from: noon(day))
        #expect(again.isStopped && again.people == [PersonKey(1), PersonKey(2)])
    }

    @Test("解除の後のデータで、別の人の支援措置が分かれば、前の解除は効かない")
    func laterGeneration() throws {
        let release = ProtectionRelease(request: 5, party: .subject, people: [PersonKey(1)], counter: nil, until: nil)
        let visit = try visit([
            (person, asker), (.person(CasePerson(key: PersonKey(2), resident: ResidentNumber("2"))), asker),
            (fact(.isProtected, .flag(true), .code, person: 1), asker), (request(.subject), asker),
            (.release(release), second),
        ])
        #expect(!visit.protection(from: noon(day)).isStopped)
        #expect(visit.protection(of: [ResidentNumber("2")], from: noon(day)).isStopped)
    }

    @Test("きのうの求めは、きょうは解除できない")
    func staleRequest() throws {
        let visit = try visit([
            (person, asker), (fact(.isProtected, .flag(true), .code, person: 1), asker), (request(.subject), asker),
        ])
        guard case .requested = visit.protection(from: noon(day)).state else {
            Issue.record("the request counts on its own day")
            return
        }
        #expect(visit.protection(from: noon(day.adding(days: 1))).state == .stopped)
    }

    @Test("入力は、解除が終わっても、解除のもとで受け付けた内容で行う")
    func entries() throws {
        let release = ProtectionRelease(request: 4, party: .subject, people: [PersonKey(1)], counter: nil, until: nil)
        let begun: [(CaseRecord.Body, StaffID?)] = [
            (person, asker), (fact(.isProtected, .flag(true), .code, person: 1), asker), (request(.subject), asker),
        ]
        #expect(try visit(begun).protectionOfEntries(of: []).viewer == .stopped)
        let ended = try visit(begun + [(.release(release), second), (.releaseEnd, second)])
        #expect(ended.protection(from: noon(day)).viewer == .stopped)
        #expect(ended.protectionOfEntries(of: []).viewer == .subject)
    }

    @Test("来庁で付いた印は取り消せるが、住民データの支援措置は残る")
    func endOfAMark() throws {
        let marked: [(CaseRecord.Body, StaffID?)] = [
            (person, asker), (fact(.isProtected, .flag(true), .staff, person: 1), asker),
            (.protectionEnd(ProtectionEnd(person: PersonKey(1), reason: "付け間違い")), second),
        ]
        #expect(try visit(marked).protection(from: noon(day)).state == .none)
        #expect(try visit(marked).protection(of: [ResidentNumber("1")], from: noon(day)).isStopped)
        let again = marked + [(fact(.isProtected, .flag(true), .staff, person: 1), asker)]
        #expect(try visit(again).protection(from: noon(day)).isStopped)
    }

    private func granted(
        _ party: VisitorParty,
        at counter: String,
        request: Int,
        until: Instant? = nil
    )
        -> [(CaseRecord.Body, StaffID?)]
    {
        let place = CounterID(counter)
        let asked = ReleaseRequest(party: party, reason: "転居の届出", counter: place)
        let release = ProtectionRelease(
            request: request,
            party: party,
            people: [PersonKey(1)],
            counter: place,
            until: until
        )
        return [(.releaseRequest(asked), asker), (.release(release), second)]
    }

    private var known: [(CaseRecord.Body, StaffID?)] {
        [(person, asker), (fact(.isProtected, .flag(true), .code, person: 1), asker)]
    }

    @Test("解除は求めた窓口と、案内書に載った窓口だけに効き、理由が残る")
    func boundToCounters() throws {
        let release = known + granted(.subject, at: "citizen", request: 4)
        let before = try visit(release)
        #expect(!before.protection(from: noon(day)).isStopped)
        #expect(before.protection(from: noon(day, at: CounterID("medical"))).isStopped)
        #expect(before.protection(from: noon(day, at: CounterID("medical"))).grants.map(\.reason) == ["転居の届出"])
        let slip = PrintRun(documents: [], withSlip: true, counters: [CounterID("citizen"), CounterID("medical")])
        let after = try visit(release + [(.printing(slip), asker)])
        #expect(!after.protection(from: noon(day, at: CounterID("medical"))).isStopped)
        #expect(after.protection(from: noon(day, at: CounterID("school"))).isStopped)
    }

    @Test("解除は決めた時刻で終わり、受付が済んだ後の期限はそれより早く終わらせる")
    func boundToTime() throws {
        let end = noon(day).now.adding(seconds: 3600)
        let release = known + granted(.subject, at: "citizen", request: 4, until: end)
        func isStopped(_ records: [(CaseRecord.Body, StaffID?)], after seconds: Int) throws -> Bool {
            let now = noon(day).now.adding(seconds: seconds)
            return try visit(records).protection(from: Standpoint(now: now, counter: citizen)).isStopped
        }
        #expect(try !isStopped(release, after: 3599))
        #expect(try isStopped(release, after: 3600))
        let limit: CaseRecord.Body = .releaseLimit(ReleaseLimit(until: noon(day).now.adding(seconds: 900)))
        let through = release + [(limit, asker)]
        #expect(try !isStopped(through, after: 899))
        #expect(try isStopped(through, after: 900))
        // Asked and given again, the limit of before is none any more.
        #expect(try !isStopped(through + granted(.subject, at: "citizen", request: 7), after: 900))
    }

    @Test("別の人への解除は、前の解除を終わらせる。本人がいた窓口に、次は別の人が立つかもしれない")
    func anotherParty() throws {
        let visit = try visit(
            known + granted(.subject, at: "medical", request: 4) + [(fact(.newLot, .text("9番地"), .staff), asker)]
                + granted(.other, at: "citizen", request: 7) + [(fact(.newBuilding, .text("コーポ"), .staff), asker)]
        )
        #expect(visit.protection(from: noon(day, at: CounterID("medical"))).isStopped)
        let protection = visit.protection(from: noon(day))
        #expect(protection.viewer == .other)
        let visible = visit.suppressed(by: protection, table)
        #expect(visible.value(.newLot) == nil && visible.value(.newBuilding) != nil)
    }

    @Test("二つの窓口で別々に解除しても、本人でない人の言ったことは、どちらの窓口にも残る")
    func twoCounters() throws {
        let visit = try visit(
            known + granted(.other, at: "citizen", request: 4) + [(fact(.newLot, .text("9番地"), .staff), asker)]
                + granted(.other, at: "medical", request: 7)
        )
        for counter in ["citizen", "medical"] {
            let protection = visit.protection(from: noon(day, at: CounterID(counter)))
            #expect(visit.suppressed(by: protection, table).value(.newLot) != nil)
        }
        #expect(visit.protectionOfEntries(of: []).since == 5)
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
