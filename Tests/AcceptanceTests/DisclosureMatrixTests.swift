import Devices
import Documents
import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

/// 支援措置の開示表 against the running server: each output is made, turned into text, and looked through.
///
/// The table is the municipality's own (`protection.yaml`); what it may say at most stands in 事務処理要領 第5-10.
@Suite("支援措置の一日")
struct DisclosureMatrixTests {
    private static let table = Result { try CounterDesk().desk.catalogue.municipality.disclosure }

    /// Takes her household into a case that stands still.
    private func opened(_ day: ProtectedDay) async throws -> CaseID {
        let desk = day.office.desk
        let id = try await desk.open(.moveWithin, by: CounterDesk.citizen)
        let numbers = ProtectedDay.household.map(\.number)
        _ = try await desk.take(residents: numbers, moving: Set(numbers), into: id, by: CounterDesk.citizen)
        return id
    }

    /// Released, interviewed, signed and handed in. A move to where the markers are is hers alone.
    private func received(_ day: ProtectedDay, as party: VisitorParty) async throws -> CaseID {
        let desk = day.office.desk
        let id = try await opened(day)
        _ = try await desk.requestRelease(party: party, reason: "来庁", of: id, by: CounterDesk.citizen)
        _ = try await desk.release(id, by: ProtectedDay.senior)
        let town = try unwrapped(desk.catalogue.municipality.towns.first)
        let said: [(ItemID, FactValue)] = [
            (.moveDate, .date(CivilDate(iso: "2026-11-20")!)), (.newTown, .text(town.name)), (.newLot, .text("410番地1")),
            (.newBuilding, .text(party == .subject ? "秘匿コーポ203号" : "コーポ203号")), (.newHead, .text("山田　秘")),
            (.notifier, .text("p1")), (.notifierRelation, .choice("世帯主")),
            (ItemID("identity-proof"), .choice("マイナンバーカード")), (.phone, .text("090-0000-0000")),
        ]
        try await day.office.note(id, said)
        if party == .other { try await day.office.note(id, [(.oldAddress, .text("申し出た住所1番地"))]) }
        _ = try await day.office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let made = try await desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        let shown = made.documentsToSign.map(\.number)
        _ = try await desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
        _ = try await desk.submit([ApplicationKey("resident-move")], of: id, by: CounterDesk.citizen)
        return id
    }

    @Test("どの出力も、開示表で許した相手にしか居所を出さない", arguments: Viewer.allCases)
    func everyCell(viewer: Viewer) async throws {
        let table = try Self.table.get()
        let day = try await ProtectedDay()
        let id: CaseID
        switch viewer {
        case .clerk, .stopped: id = try await opened(day)
        case .subject: id = try await received(day, as: .subject)
        case .other: id = try await received(day, as: .other)
        }
        let outputs = try await day.everything(about: id)
        for outlet in Outlet.allCases {
            let texts = outputs.texts[outlet] ?? []
            // Nothing can be made of a case that stands still, and a clerk outside of one has no case.
            let isMade = viewer == .subject || viewer == .other || ![.form, .slip, .code, .printJob].contains(outlet)
            #expect(texts.isEmpty != isMade, "\(outlet) to \(viewer) was not made")
            let isShown = texts.contains(where: ProtectedDay.tells)
            #expect(isShown == table.shows(outlet, to: viewer), "\(outlet) to \(viewer)")
        }
    }

    @Test("開示表を確かめる一日は、どの経路にも聞く。新しい経路は、聞かれるまでこの検査に通らない")
    func everyRouteIsAsked() async throws {
        let day = try await ProtectedDay()
        let id = try await received(day, as: .subject)
        _ = try await day.everything(about: id)
        let asked = day.log.routes
        for route in Route.allCases {
            let states = asked["\(route.method.rawValue) \(route.pattern)"] ?? []
            #expect(!states.isEmpty, "\(route.rawValue) was not asked for")
            let isAnswered = states.contains { $0.hasPrefix("2") || $0.hasPrefix("3") }
            #expect(isAnswered || Self.refused.contains(route), "\(route.rawValue): \(states)")
        }
    }

    /// Routes that have no good answer on this day: no font, keys or reader of the machine stand behind the test's server,
    /// nobody is provisional, and what a second person does answers with nothing but a way back to the case.
    private static let refused: Set<Route> = [
        .font, .registeredFont, .asset, .myNumberReveal, .identificationList, .identification,
        .identificationRevocation, .terminalRegistration, .ticketReading, .caseReading, .panelSignature,
        .releaseRequest, .protectionRelease, .protectionEnd, .keptProtectionEnd, .matchConfirmation, .matchDistinction,
        .matchUndoing,
    ]

    @Test("データのフォルダーを開く命令は、どれも一日の終わりに呼ばれる。新しい命令は、呼ばれるまでこの検査に通らない")
    func everyCommandIsCalled() async throws {
        let day = try await ProtectedDay()
        let id = try await opened(day)
        let called = try await day.calls(id, paper: "none.pdf").keys
        #expect(try ProtectedDay.commandsOnData() == Set(called).union(ProtectedDay.otherwiseSeen))
    }

    @Test("解除が終わると、作ってあった書類も、どの職員にも開かない")
    func afterTheRelease() async throws {
        let day = try await ProtectedDay()
        let id = try await received(day, as: .subject)
        _ = try await day.office.desk.endRelease(of: id, by: ProtectedDay.senior)
        let outputs = try await day.everything(about: id)
        for outlet in Outlet.allCases where outlet != .entry {
            #expect(!(outputs.texts[outlet] ?? []).contains(where: ProtectedDay.tells), "\(outlet)")
        }
        #expect(outputs.texts[.form] == nil)
        // What she handed in is entered with her address, or the register's would be wiped out.
        #expect(outputs.texts[.entry]?.contains(where: ProtectedDay.tells) == true)
    }

    @Test("支援措置の方の受付の書類も、残した事実から一バイト違わず再現できる", arguments: [VisitorParty.subject, .other])
    func documentsComeAgain(party: VisitorParty) async throws {
        let day = try await ProtectedDay()
        let id = try await received(day, as: party)
        let found = try await day.verifications(of: id)
        #expect(found != ["0"] && found.allSatisfy { $0.hasSuffix(" true") }, "\(found)")
    }

    @Test("住所や電話で探しても、いない住所や電話で探したときと同じ答えになる")
    func nothingToInfer() async throws {
        let day = try await ProtectedDay()
        try await day.counters.run(as: "ueno", at: CounterDesk.citizen) { browser in
            for (hers, nobodys) in [
                ("秘匿町", "無人町"), ("秘匿町77", "無人町77"), ("027-999-0001", "027-999-0009"),
                ("0279990001", "0279990009"), ("9990001", "9990009"), ("999-0001", "999-0009"), ("ヤマダ 秘匿町", "ヤマダ 無人町"),
                ("19900505 秘匿町", "19900505 無人町"),
                ("秘匿荘", "無人荘"),
            ] {
                for former in ["", "1"] {
                    let found = try await browser.send("/residents", ["q": hers, "former": former]).text
                    let empty = try await browser.send("/residents", ["q": nobodys, "former": former]).text
                    let same = found.replacing("秘匿", with: "無人").replacing("0001", with: "0009")
                    #expect(same == empty, "\(hers)")
                    #expect(!found.contains("山田　秘"), "\(hers)")
                }
            }
        }
    }
}

extension ProtectedDay {
    /// Every output there is at this moment, as text.
    func everything(about id: CaseID) async throws -> Outputs {
        var outputs = Outputs()
        let (signals, _) = await counters.server.ports.feed.subscribe(.list)
        let (own, _) = await counters.server.ports.feed.subscribe(.receptionCase(id))
        try await clerkPages(&outputs, about: id)
        outputs = try await casePages(outputs, id)
        await counters.server.ports.feed.caseChanged(id)
        for stream in [signals, own] {
            for await signal in stream {
                outputs.add(.feed, signal.eventText)
                break
            }
        }
        outputs = try await papers(outputs, id)
        let journal = try await office.store.read { try $0.journalEntries(caseID: nil, limit: 10_000) }
        outputs.add(.journal, journal.map { "\($0)" }.joined())
        outputs = try await streams(outputs, about: id)
        outputs = try await commands(outputs, about: id)
        outputs = try await printJobs(outputs, about: id)
        outputs = try await everyRoute(outputs, about: id)
        outputs.add(.log, log.all.joined(separator: "\n"))
        return outputs
    }

    private func casePages(_ known: Outputs, _ id: CaseID) async throws -> Outputs {
        let box = Mutex(known)
        let path = Address.receptionCase(id).path
        let procedures = office.desk.catalogue.procedures.map(\.id)
        let today = office.clock.now.day
        for staff in ["ueno", "g-reception", "g-administrator"] {
            try await counters.run(as: staff, at: CounterDesk.citizen) { browser in
                let steps = ["people", "move", "interview", "confirm", "finish"].map { "\(path)?step=\($0)" }
                for page in [path] + steps {
                    let shown = try await browser.get(page)
                    box.withLock { $0.add(.casePage, shown) }
                }
                for scene in ["questions", "confirmation"] {
                    try await browser.send(path + "/presentation", ["scene": scene])
                    for page in ["/panel", "/panel/view"] {
                        let shown = try await browser.get(page)
                        box.withLock { $0.add(.panel, shown) }
                    }
                }
                let wrong = try await browser.send(path + "/facts", ["fact.move-date": "何日か", "basis": "0"])
                let stale = try await browser.send(path + "/facts", ["fact.new-lot": "別の番地", "basis": "1"])
                for page in [wrong, stale] where !page.text.contains("case-columns") {
                    box.withLock { $0.add(.error, page) }
                }
            }
        }
        try await counters.run(as: "g-entry", at: CounterDesk.citizen) { browser in
            for procedure in procedures {
                let file = try await browser.get(Address.entryExport(today, procedure).path)
                box.withLock { $0.add(.entry, file) }
            }
        }
        return box.withLock { $0 }
    }

    /// Previews, stored documents, the print run and the slip.
    private func papers(_ known: Outputs, _ id: CaseID) async throws -> Outputs {
        let box = Mutex(known)
        let pdfs = Mutex<[(outlet: Outlet, bytes: [UInt8])]>([])
        let path = Address.receptionCase(id).path
        let keys = office.desk.catalogue.procedures.map(\.id.text)
        try await counters.run(as: "g-reception", at: CounterDesk.citizen) { browser in
            func take(_ outlet: Outlet, _ response: TestResponse) {
                let isPaper = response.headers[.contentType] == "application/pdf"
                if isPaper { pdfs.withLock { $0.append((outlet, Array(response.body.readableBytesView))) } }
                if !isPaper { box.withLock { $0.add(outlet, response) } }
            }
            for key in keys {
                let page = try await browser.get("\(path)/previews/\(key)")
                if page.status == .ok { box.withLock { $0.add(.form, page) } }
            }
            for number in 1...8 { take(.error, try await browser.get("\(path)/documents/\(number)")) }
            take(.error, try await browser.send(path + "/prints", ["only": "missing"]))
            take(.error, try await browser.send(path + "/slips", [:]))
        }
        let papers = pdfs.withLock { $0 }
        for (place, paper) in papers.enumerated() {
            let text = try office.text(ofPDF: paper.bytes)
            let isSlip = place == papers.count - 1
            box.withLock { $0.add(isSlip ? .slip : .form, text) }
            if isSlip, let ticket = try? office.printedTicket(paper.bytes) {
                box.withLock { $0.add(.code, ticket.text) }
            }
        }
        let verdicts = try await verifications(of: id)
        box.withLock { outputs in verdicts.forEach { outputs.add(.verification, $0) } }
        return box.withLock { $0 }
    }

    /// How the papers of the case reach the spooler: queue, title, options, and what the spooler itself writes down.
    private func printJobs(_ known: Outputs, about id: CaseID) async throws -> Outputs {
        var outputs = known
        let view = try await office.desk.view(of: id)
        guard !view.protection.isStopped else { return outputs }
        let numbers = view.printOrder.map(\.number)
        let jobs = try await office.desk.printJobs(
            numbers,
            withSlip: true,
            of: id,
            by: CounterDesk.citizen,
            printer: "shimin-1"
        )
        let spooler = try Spooler(queues: ["shimin-1"])
        guard await LinePrinter(printers: [:], server: spooler.socket).send(jobs) else { throw NoAnswer(key: "CUPS") }
        for job in try spooler.jobs(jobs.count) {
            outputs.add(.printJob, ([job.queue, job.title] + job.options).joined(separator: " "))
        }
        outputs.add(.printJob, try spooler.log())
        return outputs
    }

    /// Whether stored documents come out of their facts again (再現), as the program tells it.
    func verifications(of id: CaseID) async throws -> [String] {
        let found = try unwrapped(try await office.store.read { try $0.receptionCase(id) })
        let replay = Replay(
            packages: [office.desk.catalogue.version: office.desk.catalogue],
            renderer: try CounterDesk.renderer.get(),
            digest: CounterDesk.sha256
        )
        let verdicts = found.documents.map { document in
            do {
                let again = try replay.content(of: document, in: found)
                return "\(document.number) \(CounterDesk.sha256(again) == document.digest)"
            } catch {
                return "\(document.number) \(error)"
            }
        }
        return verdicts.isEmpty ? ["0"] : verdicts
    }
}
