/// A length of time in days, hours, minutes and seconds (日時期間).
package struct DaysDuration: Sendable, Hashable {
    let nanoseconds: Int128

    init(nanoseconds: Int128) {
        self.nanoseconds = nanoseconds
    }

    package init(days: Int) {
        nanoseconds = Int128(days) * nanosecondsPerDay
    }

    /// Nil when the seconds do not fit.
    init?(seconds: FeelNumber) {
        guard let whole = seconds.scaled(by: 9)?.rounded(.down) else { return nil }
        guard whole.exponent + digitCount(whole.coefficient) < 35 else { return nil }
        let size = whole.coefficient * powersOfTen[max(0, whole.exponent)]
        nanoseconds = whole.isNegative ? -Int128(size) : Int128(size)
    }

    var seconds: FeelNumber {
        FeelNumber(nanoseconds).scaled(by: -9) ?? .zero
    }

    var isNegative: Bool { nanoseconds < 0 }
}

/// A length of time in years and months (年月期間).
package struct YearsDuration: Sendable, Hashable {
    package let months: Int
    /// More than any calendar holds, and far from where numbers end.
    static let longest: UInt = 1_000_000_000_000

    package init(months: Int) {
        self.months = months
    }
}

/// Either kind of duration, as read from ISO 8601 text such as `P1Y2M` or `-P3DT4.5S`.
enum DurationReading {
    case days(DaysDuration)
    case years(YearsDuration)

    init?(_ text: String) {
        var scanner = DurationScanner(text)
        guard let parts = scanner.read() else { return nil }
        let hasYears = parts.keys.contains { "YM".contains($0) }
        let hasDays = parts.keys.contains { "dhms".contains($0) }
        // Years and months never mix with days and seconds in FEEL (DMN 1.5 §10.3.2.3.7).
        guard hasYears != hasDays else { return nil }
        let sign = scanner.isNegative ? -1 : 1
        if hasYears {
            let (years, overflow) = Int(parts["Y"]?.whole ?? 0).multipliedReportingOverflow(by: 12)
            let (months, second) = years.addingReportingOverflow(parts["M"]?.whole ?? 0)
            guard !overflow, !second, months.magnitude <= YearsDuration.longest else { return nil }
            self = .years(YearsDuration(months: sign * months))
            return
        }
        var total: Int128 = 0
        for (unit, seconds) in [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)] {
            guard let part = parts[Character(unit)] else { continue }
            total += Int128(part.whole) * Int128(seconds) * 1_000_000_000 + Int128(part.nanoseconds)
        }
        self = .days(DaysDuration(nanoseconds: Int128(sign) * total))
    }
}

private struct DurationScanner {
    struct Part {
        var whole: Int
        var nanoseconds = 0
    }

    private let bytes: [UInt8]
    private var index = 0
    private(set) var isNegative = false

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The parts by unit: `Y` `M` before the `T`, `d`, and `h` `m` `s` after it; nil when the text is no duration.
    mutating func read() -> [Character: Part]? {
        if peek == UInt8(ascii: "-") {
            isNegative = true
            index += 1
        }
        guard peek == UInt8(ascii: "P") else { return nil }
        index += 1
        var parts: [Character: Part] = [:]
        var order: [UInt8] = Array("YMD".utf8)
        var clock = false
        while let byte = peek {
            if byte == UInt8(ascii: "T") {
                guard !clock else { return nil }
                clock = true
                order = Array("HMS".utf8)
                index += 1
                guard peek != nil else { return nil }
                continue
            }
            guard let part = number(), let unit = peek, let place = order.firstIndex(of: unit) else { return nil }
            guard part.nanoseconds == 0 || unit == UInt8(ascii: "S") else { return nil }
            order.removeFirst(place + 1)
            index += 1
            let key = Character(UnicodeScalar(unit))
            parts[clock || unit == UInt8(ascii: "D") ? Character(key.lowercased()) : key] = part
        }
        return parts.isEmpty ? nil : parts
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func number() -> Part? {
        var part = Part(whole: 0)
        let start = index
        while let byte = peek, isDigit(byte) {
            let (scaled, overflow) = part.whole.multipliedReportingOverflow(by: 10)
            guard !overflow, scaled < Int.max - 10 else { return nil }
            part.whole = scaled + Int(byte - 48)
            index += 1
        }
        guard index > start else { return nil }
        guard peek == UInt8(ascii: ".") else { return part }
        index += 1
        var unit = 100_000_000
        while let byte = peek, isDigit(byte) {
            part.nanoseconds += Int(byte - 48) * unit
            unit /= 10
            index += 1
        }
        // A fraction belongs to seconds only.
        guard peek == UInt8(ascii: "S") else { return nil }
        return part
    }
}

extension DaysDuration: CustomStringConvertible {
    package var description: String {
        guard nanoseconds != 0 else { return "PT0S" }
        let size = nanoseconds.magnitude
        let days = size / UInt128(nanosecondsPerDay)
        let rest = Int(size % UInt128(nanosecondsPerDay))
        let seconds = rest / 1_000_000_000
        var text = isNegative ? "-P" : "P"
        if days > 0 { text += "\(days)D" }
        guard rest > 0 else { return text }
        text += "T"
        if seconds >= 3600 { text += "\(seconds / 3600)H" }
        if seconds / 60 % 60 > 0 { text += "\(seconds / 60 % 60)M" }
        let nanosecond = rest % 1_000_000_000
        if seconds % 60 > 0 || nanosecond > 0 { text += "\(seconds % 60)\(fractionText(nanosecond))S" }
        return text
    }
}

extension YearsDuration: CustomStringConvertible {
    package var description: String {
        guard months != 0 else { return "P0M" }
        let size = months.magnitude
        var text = months < 0 ? "-P" : "P"
        if size >= 12 { text += "\(size / 12)Y" }
        if size % 12 > 0 { text += "\(size % 12)M" }
        return text
    }
}
