import Foundation
import Japanese
import Madoguchi
import Rules
import Testing

@testable import Registry

@Suite("連携データの外字と文字の検査")
struct ExternalCharacterTests {
    private func externals() throws -> ExternalCharacters {
        let rows = [
            ExternalCharacters.columns, ["U+E5A0", "U+845B U+E0102", "2025年度同定", "2026-04-01"],
            ["U+E5A1", "U+100000", "同定支援ツール", "2026-12-01"],
        ]
        let (characters, faults) = ExternalCharacters.read(rows, table: nil)
        #expect(faults.isEmpty)
        return characters
    }

    /// The town with some names replaced, by the place of the line.
    private func town(_ names: [Int: String], in folder: URL) throws -> DayOfFiles {
        let day = try DayOfFiles.make(in: folder)
        try day.changeLines("JUMIN") { lines in
            let column = lines[0].components(separatedBy: ",").firstIndex(of: "\"氏名\"") ?? 0
            for (line, name) in names {
                var fields = lines[line].components(separatedBy: ",")
                fields[column] = "\"\(name)\""
                lines[line] = fields.joined(separator: ",")
            }
        }
        return day
    }

    @Test("同定された外字は置き換え、同定されていない外字はそのまま残して数える")
    func mapping() throws {
        try withFolder { folder in
            let day = try town(
                [1: "\u{E5A0}城　太郎", 2: "\u{E5A1}田　花子", 3: "\u{E5A1}\u{E5A2}", 4: "\u{100000}田"],
                in: folder
            )
            let externals = try externals()
            let (people, report) = try day.run { $0.externals = externals }
            let names = people.prefix(4).map(\.name)
            #expect(names == ["葛\u{E0102}城　太郎", "\u{E5A1}田　花子", "\u{E5A1}\u{E5A2}", "\u{100000}田"])
            #expect(report.externals.mapped == 1)
            let unmapped = report.externals.unmapped.map { "\($0.key.notation) \($0.value)" }
            #expect(Set(unmapped).isSuperset(of: ["U+E5A1 2", "U+E5A2 1"]))
            #expect(!unmapped.contains { $0.utf8.starts(with: "U+E5A0".utf8) })
            #expect(report.isPublishable && report.exitStatus == 0)
            #expect(report.summary.contains { $0.contains("U+E5A1: 2か所") })
            #expect(report.summary.contains { $0.contains("import-external") })
        }
    }

    @Test("外字のある氏名は元の値も渡り、学校名の外字は数だけが渡る")
    func received() throws {
        try withFolder { folder in
            var day = try town([1: "\u{E5A0}城　太郎", 2: "\u{E5A2}田　花子"], in: folder)
            try day.changeLines("SHUGAKU") { lines in
                let column = lines[0].components(separatedBy: ",").firstIndex(of: "\"学校名\"") ?? 0
                var fields = lines[1].components(separatedBy: ",")
                fields[column] = "\"\u{E5A0}小学校\""
                lines[1] = fields.joined(separator: ",")
            }
            day.files.removeAll { $0.lastPathComponent.contains("KANRI") }
            var registryImport = RegistryImport(layout: try ExampleTown.layout())
            registryImport.layout.control = .none
            registryImport.externals = try externals()
            var (people, elsewhere): ([ResidentIntake], [UnidentifiedCharacter]) = ([], [])
            let staging = folder.appendingPathComponent("staging")
            let report = try registryImport.run(day.files, staging: staging) { batch in
                if case .residents(let intakes) = batch { people += intakes }
                if case .elsewhere(let characters) = batch { elsewhere += characters }
            }
            #expect(report.isPublishable, "\(report.findings)")
            #expect(people[0].resident.name == "葛\u{E0102}城　太郎")
            #expect(people[0].received == [ReceivedText(.name, column: "氏名", "\u{E5A0}城　太郎")])
            #expect(people[1].received == [ReceivedText(.name, column: "氏名", "\u{E5A2}田　花子")])
            // Nothing of the line before is taken for the next one's.
            #expect(people[2].received.isEmpty)
            let school = elsewhere.first { $0.character.notation == "U+E5A0" }
            #expect(school?.places == [.init(column: "学校名", count: 1)])
        }
    }

    @Test("対応表がなくても外字はそのまま残り、知らされる")
    func withoutTable() throws {
        try withFolder { folder in
            let (people, report) = try town([1: "\u{E5A0}城"], in: folder).run()
            #expect(people.first?.name == "\u{E5A0}城")
            #expect(report.externals.unmapped.contains { $0.key.base == "\u{E5A0}" && $0.value == 1 })
        }
    }

    @Test("登録されない文字のある行は断り、見えない文字は残して知らせる")
    func inspection() throws {
        try withFolder { folder in
            let day = try town([1: "山\u{1}田", 2: "山\u{200B}田", 3: "\u{E0100}山", 4: "山\u{202E}田"], in: folder)
            let (people, report) = try day.run { $0.layout.files[0].rejectLimit = 5 }
            #expect(report.rejected == 1)
            #expect(people.prefix(3).map(\.name) == ["山\u{200B}田", "\u{E0100}山", "山\u{202E}田"])
            let finding = try #require(report.findings.first { $0.severity == .error })
            #expect(finding.line == 2 && finding.message.contains("制御文字"))
            #expect(report.findings.filter { $0.severity == .note }.count == 3)
        }
    }

    @Test("全漢字と全異体字の並びが、CSVの取込で1バイトも変わらない")
    func everyCharacter() throws {
        let ranges: [ClosedRange<UInt32>] = [0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x100000...0x1024FF]
        var names: [Int: String] = [:]
        var view = String.UnicodeScalarView()
        var count = 0
        for scalar in ranges.joined().compactMap(Unicode.Scalar.init) where scalar.value & 0xFFFE != 0xFFFE {
            view.append(scalar)
            if count % 5 == 0, scalar.value < 0x100000, let selector = Unicode.Scalar(UInt32(0xE0100 + count % 240)) {
                view.append(selector)
            }
            count += 1
            if count % 700 == 0 || scalar.value == 0x1024FF {
                names[names.count + 1] = String(view)
                view = String.UnicodeScalarView()
            }
        }
        #expect(names.count > 150 && names.count < 200)
        try withFolder { folder in
            // Seven hundred letters at once are longer than any name.
            let (people, report) = try town(names, in: folder).run { registryImport in
                for place in registryImport.layout.files[0].columns.indices {
                    registryImport.layout.files[0].columns[place].width = 0
                }
            }
            #expect(report.rejected == 0)
            try #require(people.count >= names.count)
            let wrong = names.filter { people[$0.key - 1].name != RegisteredText($0.value) }
            #expect(wrong.isEmpty)
        }
    }
}
