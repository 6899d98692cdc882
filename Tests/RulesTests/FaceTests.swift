import Rules
import Testing
import TestSeed

@Suite("判定表の三つの顔")
struct FaceTests {
    static let csv = """
        # 表: 児童手当の要否
        # 方式: P
        # 列 年齢: integer, [0..150]
        # 列 異動区分: string, "転入", "転居", "転出"
        # 式 世帯の人数: count(世帯員)
        # 列 →要否: string, "必要", "不要"
        # 既定 要否: 不要
        行,年齢,異動区分,世帯の人数,→要否,→期限,※理由,※根拠
        A-1,18歳以下,転入・転居,,必要,15,"18歳以下のため、""認定請求""が要ります
        （窓口）",児童手当法第7条
        A-2,＞18,,>= 2,不要,,"a<b & c>d",
        """

    @Test("CSVとDMN XMLを行き来しても何も失われない")
    func dmnRoundTrip() throws {
        var source = try TableSource(csv: Self.csv, file: "t.csv")
        let xml = source.dmn()
        let again = try #require(try TableSource.tables(dmn: Array(xml.utf8), file: "t.csv").first)
        for place in source.rows.indices { source.rows[place].line = 0 }
        #expect(again == source)
        #expect(again.csv == source.csv)
    }

    @Test("書き出したDMNは言い回しではなくFEELを持つ")
    func exportedFeel() throws {
        let xml = try TableSource(csv: Self.csv, file: "t.csv").dmn()
        #expect(xml.contains("<text>&lt;= 18</text>"))
        #expect(xml.contains("<text>&quot;転入&quot;, &quot;転居&quot;</text>"))
        #expect(xml.contains("<text>&quot;必要&quot;</text>"))
        #expect(ModelSet(files: [(name: "t.dmn", data: Array(xml.utf8))]).diagnostics.isEmpty)
    }

    @Test("でたらめなCSVでも落ちず、読めた表は書いて読み戻せる", arguments: 0..<60)
    func fuzz(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let pieces = [
            "# 方式: U", "# 列 a: number, [0..5]", "a", "b", "→c", "※d", "行", ",", ",", ",", "\n", "\n", "\r\n", "\"",
            "\"\"", "1",
            "<= 3", "「転入」", "＞６５", "、", " ", "\u{FEFF}", "#", ":",
        ]
        for _ in 0..<60 {
            let count = Int.random(in: 1...30, using: &random)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &random) }.joined()
            guard let source = try? TableSource(csv: text, file: "f") else { continue }
            _ = try? DecisionTable(compiling: source, names: ["a", "b"])
            let again = try? TableSource(csv: source.csv, file: "f")
            #expect(again?.inputs == source.inputs, "\(text)")
            #expect(again?.rows.map(\.conditions) == source.rows.map(\.conditions), "\(text)")
        }
    }

    @Test("でたらめなXMLでも落ちない", arguments: 0..<30)
    func xmlFuzz(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let xml = try TableSource(csv: Self.csv, file: "t.csv").dmn()
        for _ in 0..<20 {
            var bytes = Array(xml.utf8)
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                let place = Int.random(in: bytes.indices, using: &random)
                if Bool.random(using: &random) {
                    bytes.remove(at: place)
                } else {
                    bytes[place] = UInt8.random(in: 0...255, using: &random)
                }
            }
            _ = try? TableSource.tables(dmn: bytes, file: "f")
            _ = ModelSet(files: [(name: "f", data: bytes)])
        }
    }
}
