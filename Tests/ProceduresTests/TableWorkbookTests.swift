import Foundation
import Madoguchi
import Rules
import Testing

@testable import Procedures

@Suite("判定表のExcelの顔")
struct TableWorkbookTests {
    private static let csv = """
        # 表: 児童手当の要否
        # 方式: P
        # 列 年齢: integer, [0..150]
        # 列 異動区分: string, "転入", "転居", "転出"
        # 式 世帯の人数: count(世帯員)
        # 列 →要否: string, "必要", "不要"
        # 既定 要否: 不要
        行,年齢,異動区分,世帯の人数,→要否,→期限,※理由,※施行
        A-1,18歳以下,転入・転居,,必要,15,"18歳以下のため、""認定請求""が要ります
        （窓口）",2024-10-01
        A-2,＞18,,>= 2,不要,1.50,"a<b & c>d _x000D_ \u{0B}",

        """

    private func withoutFile(_ table: TableSource) -> TableSource {
        var table = table
        table.file = ""
        for place in table.rows.indices { table.rows[place].line = 0 }
        return table
    }

    @Test("CSVとExcelを行き来しても何も失われない")
    func roundTrip() throws {
        let source = try TableSource(csv: "\(Self.csv)\n\"#4\",1,,,,,,\n", file: "t.csv")
        let again = try #require(try TableSource.tables(xlsx: TableSource.xlsx([source]), file: "t.xlsx").first)
        #expect(withoutFile(again) == withoutFile(source))
        #expect(again.csv == source.csv)
        #expect(again.rows.map(\.id) == ["A-1", "A-2", "#4"])
        #expect(TableSource.xlsx([source]) == TableSource.xlsx([again]))
    }

    @Test("町の判定表はすべて、一つのブックにまとめても元に戻る")
    func wholeTown() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../municipalities/example-shi/procedures"
        )
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        let tables = try names.compactMap { name -> TableSource? in
            let file = folder.appending(path: "\(name)/judgement.csv")
            guard let data = try? Data(contentsOf: file) else { return nil }
            return try TableSource(csv: Array(data), file: "judgement.csv")
        }
        #expect(tables.count > 20)
        let again = try TableSource.tables(xlsx: TableSource.xlsx(tables), file: "town.xlsx")
        #expect(again.map(withoutFile) == tables.map(withoutFile))
    }

    private func workbook(_ sheet: String, strings: String = "", styles: String = "") -> [UInt8] {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        func relation(_ number: Int, _ type: String, _ target: String) -> String {
            "<Relationship Id=\"r\(number)\" Type=\"\(office)/\(type)\" Target=\"\(target)\"/>"
        }
        var archive = ArchiveWriter()
        func add(_ name: String, _ text: String) { archive.add(name, Array(text.utf8)) }
        add("_rels/.rels", "<Relationships>\(relation(1, "officeDocument", "/xl/workbook.xml"))</Relationships>")
        add(
            "xl/workbook.xml",
            "<x:workbook xmlns:x=\"m\" xmlns:r=\"o\"><x:sheets><x:sheet name=\"表\" r:id=\"r1\"/></x:sheets></x:workbook>"
        )
        let parts =
            relation(1, "worksheet", "worksheets/a.xml") + relation(2, "sharedStrings", "../xl/strings.xml")
            + relation(3, "styles", "styles.xml")
        add("xl/_rels/workbook.xml.rels", "<Relationships>\(parts)</Relationships>")
        add("xl/strings.xml", "<sst>\(strings)</sst>")
        add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>")
        add("xl/worksheets/a.xml", "<worksheet>\(sheet)</worksheet>")
        return archive.bytes
    }

    @Test("表計算ソフトの書き方: 共有文字列、読み仮名、数、真偽、日付、数式の結果")
    func spreadsheets() throws {
        let bytes = workbook(
            """
            <sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c>
            <c r="D2" t="s"><v>3</v></c><c r="E2" t="s"><v>4</v></c></row>
            <row r="7"><c r="B7"><v>1.1000000000000001</v></c><c r="A7" t="b"><v>1</v></c><c r="C7" s="1"><v>45566</v></c>
            <c r="D7" t="str"><f>"必"&amp;"要"</f><v>必要</v></c><c r="E7" s="2"><v>45566</v></c></row></sheetData>
            """,
            strings: "<si><t>扶養</t></si><si><r><t>係</t></r><r><t>数</t></r><rPh sb=\"0\" eb=\"2\"><t>ケイスウ</t></rPh></si>"
                + "<si><t>異動日</t></si><si><t>→要否</t></si><si><t>※施行</t></si>",
            styles:
                "<numFmts><numFmt numFmtId=\"176\" formatCode=\"[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/></numFmts>"
                + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/></cellXfs>"
        )
        let table = try #require(try TableSource.tables(xlsx: bytes, file: "t.xlsx").first)
        #expect(table.name == "表")
        #expect(table.inputs.map(\.label) == ["扶養", "係数", "異動日"])
        #expect(table.rows.map(\.line) == [7])
        #expect(table.rows[0].conditions == ["true", "1.1", "@\"2024-10-01\""])
        #expect(table.rows[0].results == ["必要"])
        #expect(table.rows[0].annotations == ["2024-10-01"])
    }

    @Test("誤りはセルの番地で示す")
    func addresses() throws {
        let sheet = """
            <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>年齢</t></is></c>
            <c r="B1" t="inlineStr"><is><t>→要否</t></is></c></row>
            <row r="7"><c r="A7"><v>1</v></c><c r="B7" t="e"><v>#REF!</v></c><c r="D7"><v>5</v></c></row></sheetData>
            <mergeCells><mergeCell ref="A8:A9"/></mergeCells>
            """
        do {
            _ = try TableSource.tables(xlsx: workbook(sheet), file: "t.xlsx")
            Issue.record("読めてはならない")
        } catch {
            let heads = error.all.map { String($0.message.prefix(3)) }
            #expect(heads == ["B7:", "A8:", "C7:"])
            #expect(error.all.allSatisfy { $0.line > 0 && !$0.hint.isEmpty })
        }
        let source = try TableSource(csv: "年齢,→要否\n1 +,1\n", file: "t.csv")
        let read = try #require(try TableSource.tables(xlsx: TableSource.xlsx([source]), file: "t.xlsx").first)
        do {
            _ = try DecisionTable(compiling: read, names: ["年齢"])
            Issue.record("読めてはならない")
        } catch {
            // Two notes stand above the names of the columns.
            #expect(error.all.first?.message.hasPrefix("A4: ") == true)
        }
    }

    private func smallTown(_ csv: String) throws -> FolderFiles {
        var files = SmallTown.files
        let table = try TableSource(csv: csv, file: "judgement.csv")
        files["procedures/small/judgement.xlsx"] = TableSource.xlsx([table])
        let procedure = SmallTown.procedure.replacing("judgement: judgement.csv", with: "judgement: judgement.xlsx")
        files["procedures/small/procedure.yaml"] = Array(procedure.utf8)
        return files
    }

    @Test("手続の判定表を Excel のまま置ける")
    func procedureWithWorkbook() throws {
        let plain = try #require(CatalogueFolder(SmallTown.files).catalogue?.procedures.first)
        let read = CatalogueFolder(try smallTown(SmallTown.judgement))
        #expect(read.findings.isEmpty)
        let table = try #require(read.catalogue?.procedures.first?.judgement)
        #expect(table.source.grid == plain.judgement.source.grid)
        let broken = SmallTown.judgement.replacing("\"\"\"必要\"\"\"", with: "\"\"\"いる\"\"\"")
        let finding = try #require(CatalogueFolder(try smallTown(broken)).findings.first)
        #expect(finding.message.hasPrefix("D4："))
        #expect(finding.file.hasSuffix("judgement.xlsx"))
    }

    @Test("定義の検査は、表の抜けと隠れた行を具体的な場合で示す")
    func analysisAtSave() {
        var files = SmallTown.files
        let table = SmallTown.judgement.replacing("S-2,,,", with: "S-2,true,甲,")
        files["procedures/small/judgement.csv"] = Array(table.utf8)
        let messages = CatalogueCheck(files).findings.map(\.message)
        #expect(messages.contains { $0.hasPrefix("行「S-2」は、先にある行にいつも隠れて") && $0.contains("子どもがいるがはい") })
        #expect(messages.contains { $0.hasPrefix("どの行にも当てはまらない場合があります。例: 子どもがいるがいいえ") })
    }

    @Test("日付の表示形式を見分ける")
    func formats() {
        for code in ["yyyy/mm/dd", "[$-411]ge.m.d;@", "m\"月\"d\"日\"", "mmm-yy"] {
            #expect(CellFormats.kind(code) == .day, "\(code)")
        }
        for code in ["h:mm", "[h]:mm:ss", "h\"時\"mm\"分\""] { #expect(CellFormats.kind(code) == .time, "\(code)") }
        for code in ["General", "0.00E+00", "#,##0;[Red]-#,##0", "0\"人\"", "\"day\"0", "[$¥-411]#,##0"] {
            #expect(CellFormats.kind(code) == .number, "\(code)")
        }
        #expect(CellFormats.kind("yyyy/m/d h:mm") == .moment)
        #expect(SerialDay(1, startsIn1904: false).text(.day) == "1900-01-01")
        #expect(SerialDay(61, startsIn1904: false).text(.day) == "1900-03-01")
        #expect(SerialDay(0, startsIn1904: true).text(.day) == "1904-01-01")
        #expect(SerialDay(0.75, startsIn1904: false).text(.time) == "18:00:00")
    }

    @Test("壊れたブックでも落ちない", arguments: 0..<40)
    func fuzz(seed: UInt64) throws {
        var random = LinearRandom(state: seed &* 2_654_435_761 &+ 1)
        let bytes = TableSource.xlsx([try TableSource(csv: Self.csv, file: "t.csv")])
        for _ in 0..<30 {
            var broken = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) where !broken.isEmpty {
                let place = Int.random(in: broken.indices, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: broken[place] = UInt8.random(in: 0...255, using: &random)
                case 1: broken.remove(at: place)
                default: broken = Array(broken.prefix(max(place, 1)))
                }
            }
            _ = try? TableSource.tables(xlsx: broken, file: "f")
        }
    }

    @Test("ふくらむ書庫や古い形式は、理由を言って断る")
    func refusals() {
        var archive = ArchiveWriter()
        for number in 0..<8 { archive.add("x\(number)", [UInt8](repeating: 0, count: 9_000_000)) }
        for bytes in [
            archive.bytes, [0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600), Array("PK".utf8), [],
        ] {
            #expect(throws: Diagnostics.self) { try TableSource.tables(xlsx: bytes, file: "f.xlsx") }
        }
    }
}

/// A small seeded generator, so that a failure can be run again.
private struct LinearRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
