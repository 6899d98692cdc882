/// When one office or counter is open (開庁日・開庁時間); a matter of its own, apart from the closed days of the law.
package struct OpeningHours: Hashable, Sendable, Codable {
    /// Minutes after midnight, the end not included.
    package struct Span: Hashable, Sendable, Codable {
        package let from: Int
        package let to: Int

        /// Nil unless it begins before it ends, within one day.
        package init?(from: Int, to: Int) {
            guard (0..<1440).contains(from), from < to, to <= 1440 else { return nil }
            self.from = from
            self.to = to
        }
    }

    /// Hours of each weekday, 1 Monday to 7 Sunday; a weekday left out is closed.
    package let weekdays: [Int: [Span]]
    /// Days with hours of their own, such as the Sundays of March or a day of moving house; empty means closed.
    package let exceptions: [CivilDate: [Span]]
    /// Until when the regular hours of a weekday hold, such as a Sunday service that ends (日曜開庁の終了日).
    package let weekdayEnds: [Int: CivilDate]
    /// Whether national holidays have the hours of their weekday, as at a service centre in a shopping street.
    package let opensOnHolidays: Bool

    package init(
        weekdays: [Int: [Span]],
        exceptions: [CivilDate: [Span]] = [:],
        weekdayEnds: [Int: CivilDate] = [:],
        opensOnHolidays: Bool = false
    ) {
        self.opensOnHolidays = opensOnHolidays
        self.weekdays = weekdays
        self.exceptions = exceptions
        self.weekdayEnds = weekdayEnds
    }

    /// An exception first; then nothing at the turn of the year, on days of the ordinance and, unless the office opens then,
    /// on holidays; then the hours of the weekday.
    ///
    /// An office that opens on Saturdays or Sundays does so although the law counts them as closed days.
    package func hours(on day: CivilDate, calendar: BusinessCalendar = .standard) -> [Span] {
        if let own = exceptions[day] { return own }
        if let end = weekdayEnds[day.weekday], day > end { return [] }
        let isOpenHoliday = opensOnHolidays && NationalHoliday.name(on: day) != nil && !calendar.isOwnClosure(day)
        if !isOpenHoliday, calendar.specialClosure(on: day) != nil { return [] }
        return weekdays[day.weekday] ?? []
    }

    package func isOpen(on day: CivilDate, minute: Int, calendar: BusinessCalendar = .standard) -> Bool {
        hours(on: day, calendar: calendar).contains { ($0.from..<$0.to).contains(minute) }
    }
}
