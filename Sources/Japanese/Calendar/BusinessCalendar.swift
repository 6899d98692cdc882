/// The days on which a municipality is closed by law (地方公共団体の休日): 地方自治法4条の2 and the ordinance under it.
///
/// Opening hours of a single office are another matter; see ``OpeningHours``. Deadlines follow this calendar only.
package struct BusinessCalendar: Hashable, Sendable, Codable {
    /// Days the ordinance adds (条例で定める日).
    package let addedClosed: Set<CivilDate>
    /// Whether 12月29日 to 1月3日 are closed (年末年始), as nearly every ordinance says.
    package let closesAtYearEnd: Bool

    package init(addedClosed: Set<CivilDate> = [], closesAtYearEnd: Bool = true) {
        self.addedClosed = addedClosed
        self.closesAtYearEnd = closesAtYearEnd
    }

    /// Saturdays, Sundays, national holidays and the turn of the year.
    package static let standard = BusinessCalendar()

    package func isOpen(_ day: CivilDate) -> Bool {
        closure(on: day) == nil
    }

    /// Why the day is closed, as it is shown to people; nil on an open day.
    package func closure(on day: CivilDate) -> String? {
        if let special = specialClosure(on: day) { return special }
        switch day.weekday {
        case 6: return "土曜日"
        case 7: return "日曜日"
        default: return nil
        }
    }

    /// The closure apart from Saturdays and Sundays: a national holiday, the turn of the year, a day of the ordinance.
    package func specialClosure(on day: CivilDate) -> String? {
        if let holiday = NationalHoliday.name(on: day) { return holiday }
        if isYearEnd(day) { return "年末年始" }
        return addedClosed.contains(day) ? "休日" : nil
    }

    /// Closed by the municipality itself, whatever the national holidays are: the turn of the year, a day of the ordinance.
    package func isOwnClosure(_ day: CivilDate) -> Bool {
        isYearEnd(day) || addedClosed.contains(day)
    }

    private func isYearEnd(_ day: CivilDate) -> Bool {
        closesAtYearEnd && ((day.month == 12 && day.day >= 29) || (day.month == 1 && day.day <= 3))
    }

    /// The day itself if it is open, otherwise the first open day after it.
    package func nextOpenDay(_ day: CivilDate) -> CivilDate {
        var candidate = day
        while !isOpen(candidate), candidate.year < 9999 { candidate = candidate.adding(days: 1) }
        return candidate
    }

    /// The first open day after the day (翌開庁日).
    package func openDay(after day: CivilDate) -> CivilDate {
        nextOpenDay(day.adding(days: 1))
    }
}
