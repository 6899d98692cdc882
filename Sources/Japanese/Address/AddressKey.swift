/// An address in the form in which two spellings of one place agree (住所の照合用の形); for matching only, never shown.
///
/// 今泉町二丁目410番地, 今泉町２丁目４１０ and 今泉町2-410 have one key.
package enum AddressKey {
    package static func of(_ text: RegisteredText) -> String {
        AddressFolding(text).text
    }
}

/// The work of ``AddressKey``; remembers for each sign of the key how much of the text it stands for.
struct AddressFolding {
    struct Sign {
        var value: UInt32
        /// How many scalars of the text are used up with this sign.
        var end: Int
    }

    private(set) var signs: [Sign] = []
    private static let dash: UInt32 = 0x2D
    private static let fold = FoldTable.firstLevel

    init(_ text: RegisteredText) {
        let scalars = text.string.unicodeScalars.map(\.value)
        var index = 0
        while index < scalars.count { index = take(scalars, index) }
        while signs.last?.value == AddressFolding.dash { signs.removeLast() }
    }

    /// A dash stands between numbers only: 410番地ハイツ and 410 ハイツ are one.
    private mutating func append(_ sign: Sign) {
        if signs.last?.value == AddressFolding.dash, !isDigit(sign.value) { signs.removeLast() }
        signs.append(sign)
    }

    var text: String {
        var view = String.UnicodeScalarView()
        for sign in signs { view.append(Unicode.Scalar(sign.value) ?? "\u{FFFD}") }
        return String(view)
    }

    private mutating func take(_ scalars: [UInt32], _ index: Int) -> Int {
        let scalar = scalars[index]
        if scalar == 0x5927, index + 1 < scalars.count, scalars[index + 1] == 0x5B57 { return index + 2 }
        if let numeral = numeral(scalars, index) {
            for digit in String(numeral.value).utf8 { signs.append(Sign(value: UInt32(digit), end: numeral.end)) }
            return numeral.end
        }
        if let sign = misread(scalars, index) {
            append(sign)
            return sign.end
        }
        if isDigit(signs.last?.value ?? 0), let end = unit(scalars, index) {
            append(Sign(value: AddressFolding.dash, end: end))
            return end
        }
        switch scalar {
        case 0x09...0x0D, 0x20, 0xA0, 0x2000...0x200A, 0x3000: space(scalars, index)
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF: if !signs.isEmpty { signs[signs.count - 1].end = index + 1 }
        case 0xFF10...0xFF19: signs.append(Sign(value: scalar - 0xFEE0, end: index + 1))
        case _ where AddressFolding.isDash(scalar):
            // Between digits every dash is one; ー within a name such as マンション stays.
            let last = signs.last?.value ?? 0
            guard last != AddressFolding.dash else { break }
            append(Sign(value: isDigit(last) ? AddressFolding.dash : 0x30FC, end: index + 1))
        case 0x3099, 0x309B, 0xFF9E: mark(half: false, end: index + 1)
        case 0x309A, 0x309C, 0xFF9F: mark(half: true, end: index + 1)
        default: append(Sign(value: folded(scalar), end: index + 1))
        }
        return index + 1
    }

    private static func isDash(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0xAD, 0x2D7, 0x2010...0x2015, 0x2043, 0x207B, 0x2212, 0x2500, 0x2501, 0x2796, 0x301C, 0x30FC, 0xFE58,
            0xFE63, 0xFF0D, 0xFF5E, 0xFF70:
            true
        default: false
        }
    }

    /// A space between numbers keeps them apart, as 410 101 of lot and room; any other says nothing.
    private mutating func space(_ scalars: [UInt32], _ index: Int) {
        guard !signs.isEmpty else { return }
        signs[signs.count - 1].end = index + 1
        let next = index + 1 < scalars.count ? scalars[index + 1] : 0
        let isNumber = isDigit(next) || numeral(scalars, index + 1) != nil
        guard let last = signs.last?.value, isDigit(last), isNumber else { return }
        append(Sign(value: AddressFolding.dash, end: index + 1))
    }

    /// 一 and ー look alike: 2一10 is 2ー10, and ー丁目 is 一丁目.
    private func misread(_ scalars: [UInt32], _ index: Int) -> Sign? {
        let isAfterDigit = isDigit(signs.last?.value ?? 0)
        let next = index + 1 < scalars.count ? scalars[index + 1] : 0
        switch scalars[index] {
        case 0x4E00 where isAfterDigit && isDigit(next): return Sign(value: AddressFolding.dash, end: index + 1)
        case 0x30FC, 0xFF0D, 0x2015, 0x2014, 0x2500:
            guard !isAfterDigit, signs.last?.value != AddressFolding.dash, next == 0x4E01,
                unit(scalars, index + 1) != nil
            else { return nil }
            return Sign(value: 0x31, end: index + 1)
        default: return nil
        }
    }

    /// ﾊﾟ is パ; a mark that no kana takes is left out.
    private mutating func mark(half: Bool, end: Int) {
        guard let last = signs.last else { return }
        signs[signs.count - 1] = Sign(value: folded(KanaTables.marked(last.value, half: half)), end: end)
    }

    private func folded(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xFF21...0xFF3A: scalar - 0xFEE0
        case 0xFF41...0xFF5A: scalar - 0xFF00
        case 0x61...0x7A: scalar - 0x20
        case 0x30F5, 0x30F6, 0x3051, 0x3095, 0x3096, 0x304C, 0x30AC: 0x30B1
        case 0x30CE, 0x4E4B: 0x306E
        case 0xFF66...0xFF9D: KanaTables.halfWidth[Int(scalar - 0xFF66)]
        default: AddressFolding.fold(scalar)
        }
    }

    /// A number in Chinese numerals before 丁目, 番地, 番, 号 or a dash and a number, or after one of them.
    private func numeral(_ scalars: [UInt32], _ start: Int) -> (value: Int, end: Int)? {
        var index = start
        var (value, current) = (0, 0)
        while index < scalars.count, index < start + 8, let digit = chinese(scalars[index]) {
            if digit >= 10 {
                value += max(current, 1) * digit
                current = 0
            } else {
                current = current * 10 + digit
            }
            index += 1
        }
        // 二〇三 is a number wherever it stands; 八〇町 is not, because a name goes on.
        let isRoom =
            index - start >= 3 && index == scalars.count
            && scalars[(start + 1)..<index].contains { chinese($0) == 0 } && chinese(scalars[start]) != 0
        guard index > start, isRoom || isBeforeNumber(scalars, index) || signs.last?.value == AddressFolding.dash else {
            return nil
        }
        return (value + current, index)
    }

    private func isBeforeNumber(_ scalars: [UInt32], _ index: Int) -> Bool {
        if unit(scalars, index) != nil { return true }
        guard index + 1 < scalars.count, AddressFolding.isDash(scalars[index]) else { return false }
        return isDigit(scalars[index + 1]) || chinese(scalars[index + 1]) != nil
    }

    private func chinese(_ scalar: UInt32) -> Int? {
        if scalar == 0x767E { return 100 }
        if scalar == 0x5343 { return 1_000 }
        return Unicode.Scalar(scalar).flatMap { DateScan.chinese($0) }
    }

    /// Where 丁目, 番地, 番地の, 番, 号, 号室, 号棟, 棟 or の ends that begins here.
    private func unit(_ scalars: [UInt32], _ index: Int) -> Int? {
        guard index < scalars.count else { return nil }
        let next = index + 1 < scalars.count ? scalars[index + 1] : 0
        var end: Int
        switch scalars[index] {
        case 0x4E01 where next == 0x76EE: end = index + 2
        case 0x756A where next == 0x5730: end = index + 2
        case 0x53F7 where next == 0x5BA4 || next == 0x68DF: end = index + 2
        case 0x68DF: end = index + 1
        case 0x756A, 0x53F7: end = index + 1
        case 0x306E, 0x30CE, 0x4E4B:
            return next == 0 || isDigit(next) || chinese(next) != nil || isBranch(next) ? index + 1 : nil
        default: return nil
        }
        if end < scalars.count, [0x306E, 0x30CE, 0x4E4B].contains(scalars[end]) { end += 1 }
        return end
    }

    /// Branch numbers that are letters: 10番地のイ, 10の甲 (イロハ・甲乙の枝番).
    private func isBranch(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x30A2...0x30F3, 0xFF71...0xFF9D, 0x7532, 0x4E59, 0x4E19, 0x620A: true
        default: false
        }
    }

    private func isDigit(_ scalar: UInt32) -> Bool {
        (0x30...0x39).contains(scalar) || (0xFF10...0xFF19).contains(scalar)
    }
}
