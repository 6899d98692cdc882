import Foundation
import Japanese
import Madoguchi
import Rules
import Testing

@testable import Registry

/// One day's files of the example town, which a test may break before they are imported.
struct DayOfFiles {
    let folder: URL
    var files: [URL]

    /// Writes the town; the control file is dropped from the layout where a test changes the files.
    static func make(in folder: URL, seed: UInt64 = 1) throws -> DayOfFiles {
        let summary = try ExampleTown.write(200, seed: seed, to: folder.appendingPathComponent("town"))
        return DayOfFiles(folder: folder, files: summary.files)
    }

    func file(_ part: String) throws -> URL {
        try #require(files.first { $0.lastPathComponent.contains(part) })
    }

    func change(_ part: String, _ change: (inout Data) -> Void) throws {
        var bytes = try Data(contentsOf: try file(part))
        change(&bytes)
        try bytes.write(to: try file(part))
    }

    /// Lines with their ends, as bytes.
    func changeLines(_ part: String, _ change: (inout [String]) -> Void) throws {
        let text = String(decoding: try Data(contentsOf: try file(part)), as: UTF8.self)
        var lines = text.components(separatedBy: "\r\n")
        change(&lines)
        try Data(lines.joined(separator: "\r\n").utf8).write(to: try file(part))
    }

    func run(
        checksControl: Bool = false,
        previous: Int? = nil,
        _ change: (inout RegistryImport) -> Void = { _ in }
    ) throws -> (people: [Resident], report: ImportReport) {
        var layout = try ExampleTown.layout()
        var files = files
        if !checksControl {
            layout.control = .none
            files.removeAll { $0.lastPathComponent.contains("KANRI") }
        }
        var registryImport = RegistryImport(layout: layout, previous: previous.map { generation($0) })
        change(&registryImport)
        var people: [Resident] = []
        let staging = folder.appendingPathComponent("staging")
        let report = try registryImport.run(files, staging: staging) { people += $0.residents }
        return (people, report)
    }
}

/// The status of a generation in use.
func generation(_ residents: Int, on day: String = "2026-11-21") -> RegistryStatus {
    RegistryStatus(
        generation: day + "-1",
        businessDate: CivilDate(iso: day) ?? CivilDate(dayNumber: 0),
        importedAt: Instant(milliseconds: 0),
        residentCount: residents
    )
}

extension RegistryBatch {
    var residents: [Resident] {
        if case .residents(let people) = self { people.map(\.resident) } else { [] }
    }
}

@Suite("連携データの取込")
struct ImportTests {
    @Test("壊れた行は行番号と理由が出て、残りは取り込まれる")
    func brokenLine() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.changeLines("JUMIN") { lines in
                lines[4] = "\"1000000099\",\"1"
                lines[9] = lines[9].replacingOccurrences(of: "\"japanese\"", with: "")
            }
            var accepted = 0
            let (_, report) = try day.run { $0.layout.files[0].rejectLimit = 5 }
            accepted = report.files.first { $0.entity == .resident }?.accepted ?? 0
            #expect(report.isPublishable)
            #expect(report.exitStatus == 1)
            #expect(report.rejected == 1)
            #expect(accepted == 200)
            let finding = try #require(report.findings.first { $0.line > 0 })
            #expect(finding.file == "01_JUMIN_20261122.csv")
            #expect(finding.line == 5)
            #expect(finding.message == "引用符が閉じていません。")
            #expect(report.summary.first?.contains("住民: 200件") == false)
        }
    }

    @Test(
        "指摘は場所と理由を言い、個人の値を言わない",
        arguments: [
            (0, "12A", "半角数字"), (0, "", "空です"), (4, "7", "住民種別"), (6, "20261301", "日付として読めません"),
            (6, "20230229", "暦にない日"), (9, "", "空です"), (33, "コーポ\u{7}1号", "制御文字"),
            (9, String(repeating: "例", count: 101), "100文字を超えて"), (15, String(repeating: "例", count: 101), "100文字を超えて"),
        ]
    )
    func rejected(column: Int, value: String, words: String) throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.changeLines("JUMIN") { lines in
                var fields = lines[3].components(separatedBy: ",")
                fields[column] = "\"\(value)\""
                lines[3] = fields.joined(separator: ",")
            }
            let (people, report) = try day.run { $0.layout.files[0].rejectLimit = 5 }
            let finding = try #require(report.findings.first { $0.severity == .error })
            #expect(finding.line == 4)
            #expect(finding.message.contains(words), "\(finding.message)")
            #expect(!finding.hint.isEmpty)
            #expect(people.allSatisfy { !report.findings.description.contains($0.name.string) })
            #expect(report.rejected == 1)
        }
    }

    @Test("知らないコードでは止まらず、数えて知らせる")
    func unknownCode() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.changeLines("KAIGO") { lines in
                lines[1] = lines[1].replacingOccurrences(of: "\"00\"", with: "\"77\"")
                    .replacingOccurrences(of: "\"21\"", with: "\"77\"")
            }
            let (people, report) = try day.run()
            #expect(report.isPublishable && report.exitStatus == 0)
            #expect(report.findings.contains { $0.severity == .warning && $0.message.contains("「77」 が1件") })
            #expect(people.contains { $0.entitlements.contains { $0.grade == "77" } })
        }
    }

    @Test("文字コードの取り違えはファイルごと断り、何に見えるかを言う")
    func wrongEncoding() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            let text = "宛名番号,氏名\r\n1000000001,高橋　花子\r\n"
            let units = Array(text.utf16)
            let little: [UInt8] = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            let big: [UInt8] = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            let noise: [UInt8] = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 / 16 * 37) }
            let cases: [(Data, String)] = [
                (Data(try CP932.encode(text).get()), "シフトJIS"),
                (Data([0xFF, 0xFE]) + Data(little), "UTF-16"), (Data(big), "UTF-16"), (Data(noise), "のようですが"),
            ]
            for (bytes, looks) in cases {
                try bytes.write(to: try day.file("JUMIN"))
                let (people, report) = try day.run()
                #expect(people.isEmpty)
                #expect(!report.isPublishable)
                #expect(report.findings.contains { $0.message.contains(looks) }, "\(looks) \(report.findings)")
            }
        }
    }

    @Test("足りない列はその名前を挙げて断る")
    func missingColumn() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.changeLines("JUMIN") { $0[0] = $0[0].replacingOccurrences(of: "\"氏名\"", with: "\"名前\"") }
            let (people, report) = try day.run()
            #expect(people.isEmpty && !report.isPublishable)
            #expect(report.findings.contains { $0.line == 1 && $0.message.contains("「氏名」") })
        }
    }

    @Test("列の順が違っても、見出しの名前で正しく読む")
    func shuffledColumns() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            let before = try day.run().people
            try day.changeLines("JUMIN") { lines in
                lines = lines.map { line in
                    line.isEmpty ? line : line.components(separatedBy: ",").reversed().joined(separator: ",")
                }
            }
            #expect(try day.run().people == before)
        }
    }

    @Test("支援措置のファイルは一行も失えない。無ければ取り込まない")
    func protection() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.changeLines("SHIEN") { $0[1] = "\"x\"" }
            let (people, report) = try day.run()
            #expect(people.isEmpty && !report.isPublishable)
            var without = day
            without.files.removeAll { $0.lastPathComponent.contains("SHIEN") }
            let missing = try without.run().report
            #expect(!missing.isPublishable)
            #expect(missing.findings.contains { $0.message.contains("支援措置のファイル") })
        }
    }

    @Test("終わった支援措置は効かず、日付の読めないものは効く")
    func protectionDates() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            let protected = try day.run().people.filter(\.isProtected)
            #expect(protected.count >= 3)
            let ended = protected[0].number.digits
            let open = protected[1].number.digits
            try day.changeLines("SHIEN") { lines in
                lines = lines.map { line in
                    if line.hasPrefix("\"\(ended)\"") { return "\"\(ended)\",\"1\",\"20250101\",\"20261121\",\"0\"" }
                    if line.hasPrefix("\"\(open)\"") { return "\"\(open)\",\"1\",\"\",\"99999999\",\"0\"" }
                    return line
                }
            }
            let people = try day.run().people
            #expect(people.first { $0.number.digits == ended }?.isProtected == false)
            #expect(people.first { $0.number.digits == open }?.isProtected == true)
        }
    }

    @Test("管理ファイルの検査値と合わなければ取り込まない")
    func digest() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            #expect(try day.run(checksControl: true).report.isPublishable)
            try day.change("KOKUHO") { $0.removeLast(20) }
            let (people, report) = try day.run(checksControl: true)
            #expect(people.isEmpty && !report.isPublishable)
            #expect(report.findings.contains { $0.file.contains("KOKUHO") && $0.message.contains("SHA-256") })
        }
    }

    @Test("住民が大きく減った日は人が確かめるまで取り込まない")
    func drop() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            let (_, refused) = try day.run(previous: 220)
            #expect(!refused.isPublishable)
            #expect(refused.findings.contains { $0.message.contains("220人から200人") })
            #expect(try day.run(previous: 205).report.isPublishable)
            #expect(try day.run(previous: 220) { $0.acceptsDrop = true }.report.isPublishable)
        }
    }

    @Test("同じ宛名番号の二行目は断り、履歴の行は数えるだけにする")
    func duplicatesAndHistory() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.changeLines("JUMIN") { lines in
                let history = lines[1].replacingOccurrences(of: "\"1\",\"1\",\"900", with: "\"0\",\"0\",\"900")
                lines.insert(lines[1], at: 2)
                lines.insert(history, at: 3)
            }
            let report = try day.run { $0.layout.files[0].rejectLimit = 5 }.report
            #expect(report.findings.contains { $0.line == 3 && $0.message.contains("同じ宛名番号") })
            #expect(report.files.first { $0.entity == .resident }?.history == 1)
        }
    }

    @Test("管理ファイルの先頭の BOM と、sha256sum の書く名前の前の印を読む")
    func digestListHabits() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.change("KANRI") { bytes in
                let text = String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "  0", with: " *0")
                bytes = Data([0xEF, 0xBB, 0xBF] + Array(text.utf8))
            }
            #expect(try day.run(checksControl: true).report.findings.isEmpty)
        }
    }

    @Test("先頭の 0 だけ違う宛名番号も、同じ人の二行目として断る")
    func duplicateWithZeros() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.changeLines("JUMIN") { $0.insert("\"00" + $0[1].dropFirst(), at: 2) }
            let report = try day.run { $0.layout.files[0].rejectLimit = 5 }.report
            #expect(report.findings.contains { $0.line == 3 && $0.message.contains("同じ宛名番号") })
        }
    }

    @Test("明日より後の基準日は、人が確かめるまで取り込まない")
    func dayToCome() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            for (today, isTaken) in [("2026-11-20", false), ("2026-11-21", true), ("2026-11-22", true)] {
                let report = try day.run { $0.today = CivilDate(iso: today) }.report
                #expect(report.isPublishable == isTaken)
                #expect(report.findings.contains { $0.message.contains("今日（2026-11-20）より後") } == !isTaken)
            }
            let accepted = try day.run {
                $0.today = CivilDate(iso: "2026-11-01")
                $0.acceptsDate = true
            }
            #expect(accepted.report.isPublishable)
        }
    }

    @Test("基準日はファイル名の日付。無ければ呼ぶ側の日付、それも無ければ断る")
    func businessDate() throws {
        let layout = try ExampleTown.layout()
        var registryImport = RegistryImport(layout: layout)
        func day(_ names: String...) -> String? {
            registryImport.businessDate(of: names.map { URL(fileURLWithPath: "/\($0)") })?.iso
        }
        #expect(day("02_KOKUHO_20261121.csv", "01_JUMIN_20261122.csv") == "2026-11-22")
        #expect(day("01_JUMIN_9920261122.csv") == "2026-11-22")
        #expect(day("01_JUMIN_20261322.csv") == nil)
        #expect(day() == nil)
        registryImport.givenBusinessDate = CivilDate(iso: "2026-04-01")
        #expect(day("01_JUMIN_1.csv") == "2026-04-01")
    }

    @Test("受け取る側の誤りはそのまま伝わり、置き場は片づく")
    func receiverFails() throws {
        struct DiskFull: Error {}
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            var layout = try ExampleTown.layout()
            layout.control = .none
            let staging = folder.appendingPathComponent("staging")
            #expect(throws: DiskFull.self) {
                try RegistryImport(layout: layout).run(day.files, staging: staging) { _ in throw DiskFull() }
            }
            #expect(!FileManager.default.fileExists(atPath: staging.path))
        }
    }

    @Test("CP932、見出しなし、タブ区切りの最小の形")
    func flatMinimal() throws {
        try withFolder { folder in
            let file = folder.appendingPathComponent("jumin_20261122.tsv")
            let lines = [
                "1000000001\t900000001\t1\t1\t髙橋　花子\tタカハシ　ハナコ\t2\t1980/02/17\t世帯主\t3799902\t例示町二丁目\t410番地\t",
                "1000000002\t900000001\t1\t1\t髙橋　﨑\tタカハシ　サキ\t9\t\t子\t3799902\t例示町二丁目\t410番地\t①号",
                "",
            ]
            try Data(try CP932.encode(lines.joined(separator: "\r\n")).get()).write(to: file)
            let layout = try ExampleTown.layout("flat-minimal")
            var people: [Resident] = []
            let report = try RegistryImport(layout: layout)
                .run([file], staging: folder.appendingPathComponent("staging")) { people += $0.residents }
            #expect(report.findings.isEmpty)
            #expect(people.map(\.name) == ["髙橋　花子", "髙橋　﨑"])
            #expect(people.first?.birthText == "昭和55年2月17日")
            #expect(people.last?.birthText == "不詳")
            #expect(people.last?.address.building == "①号")
            #expect(people.last?.sex == .other)
        }
    }
}

@Suite("壊されたファイル")
struct MutatedFileTests {
    /// Every way of damage ends in a sentence or in whole, true data: never in a crash and never in half of it.
    @Test("200通りに壊しても落ちず、断るか、全部を正しく数える", arguments: 0..<8)
    func mutations(part: Int) throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder, seed: 2)
            let names = ["JUMIN", "KOKUHO", "KAIGO", "SHIEN", "JITE", "SHUGAKU"]
            var random = SplitMix64(seed: UInt64(part) + 1)
            for _ in 0..<25 {
                let name = names[random.below(names.count)]
                let whole = try Data(contentsOf: try day.file(name))
                try mutated(whole, &random).write(to: try day.file(name))
                let (people, report) = try day.run()
                if report.isPublishable {
                    #expect(report.files.allSatisfy { $0.lines == $0.accepted + $0.rejected + $0.history })
                    #expect(people.count == report.files.last { $0.entity == .resident }?.accepted)
                } else {
                    #expect(report.findings.contains { $0.severity == .error && !$0.message.isEmpty })
                }
                try whole.write(to: try day.file(name))
            }
        }
    }

    private func mutated(_ whole: Data, _ random: inout SplitMix64) -> Data {
        var bytes = whole
        let place = random.below(bytes.count)
        switch random.below(14) {
        case 0: return bytes.prefix(place)
        case 1: bytes[place] = UInt8(random.below(256))
        case 2: bytes.insert(contentsOf: [0x22], at: place)
        case 3: bytes.insert(contentsOf: [0x00], at: place)
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + random.below(300)))
        case 5: bytes.insert(contentsOf: [UInt8](repeating: 0x41, count: 2 << 20), at: place)
        case 6: bytes += Data("\u{3042}".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        case 7: return Data()
        case 8: exchangeFields(in: &bytes, at: place, by: 1 + random.below(9))
        case 9: return Data([0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0]) + bytes.prefix(place)
        case 10: bytes.insert(contentsOf: [UInt8](repeating: 0x41, count: 10 << 20), at: place)
        case 11: bytes.insert(contentsOf: [0xFB, 0xFC, 0x8B, 0xB4], at: place)
        case 12: exchangeDates(in: &bytes, at: place)
        default: bytes.swapAt(place, random.below(bytes.count))
        }
        return bytes
    }

    /// Two columns of all lines from there on change places, as in a file whose columns are in another order.
    private func exchangeFields(in bytes: inout Data, at place: Int, by distance: Int) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        var passed = 0
        let changed = lines.map { line -> Data in
            passed += line.count + 1
            var fields = line.split(separator: 0x2C, omittingEmptySubsequences: false)
            guard passed > place, fields.count > distance + 1 else { return Data(line) }
            fields.swapAt(0, distance)
            return Data(fields.joined(separator: [0x2C]))
        }
        bytes = Data(changed.joined(separator: [0x0A]))
    }

    /// From a place on, days are written backwards: 20260401 becomes 01042026.
    private func exchangeDates(in bytes: inout Data, at place: Int) {
        let quote = UInt8(ascii: "\"")
        var index = place
        while index + 10 <= bytes.count {
            let field = bytes[index..<index + 10]
            let inside = field.dropFirst().dropLast()
            if field.first == quote, field.last == quote, inside.allSatisfy({ (0x30...0x39).contains($0) }) {
                let turned = Array(inside.suffix(2)) + Array(inside.dropFirst(4).prefix(2)) + Array(inside.prefix(4))
                bytes.replaceSubrange(index + 1..<index + 9, with: turned)
                index += 10
            } else {
                index += 1
            }
        }
    }
}
