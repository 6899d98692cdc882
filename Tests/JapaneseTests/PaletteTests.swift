import Foundation
import Testing

@testable import Japanese

@Suite("文字パレットと外字")
struct PaletteTests {
    private let palette = CharacterPalette(
        sources: Array(
            """
            # comment
            U+5D0E\tkRSUnicode\t46.8
            U+5D0E\tkTotalStrokes\t11
            U+FA11\tkRSUnicode\t46.9
            U+FA11\tkTotalStrokes\t12
            U+9AD8\tkRSUnicode\t189.0
            U+9AD8\tkTotalStrokes\t10
            U+9089\tkRSUnicode\t162.13
            U+9089\tkTotalStrokes\t17
            U+8FBA\tkRSUnicode\t162.2
            U+8FBA\tkTotalStrokes\t5
            U+4E00\tkRSUnicode\t1.0
            U+4E00\tkTotalStrokes\t1

            """.utf8
        ),
        readings: Array(
            """
            U+5D0E\tkJapaneseOn\tKI
            U+5D0E\tkJapaneseKun\tSAKI MISAKI
            U+9AD8\tkJapaneseOn\tKOU
            U+9AD8\tkJapaneseKun\tTAKAI TAKAMARU
            U+9089\tkJapaneseKun\tATARI BE
            U+8FBA\tkJapaneseOn\tHEN
            U+8FBA\tkMandarin\tbian

            """.utf8
        )
    ) { $0 != "一" }

    private func found(_ query: CharacterPalette.Query) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: palette.find(query).found.map(\.base))
        return String(view)
    }

    @Test("画数・部首・読み・似た形で引ける")
    func queries() {
        #expect(found(.init(strokes: 10...12)) == "高崎﨑")
        #expect(found(.init(radical: 162)) == "辺邉")
        #expect(found(.init(reading: "さき")) == "崎")
        #expect(found(.init(reading: "コウ")) == "高")
        #expect(found(.init(reading: "タカ")) == "高")
        #expect(found(.init(reading: "へん")) == "辺")
        #expect(found(.init(similarTo: "﨑")) == "崎﨑")
        #expect(found(.init(strokes: 17...17, radical: 162)) == "邉")
        #expect(found(.init(strokes: 1...1)) == "")
        #expect(found(.init(reading: "。")) == "")
        #expect(palette.find(.init(), offset: 4, limit: 10).found.count == 1)
        #expect(palette.find(.init()).count == 5)
    }

    @Test("保存して読み戻しても同じに引け、途中で切れたものは読まない")
    func compactFile() throws {
        let again = try #require(CharacterPalette(bytes: palette.bytes))
        #expect(again.entries == palette.entries)
        #expect(again.readings == palette.readings)
        for length in 0..<palette.bytes.count {
            #expect(CharacterPalette(bytes: Array(palette.bytes.prefix(length))) == nil)
        }
    }

    @Test(
        "かなをUnihanのつづりにする",
        arguments: [
            ("しゅう", "SHUU"), ("ちょう", "CHOU"), ("きゃく", "KYAKU"), ("ジュ", "JU"), ("つかさ", "TSUKASA"), ("ヒョウ", "HYOU"),
            ("ﾘｭｳ", "RYUU"), ("あっぱれ", "APPARE"), ("ぢ", "JI"), ("みっつ", "MITTSU"), ("いっち", "ITCHI"),
        ]
    )
    func romaji(kana: String, spelling: String) {
        #expect(Romaji.of(kana) == spelling)
    }

    @Test("外字の表は、日付と出典を持ち、効力のある行で置き換える")
    func externalCharacters() throws {
        let rows = [
            ExternalCharacters.columns, ["U+E000", "MJ022335", "2025年度同定", "2026-04-01"],
            ["F041", "𠮷", "住基担当", "R7.4.1"],
            ["F041", "吉", "住基担当", "R8.4.1"], ["U+E002", "U+8FBB U+E0102", "同定支援ツール", "20260401"],
        ]
        let (table, faults) = ExternalCharacters.read(rows, table: InstalledFont.table)
        #expect(faults.isEmpty)
        let text: RegisteredText = "\u{E000}城\u{E001}田\u{E003}\u{100000}"
        let applied = table.apply(to: text, on: day("2026-11-23"))
        #expect(applied.text == "葛\u{E0102}城吉田\u{E003}\u{100000}")
        #expect(applied.mapped.map(\.provenance) == ["2025年度同定", "住基担当"])
        #expect(applied.unmapped.map(\.notation) == ["U+E003"])
        #expect(table.apply(to: text, on: day("2026-03-31")).text == "\u{E000}城𠮷田\u{E003}\u{100000}")
        #expect(table.apply(to: text, on: day("2025-03-31")).text == text)
    }

    @Test("Adobe-Japan1の異体字も、人が同定した行があれば置き換え、なければ残して知らせる")
    func foreignSequences() {
        let rows = [ExternalCharacters.columns, ["U+845B U+E0100", "MJ022335", "住民担当の目視", "2026-04-01"]]
        let (table, faults) = ExternalCharacters.read(rows, table: InstalledFont.table)
        #expect(faults.isEmpty)
        let applied = table.apply(
            to: "葛\u{E0100}辻\u{E0100}辻\u{E0102}",
            on: day("2026-11-23"),
            table: InstalledFont.table
        )
        #expect(applied.text == "葛\u{E0102}辻\u{E0100}辻\u{E0102}")
        #expect(applied.unmapped.map(\.notation) == ["U+8FBB U+E0100"])
    }

    @Test("外字の表の誤りは、行と列と直し方を言い、正しい行は使う")
    func externalFaults() {
        let rows = [
            ExternalCharacters.columns, ["E000", "MJ022335", "x", "2026-04-01"], ["U+E000", "二字", "x", "2026-04-01"],
            ["U+E000", "葛", "", "2026-04-01"], ["U+E000", "葛", "x", "きょう"], ["U+E000"],
            ["U+E001", "葛", "x", "2026-04-01"],
            ["U+E001", "辻", "x", "2026-04-01"],
        ]
        let (table, faults) = ExternalCharacters.read(rows, table: InstalledFont.table)
        #expect(faults.map(\.row) == [2, 3, 4, 5, 6, 8])
        #expect(faults.map(\.column) == [1, 2, 3, 4, 0, 1])
        #expect(faults.allSatisfy { $0.sentence.hasSuffix("。") })
        #expect(table.apply(to: "\u{E001}", on: day("2026-11-23")).text == "葛")
        #expect(ExternalCharacters.read([["code"]], table: nil).1.first?.row == 1)
    }
}
