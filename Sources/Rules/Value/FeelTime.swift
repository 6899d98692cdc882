import Foundation

/// Where a clock stands (時間帯): an offset from UTC or a named zone of the IANA list.
package enum Zone: Sendable, Hashable {
    case offset(seconds: Int)
    case named(String)

    static let utc = Zone.offset(seconds: 0)

    /// Reads `Z`, `+09:00`, `-05:30:15` or `@Asia/Tokyo`.
    init?(_ text: Substring) {
        if text == "Z" || text == "z" {
            self = .utc
            return
        }
        if text.utf8.first == UInt8(ascii: "@") {
            let name = String(text.dropFirst())
            guard TimeZone.isKnown(name) else { return nil }
            self = .named(name)
            return
        }
        guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let parts = text.dropFirst().utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(isDigit) }) else {
            return nil
        }
        let numbers = parts.compactMap { Int(String($0) ?? "") }
        guard numbers[0] <= 18, numbers[1...].allSatisfy({ $0 < 60 }) else { return nil }
        let seconds = numbers[0] * 3600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        guard seconds <= 18 * 3600 else { return nil }
        self = .offset(seconds: sign == UInt8(ascii: "-") ? -seconds : seconds)
    }

    /// Seconds east of UTC at that local time.
    func offset(at date: FeelDate, secondOfDay: Int) -> Int {
        switch self {
        case .offset(let seconds): return seconds
        case .named(let name):
            guard let zone = TimeZone(identifier: name) else { return 0 }
            let local = Double(date.dayNumber) * 86_400 + Double(secondOfDay)
            // Where clocks go back an hour happens twice and the first is meant; where they go forward an hour is missing
            // and is counted on from before.
            let before = zone.offset(at: local - 86_400)
            let after = zone.offset(at: local + 86_400)
            if before == after || zone.offset(at: local - Double(before)) == before { return before }
            return zone.offset(at: local - Double(after)) == after ? after : before
        }
    }

    /// Seconds east of UTC at that moment, counted from 1970-01-01T00:00:00Z.
    func offset(at second: Double) -> Int {
        switch self {
        case .offset(let seconds): seconds
        case .named(let name): TimeZone(identifier: name)?.offset(at: second) ?? 0
        }
    }

    var text: String {
        switch self {
        case .named(let name): return "@" + name
        case .offset(0): return "Z"
        case .offset(let seconds):
            let size = Int(seconds.magnitude)
            let rest = size % 60 == 0 ? "" : ":" + padded(size % 60, 2)
            return (seconds < 0 ? "-" : "+") + padded(size / 3600, 2) + ":" + padded(size / 60 % 60, 2) + rest
        }
    }
}

extension TimeZone {
    private static let listed = Set(TimeZone.knownTimeZoneIdentifiers).union(["Etc/UTC", "UTC", "GMT"])

    fileprivate func offset(at second: Double) -> Int {
        secondsFromGMT(for: Date(timeIntervalSince1970: second))
    }

    /// Names of the IANA list, older ones such as US/Eastern included.
    fileprivate static func isKnown(_ name: String) -> Bool {
        if listed.contains(name) { return true }
        let isPath = name.utf8.contains(UInt8(ascii: "/")) && name.utf8.count <= 64
        return isPath && TimeZone(identifier: name) != nil
    }
}

/// A time of day (時刻), with or without a zone.
package struct FeelTime: Sendable, Hashable {
    package let hour: Int
    package let minute: Int
    package let second: Int
    package let nanosecond: Int
    package let zone: Zone?

    package init?(hour: Int, minute: Int, second: Int, nanosecond: Int = 0, zone: Zone? = nil) {
        guard (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
            (0..<1_000_000_000).contains(nanosecond)
        else { return nil }
        self.hour = hour
        self.minute = minute
        self.second = second
        self.nanosecond = nanosecond
        self.zone = zone
    }

    init(nanosecondOfDay: Int, zone: Zone?) {
        let clock = floorRemainder(nanosecondOfDay, 86_400_000_000_000)
        nanosecond = clock % 1_000_000_000
        let seconds = clock / 1_000_000_000
        hour = seconds / 3600
        minute = seconds / 60 % 60
        second = seconds % 60
        self.zone = zone
    }

    static let midnight = FeelTime(nanosecondOfDay: 0, zone: nil)

    package init?(_ text: String) {
        self.init(Substring(text))
    }

    init?(_ text: Substring) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 8, bytes[2] == UInt8(ascii: ":"), bytes[5] == UInt8(ascii: ":"),
            let hour = twoDigits(bytes, 0), let minute = twoDigits(bytes, 3), let second = twoDigits(bytes, 6)
        else { return nil }
        var index = 8
        var nanosecond = 0
        if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
            index += 1
            var unit = 100_000_000
            let start = index
            while index < bytes.count, isDigit(bytes[index]) {
                nanosecond += Int(bytes[index] - UInt8(ascii: "0")) * unit
                unit /= 10
                index += 1
            }
            guard index > start else { return nil }
        }
        var zone: Zone?
        if index < bytes.count {
            guard let read = Zone(Substring(text.utf8.dropFirst(index))) else { return nil }
            zone = read
        }
        self.init(hour: hour, minute: minute, second: second, nanosecond: nanosecond, zone: zone)
    }

    var secondOfDay: Int { hour * 3600 + minute * 60 + second }
    var nanosecondOfDay: Int { secondOfDay * 1_000_000_000 + nanosecond }

    /// Seconds east of UTC; a named zone is asked for 1970-01-01, since a bare time has no date.
    var offset: Int? {
        zone.map { zone in
            FeelDate(dayNumber: 0).map { zone.offset(at: $0, secondOfDay: secondOfDay) } ?? 0
        }
    }
}

extension FeelTime: CustomStringConvertible {
    package var description: String {
        "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))\(fractionText(nanosecond))\(zone?.text ?? "")"
    }
}

/// `.5` for half a second, nothing for zero.
func fractionText(_ nanosecond: Int) -> String {
    guard nanosecond > 0 else { return "" }
    var digits = padded(nanosecond, 9)
    while digits.hasSuffix("0") { digits.removeLast() }
    return "." + digits
}

func twoDigits(_ bytes: [UInt8], _ index: Int) -> Int? {
    guard index + 1 < bytes.count, isDigit(bytes[index]), isDigit(bytes[index + 1]) else { return nil }
    return Int(bytes[index] - 48) * 10 + Int(bytes[index + 1] - 48)
}
