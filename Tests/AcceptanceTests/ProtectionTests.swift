import Foundation
import Japanese
import Madoguchi
import Registry
import Rules
import Storage
import TestSupport
import Testing

/// Who sees an output (見る人), and which outputs there are (出力).
enum Audience: String, CaseIterable {
    /// The clerk before a release, the protected person after one, anybody else after one.
    case stopped, subject, other
}

enum Outlet: String, CaseIterable {
    case search, addressSearch, history, caseFacts, form, panelSummary, slip, code, entry, journal, errors
}

/// 支援措置: what each outlet may show to each audience. The address is nowhere but where this table says so.
///
/// 住民基本台帳事務処理要領 第5-10 and the leaks of 犬山 (2017), 三鷹 (2019): a mark on the screen did not stop anybody.
@Suite("支援措置の一日")
struct ProtectionTests {
    /// Her own case after the release carries her address to herself: facts, form, and the entry into the core system.
    static let shown: [Audience: Set<Outlet>] = [
        .stopped: [], .subject: [.caseFacts, .form, .panelSummary, .entry], .other: [],
    ]

    private let senior = ReceptionDesk.Hand(
        staff: StaffID("hoshino"),
        terminal: TerminalID("t-citizen"),
        counter: CounterID("citizen")
    )
    /// Letters that stand in her address and nowhere else in the town.
    private let marker = "秘匿町"

    private func household() -> [Resident] {
        ["山田　秘", "山田　子"].enumerated().map { place, name in
            var person = Resident(
                number: ResidentNumber("500\(place)"),
                household: HouseholdNumber("9500"),
                kind: .japanese,
                standing: .current,
                name: RegisteredText(name),
                kana: "ヤマダ　\(place == 0 ? "ヒメ" : "コ")",
                sex: .female,
                birthDate: CivilDate(iso: place == 0 ? "1990-05-05" : "2018-06-06"),
                birthText: place == 0 ? "平成2年5月5日" : "平成30年6月6日",
                relationship: place == 0 ? "世帯主" : "子",
                address: ResidentAddress(
                    postalCode: "3799902",
                    townCode: "",
                    town: RegisteredText(marker),
                    lot: "7番地",
                    building: RegisteredText("\(marker)荘1号")
                )
            )
            person.isProtected = place == 0
            person.phone = "027-\(marker)"
            return person
        }
    }

    private func desk() async throws -> CounterDesk {
        let desk = try CounterDesk()
        let writer = try desk.store.beginGeneration(businessDate: desk.clock.now.day, importedAt: desk.clock.now)
        let people = household()
        var before = people[1]
        before.address.lot = "前の番地"
        try writer.take(.histories([ResidentHistory(of: before, sequence: 1, changedOn: nil, reason: "")]))
        try writer.add(people)
        _ = try await desk.store.publish(
            try writer.finish(),
            journaledAs: JournalEntry(.registryImported, at: desk.clock.now)
        )
        return desk
    }

    /// A case of her household, brought to the state in which the audience looks at it.
    private func visit(_ desk: CounterDesk, for audience: Audience) async throws -> CaseID {
        let id = try await desk.desk.open(.moveWithin, by: CounterDesk.citizen)
        let numbers = household().map(\.number)
        _ = try await desk.desk.take(residents: numbers, moving: Set(numbers), into: id, by: CounterDesk.citizen)
        guard audience != .stopped else { return id }
        let party: VisitorParty = audience == .subject ? .subject : .other
        _ = try await desk.desk.requestRelease(party: party, reason: "来庁", of: id, by: CounterDesk.citizen)
        _ = try await desk.desk.release(id, by: senior)
        let view = try await desk.desk.view(of: id)
        let town = try unwrapped(view.catalogue.municipality.towns.first)
        try await desk.note(
            id,
            [
                (.moveDate, .date(CivilDate(iso: "2026-11-20")!)), (.newTown, .text(town.name)),
                (.newLot, .text("410番地1")), (.newPostalCode, .text(RegisteredText(town.postalCode))),
                (.newHead, .text("山田　秘")), (.notifier, .text("p1")), (.notifierRelation, .choice("世帯主")),
                (ItemID("identity-proof"), .choice("マイナンバーカード")),
            ]
        )
        return id
    }

    /// Every outlet rendered to text.
    private func outputs(_ desk: CounterDesk, _ id: CaseID) async throws -> [Outlet: String] {
        let view = try await desk.desk.view(of: id)
        var outputs: [Outlet: String] = [:]
        let found = try await desk.store.read { tx in
            try tx.residents(ResidentQuery(name: "ヤマダ"))
                + tx.residents(ResidentQuery(birthDate: .init(iso: "1990-05-05")))
        }
        #expect(found.count == 3 && found.allSatisfy(\.resident.isAddressSuppressed))
        outputs[.search] = found.map { hit in
            hit.resident.isAddressSuppressed ? hit.resident.name.string : hit.resident.address.line.string
        }.joined()
        let byAddress = try await desk.store.read { [marker] tx in
            try [ResidentQuery(address: marker), ResidentQuery(name: "ヤマダ", address: marker)].flatMap {
                try tx.residents($0)
            }
        }
        outputs[.addressSearch] = byAddress.map { $0.resident.name.string + marker }.joined()
        let history = try await desk.store.read { try $0.history(of: ResidentNumber("5001")) }
        #expect(history.count == 1)
        outputs[.history] = history.map(\.address.line.string).joined()
        outputs[.caseFacts] = "\(view.receptionCase.facts.values.map(\.fact.value))"
        let forms = view.applications.compactMap { state -> String? in
            guard let form = state.procedure.form else { return nil }
            let filled = FormFilling(form).draft(from: view.situation.context(for: state.key.person)).form
            return "\(filled.values)"
        }
        #expect(!forms.isEmpty)
        outputs[.form] = forms.joined()
        outputs[.panelSummary] = "\(view.situation.context(for: nil))"
        outputs[.slip] = "\(SlipPlan(view).slip(on: desk.clock.now.day))"
        outputs[.entry] = view.applications.flatMap { state -> [String] in
            state.procedure.entry.map { "\($0.value.evaluate(in: view.situation.context(for: PersonKey(1))))" }
        }.joined()
        let journal = try await desk.store.read { try $0.journalEntries(caseID: nil, limit: 1_000) }
        outputs[.journal] = "\(journal)"
        outputs[.code] = view.receptionCase.ticket ?? ""
        outputs[.errors] = try await refusal(desk, id)
        return outputs
    }

    private func refusal(_ desk: CounterDesk, _ id: CaseID) async throws -> String {
        do {
            _ = try await desk.desk.note(
                [Fact(FactKey(.isProtected, PersonKey(1)), .flag(false), from: .staff)],
                basis: 1_000,
                in: id,
                by: CounterDesk.citizen
            )
            return marker
        } catch let error as ReceptionError {
            return "\(error) \(desk.desk.catalogue.text(error.textKey))"
        }
    }

    @Test("どの出力も、表で許した相手にしか住所を出さない", arguments: Audience.allCases)
    func everyCell(audience: Audience) async throws {
        let desk = try await desk()
        let id = try await visit(desk, for: audience)
        let outputs = try await outputs(desk, id)
        #expect(Set(outputs.keys) == Set(Outlet.allCases))
        for (outlet, text) in outputs {
            let isShown = text.contains(marker)
            let mayShow = Self.shown[audience]?.contains(outlet) == true
            #expect(isShown == mayShow, "\(outlet) to \(audience)")
        }
    }

    @Test("止まっている間は何も進まず、求めた本人は解除できない")
    func hardStop() async throws {
        let desk = try await desk()
        let id = try await visit(desk, for: .stopped)
        await #expect(throws: ReceptionError.protectionStop) {
            try await desk.note(id, [(.newLot, .text("1番地"))])
        }
        await #expect(throws: ReceptionError.protectionStop) {
            try await desk.desk.print([], withSlip: true, of: id, by: CounterDesk.citizen)
        }
        await #expect(throws: ReceptionError.releaseNotRequested) { try await desk.desk.release(id, by: senior) }
        _ = try await desk.desk.requestRelease(party: .subject, reason: "来庁", of: id, by: CounterDesk.citizen)
        await #expect(throws: ReceptionError.releaseByRequester) {
            try await desk.desk.release(id, by: CounterDesk.citizen)
        }
        _ = try await desk.desk.release(id, by: senior)
        try await desk.note(id, [(.newLot, .text("1番地"))])
        _ = try await desk.desk.endRelease(of: id, by: CounterDesk.citizen)
        await #expect(throws: ReceptionError.protectionStop) {
            try await desk.note(id, [(.newLot, .text("2番地"))])
        }
        let actions = try await desk.store.read { try $0.journalEntries(caseID: id, limit: 50).map(\.action) }
        #expect(actions.contains(.releaseRequested) && actions.contains(.released) && actions.contains(.releaseEnded))
    }

    @Test("転出証明書の世帯で、来庁して初めて分かった支援措置でも、読み取った住所が消える")
    func knownFromTheVisit() async throws {
        let desk = try await desk()
        let id = try await desk.familyMovesIn()
        let before = try await desk.desk.view(of: id)
        let address = try unwrapped(before.receptionCase.text(.oldAddress)).string
        _ = try await desk.desk.note(
            [Fact(FactKey(.isProtected, PersonKey(2)), .flag(true), from: .staff)],
            basis: before.receptionCase.revision,
            in: id,
            by: CounterDesk.citizen
        )
        let stopped = try await desk.desk.view(of: id)
        #expect(stopped.protection.isStopped)
        #expect(!"\(stopped.receptionCase.facts.values.map(\.fact.value))".contains(address))
        // The one who notifies is not the protected member: the address stays out after the release as well.
        _ = try await desk.desk.requestRelease(party: .other, reason: "家族", of: id, by: CounterDesk.citizen)
        let other = try await desk.desk.release(id, by: senior)
        #expect(!"\(other.situation.context(for: nil))".contains(address))
        _ = try await desk.desk.endRelease(of: id, by: senior)
        _ = try await desk.desk.requestRelease(party: .subject, reason: "本人", of: id, by: CounterDesk.citizen)
        let subject = try await desk.desk.release(id, by: senior)
        #expect("\(subject.situation.context(for: nil))".contains(address))
    }
}
