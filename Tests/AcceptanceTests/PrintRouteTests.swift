import Devices
import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@testable import Web

/// Paper as the clerk asks for it on the screen: printer, language, what is missing, what was spoiled, who wrote (印刷・代筆).
@Suite("印刷と代筆の画面")
struct PrintRouteTests {
    /// The demo family, everything answered and drawn, nothing signed.
    private func drawn(_ office: CounterDesk) async throws -> (id: CaseID, shown: [Int]) {
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let made = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        return (id, made.documentsToSign.map(\.number))
    }

    private func signed(_ office: CounterDesk) async throws -> CaseID {
        let (id, shown) = try await drawn(office)
        _ = try await office.desk.sign(CounterDesk.ink, shown: shown, of: id, by: CounterDesk.panel)
        return id
    }

    private func journal(_ office: CounterDesk, _ id: CaseID, _ action: JournalEntry.Action) async throws -> [String] {
        let entries = try await office.store.read { try $0.journalEntries(caseID: id, limit: 200) }
        return entries.filter { $0.action == action }.map(\.detail).reversed()
    }

    @Test("印刷は端末のプリンターへ CUPS で届き、トレイは様式ごとに、部数のとおりに、案内書は最後に出る")
    func printsThroughCUPS() async throws {
        let office = try CounterDesk { procedures in
            for index in procedures.indices where procedures[index].id == "resident-move" {
                procedures[index].print = PrintSetting(copies: 2, tray: "Tray2")
            }
        }
        let id = try await signed(office)
        let spooler = try Spooler(queues: ["iryo-1", "shimin-1"])
        let printers = LinePrinter(
            printers: ["t-citizen": "shimin-1", "t-medical": "iryo-1"],
            server: spooler.socket
        )
        let server = try await CounterServer(office, printers: printers)
        try await server.run(as: "ueno", at: CounterDesk.citizen) { browser in
            #expect(try await browser.get(Address.caseStep(id, .finish).path).text.contains("印刷先: shimin-1"))
            let done = try await browser.send(Address.casePrint(id).path, [:])
            #expect(done.status == .seeOther, "\(done.text)")
        }
        try await server.run(as: "hoshino", at: CounterDesk.medical) { browser in
            let done = try await browser.send(Address.caseSlip(id).path, [:])
            #expect(done.status == .seeOther, "\(done.text)")
        }
        let jobs = try spooler.jobs(4)
        #expect(jobs.map(\.queue) == ["shimin-1", "shimin-1", "shimin-1", "iryo-1"])
        #expect(jobs.map { $0.options.contains("InputSlot=Tray2") } == [true, false, false, false])
        #expect(jobs.allSatisfy { $0.title == "madoguchi" && $0.bytes.starts(with: Array("%PDF-".utf8)) })
        let texts = try jobs.map { try office.text(ofPDF: $0.bytes) }
        let view = try await office.desk.view(of: id)
        let pages = try #require(view.application(ApplicationKey("resident-move"))?.current).pages
        #expect(texts[0].unicodeScalars.count { $0 == "\u{C}" } == pages * 2)
        #expect(texts[2].contains("今日まわる窓口") && texts[3].contains("今日まわる窓口"))
        #expect(view.unprinted.isEmpty)
        let told = try await journal(office, id, .printed)
        #expect(told.count == 2 && told.allSatisfy { $0.hasSuffix("-1") })
    }

    @Test("両面とレターが初めの設定のプリンターでも、様式は A4 片面で部数のとおり、案内書は両面で、縮まずに出る")
    func throughADriver() async throws {
        let office = try CounterDesk { procedures in
            for index in procedures.indices where procedures[index].id == "resident-move" {
                procedures[index].print = PrintSetting(copies: 2, tray: "2Tray")
            }
        }
        let id = try await signed(office)
        let numbers = try await office.desk.view(of: id).printOrder.map(\.number)
        let jobs = try await office.desk.printJobs(
            numbers,
            withSlip: true,
            of: id,
            by: CounterDesk.citizen,
            printer: "any"
        )
        let queues = jobs.indices.map { "queue-\($0)" }
        let spooler = try Spooler(queues: queues, driver: Spooler.laser)
        let printer = LinePrinter(printers: [:], server: spooler.socket)
        let told = zip(jobs, queues).map { job, queue in
            PrintJob(
                tray: job.tray,
                page: job.page,
                isTwoSided: job.isTwoSided,
                bytes: job.bytes,
                printer: queue
            )
        }
        #expect(await printer.send(told))
        for (place, (job, queue)) in zip(jobs, queues).enumerated() {
            let (settings, pdf) = try spooler.sent(to: queue)
            let isSlip = place == jobs.count - 1
            #expect(settings.contains("@PJL SET TRAY = \(job.tray.isEmpty ? "ALL" : "Tray2")"), "\(settings)")
            #expect(settings.contains("@PJL SET DUPLEX=\(isSlip ? "ON" : "OFF")"), "\(settings)")
            #expect(settings.contains("@PJL SET FITTOPAGESIZE=A4"))
            // The same pages with the same words at the same places: nothing was left out, turned or made smaller.
            // A driver may end a two-sided job with an empty back.
            func words(_ pdf: [UInt8]) throws -> [String] {
                try office.text(ofPDF: pdf).split(separator: "\u{C}").map { $0.filter { !$0.isWhitespace } }
            }
            #expect(try words(pdf) == words(job.bytes))
            let (paper, page) = (try Raster(pdf: pdf, dotsPerInch: 50), try Raster(pdf: job.bytes, dotsPerInch: 50))
            #expect(paper.width == page.width && paper.height == page.height)
        }
        #expect(told.first?.tray == "2Tray" && told.last?.isTwoSided == true)
    }

    @Test("プリンターが受け付けないときは、わけと次の手を言い、ブラウザーで刷った紙が原本になる", arguments: [true, false])
    func printerRefuses(isSpoolerThere: Bool) async throws {
        let office = try CounterDesk()
        let id = try await signed(office)
        let spooler = isSpoolerThere ? try Spooler(queues: ["shimin-1"]) : nil
        let printers = LinePrinter(
            printers: ["t-citizen": "nai-1"],
            server: spooler?.socket ?? office.folder.path + "/nothing"
        )
        try await CounterServer(office, printers: printers).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.send(Address.casePrint(id).path, [:])
            #expect(page.status == .serviceUnavailable)
            #expect(page.text.contains("プリンター「nai-1」が受け付けませんでした。"))
            #expect(page.text.contains("「ブラウザーで印刷」を押してください。"))
            let screen = try await browser.get(Address.caseStep(id, .finish).path).text
            #expect(screen.contains("name=\"by\" value=\"browser\" formtarget=\"_blank\">ブラウザーで印刷"))
            let paper = try await browser.send(Address.casePrint(id).path, ["by": "browser"])
            #expect(paper.headers[.contentType] == "application/pdf")
            let text = try office.text(ofPDF: Array(paper.body.readableBytesView))
            #expect(text.contains("再印刷（この紙が原本）") && !text.contains("再発行"))
        }
        #expect(try await journal(office, id, .printSpoiled).count == 1)
        #expect(try await office.desk.view(of: id).unprinted.isEmpty)
    }

    @Test("案内書の言葉は、市に文言のあるものから選べ、ないものを送っても日本語で出る")
    func slipLanguage() async throws {
        let office = try CounterDesk()
        let id = try await signed(office)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let screen = try await browser.get(Address.caseStep(id, .finish).path).text
            #expect(screen.contains("<option value=\"ja\">日本語</option><option value=\"easy\">やさしい日本語</option>"))
            func slip(_ language: String, _ address: Address) async throws -> String {
                let paper = try await browser.send(address.path, ["language": language])
                #expect(paper.headers[.contentType] == "application/pdf")
                return try office.text(ofPDF: Array(paper.body.readableBytesView))
            }
            for address in [Address.caseSlip(id), .casePrint(id)] {
                let easy = try await slip("easy", address)
                #expect(easy.contains("持") && easy.contains("いつまでに") && !easy.contains("今日まわる窓口"))
                for other in ["ja", "", "../ja", "vi"] {
                    #expect(try await slip(other, address).contains("今日まわる窓口"), "\(other)")
                }
            }
        }
    }

    @Test("足りない書類だけを刷ると案内書は付かず、足りないものがなければそう言い、紙も証跡も増えない")
    func onlyTheMissing() async throws {
        let office = try CounterDesk()
        let id = try await signed(office)
        let order = try await office.desk.view(of: id).printOrder
        let (first, others) = (order[0].number, order.dropFirst().map(\.number))
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let path = Address.casePrint(id).path
            let step = Address.caseStep(id, .finish).path
            #expect(try await !browser.get(step).text.contains("まだ印刷していない書類だけを印刷"))
            try await browser.send(path, ["document": "\(first)"])
            #expect(try await browser.get(step).text.contains("まだ印刷していない書類だけを印刷"))
            let paper = try await browser.send(path, ["only": "missing"])
            let text = try office.text(ofPDF: Array(paper.body.readableBytesView))
            #expect(text.contains(order[1].title) && !text.contains("再発行") && !text.contains("今日まわる窓口"))
            #expect(try await !browser.get(step).text.contains("まだ印刷していない書類だけを印刷"))
            let again = try await browser.send(path, ["only": "missing"])
            #expect(again.status == .unprocessableContent)
            #expect(again.text.contains("印刷する書類がありません。"))
        }
        let told = try await journal(office, id, .printed)
        #expect(told == ["\(first):original×1", others.map { "\($0):original×1" }.joined(separator: " ")])
    }

    @Test("刷り損じは印を付けた書類だけが原本として出直し、印がなければ何も変わらない")
    func spoiled() async throws {
        let office = try CounterDesk()
        let id = try await signed(office)
        let order = try await office.desk.view(of: id).printOrder
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let path = Address.casePrint(id).path
            let early = try await browser.send(path, ["spoiled": "用紙づまり", "document": "\(order[0].number)"])
            #expect(early.status == .unprocessableContent)
            try await browser.send(path, [:])
            let screen = try await browser.get(Address.caseStep(id, .finish).path).text
            #expect(screen.contains("name=\"document\" value=\"\(order[1].number)\"> \(order[1].title)"))
            let none = try await browser.send(path, ["spoiled": "用紙づまり"])
            #expect(none.status == .unprocessableContent)
            #expect(none.text.contains("刷り損じた書類が選ばれていません。"))
            let paper = try await browser.send(path, ["spoiled": "用紙づまり", "document": "\(order[1].number)"])
            let text = try office.text(ofPDF: Array(paper.body.readableBytesView))
            #expect(text.contains(order[1].title) && text.contains("再印刷（この紙が原本）"))
            #expect(!text.contains("今日まわる窓口"))
        }
        #expect(try await journal(office, id, .printSpoiled) == ["\(order[1].number)"])
    }

    @Test("署名できない方の代筆は、氏名・関係・理由がそろって初めて残り、欠けていれば署名のないまま")
    func proxy() async throws {
        let office = try CounterDesk()
        let (id, shown) = try await drawn(office)
        let path = Address.caseDocuments(id).path
        @Sendable func record(_ browser: Browser, _ reason: String, _ numbers: [Int]) async throws -> TestResponse {
            let fields = [("proxy-name", "例示　花子"), ("proxy-relation", "長女"), ("proxy-reason", reason)]
            return try await browser.send(path, form: fields + numbers.map { ("shown", "\($0)") })
        }
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let screen = try await browser.get(Address.caseStep(id, .confirm).path).text
            #expect(screen.contains("署名できない方の代筆を記録する"))
            for number in shown { #expect(screen.contains("name=\"shown\" value=\"\(number)\"")) }
            let bare = try await record(browser, " ", shown)
            #expect(bare.status == .unprocessableContent)
            #expect(bare.text.contains("代筆の記録には、書いた人の氏名・本人との関係・理由のすべてが要ります。"))
            #expect(try await record(browser, "右手のけが", [99]).status == .conflict)
            #expect(try await office.desk.view(of: id).receptionCase.signings.isEmpty)
            let done = try await record(browser, "右手のけが", shown)
            #expect(done.status == .seeOther, "\(done.text)")
            let after = try await browser.get(Address.caseStep(id, .confirm).path).text
            #expect(!after.contains("署名できない方の代筆を記録する"))
            let paper = try await browser.send(Address.casePrint(id).path, ["document": "\(shown[0])"])
            let written = try office.text(ofPDF: Array(paper.body.readableBytesView)).filter { !$0.isWhitespace }
            #expect(written.contains("代筆例示花子（長女）"))
            #expect(try await record(browser, "右手のけが", shown).status == .unprocessableContent)
        }
        let acts = try await office.desk.view(of: id).receptionCase.signings
        #expect(acts.map(\.method) == [.proxy])
        #expect(acts[0].proxy?.reason == "右手のけが")
    }
}
