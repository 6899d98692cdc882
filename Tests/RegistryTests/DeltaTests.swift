import Foundation
import Japanese
import Madoguchi
import Rules
import Testing

@testable import Registry

extension RegistryBatch {
    fileprivate var removed: [ResidentNumber] {
        if case .removed(let numbers) = self { numbers } else { [] }
    }

    fileprivate var held: [HeldChange] {
        if case .held(let changes) = self { changes } else { [] }
    }

    fileprivate var protection: [ProtectionChange] {
        if case .protection(let changes) = self { changes } else { [] }
    }
}

@Suite("差分の取込")
struct DeltaTests {
    /// The files of a day made into a delta of its first so many lines.
    private func delta(
        in folder: URL,
        keeping lines: Int = 6,
        day: String = "20261123",
        _ change: (String, inout [String]) -> Void = { _, _ in }
    ) throws -> DayOfFiles {
        var files = try DayOfFiles.make(in: folder)
        files.files = try files.files.filter { !$0.lastPathComponent.contains("KANRI") }.map { file in
            let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
            var kept = Array(text.components(separatedBy: "\r\n").prefix(lines))
            change(file.lastPathComponent, &kept)
            let name = file.lastPathComponent.replacingOccurrences(of: "_20261122", with: "_D_\(day)")
            let changed = folder.appendingPathComponent(name)
            try Data(kept.joined(separator: "\r\n").utf8).write(to: changed)
            return changed
        }
        return files
    }

    private func batches(
        _ day: DayOfFiles,
        after previous: RegistryStatus? = generation(200, on: "2026-11-22"),
        _ change: (inout RegistryImport) -> Void = { _ in }
    ) throws -> (batches: [RegistryBatch], report: ImportReport) {
        var layout = try ExampleTown.layout()
        layout.control = .none
        var registryImport = RegistryImport(layout: layout, previous: previous)
        change(&registryImport)
        var batches: [RegistryBatch] = []
        let staging = day.folder.appendingPathComponent("staging")
        let report = try registryImport.run(day.files, staging: staging) { batches.append($0) }
        return (batches, report)
    }

    @Test("差分は、変わった人、消えた人、資格、支援措置に分かれる")
    func parts() throws {
        try withFolder { folder in
            let day = try delta(in: folder) { name, lines in
                if name.contains("JUMIN") { lines[2] = marked(lines[2]) }
                if name.contains("KOKUHO") { lines[1] = marked(lines[1]) }
                if name.contains("SHIEN") { lines = [lines[0], lines[1], marked(lines[2])] }
            }
            let (batches, report) = try batches(day)
            #expect(report.isPublishable && report.delivery == .delta && report.findings.isEmpty, "\(report.findings)")
            #expect(batches.flatMap(\.residents).count == 4)
            let removed = batches.flatMap(\.removed)
            #expect(removed.count == 1 && report.removed == 1)
            let held = batches.flatMap(\.held)
            let health = held.filter { $0.business == .healthInsurance }
            #expect(health.count == 5 && health.filter(\.held.isEmpty).count == 1)
            let protection = batches.flatMap(\.protection)
            #expect(protection.map(\.isProtected).sorted { $0 && !$1 } == [true, false])
        }
    }

    /// The last column is the mark of deletion.
    private func marked(_ line: String) -> String {
        line.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",") + ",\"1\""
    }

    @Test("元のないもの、同じ日、前の日、日の抜けた差分は断る")
    func order() throws {
        try withFolder { folder in
            let day = try delta(in: folder)
            #expect(try batches(day, after: generation(200, on: "2026-11-20")).report.isPublishable)
            for (previous, words) in [
                (nil, "重ねる元"), (generation(200, on: "2026-11-23"), "より後ではありません"),
                (generation(200, on: "2026-11-24"), "より後ではありません"), (generation(200, on: "2026-11-10"), "13日あいています"),
            ] {
                let report = try batches(day, after: previous).report
                #expect(!report.isPublishable)
                #expect(report.findings.contains { $0.message.contains(words) }, "\(report.findings)")
            }
            let accepted = try batches(day, after: generation(200, on: "2026-11-10")) { $0.acceptsDate = true }
            #expect(accepted.report.isPublishable)
        }
    }

    @Test("全件と差分の混ざった組、日付のそろわない組、削除の印のある全件は断る")
    func mixed() throws {
        try withFolder { folder in
            var day = try delta(in: folder)
            let whole = try DayOfFiles.make(in: folder.appendingPathComponent("whole"))
            day.files.removeAll { $0.lastPathComponent.contains("KAIGO") }
            day.files.append(try whole.file("KAIGO"))
            let findings = try batches(day).report.findings
            #expect(findings.contains { $0.message.contains("混ざっています") })
            #expect(findings.contains { $0.message.contains("日付がそろっていません（2026-11-22、2026-11-23）") })
            try whole.changeLines("JUMIN") { $0[1] = marked($0[1]) }
            let report = try whole.run().report
            #expect(!report.isPublishable && report.findings.contains { $0.message.contains("削除の印") })
        }
    }

    @Test("履歴の行は、以前の氏名と住所として渡る")
    func histories() throws {
        try withFolder { folder in
            let materials = try TownMaterials.read(
                municipality: repository.appendingPathComponent("municipalities/example-shi"),
                seat: TownMaterials.Seat(code: "102997", prefecture: "群馬県", name: "例示市")
            )
            var layout = try ExampleTown.layout()
            var writer = TownWriter(
                materials: materials,
                layout: layout,
                businessDate: try #require(ExampleTown.businessDate)
            )
            writer.histories = 3
            let town = try writer.write(residents: 200, seed: 1, to: folder.appendingPathComponent("town"))
            layout.control = .none
            var (people, histories): ([Resident], [ResidentHistory]) = ([], [])
            let files = town.files.filter { !$0.lastPathComponent.contains("KANRI") }
            let report = try RegistryImport(layout: layout)
                .run(files, staging: folder.appendingPathComponent("staging")) { batch in
                    people += batch.residents
                    if case .histories(let states) = batch { histories += states }
                }
            #expect(report.isPublishable, "\(report.findings)")
            #expect(report.residents == 200)
            #expect(histories.count == people.count * 3)
            let renamed = try #require(people.first { $0.formerName != nil })
            let states = histories.filter { $0.number == renamed.number }
            #expect(states.map(\.sequence) == [1, 2, 3])
            #expect(states.allSatisfy { $0.name != renamed.name && $0.changedOn != nil })
        }
    }

    @Test("個人番号は検査用数字が合うものだけを、置き場があるときだけ渡す")
    func myNumbers() throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.changeLines("JUMIN") { lines in
                for (line, number) in [(1, "983205673214"), (2, "983205673215")] {
                    var fields = lines[line].components(separatedBy: ",")
                    fields[fields.count - 2] = "\"\(number)\""
                    lines[line] = fields.joined(separator: ",")
                }
            }
            for isKept in [true, false] {
                var layout = try ExampleTown.layout()
                layout.control = .none
                layout.files[0].rejectLimit = 5
                var registryImport = RegistryImport(layout: layout)
                registryImport.keepsMyNumbers = isKept
                var numbers: [MyNumber] = []
                let files = day.files.filter { !$0.lastPathComponent.contains("KANRI") }
                let staging = folder.appendingPathComponent("staging")
                let report = try registryImport.run(files, staging: staging) { batch in
                    if case .residents(let people) = batch { numbers += people.compactMap(\.myNumber) }
                }
                #expect(numbers.map(\.digits) == (isKept ? ["983205673214"] : []))
                #expect(report.findings.contains { $0.line == 3 && $0.message.contains("検査用数字") })
                #expect(!"\(report.findings)".contains("98320567"))
            }
        }
    }

    @Test(
        "トレーラーのあるファイルは、件数が合い、終わりがあるときだけ読む",
        arguments: [
            ("H\r\nDATA\r\nT,0000001\r\n", nil), ("H\r\nDATA\r\n", "トレーラー）がありません"),
            ("H\r\nDATA\r\nT,2\r\n", "終わりのレコードは2件"),
            ("H\r\nDATA\r\nT,x\r\n", "数字ではありません"), ("H\r\nDATA\r\nT,1\r\nDATA\r\n", "後に行があります"),
        ] as [(String, String?)]
    )
    func trailer(text: String, words: String?) throws {
        try withFolder { folder in
            let yaml = """
                layout: framed
                header: false
                control: {kind: trailer, mark: T, count-column: 2, header-mark: H}
                codes: {kind: {"1": japanese}, standing: {"1": current}, sex: {"1": male}}
                files:
                  - entity: resident
                    pattern: "*.csv"
                    columns:
                      - {name: a, field: number}
                      - {name: b, field: household}
                      - {name: c, field: kind, type: code kind}
                      - {name: d, field: standing, type: code standing}
                      - {name: e, field: name}
                      - {name: f, field: kana}
                      - {name: g, field: sex, type: code sex}
                      - {name: h, field: birth-date, type: date yyyymmdd}
                      - {name: i, field: town}
                      - {name: j, field: lot}
                """
            let file = folder.appendingPathComponent("jumin_20261122.csv")
            let line = "1,2,1,1,例　一,レイ　ハジメ,1,19800101,本町,1番地"
            try Data(text.replacingOccurrences(of: "DATA", with: line).utf8).write(to: file)
            var people: [Resident] = []
            let report = try RegistryImport(layout: try LayoutReader.read(yaml, file: "framed.yaml"))
                .run([file], staging: folder.appendingPathComponent("staging")) { people += $0.residents }
            #expect(report.isPublishable == (words == nil), "\(report.findings)")
            if let words { #expect(report.findings.contains { $0.message.contains(words) }, "\(report.findings)") }
            if words == nil { #expect(people.count == 1) }
        }
    }
}

@Suite("決まった壊れ方")
struct KnownDamageTests {
    enum Damage: CaseIterable {
        case zip, longLine, nul, mixedEncodings, swappedDates, cut, doubledHeader

        var words: String {
            switch self {
            case .zip: "のようですが"
            case .longLine: "1行が長すぎます"
            case .nul: "NUL"
            case .mixedEncodings: "文字コードの決まりに合わないバイト"
            case .swappedDates: "生年月日が基準日より後です"
            case .cut: "引用符が閉じていません"
            case .doubledHeader: "半角数字でない文字"
            }
        }

        func apply(_ bytes: inout Data) throws {
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            let middle = lines[0].count + 1 + lines[1].count + 1
            switch self {
            case .zip:
                bytes = Data([0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0] + (0..<9_000).map { UInt8($0 * 7919 >> 3 & 0xFF) })
            case .longLine: bytes.insert(contentsOf: [UInt8](repeating: 0x41, count: 10 << 20), at: middle)
            case .nul: bytes.insert(0, at: middle + 3)
            case .mixedEncodings:
                let cp932 = try CP932.encode("髙橋").get()
                let name = Data("髙橋".utf8)
                let place = try #require(bytes.range(of: name))
                bytes.replaceSubrange(place, with: cp932)
            case .swappedDates:
                let place = try #require(bytes.range(of: Data("\"19780612\"".utf8)))
                bytes.replaceSubrange(place, with: Data("\"20270612\"".utf8))
            case .cut: bytes = bytes.prefix(bytes.count - 4)
            case .doubledHeader: bytes.insert(contentsOf: lines[0] + [0x0A], at: middle)
            }
        }
    }

    @Test("名のある壊れ方は、それと分かる一文で断るか、その行だけを外す", arguments: Damage.allCases)
    func damage(_ damage: Damage) throws {
        try withFolder { folder in
            let day = try DayOfFiles.make(in: folder)
            try day.change("JUMIN") { bytes in
                do { try damage.apply(&bytes) } catch { Issue.record("\(damage): \(error)") }
            }
            let strict = try day.run { $0.layout.files[0].rejectLimit = 0 }.report
            #expect(!strict.isPublishable)
            #expect(strict.findings.contains { $0.message.contains(damage.words) }, "\(strict.findings)")
            let lenient = try day.run { $0.layout.files[0].rejectLimit = 5 }.report
            #expect(lenient.isPublishable == (damage != .zip), "\(lenient.findings)")
            if lenient.isPublishable { #expect(lenient.rejected == 1) }
        }
    }
}
