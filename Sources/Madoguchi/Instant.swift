package import Japanese

/// A moment on the clock (時刻): milliseconds since 1970-01-01 00:00 UTC, shown in Japan Standard Time.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package func adding(seconds: Int) -> Instant {
        Instant(milliseconds: milliseconds + Int64(seconds) * 1000)
    }

    /// The day in Japan (UTC+9, no summer time).
    package var day: CivilDate {
        CivilDate(dayNumber: Int(localSeconds.quotient(86_400)))
    }

    /// Midnight in Japan, at which the day began.
    package var startOfDay: Instant {
        Instant(milliseconds: (Int64(day.dayNumber) * 86_400 - 9 * 3600) * 1000)
    }

    /// Minutes since midnight in Japan.
    package var minuteOfDay: Int {
        Int((localSeconds - localSeconds.quotient(86_400) * 86_400) / 60)
    }

    /// `09:05` in Japan.
    package var clockText: String {
        let seconds = localSeconds - localSeconds.quotient(86_400) * 86_400
        return "\(twoDigits(seconds / 3600)):\(twoDigits(seconds / 60 % 60))"
    }

    /// `2026-04-01T09:05:07.250+09:00`.
    package var iso: String {
        let seconds = localSeconds - localSeconds.quotient(86_400) * 86_400
        let thousandth = milliseconds - milliseconds.quotient(1000) * 1000
        let fraction = "\(twoDigits(thousandth / 10))\(thousandth % 10)"
        return "\(day.iso)T\(clockText):\(twoDigits(seconds % 60)).\(fraction)+09:00"
    }

    private var localSeconds: Int64 {
        milliseconds.quotient(1000) + 9 * 3600
    }
}

extension Int64 {
    /// Division that rounds towards negative infinity, so that moments before 1970 fall on the right day.
    fileprivate func quotient(_ divisor: Int64) -> Int64 {
        let (result, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? result - 1 : result
    }
}

private func twoDigits(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : String(number)
}

/// Where the time comes from (時計); the system's in the product, a fixed one in tests.
package protocol Clock: Sendable {
    var now: Instant { get }
}
