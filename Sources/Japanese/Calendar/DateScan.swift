/// The era and the groups of digits in a text; the first half of reading a date.
struct DateScan {
    /// Digits that stood together.
    struct Group {
        var value = 0
        var digits = 0
        /// All zeros or all nines, by which files say that there is no date.
        var isPlaceholder: Bool {
            digits >= 6 && (value == 0 || value == Group.power(digits) - 1)
        }

        static func joined(_ groups: [Group]) -> Group {
            groups.reduce(into: Group()) { all, next in
                let digits = all.digits + next.digits
                all.value = digits > 9 ? 0 : all.value * power(next.digits) + next.value
                all.digits = digits
            }
        }

        static func power(_ exponent: Int) -> Int {
            (0..<min(exponent, 18)).reduce(1) { product, _ in product * 10 }
        }
    }

    enum Outcome {
        case scanned, empty, tooLong
        /// There are words that are not part of a plain date; perhaps those of an unknown one.
        case wording
    }

    let eras: EraTable
    private(set) var era: Era?
    private(set) var groups: [Group] = []
    /// Whether the groups were set apart by nothing but spaces.
    private(set) var hasOnlySpaces = true
    private var isInGroup = false

    init(eras: EraTable) {
        self.eras = eras
        groups.reserveCapacity(4)
    }

    mutating func run(_ text: String) -> Outcome {
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        var count = 0
        while index < scalars.endIndex {
            count += 1
            guard count <= 64 else { return .tooLong }
            let scalar = scalars[index]
            if let digit = DateScan.digit(scalar) {
                guard append(digit: digit) else { return .wording }
            } else if let step = take(scalar, scalars[index...]) {
                index = scalars.index(index, offsetBy: step)
                continue
            } else {
                return .wording
            }
            index = scalars.index(after: index)
        }
        return groups.isEmpty && era == nil ? (count == 0 || hasOnlySpaces ? .empty : .wording) : .scanned
    }

    private mutating func append(digit: Int) -> Bool {
        if !isInGroup {
            groups.append(Group())
            isInGroup = true
        }
        let last = groups.count - 1
        guard groups[last].digits < 9, groups.count <= 4 else { return false }
        groups[last].value = groups[last].value * 10 + digit
        groups[last].digits += 1
        return true
    }

    /// How many scalars were used up; nil where the scalar does not belong into a date.
    private mutating func take(_ scalar: Unicode.Scalar, _ rest: Substring.UnicodeScalarView) -> Int? {
        switch scalar {
        case " ", "\u{3000}", "\t":
            isInGroup = false
            return 1
        case ".", "/", "-", "，", ",", "．", "／", "－", "‐", "‑", "–", "—", "―", "−", "・", "･", "、", "､", "ー", "ｰ", "*",
            "＊":
            guard isInGroup || (era != nil && groups.isEmpty) else { return nil }
            return separate()
        case "年", "月", "日":
            return groups.isEmpty ? nil : separate()
        case "生", "ま", "れ": return groups.count == 3 ? 1 : nil
        case "(", "（": return weekday(rest)
        case "元":
            guard era != nil, groups.isEmpty else { return nil }
            return append(digit: 1) ? 1 : nil
        default: return DateScan.chinese(scalar) == nil ? takeEra(scalar, rest) : chineseNumeral(rest)
        }
    }

    /// （火） or (火曜日) at the end of a date, as screens and letters write it; the days before it say which day it is.
    private func weekday(_ rest: Substring.UnicodeScalarView) -> Int? {
        let inside = String(rest.dropFirst().dropLast())
        let isWeekday = ["月", "火", "水", "木", "金", "土", "日"].contains { day in
            inside.utf8.elementsEqual(day.utf8) || inside.utf8.elementsEqual((day + "曜日").utf8)
                || inside.utf8.elementsEqual((day + "曜").utf8)
        }
        guard isWeekday, rest.last == ")" || rest.last == "）", groups.count == 3 || groups.last?.digits ?? 0 >= 6 else {
            return nil
        }
        return rest.count
    }

    private mutating func separate() -> Int {
        isInGroup = false
        hasOnlySpaces = false
        return 1
    }

    /// Both 五十五 and 五五 are 55.
    private mutating func chineseNumeral(_ rest: Substring.UnicodeScalarView) -> Int? {
        guard !isInGroup else { return nil }
        var group = Group()
        var used = 0
        var hasTen = false
        for scalar in rest {
            guard let digit = DateScan.chinese(scalar), group.digits < 9 else { break }
            used += 1
            if digit == 10 {
                group.value = max(group.value, 1) * 10
                hasTen = true
            } else if hasTen {
                group.value += digit
                hasTen = false
            } else {
                group.value = group.value * 10 + digit
            }
            group.digits = String(group.value).utf8.count
        }
        groups.append(group)
        return used
    }

    private mutating func takeEra(_ scalar: Unicode.Scalar, _ rest: Substring.UnicodeScalarView) -> Int? {
        guard era == nil, groups.isEmpty else { return nil }
        if scalar == "西", rest.dropFirst().first == "暦" { return 2 }
        let folded = DateScan.letter(scalar)
        // 明 alone is enough, but a name that is written out goes before another that begins alike.
        for candidate in eras.eras where rest.starts(with: candidate.name.unicodeScalars) {
            era = candidate
            return candidate.name.unicodeScalars.count
        }
        era = eras.eras.first { candidate in
            candidate.name.unicodeScalars.first == scalar || candidate.sign?.unicodeScalars.first == scalar
                || (folded != nil && candidate.letter.unicodeScalars.first == folded)
        }
        return era == nil ? nil : 1
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value) - 0x30
        case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
        default: nil
        }
    }

    /// Registers of the paper age write 壱弐参拾, which cannot be altered afterwards (大字).
    static func chinese(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "〇", "零": 0
        case "一", "壱", "壹": 1
        case "二", "弐", "貳": 2
        case "三", "参", "參": 3
        case "四": 4
        case "五", "伍": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        case "十", "拾": 10
        default: nil
        }
    }

    /// A Latin letter, half-width and upper-case.
    private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x41...0x5A: scalar
        case 0x61...0x7A: Unicode.Scalar(scalar.value - 0x20)
        case 0xFF21...0xFF3A: Unicode.Scalar(scalar.value - 0xFEE0)
        case 0xFF41...0xFF5A: Unicode.Scalar(scalar.value - 0xFF00)
        default: nil
        }
    }
}
