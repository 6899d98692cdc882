import Devices
import Documents
import Foundation
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

/// Paper: in which order, how often, which one is the original, and whether it can be made again (印刷・再現).
@Suite("印刷と再現")
struct PrintTests {
    private func prepared(_ office: CounterDesk) async throws -> CaseID {
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let made = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        let shown = made.documentsToSign.map(\.number)
        _ = try await office.desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
        return id
    }

    private func pages(_ bytes: [UInt8]) throws -> [String] {
        try DocumentVerifier().report(bytes).text
    }

    @Test("様式は窓口の順に一つの PDF になり、部数は手続の定義に従う")
    func counterOrder() async throws {
        let office = try CounterDesk { procedures in
            for index in procedures.indices where procedures[index].id == "resident-move" {
                procedures[index].print = PrintSetting(copies: 2, tray: "Tray2")
            }
        }
        let id = try await prepared(office)
        let view = try await office.desk.view(of: id)
        let order = view.printOrder
        let walk = view.stops.map(\.counter.id)
        let counters = order.compactMap { view.application($0.application)?.procedure.counter }
        #expect(counters.compactMap(walk.firstIndex(of:)) == counters.compactMap(walk.firstIndex(of:)).sorted())
        #expect(Set(counters).count > 1)
        let bytes = try await office.desk.print(
            order.map(\.number).reversed(),
            withSlip: false,
            of: id,
            by: CounterDesk.citizen
        )
        let text = try pages(bytes)
        #expect(text.filter { $0.contains("住民異動届") }.count >= 2)
        let once = order.reduce(0) { $0 + $1.pages }
        let twice = order.filter { $0.application.procedure == "resident-move" }.reduce(0) { $0 + $1.pages }
        #expect(text.count == once + twice)
        // Trays are told to a printer: a job for each run of forms from one tray, the slip last.
        let jobs = try await office.desk.printJobs(
            order.map(\.number),
            withSlip: true,
            of: id,
            by: CounterDesk.citizen,
            printer: "shimin-1"
        )
        #expect(jobs.map(\.tray).contains("Tray2"))
        #expect(jobs.last?.tray == "")
        #expect(try pages(jobs.last?.bytes ?? []).joined().contains("手続"))
        let entries = try await office.store.read { try $0.journalEntries(caseID: id, limit: 100) }
        #expect(entries.contains { $0.action == .printed && $0.detail.hasSuffix("shimin-1") })
    }

    @Test("受付番号と受付場所は事務処理欄に印字され、署名する内容には入らない")
    func officeColumns() async throws {
        let office = try CounterDesk()
        let id = try await prepared(office)
        let view = try await office.desk.view(of: id)
        let document = try #require(view.application(ApplicationKey("resident-move"))?.current)
        let number = view.receptionCase.opening.number.text
        let content = try #require(try await office.store.read { try $0.documentBytes(document.digest) })
        #expect(try !pages(content)[0].contains(number))
        let paper = try await office.desk.print([document.number], withSlip: false, of: id, by: CounterDesk.citizen)
        #expect(try pages(paper)[0].contains(number) && pages(paper)[0].contains("市民課"))
    }

    @Test("二度目の紙は再発行、紙づまりのあとの紙は原本と印字され、足りない書類だけを選べる")
    func marks() async throws {
        let office = try CounterDesk()
        let id = try await prepared(office)
        let numbers = try await office.desk.view(of: id).printOrder.map(\.number)
        let (one, others) = (numbers[0], Array(numbers.dropFirst()))
        await #expect(throws: ReceptionError.notPrinted) {
            try await office.desk.spoil([one], reason: "用紙づまり", of: id, by: CounterDesk.citizen)
        }
        let first = try await office.desk.print([one], withSlip: false, of: id, by: CounterDesk.citizen)
        #expect(try !pages(first)[0].contains("再"))
        #expect(try await office.desk.view(of: id).unprinted == others)
        _ = try await office.desk.spoil([one], reason: "用紙づまり", of: id, by: CounterDesk.citizen)
        #expect(try await office.desk.view(of: id).unprinted == numbers)
        let second = try await office.desk.print([one], withSlip: false, of: id, by: CounterDesk.citizen)
        #expect(try pages(second)[0].contains("再印刷（この紙が原本）"))
        let third = try await office.desk.print([one], withSlip: false, of: id, by: CounterDesk.citizen)
        #expect(try pages(third)[0].contains("再発行"))
        let entries = try await office.store.read { try $0.journalEntries(caseID: id, limit: 100) }
        let told = entries.filter { $0.action == .printed }.map(\.detail).reversed()
        #expect(Array(told) == ["\(one):original×1", "\(one):reprint×1", "\(one):reissue×1"])
        #expect(entries.filter { $0.action == .printSpoiled }.map(\.detail) == ["\(one)"])
    }

    @Test("12 mm の二次元コードは、200 dpi の雑音のある読み取りでも zxing が読む", arguments: 1...10 as ClosedRange<UInt64>)
    func smallCode(seed: UInt64) throws {
        let text = "IS1T7K3M9QXR2HVC5"
        let page = FilledPage(
            page: PageSize(width: 60, height: 60),
            drawing: [],
            entries: [
                FilledPage.Entry(
                    box: "符号",
                    name: "符号",
                    // 21 modules of the symbol and four of quiet zone on either side: the symbol is 12 mm wide.
                    area: PageArea(x: 20, y: 20, width: 12.0 * 29 / 21, height: 12.0 * 29 / 21),
                    content: .code(text)
                )
            ]
        )
        let form = FilledForm(id: "c", title: "符号", version: "1", pages: [page])
        let bytes = try CounterDesk.renderer.get().pdf(of: [PrintedForm(form)])
        let scan = try Raster(pdf: bytes, dotsPerInch: 200).noisy(seed: seed)
        #expect(try CodeImage.contents(png: scan.png) == [Array(text.utf8)])
    }

    @Test("一日の書類すべてが、残した事実と様式とフォントの版から一バイト違わず再現できる")
    func replaysADay() async throws {
        let office = try CounterDesk()
        var ids: [CaseID] = []
        for _ in 0..<2 {
            let id = try await prepared(office)
            ids.append(id)
            // A correction makes a new version; the old one must still come out as it was.
            try await office.note(id, [(.kana, .text("ツジ　ミナトウ"))], person: PersonKey(3))
            _ = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen)
            _ = try await office.answerAll(id, at: CounterDesk.medical, MoveInTests.answer)
            _ = try await office.desk.prepareDocuments(of: id, by: CounterDesk.medical)
        }
        let town = office.desk.catalogue
        let replay = Replay(
            packages: [town.version: town],
            renderer: try PDFRenderer(),
            digest: CounterDesk.sha256
        )
        let day = try await office.store.read { try $0.caseSummaries(openedOn: office.clock.now.day, limit: 100) }
        #expect(Set(day.map(\.id)) == Set(ids))
        var count = 0
        for summary in day {
            let found = try #require(try await office.store.read { try $0.receptionCase(summary.id) })
            #expect(found.documents.contains { $0.version == 2 })
            for document in found.documents {
                let bytes = try replay.content(of: document, in: found)
                #expect(CounterDesk.sha256(bytes) == document.digest, "\(document.title) \(document.version)")
                count += 1
            }
        }
        #expect(count >= 10)
    }

    @Test("別の版の様式や別のフォントでは、再現したと言わない")
    func replayRefuses() async throws {
        let office = try CounterDesk()
        let id = try await prepared(office)
        let found = try #require(try await office.store.read { try $0.receptionCase(id) })
        let document = try #require(found.documents.first)
        let town = office.desk.catalogue
        let other = Catalogue(
            municipality: town.municipality,
            version: "other",
            items: town.items,
            procedures: town.procedures,
            texts: town.texts
        )
        let elsewhere = Replay(
            packages: [other.version: other],
            renderer: office.desk.renderer,
            digest: CounterDesk.sha256
        )
        #expect(throws: Replay.Fault.package(wanted: document.package)) {
            try elsewhere.content(of: document, in: found)
        }
        var fonts = FontPaths()
        fonts.mincho = fonts.gothic
        let replay = Replay(
            packages: [town.version: town],
            renderer: try PDFRenderer(fonts: fonts),
            digest: CounterDesk.sha256
        )
        #expect(throws: Replay.Fault.fonts) { try replay.content(of: document, in: found) }
    }
}
