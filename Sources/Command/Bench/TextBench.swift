import Documents
import Foundation
import Japanese
import Madoguchi

/// Letters, dates and fonts (文字と日付の速さ). What takes microseconds is measured a thousand at a time.
struct TextBench {
    let rounds: Int

    func figures() throws -> [Figure] {
        [key(), date(), encoding()] + (try table()) + (try screen())
    }

    private static let names = [
        "渡邉\u{E0108}　はづき", "ヤマダ　タロウ", "𠮷田 一郎", "NGUYỄN THỊ NGỌC ANH", "ﾀｶﾊｼ ｼﾞﾛｳ", "佐々木　ゑい", "葛\u{E0102}城 神\u{FA19}",
        "DA SILVA SANTOS MARIA", "張　玉蓮", "伊藤ヴィクトル",
    ]
    private static let dates = ["3550217", "S550217", "昭和55年2月17日", "20250101", "令和元年5月1日", "R7.1.1", "2025/01/01"]

    private func key() -> Figure {
        let times = samples(rounds) { _ in
            for index in 0..<1_000 { _ = SearchKey.keys(of: TextBench.names[index % TextBench.names.count]) }
        }
        return Figure("text.key", "氏名1,000件の検索キー", limit: 2, times)
    }

    private func date() -> Figure {
        let times = samples(rounds) { _ in
            for index in 0..<1_000 { _ = DateReading.read(TextBench.dates[index % TextBench.dates.count]) }
        }
        return Figure("text.date", "日付1,000件の読み取り", limit: 1, times)
    }

    /// A megabyte in 20 ms is 50 MB a second.
    private func encoding() -> Figure {
        let line = "1000000001,渡辺　葉月,ﾜﾀﾅﾍﾞ ﾊﾂﾞｷ,昭和55年2月17日,例示県例示市本町一丁目2番3号\r\n"
        let text = String(repeating: line, count: 1_000_000 / line.utf8.count + 1)
        let times = samples(max(rounds / 10, 20)) { _ in _ = CP932.encode(text) }
        return Figure("text.cp932", "1MBの文字をCP932にする", limit: 20, times)
    }

    private func table() throws -> [Figure] {
        let table = try FontTable.read(FontPaths().registered)
        let bytes = table.bytes
        let loading = samples(20) { _ in _ = CharacterTable(bytes: bytes) }
        let palette = try Unihan().palette(for: table)
        let queries = [
            CharacterPalette.Query(strokes: 10...14), CharacterPalette.Query(reading: "コウ"),
            CharacterPalette.Query(radical: 85), CharacterPalette.Query(similarTo: "邉"),
        ]
        let finding = samples(rounds) { round in _ = palette.choices(queries[round % queries.count], in: table) }
        return [
            Figure("text.table", "文字の表を読み込む", limit: 50, loading),
            Figure("text.table.memory", "文字の表のメモリー", unit: "MB", limit: 10, [Double(table.memory) / 1_000_000]),
            Figure("text.palette", "文字パレットで探す（\(palette.count)字から）", limit: 10, finding),
        ]
    }

    /// Not kept: what the first look at a name costs.
    private func screen() throws -> [Figure] {
        let renderer = try PDFRenderer()
        let slices = "渡邉邊高橋齋藤島崎富吉".unicodeScalars.compactMap { GlyphSlice(containing: $0) }
        let times = samples(max(rounds / 10, 20)) { round in
            // A new set has made nothing yet.
            _ = renderer.screenGlyphs.font(slices[round % slices.count])
        }
        return [Figure("text.font", "画面のフォントを1字分作る", limit: 10, times)]
    }
}
