package import Japanese

/// A moment written as day and time of day (日時).
package struct FeelDateTime: Sendable, Hashable {
    package let date: FeelDate
    package let time: FeelTime

    package init(date: FeelDate, time: FeelTime) {
        self.date = date
        self.time = time
    }

    package init(_ date: CivilDate) {
        self.init(date: FeelDate(date), time: .midnight)
    }

    /// Reads `YYYY-MM-DDThh:mm:ss` with optional fraction and zone.
    package init?(_ text: String) {
        guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "T")),
            let date = FeelDate(text[..<mark]), let time = FeelTime(text[text.utf8.index(after: mark)...])
        else { return nil }
        self.init(date: date, time: time)
    }

    var offset: Int? {
        time.zone.map { $0.offset(at: date, secondOfDay: time.secondOfDay) }
    }

    /// Nanoseconds since 1970-01-01T00:00:00 of the wall clock, zone left aside.
    var localNanoseconds: Int128 {
        Int128(date.dayNumber) * nanosecondsPerDay + Int128(time.nanosecondOfDay)
    }

    /// Nanoseconds since 1970-01-01T00:00:00 UTC; a moment without zone counts as UTC.
    var instant: Int128 {
        localNanoseconds - Int128(offset ?? 0) * 1_000_000_000
    }

    init?(localNanoseconds: Int128, zone: Zone?) {
        var days = localNanoseconds / nanosecondsPerDay
        var rest = localNanoseconds % nanosecondsPerDay
        if rest < 0 {
            rest += nanosecondsPerDay
            days -= 1
        }
        guard let day = Int(exactly: days), let date = FeelDate(dayNumber: day) else { return nil }
        self.init(date: date, time: FeelTime(nanosecondOfDay: Int(rest), zone: zone))
    }

    /// The moment that many nanoseconds later; a named zone keeps its name and takes its offset of that moment.
    func adding(nanoseconds: Int128) -> FeelDateTime? {
        guard case .named(let name)? = time.zone else {
            return FeelDateTime(localNanoseconds: localNanoseconds + nanoseconds, zone: time.zone)
        }
        let later = instant + nanoseconds
        let offset = Zone.named(name).offset(at: Double(later / 1_000_000_000))
        return FeelDateTime(localNanoseconds: later + Int128(offset) * 1_000_000_000, zone: time.zone)
    }
}

extension FeelDateTime: CustomStringConvertible {
    package var description: String { "\(date)T\(time)" }
}

let nanosecondsPerDay: Int128 = 86_400_000_000_000
