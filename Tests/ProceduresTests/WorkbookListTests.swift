import Japanese
import Rules
import Testing

@testable import Procedures

/// Built as the workbook of the official list is built, with its headings (MJ文字情報一覧表 mji.00602.xlsx).
@Suite("MJ文字情報一覧表のブック")
struct WorkbookListTests {
    private static let headings = [
        "フォント", "文字図形", "MJ文字図形名", "対応するUCS", "実装したUCS", "実装したMoji_JohoコレクションIVS", "実装したSVS",
        "戸籍統一文字番号", "住基ネット統一文字コード", "入管正字コード", "入管外字コード", "漢字施策", "対応する互換漢字", "X0213",
        "登記統一文字番号(参考)", "部首1(参考)", "総画数(参考)", "読み(参考)", "大漢和", "更新履歴", "備考",
    ]

    /// Shared strings, each once, as spreadsheet programs write them.
    private struct Strings {
        var items: [String] = []

        mutating func cell(_ address: String, _ text: String) -> String {
            let place = items.firstIndex { $0.utf8.elementsEqual(text.utf8) } ?? items.count
            if place == items.count { items.append(text) }
            return "<c r=\"\(address)\" s=\"2\" t=\"s\"><v>\(place)</v></c>"
        }

        var xml: String {
            let list = items.map { "<si><t xml:space=\"preserve\">\(CellEscape.encoded($0))</t></si>" }
            return
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<sst count=\"\(items.count)\">\(list.joined())</sst>"
        }
    }

    private static func archive(_ parts: KeyValuePairs<String, String>) -> [UInt8] {
        var archive = ArchiveWriter()
        for (name, text) in parts { archive.add(name, Array(text.utf8)) }
        return archive.bytes
    }

    private static func workbook(_ sheets: [String], strings: String) -> [UInt8] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        func relation(_ id: String, _ type: String, _ target: String) -> String {
            "<Relationship Id=\"\(id)\" Type=\"\(office)/\(type)\" Target=\"\(target)\"/>"
        }
        let names = sheets.indices.map { "<sheet name=\"表\($0)\" sheetId=\"\($0 + 1)\" r:id=\"s\($0)\"/>" }
        let parts = sheets.indices.map { relation("s\($0)", "worksheet", "worksheets/sheet\($0).xml") }
        let main = relation("m", "officeDocument", "xl/workbook.xml")
        var archive = ArchiveWriter()
        func add(_ name: String, _ text: String) { archive.add(name, Array(text.utf8)) }
        add("_rels/.rels", "<Relationships>\(main)</Relationships>")
        add("xl/workbook.xml", "<workbook xmlns:r=\"o\"><sheets>\(names.joined())</sheets></workbook>")
        let shared = relation("t", "sharedStrings", "sharedStrings.xml")
        add("xl/_rels/workbook.xml.rels", "<Relationships>\(parts.joined())\(shared)</Relationships>")
        add("xl/sharedStrings.xml", strings)
        for (number, sheet) in sheets.enumerated() { add("xl/worksheets/sheet\(number).xml", sheet) }
        return archive.bytes
    }

    private static func row(_ line: Int, _ cells: [String], _ strings: inout Strings) -> String {
        let written = cells.enumerated().map { column, text in
            let address = TableSource.address(line: line, column: column)
            // An empty cell is left out, or only has its colours.
            if text.isEmpty { return column % 2 == 0 ? "" : "<c r=\"\(address)\" s=\"3\"/>" }
            if text.utf8.allSatisfy({ (48...57).contains($0) }), text.utf8.first != 48 {
                return "<c r=\"\(address)\"><v>\(text)</v></c>"
            }
            if column % 5 == 3 {
                return "<c r=\"\(address)\" t=\"inlineStr\"><is><r><t>\(CellEscape.encoded(text))</t></r></is></c>"
            }
            return strings.cell(address, text)
        }
        return "<row r=\"\(line)\" spans=\"1:21\">\(written.joined())</row>\n"
    }

    private static func sheet(_ rows: String) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet xmlns=\"m\"><!-- <row> --><dimension ref=\"A1\"/>"
            + "<sheetData>\(rows)</sheetData><pageMargins left=\"0.7\"/></worksheet>"
    }

    private static let members = [
        ["", "葛", "MJ022336", "U+845B", "U+845B", "845B_E0101", "", "336790", "J+845B", "845B", "", "常用漢字"],
        ["", "", "MJ022335", "U+845B", "", "845B_E0102", "", "336800", "", "", "", ""],
        ["", "", "MJ000001", "U+3402", "U+3402", "", "", "000010", "J+3402", "", "", ""],
        ["", "", "MJ000002", "", "", "", "", "", "", "", "", "読み <仮> & \"名\""],
    ]

    private static func list() -> [UInt8] {
        var strings = Strings()
        let cover = sheet(row(1, ["MJ文字情報一覧表 Ver.006.02"], &strings) + row(40, ["ライセンス"], &strings))
        var rows = row(3, headings, &strings)
        for (number, cells) in members.enumerated() { rows += row(number + 4, cells, &strings) }
        rows += "<row r=\"70000\" s=\"1\"><c r=\"B70000\" s=\"1\"/></row>"
        return workbook([cover, sheet(""), sheet(rows)], strings: strings.xml)
    }

    @Test("共有文字列・埋め込みの文字列・数・空のセル・いくつものシートがあっても、一覧表を読む")
    func official() throws {
        let tables = try WorkbookRows.sheets(xlsx: Self.list(), file: "mji.00602.xlsx")
        #expect(tables.count == 2)
        #expect(tables[0].count == 40 && tables[0][39] == ["ライセンス"])
        #expect(tables[1].count == 7 && tables[1][2] == Self.headings)
        #expect(tables[1][6].last == "読み <仮> & \"名\"")
        guard case .failure(let cover) = CharacterList.members(tables[0]) else {
            Issue.record("the cover is no list")
            return
        }
        #expect(cover.fault.missing.count == 3)
        let sets = try CharacterList.members(tables[1]).get()
        #expect(sets.map(\.set) == ["戸籍統一文字番号", "住基ネット統一文字コード"])
        let numbers = sets.map { $0.members.map(\.number) }
        #expect(numbers == [["336790", "336800", "000010"], ["J+845B", "J+3402"]])
        #expect(sets[0].members.map { $0.names.map(\.description) } == [["MJ022336"], ["MJ022335"], ["MJ000001"]])
    }

    @Test("読み仮名は除き、名前空間の接頭辞・文字参照・CDATA・分かれた文字列も読む")
    func spellings() throws {
        let strings =
            "\u{FEFF}<x:sst><x:si><x:t>邉</x:t><x:rPh sb=\"0\" eb=\"1\"><x:t>ナベ</x:t></x:rPh></x:si>"
            + "<x:si><x:r><x:rPr><x:b/></x:rPr><x:t>渡</x:t></x:r><x:r><x:t><![CDATA[<辺>]]></x:t></x:r></x:si><x:si/></x:sst>"
        let sheet = """
            <x:worksheet><x:sheetData><x:row><x:c t='s'><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c>
            <x:c t="str"><x:f>A1&amp;"x"</x:f><x:v>&#x845B;&#917762;_x000D_</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c>
            <x:c r="F1" t="b"><x:v>1</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c><x:c><x:v>1.5E3</x:v></x:c></x:row></x:sheetData></x:worksheet>
            """
        let tables = try WorkbookRows.sheets(xlsx: Self.workbook([sheet], strings: strings), file: "t.xlsx")
        let expected = ["邉", "渡<辺>", "葛\u{E0102}\r", "", "", "1", "", "1500"]
        #expect(tables.count == 1 && tables[0].count == 1)
        #expect(zip(tables[0][0], expected).allSatisfy { $0.utf8.elementsEqual($1.utf8) }, "\(tables)")
        #expect(tables[0][0].count == expected.count)
    }

    @Test(
        "壊れたブックは、どこで何が起きたかと直し方を日本語で言う",
        arguments: [
            ("<worksheet><sheetData><row><c t=\"s\"><v>9</v></c></row></sheetData></worksheet>", "共有文字列の番号が合いません"),
            ("<worksheet><sheetData><row></sheetData></worksheet>", "終わりのタグが始まりのタグと合いません"),
            ("<worksheet><sheetData><row>", "終わりのタグがありません"), ("<worksheet><sheetData", "タグが閉じられていません"),
            ("", "終わりのタグがありません"),
            ("<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>", "文書型宣言は使えません"),
            ("<worksheet><!-- ", "タグや注釈が閉じられていません"), ("<a/><b/>", "根の要素が二つあります"),
            ("<a>&nbsp;</a>", "& の書き方が正しくありません"),
            ("x<a/>", "要素の外に文字があります"),
        ]
    )
    func broken(sheet: String, words: String) throws {
        let text = sheet.replacing("<a>&nbsp;</a>", with: "<worksheet><row><c><v>&nbsp;</v></c></row></worksheet>")
        do throws(Diagnostics) {
            _ = try WorkbookRows.sheets(xlsx: Self.workbook([text], strings: "<sst/>"), file: "mji.xlsx")
            Issue.record("a broken workbook")
        } catch {
            #expect(error.all.count == 1)
            let finding = try #require(error.all.first)
            #expect(finding.message.contains(words), "\(finding.message)")
            #expect(finding.file == "mji.xlsx/xl/worksheets/sheet0.xml" && finding.line > 0 && !finding.hint.isEmpty)
        }
    }

    @Test("書庫として壊れたもの、表のないもの、古い形式は断る")
    func noWorkbook() throws {
        let whole = Self.list()
        let zipped = Self.archive(["readme.txt": "x"])
        for (bytes, words) in [
            (Array(whole.prefix(whole.count / 2)), "Excelブック（xlsx）として読めません"),
            (Array("PK\u{3}\u{4}".utf8), "Excelブック（xlsx）として読めません"), (zipped, "Excelブック（xlsx）として読めません"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "古い形式（xls）"),
        ] {
            do throws(Diagnostics) {
                _ = try WorkbookRows.sheets(xlsx: bytes, file: "mji.xlsx")
                Issue.record("no workbook")
            } catch {
                #expect(error.all.first?.message.contains(words) == true, "\(error)")
            }
        }
    }

    @Test("どのバイトが壊れても、止まらずに読むか断るかする")
    func damaged() {
        let whole = Self.list()
        var state: UInt64 = 20_260_602
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        var refused = 0
        for _ in 0..<1_500 {
            var bytes = whole
            for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
            if next(5) == 0 { bytes.removeLast(next(bytes.count)) }
            do throws(Diagnostics) {
                _ = try WorkbookRows.sheets(xlsx: bytes, file: "x")
            } catch {
                refused += 1
                if error.all.isEmpty { Issue.record("refused without a word") }
            }
        }
        #expect(refused > 500)
    }

    @Test("切れ端や乱れたXMLでも、歩みは必ず終わる")
    func fuzz() {
        let pieces = [
            "<", ">", "/", "a", "row", "c", "\"", "'", "=", " ", "&", "&amp;", "<!--", "-->", "<![CDATA[", "]]>", "邉",
            "?",
        ]
        var state: UInt64 = 7
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        for _ in 0..<20_000 {
            let text = "<row>" + (0...next(12)).map { _ in pieces[next(pieces.count)] }.joined()
            var walk = MarkupWalk(Array(text.utf8))
            var events = 0
            do throws(MarkupWalk.Malformed) {
                while try walk.next() != nil {
                    _ = walk.attribute("r")
                    events += 1
                    if events > 100 { break }
                }
            } catch {
                #expect(error.line >= 1)
            }
            #expect(events <= 100, "\(text)")
        }
    }
}
