/// The wordings of unknown dates (不詳の表記), 住民記録システム標準仕様書 1.3.6.
///
/// Known are 年月日不詳, 月日不詳, 日不詳, 頃, 推定, the seasons, 上旬・初旬・中旬・下旬 and 「…から…頃までの間」. The wording itself is
/// always kept; an era, a year and a month are taken from it where they stand once and plainly.
enum UnknownDate {
    private static let marks: [[Unicode.Scalar]] = [
        "不詳", "不明", "頃", "ころ", "ごろ", "推定", "までの間", "から", "春", "夏", "秋", "冬", "上旬", "中旬", "下旬", "初旬",
    ].map { Array($0.unicodeScalars) }
    private static let span: [Unicode.Scalar] = ["か", "ら"]

    /// Nil where the text holds no mark of an unknown date and, if those are allowed, is no plain year or year and month.
    static func read(_ text: String, eras: EraTable, allowsPlain: Bool = false) -> WrittenDate? {
        let scalars = Array(text.unicodeScalars)
        let isMarked = marks.contains { contains(scalars, $0) }
        let isSpan = contains(scalars, span)
        var reader = Reader(scalars: scalars, eras: eras)
        reader.run()
        // 春 alone may be a name; a wording without a year has to say that it is unknown.
        let isSaid = marks.prefix(2).contains { contains(scalars, $0) }
        let hasTime = reader.year != nil || reader.era != nil
        guard isSaid || (hasTime && isMarked) || (reader.year != nil && allowsPlain && reader.isPlain) else {
            return nil
        }
        // 3年頃 is of some era that is not told, and not of the year 3.
        if reader.era == nil, let year = reader.year, year < 1_000 { (reader.year, reader.month) = (nil, nil) }
        let knowsOne = !isSpan
        return WrittenDate(
            unknown: text,
            era: knowsOne ? reader.era : nil,
            year: knowsOne ? reader.year : nil,
            month: knowsOne ? reader.month : nil
        )
    }

    private static func contains(_ text: [Unicode.Scalar], _ mark: [Unicode.Scalar]) -> Bool {
        var start = 0
        while start + mark.count <= text.count {
            if text[start] == mark[0], text[start...].starts(with: mark) { return true }
            start += 1
        }
        return false
    }

    private struct Reader {
        let scalars: [Unicode.Scalar]
        let eras: EraTable
        var era: String?
        var year: Int?
        var month: Int?
        /// Whether nothing but an era, numbers and 年月日 was seen.
        var isPlain = true

        init(scalars: [Unicode.Scalar], eras: EraTable) {
            self.scalars = scalars
            self.eras = eras
        }

        mutating func run() {
            var index = 0
            var number: Int?
            var isAfterTen = false
            while index < scalars.count {
                let scalar = scalars[index]
                if let found = era(at: index) {
                    era = era ?? found.name
                    index += found.name.unicodeScalars.count
                    continue
                }
                switch scalar {
                case "年":
                    year = year ?? number
                    number = nil
                case "月":
                    month = month ?? number.flatMap { (1...12).contains($0) ? $0 : nil }
                    number = nil
                case "元": number = 1
                default:
                    let digit = digit(scalar)
                    if digit == nil, scalar != "日" { isPlain = false }
                    number = digit.map { Reader.joined(number, $0, isAfterTen) }
                    isAfterTen = digit == 10
                }
                index += 1
            }
        }

        /// 五十五 and 五五 are both 55.
        private static func joined(_ number: Int?, _ digit: Int, _ isAfterTen: Bool) -> Int {
            if digit == 10 { return min(max(number ?? 1, 1) * 10, 9999) }
            return min((number ?? 0) * (isAfterTen ? 1 : 10) + digit, 9999)
        }

        private func era(at index: Int) -> Era? {
            eras.eras.first {
                $0.name.unicodeScalars.first == scalars[index] && scalars[index...].starts(with: $0.name.unicodeScalars)
            }
        }

        private func digit(_ scalar: Unicode.Scalar) -> Int? {
            switch scalar.value {
            case 0x30...0x39: Int(scalar.value) - 0x30
            case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
            default: DateScan.chinese(scalar)
            }
        }
    }
}
