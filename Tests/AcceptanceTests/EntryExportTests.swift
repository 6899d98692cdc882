import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Madoguchi
import Storage
import TestSupport
import Testing

@Suite("10(5)表3-1 入力待ちと、その日のRPA用CSV")
struct EntryExportTests {
    private static let path = "/entries/2026-11-24/resident-move.csv"

    @Test("受け付けた異動届が、一人一行で、字形を保ち、文字警告つきのCSVになる")
    func exportsTheDay() async throws {
        let office = try CounterDesk()
        _ = try await office.familyIsReceived()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let queue = try await browser.get("/entries").text
            #expect(queue.contains("1件の受付・1件の申請"))
            #expect(queue.contains("href=\"\(EntryExportTests.path)\""))
            let file = try await browser.get(EntryExportTests.path)
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(file.headers[.contentDisposition]?.contains("resident-move-2026-11-24.csv") == true)
            try expectFamily(try CSVText(Array(file.body.readableBytesView)))
        }
        let entries = try await office.store.read { try $0.journalEntries(caseID: nil, limit: 20) }
        #expect(entries.contains { $0.action == .entryExported && $0.staff?.text == "ueno" })
    }

    private func expectFamily(_ csv: CSVText) throws {
        #expect(csv.header.first == "入力キー")
        #expect(csv.header.last == "文字警告")
        #expect(csv.rows.count == 5)
        #expect(Set(csv.rows.map { $0["入力キー"] }).count == 5)
        let first = try #require(csv.rows.first)
        #expect(first["異動種別"] == "転入")
        #expect(first["異動日"] == "20261120")
        #expect(first["届出日"] == "20261124")
        #expect(first["新住所番地"] == "410番地1")
        #expect(first["フリガナ"] == "ツジ　ダイスケ")
        let names = csv.rows.map { ($0["氏名"] ?? "").unicodeScalars.map(\.value) }
        #expect(names[0].starts(with: [0x8FBB, 0xE0102]))
        #expect(names[4].first == 0x20BB7)
        for row in csv.rows {
            let warned = (row["文字警告"] ?? "").split(separator: "・").map(String.init)
            #expect(warned.contains("氏名"))
            #expect(!warned.contains("新住所町字"))
            #expect(!warned.contains("フリガナ"))
        }
    }

    @Test("取り消した申請と取り下げた受付は、CSVに出ない")
    func nothingOfWhatWasTakenBack() async throws {
        let office = try CounterDesk()
        let back = try await office.familyIsReceived()
        _ = try await office.desk.takeBack(
            ApplicationKey("resident-move"),
            reason: "書類の取り違え",
            of: back,
            by: CounterDesk.citizen
        )
        let withdrawn = try await office.familyIsReceived()
        _ = try await office.desk.withdraw(withdrawn, reason: "届出の取りやめ", by: CounterDesk.citizen)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let csv = try CSVText(Array(try await browser.get(EntryExportTests.path).body.readableBytesView))
            #expect(csv.rows.isEmpty)
            #expect(csv.header.first == "入力キー")
            #expect(try await browser.get("/entries").text.contains("この日に受け付けた申請はありません"))
        }
    }

    @Test("入力担当でない職員は、CSVを出せず、断ったことが証跡に残る")
    func refusesOthers() async throws {
        let office = try CounterDesk()
        _ = try await office.familyIsReceived()
        try await CounterServer(office).run(as: "hoshino", at: CounterDesk.medical) { browser in
            let refused = try await browser.get(EntryExportTests.path)
            #expect(refused.status == .forbidden)
            #expect(refused.text.contains("権限がありません"))
            #expect(!refused.text.contains("ツジ"))
        }
        let entries = try await office.store.read { try $0.journalEntries(caseID: nil, limit: 5) }
        #expect(entries.contains { $0.action == .denied && $0.staff?.text == "hoshino" })
    }
}

/// A file of comma-separated values as a robot reads it: RFC 4180 in UTF-8 with a byte order mark.
struct CSVText {
    let header: [String]
    let rows: [[String: String]]

    init(_ bytes: [UInt8]) throws {
        guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw NoAnswer(key: "no byte order mark") }
        let text = try unwrapped(String(validating: bytes.dropFirst(3), as: UTF8.self))
        let lines = text.unicodeScalars.split(separator: "\n").map { String($0) }
        guard lines.allSatisfy({ $0.unicodeScalars.last == "\r" }) else { throw NoAnswer(key: "lines end in CR LF") }
        let cells = lines.map { line in
            String(line.unicodeScalars.dropLast(2).dropFirst()).components(separatedBy: "\",\"")
        }
        header = cells.first ?? []
        let names = header
        rows = cells.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
    }
}
