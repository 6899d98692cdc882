import Foundation
import Japanese
import Madoguchi

/// One page of sixty boxes with invented values; the peers read the same as JSON. Lengths are points.
struct PageRecord: Codable, Sendable {
    struct Field: Codable, Sendable {
        var x: Double
        var y: Double
        var w: Double
        var h: Double
        var label: String
        var value: String
        var size: Double
    }

    var id: String
    var title: String
    var fields: [Field]

    private static let families = [
        "伊勢崎", "髙橋", "渡邊", "渡邉", "齋藤", "齊藤", "\u{8FBB}\u{E0102}", "\u{8FBB}\u{E0103}", "\u{845B}\u{E0102}城",
        "\u{845B}\u{E0105}城", "\u{908A}\u{E0108}見", "\u{908A}\u{E0109}見", "𠮷田", "𠮷野", "𩸽川", "佐々木", "濵田", "﨑山",
        "小栁", "德永",
    ]
    private static let givens = [
        "太郎", "花子", "健一", "美咲", "翔太", "さくら", "龍之介", "結衣", "Maria Fernanda", "凜", "𠀋夫", "祐介", "琉璃", "翠",
        "葵", "蓮", "大翔", "陽菜", "莉子", "悠真",
    ]
    private static let towns = [
        "今泉町二丁目410番地", "宮子町3406番地3", "西小保方町368番地", "西久保町一丁目64番地5", "東町2668番地1", "境637番地",
        "連取町1234番地56 コーポラス伊勢崎グランデュール弐番館第三棟1205号室", "茂呂町一丁目2番3号",
    ]
    private static let labels = [
        "届出日", "異動日", "届出の種別", "氏名", "フリガナ", "生年月日", "性別", "続柄", "新住所", "旧住所", "本籍", "筆頭者", "世帯主",
        "電話番号", "国民健康保険", "記号番号", "資格取得日", "介護保険", "被保険者番号", "児童手当", "福祉医療", "学校名", "学年", "保護者",
        "個人番号カード", "在留カード番号", "在留期間", "国籍", "届出人", "備考",
    ]
    private static let words = ["該当", "非該当", "転入", "転居", "世帯主", "妻", "長男", "小学校第三学年", "日本", "男", "女"]
    private static let remark =
        "転入に伴い国民健康保険・児童手当・福祉医療の手続を同時に行う。添付書類：転出証明書、在留カードの写し、所得課税証明書（令和6年度分）"

    static func make(_ count: Int, seed: UInt64) -> [PageRecord] {
        var random = Seeded(seed)
        return (0..<count).map { number in
            let fields = (0..<60).map { place -> Field in
                let label = labels[place % labels.count]
                let (row, column) = (place / 3, place % 3)
                return Field(
                    x: 36 + Double(column) * 175,
                    y: 90 + Double(row) * 34,
                    w: 170,
                    h: 30,
                    label: label,
                    value: value(label, &random),
                    size: 12
                )
            }
            return PageRecord(id: "R\(10_000 + number)", title: "住民異動届（転入）", fields: fields)
        }
    }

    private static func value(_ label: String, _ random: inout Seeded) -> String {
        func pick(_ list: [String]) -> String { list[Int.random(in: 0..<list.count, using: &random)] }
        func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
        switch label {
        case "備考": return remark
        case "フリガナ": return "イセサキ　タロウ"
        case "氏名", "筆頭者", "世帯主", "保護者", "届出人": return pick(families) + "　" + pick(givens)
        case "新住所", "旧住所", "本籍": return "群馬県伊勢崎市" + pick(towns)
        case _ where label.hasSuffix("日"): return "令和\(number(1...8))年\(number(1...12))月\(number(1...28))日"
        case _ where label.hasSuffix("番号"): return String((0..<11).map { _ in Character("\(number(0...9))") })
        default: return pick(words)
        }
    }
}

extension PageRecord {
    private static let millimetre = 25.4 / 72

    /// The page as our forms have it: frames and labels are drawn, values stand in boxes and shrink or wrap.
    var form: PrintedForm {
        func label(_ text: String, _ x: Double, _ y: Double, _ size: Double) -> Figure {
            let at = PagePoint(x * PageRecord.millimetre, (y + size * 0.88) * PageRecord.millimetre)
            return .label(Label(text, at: at, font: .registered, size: size))
        }
        var page = FilledPage(
            page: PageSize(width: 595 * PageRecord.millimetre, height: 842 * PageRecord.millimetre),
            drawing: []
        )
        page.drawing = [label(title, 36, 40, 18), label(id, 460, 44, 9)]
        for (number, field) in fields.enumerated() {
            page.drawing.append(
                .rectangle(area(field.x, field.y, field.w, field.h), Paint(stroke: Pen(0.5 * PageRecord.millimetre)))
            )
            page.drawing.append(label(field.label, field.x + 2, field.y + 1.5, 6.5))
            let wraps = field.label == "備考"
            let style = TextStyle(
                size: wraps ? 5.5 : field.size,
                smallest: wraps ? 5.5 : 2,
                valign: wraps ? .top : .middle,
                wraps: wraps,
                padding: 0
            )
            let room =
                wraps
                ? area(field.x + 4, field.y + 10, field.w - 8, 20) : area(field.x + 4, field.y + 11, field.w - 8, 16)
            page.entries.append(
                FilledPage.Entry(
                    box: "b\(number)",
                    name: field.label,
                    area: room,
                    content: .text(RegisteredText(field.value), style)
                )
            )
        }
        return PrintedForm(FilledForm(id: id, title: title, version: "1", pages: [page]))
    }

    private func area(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> PageArea {
        let unit = PageRecord.millimetre
        return PageArea(x: x * unit, y: y * unit, width: width * unit, height: height * unit)
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
