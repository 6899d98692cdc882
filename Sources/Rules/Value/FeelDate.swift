package import Japanese

/// A day of the proleptic Gregorian calendar as FEEL has it (日付): years −999,999,999 to 999,999,999.
///
/// Wider than ``CivilDate``, which is what the rest of the product uses; ``civil`` leads back.
package struct FeelDate: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package let day: Int
    /// The digit of the era in which a register wrote the day, where the day has two (大正15年12月25日); 0 for any other.
    ///
    /// It goes with the day to where it is printed and is no part of the value: rules know days.
    package var writtenEra: UInt8 = 0

    package static func == (left: FeelDate, right: FeelDate) -> Bool {
        left.day == right.day && left.month == right.month && left.year == right.year
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(year)
        hasher.combine(month)
        hasher.combine(day)
    }

    package init?(year: Int, month: Int, day: Int) {
        guard (-999_999_999...999_999_999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.days(inMonth: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    package init(_ date: CivilDate) {
        year = date.year
        month = date.month
        day = date.day
    }

    /// The same day as a civil date; nil outside the years 1 to 9999.
    package var civil: CivilDate? {
        CivilDate(year: year, month: month, day: day)
    }

    /// Reads `YYYY-MM-DD` with an optional minus and more digits for far years (XML Schema `date` without zone).
    package init?(_ text: String) {
        self.init(Substring(text))
    }

    init?(_ text: Substring) {
        let negative = text.utf8.first == UInt8(ascii: "-")
        let parts = (negative ? text.dropFirst() : text).utf8.split(
            separator: UInt8(ascii: "-"),
            omittingEmptySubsequences: false
        )
        guard parts.count == 3, (4...9).contains(parts[0].count), parts[1].count == 2, parts[2].count == 2,
            parts.allSatisfy({ $0.allSatisfy(isDigit) }),
            parts[0].count == 4 || parts[0].first != UInt8(ascii: "0"),
            let year = Int(String(parts[0]) ?? ""), let month = Int(String(parts[1]) ?? ""),
            let day = Int(String(parts[2]) ?? "")
        else { return nil }
        self.init(year: negative ? -year : year, month: month, day: day)
    }

    /// Days since 1970-01-01.
    package var dayNumber: Int {
        let shifted = month > 2 ? year : year - 1
        let era = floorDivision(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Nil outside the years FEEL knows.
    package init?(dayNumber: Int) {
        guard dayNumber.magnitude < 366_000_000_000 else { return nil }
        let shifted = dayNumber + 719_468
        let era = floorDivision(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        self.init(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * monthIndex + 2) / 5 + 1
        )
    }

    /// The same day of another month, or that month's last day where it has no such day.
    func adding(months: Int) -> FeelDate? {
        guard months.magnitude < 24_000_000_000 else { return nil }
        let index = year * 12 + (month - 1) + months
        let newYear = floorDivision(index, 12)
        let newMonth = index - newYear * 12 + 1
        return FeelDate(
            year: newYear,
            month: newMonth,
            day: min(day, CivilDate.days(inMonth: newMonth, of: newYear))
        )
    }

    /// 1 is Monday, 7 is Sunday.
    var weekday: Int { floorRemainder(dayNumber + 3, 7) + 1 }

    var dayOfYear: Int {
        let first = FeelDate(year: year, month: 1, day: 1) ?? self
        return dayNumber - first.dayNumber + 1
    }

    /// Week of the year by ISO 8601.
    var weekOfYear: Int {
        // The week belongs to the year that holds its Thursday.
        let thursday = FeelDate(dayNumber: dayNumber - weekday + 4) ?? self
        return (thursday.dayOfYear - 1) / 7 + 1
    }
}

extension FeelDate: Comparable, CustomStringConvertible {
    package static func < (left: FeelDate, right: FeelDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    package var description: String {
        "\(year < 0 ? "-" : "")\(padded(Int(year.magnitude), 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

func floorDivision(_ number: Int, _ divisor: Int) -> Int {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
}

func floorRemainder(_ number: Int, _ divisor: Int) -> Int {
    number - floorDivision(number, divisor) * divisor
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
