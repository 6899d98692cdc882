/// A day of the Gregorian calendar without clock or zone (暦日); a birth date or a deadline, never a Foundation `Date`.
package struct CivilDate: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil unless the three numbers name a day of the proleptic Gregorian calendar; year 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `YYYY-MM-DD` only; for other spellings see ``DateReading``.
    package init?(iso text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
            parts.joined().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let year = Int(String(Substring(parts[0]))), let month = Int(String(Substring(parts[1]))),
            let day = Int(String(Substring(parts[2])))
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `YYYY-MM-DD`.
    package var iso: String {
        // Written by hand, since an import asks for it millions of times.
        String(unsafeUninitializedCapacity: 10) { buffer in
            var rest = (year * 100 + month) * 100 + day
            for place in [9, 8, 6, 5, 3, 2, 1, 0] {
                buffer[place] = UInt8(0x30 + rest % 10)
                rest /= 10
            }
            buffer[4] = UInt8(ascii: "-")
            buffer[7] = UInt8(ascii: "-")
            return 10
        }
    }

    package static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    package static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension CivilDate: Comparable {
    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CivilDate: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = CivilDate(iso: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date YYYY-MM-DD")
        }
        self = date
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}

extension CivilDate {
    /// Days since 1970-01-01, which is day 0.
    package var dayNumber: Int {
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The day with that number; clamped to the years 1 to 9999.
    package init(dayNumber: Int) {
        let lowest = -719_162
        let highest = 2_932_896
        let shifted = min(max(dayNumber, lowest), highest) + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package func adding(days: Int) -> CivilDate {
        CivilDate(dayNumber: dayNumber + days)
    }

    /// The same day of a later or earlier month, or that month's last day where it has no such day.
    package func adding(months: Int) -> CivilDate {
        let index = year * 12 + (month - 1) + months
        let newYear = min(max(index / 12, 1), 9999)
        let newMonth = index - (index / 12) * 12 + 1
        let newDay = min(day, CivilDate.days(inMonth: newMonth, of: newYear))
        return CivilDate(year: newYear, month: newMonth, day: newDay) ?? self
    }

    /// 1 is Monday, 7 is Sunday (ISO 8601).
    package var weekday: Int {
        (((dayNumber + 3) % 7) + 7) % 7 + 1
    }
}
