import Testing

@testable import Japanese

@Suite("文字の網羅とパレットの候補")
struct CoverageTests {
    @Test("文字情報基盤は59,161のうち34だけが書き表しになる")
    func moji() throws {
        let font = try #require(InstalledFont.characters)
        let table = try #require(InstalledFont.table)
        let coverage = CharacterCoverage(
            set: "MJ",
            members: font.names.compactMap { MJName($0).map { [$0] } },
            sequences: table.sequences(of:),
            isShown: table.isShown
        )
        #expect(coverage.total == 59_161)
        #expect(coverage.searched == 59_127)
        #expect(coverage.shown == 59_127)
        #expect(coverage.onlyByEscape.count == 34)
        #expect(coverage.unidentified == 0)
    }

    @Test("MJ文字情報一覧表から、戸籍統一文字と住基ネット統一文字の字を拾う")
    func list() throws {
        let rows = [
            ["文字", "MJ文字図形名", "戸籍統一文字番号", "住基ネット統一文字コード"], ["葛", "MJ022336", "336790", "J+845B"],
            ["", "MJ022335", "336800", ""], ["", "MJ000001", "", "J+3400"], ["", "MJ000002"],
        ]
        let members = try CharacterList.members(rows).get()
        #expect(members.map(\.set) == CharacterList.columns)
        let names = members.map { $0.members.map { $0.names.map(\.description) } }
        #expect(names == [[["MJ022336"], ["MJ022335"]], [["MJ022336"], ["MJ000001"]]])
    }

    @Test("同じ番号の二行は一字、図形名のない番号は未同定、番号のない行は数えない")
    func numbers() throws {
        let table = try #require(InstalledFont.table)
        let rows = [
            ["MJ文字図形名", "戸籍統一文字番号", "住基ネット統一文字コード"], ["MJ022336", "336790", ""], ["MJ022335", "336790", ""],
            ["", "400000", ""], ["MJ022337", "", ""], ["不明", "400001", "J+0001"],
        ]
        let set = try #require(try CharacterList.members(rows).get().first)
        #expect(set.members.map(\.number) == ["336790", "400000", "400001"])
        let coverage = CharacterCoverage(
            set: set.set,
            members: set.members.map(\.names),
            sequences: table.sequences(of:),
            isShown: table.isShown
        )
        #expect([coverage.total, coverage.searched, coverage.shown, coverage.unidentified] == [3, 1, 1, 2])
        #expect(coverage.onlyByEscape.isEmpty)
    }

    /// The heading of edition 006 has some thirty columns, brackets and breaks in it, and the file may have a title above it.
    @Test("一覧表の見出しは、版による名前・全角・改行・かっこの違いがあっても見つかる")
    func headings() throws {
        let headings = [
            ["フォント", "文字図形", "MJ文字図形名", "対応するUCS", "戸籍統一文字番号", "住基ネット統一文字コード", "入管正字コード"],
            ["\u{FEFF}ＭＪ文字図形名", "戸籍統一文字\n番号（参考）", "住基ネット統一文字 コード(参考)"], ["MJ番号", "戸籍統一文字コード", "住基統一文字コード"],
        ]
        for heading in headings {
            var row = heading.map { _ in "1" }
            row[heading.count == 7 ? 2 : 0] = "MJ022335"
            let members = try CharacterList.members([["MJ文字情報一覧表"], [], heading, row]).get()
            #expect(members.map(\.members.count) == [1, 1], "\(heading)")
        }
    }

    @Test("見出しのない表は、どの列がなく、何があったかを言う")
    func noHeading() {
        guard case .failure(let short) = CharacterList.members([["表題"], ["文字", "MJ文字図形名", "戸籍統一文字番号"]]) else {
            Issue.record("a list without its columns")
            return
        }
        #expect(short.fault.row == 2)
        #expect(short.fault.missing == ["住基ネット統一文字コード"])
        #expect(short.fault.found == ["文字", "MJ文字図形名", "戸籍統一文字番号"])
        guard case .failure(let empty) = CharacterList.members([]) else {
            Issue.record("a list without its columns")
            return
        }
        #expect(empty.fault.missing.count == 3)
    }

    @Test(
        "パレットの四つの欄の書き方",
        arguments: [
            ("11", "", "", "", 11...11), ("10-12", "", "", "", 10...12), ("１２〜１０", "", "", "", 10...12),
            ("", "46", "", "", nil),
            ("", "", "さき", "", nil), ("", "", "", "﨑", nil), ("99999", "5", "", "", nil),
        ] as [(String, String, String, String, ClosedRange<Int>?)]
    )
    func typed(strokes: String, radical: String, reading: String, similar: String, range: ClosedRange<Int>?) throws {
        let query = try #require(
            CharacterPalette.Query(strokes: strokes, radical: radical, reading: reading, similarTo: similar)
        )
        #expect(query.strokes == range)
    }

    @Test("よく使う字が先に並び、その中では画数の順")
    func order() {
        let lines = [("3400", 4), ("6C34", 4), ("6C38", 5), ("20000", 3), ("6C37", 5)]
        let sources = lines.map { "U+\($0)\tkRSUnicode\t85.1\nU+\($0)\tkTotalStrokes\t\($1)\n" }.joined()
        let palette = CharacterPalette(sources: Array(sources.utf8), readings: []) { _ in true }
        #expect(palette.find(.init(radical: 85)).found.map(\.base) == ["水", "氷", "永", "\u{20000}", "\u{3400}"])
    }

    @Test("何も分からない入力では探さない", arguments: [("", "", "", ""), ("画", "215", "!", "　"), ("", "-1", "1", "")])
    func nothing(strokes: String, radical: String, reading: String, similar: String) {
        #expect(CharacterPalette.Query(strokes: strokes, radical: radical, reading: reading, similarTo: similar) == nil)
    }

    @Test("候補には異体字がすべて並び、ページをめくって全部見られる")
    func choices() throws {
        let table = try #require(InstalledFont.table)
        let lines = ["邉", "邊", "辺"].map { "U+\(hexadecimal($0.unicodeScalars.first?.value ?? 0))" }
        let sources = lines.map { "\($0)\tkRSUnicode\t162.1\n\($0)\tkTotalStrokes\t17\n" }.joined()
        let palette = CharacterPalette(sources: Array(sources.utf8), readings: []) { _ in true }
        let query = CharacterPalette.Query(radical: 162)
        var seen: [CharacterSequence] = []
        var offset: Int? = 0
        while let place = offset {
            let page = palette.choices(query, in: table, offset: place, limit: 1)
            #expect(page.count == 3)
            seen += page.choices.map(\.sequence)
            offset = page.next
        }
        #expect(Set(seen).count == seen.count)
        #expect(Set(seen) == Set(["邉", "邊", "辺"].flatMap { table.shapes(of: $0) }))
    }
}
