import Foundation
import Japanese
import Rules
import Testing

@testable import Registry

/// The repository's folder, from this file's place in it.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

func layoutPath(_ town: String, _ name: String) -> String {
    repository.appendingPathComponent("municipalities/\(town)/layouts/\(name).yaml").path
}

@Suite("レイアウト定義")
struct LayoutTests {
    @Test(
        "配っている定義はどれも正しい",
        arguments: [
            ("example-shi", "chukan-v2-sample"), ("example-shi", "kihon-data-list-sample"),
            ("example-shi", "flat-minimal"),
            ("isesaki", "chukan-v2-sample"), ("isesaki", "kihon-data-list-sample"),
        ]
    )
    func shipped(town: String, name: String) throws {
        let layout = try LayoutReader.read(path: layoutPath(town, name))
        #expect(layout.name == name)
        #expect(layout.file(.resident) != nil)
        #expect(layout.files.count == (name == "flat-minimal" ? 1 : Entity.allCases.count))
    }

    @Test("見本の中身")
    func contents() throws {
        let layout = try LayoutReader.read(path: layoutPath("example-shi", "chukan-v2-sample"))
        #expect(layout.control == .digestList(pattern: "99_KANRI_*.txt"))
        #expect(layout.file(.protection)?.rejectLimit == 0)
        let day = try #require(CivilDate(iso: "2026-11-22"))
        #expect(layout.codes["era"]?.value(of: "03", on: day) == "昭和")
        #expect(layout.codes["relationship"]?.code(for: "世帯主", on: day) == "02")
        let birth = try #require(layout.file(.resident)?.columns(for: .birthDate).first)
        #expect(birth.kind == .date(.compact))
        #expect(birth.name == "生年月日")
    }

    @Test("コードには始まりと終わりの日がある")
    func dated() throws {
        let layout = try LayoutReader.read(path: layoutPath("example-shi", "chukan-v2-sample"))
        let status = try #require(layout.codes["residence-status"])
        #expect(status.value(of: "C03", on: try #require(CivilDate(iso: "2019-03-31"))) == nil)
        #expect(status.value(of: "C03", on: try #require(CivilDate(iso: "2019-04-01"))) == "特定技能")
        #expect(status.value(of: "Z99", on: try #require(CivilDate(iso: "2026-11-22"))) == nil)
    }

    @Test("間違いは場所つきで全部まとめて分かる")
    func mistakes() throws {
        let text = """
            layout: x
            encoding: utf-7
            delimiter: "ab"
            control: {kind: telegram}
            files:
              - entity: resident
                columns:
                  - {name: 宛名番号, field: number, type: digits}
                  - {name: 二度目, field: number}
                  - {name: 何か, field: nonsense, type: date yesterday}
              - entity: cat
                pattern: "*"
            """
        let found = #expect(throws: Diagnostics.self) { try LayoutReader.read(text, file: "x.yaml") }
        let all = try #require(found).all
        #expect(all.allSatisfy { $0.file == "x.yaml" && $0.severity == .error && !$0.hint.isEmpty })
        for (line, words) in [
            (2, "encoding"), (3, "区切り"), (4, "control"), (9, "二度"), (10, "field"), (10, "type"), (11, "entity"),
        ] {
            #expect(all.contains { $0.line == line && $0.message.contains(words) }, "\(line) \(words)")
        }
        // Nine of the ten fields that residents cannot do without are missing, and so is the pattern.
        #expect(all.filter { $0.message.contains("の列がありません") }.count == 9)
        #expect(all.contains { $0.message.contains("pattern") })
    }

    @Test("CP932 では、字の後半と紛れる区切りを断る")
    func cp932Delimiter() {
        let text = "layout: x\nencoding: cp932\ndelimiter: \"|\"\nfiles: []\n"
        let found = #expect(throws: Diagnostics.self) { try LayoutReader.read(text, file: "x.yaml") }
        #expect(found?.all.contains { $0.line == 3 } == true)
    }

    @Test("YAML でないもの、空のもの、無いもの", arguments: ["", "a: [", "\u{0}", "- 1\n- 2\n"])
    func unreadable(text: String) {
        #expect(throws: Diagnostics.self) { try LayoutReader.read(text, file: "x.yaml") }
    }

    @Test(
        "ファイル名の型",
        arguments: [
            ("01_JUMIN_20261122.csv", "01_JUMIN_*.csv", true), ("01_JUMIN_.csv", "01_JUMIN_*.csv", true),
            ("01_JUMIN_20261122.csv.end", "01_JUMIN_*.csv", false), ("x", "*", true), ("", "*", true),
            ("abcabd", "*ab*d", true), ("abcabe", "*ab*d", false), ("a", "", false), ("住民.csv", "住*.csv", true),
        ]
    )
    func patterns(name: String, pattern: String, expected: Bool) {
        #expect(FileSet.matches(name, pattern) == expected)
    }

    @Test(
        "ファイルの日付",
        arguments: [
            ("20261122", DateSpelling.compact, "2026-11-22"), ("2026-11-22", .hyphenated, "2026-11-22"),
            ("2026/02/28", .slashed, "2026-02-28"),
        ]
    )
    func dates(text: String, spelling: DateSpelling, iso: String) {
        #expect(FileDate(text, spelling).day?.iso == iso)
    }

    @Test("日付でないもの")
    func noDates() {
        #expect(FileDate("", .compact) == .none)
        #expect(FileDate("00000000", .compact) == .placeholder)
        #expect(FileDate("99999999", .compact) == .placeholder)
        #expect(FileDate("19890229", .compact) == .impossible(year: 1989, month: 2, day: 29))
        for text in ["2026112", "202611222", "２０２６１１２２", "20261301", "20261100", "abcdefgh", "2026-11-22"] {
            #expect(FileDate(text, .compact) == .malformed, "\(text)")
        }
        #expect(FileDate("2026/11-22", .slashed) == .malformed)
    }
}
