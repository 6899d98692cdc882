import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Logging
import Madoguchi
import Registry
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

/// 個人番号: a day with numbers in the daily file; afterwards the digits stand in the clear nowhere in the data folder, in no
/// log, address, page or paper but the one page that was asked for (番号法12条の安全管理措置).
@Suite("個人番号の一日")
struct MyNumberDayTests {
    private static let numbers = ["983205673214", "123456789018"]

    /// The digits as ASCII, UTF-16 in both orders, and full width.
    private static let spellings: [Data] = numbers.flatMap { digits in
        let wide = String(
            String.UnicodeScalarView(digits.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) })
        )
        return [
            Data(digits.utf8), Data(wide.utf8), Data(digits.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
            Data(digits.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }),
        ]
    }

    private static func tells(_ data: Data) -> Bool { spellings.contains { data.range(of: $0) != nil } }

    private static func tells(_ text: String) -> Bool { tells(Data(text.utf8)) }

    /// Files with a name; a link to what has none ends with the program.
    private static func plainFiles(in folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { name in
            let file = folder.appendingPathComponent(name)
            let kind = try? FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
            return kind == .typeRegular && tells(FileManager.default.contents(atPath: file.path) ?? Data())
        }
    }

    /// Imports a day's file as the program does, and looks at the data folder in the middle of it.
    private func deliver(_ day: String, to office: CounterDesk) async throws {
        let inbox = FileManager.default.temporaryDirectory.appendingPathComponent("inbox-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: inbox) }
        let profile = CounterDesk.municipality.appendingPathComponent("layouts/flat-minimal.yaml")
        let yaml =
            try String(contentsOf: profile, encoding: .utf8).replacing("cp932", with: "utf-8")
            + "\n      - {name: 個人番号, field: my-number, type: digits, width: 12}\n"
        let layoutFile = inbox.appendingPathComponent("numbers.yaml")
        try Data(yaml.utf8).write(to: layoutFile)
        let rows = [("6001", "山田　太郎", "世帯主", "1980/02/17"), ("6002", "山田　花", "妻", "1982/08/09")]
        let lines = zip(rows, Self.numbers).map { row, number in
            [row.0, "96001", "1", "1", row.1, "ヤマダ", "1", row.3, row.2, "3720001", "中央町", "1番地", "", number]
                .joined(separator: "\t") + "\r\n"
        }
        let file = inbox.appendingPathComponent("\(day)_jumin.tsv")
        try Data(lines.joined().utf8).write(to: file)
        var reading = RegistryImport(layout: try LayoutReader.read(path: layoutFile.path))
        reading.keepsMyNumbers = true
        let writer = try office.store.beginGeneration(
            businessDate: try unwrapped(
                CivilDate(iso: "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))")
            ),
            importedAt: office.clock.now,
            keepsMyNumbers: true
        )
        let report = try reading.run([file], staging: office.folder.appendingPathComponent("import")) { batch in
            #expect(try Self.plainFiles(in: office.folder) == [])
            try writer.take(batch)
        }
        #expect(report.isPublishable && report.residents == 2, "\(report.findings)")
        _ = try await office.store.publish(
            try writer.finish(),
            journaledAs: JournalEntry(.registryImported, at: office.clock.now)
        )
    }

    @Test("取込・受付・印刷・入力データ・表示・鍵の更新の一日のあと、データのフォルダーのどこにも番号の数字がない")
    func wholeDay() async throws {
        let office = try CounterDesk()
        try await deliver("20261122", to: office)
        try await deliver("20261123", to: office)
        let log = LogLines()
        let server = try await CounterServer(
            office,
            logger: Logger(label: "day", factory: { _ in CapturingLog(lines: log) })
        )
        try await office.store.write { tx in
            for name in ["g-administrator"] {
                guard let id = StaffID(name) else { continue }
                let counter = CounterDesk.citizen.counter
                let staff = Staff(id: id, name: name, counter: counter, groups: ["administrator"])
                try tx.putStaff(staff, passwordHash: name)
            }
            return Journaled((), [JournalEntry(.staffAdded, at: office.clock.now, detail: "test")])
        }
        let received = try await office.familyIsReceived()
        let texts = Mutex<[String]>([])
        try await server.run(as: "g-administrator", at: CounterDesk.citizen) { browser in
            @Sendable func keep(_ response: TestResponse) {
                texts.withLock { $0 += [response.text, response.location ?? ""] }
            }
            keep(try await browser.send("/residents", ["q": "ヤマダ"]))
            keep(try await browser.get("/households/96001"))
            let shown = try await browser.send(
                "/households/96001/my-number",
                ["resident": "6001", "reason": "counter"]
            )
            #expect(shown.text.contains(Self.numbers[0]) && !shown.text.contains(Self.numbers[1]))
            #expect(shown.headers[.cacheControl]?.contains("no-store") == true)
            keep(try await browser.get("/households/96001"))
            // What somebody types by mistake goes nowhere either.
            try await browser.send("/residents", ["q": Self.numbers[0]])
            let path = try #require(
                try await browser.send("/households/96001/cases", ["event": "moveWithin", "moving": "6001"]).location
            )
            let typed = try await browser.send(
                path + "/facts",
                ["fact.new-building": "コーポ \(Self.numbers[0])", "basis": "100"]
            )
            #expect(typed.status == .unprocessableContent)
            keep(try await browser.get(path))
            keep(try await browser.get("/entries/2026-11-24/resident-move.csv"))
            keep(try await browser.get("/panel"))
            let papers = try await browser.send("/cases/\(received.text)/prints", ["by": "browser"])
            texts.withLock { $0.append((try? office.text(ofPDF: Array(papers.body.readableBytesView))) ?? "") }
        }
        let journal = try await office.store.read { try $0.journalEntries(caseID: nil, limit: 1_000) }
        #expect(journal.count { $0.action == .myNumberShown } == 1)
        #expect(try await office.store.rotateKeys(journaledAs: JournalEntry(.keysRotated, at: office.clock.now)) == 2)
        let outside = texts.withLock { $0 } + log.all + journal.map { "\($0)" }
        #expect(outside.count > 10 && !outside.contains(where: Self.tells))
        #expect(try Self.plainFiles(in: office.folder) == [])
    }

    @Test("個人番号は、どの様式のどの欄にも印字しない。紙の欄は本人が書く", arguments: ["example-shi", "isesaki"])
    func noForm(town: String) throws {
        let folder = CounterDesk.root.appendingPathComponent("municipalities/\(town)")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix("boxes.yaml")
        }
        #expect(!files.isEmpty)
        for name in files {
            let boxes = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
            #expect(!boxes.contains("個人番号"), "\(name)")
        }
    }
}
