/// How a law counts a period (期間の計算): 民法138条 to 143条 where it says nothing else.
package struct Deadline: Hashable, Sendable, Codable {
    package enum Unit: String, Hashable, Sendable, Codable {
        case days, months, years
    }

    package let count: Int
    package let unit: Unit
    /// Whether the day of the event is the first day (初日算入): 戸籍法43条 says so, 民法140条 does not.
    package let countsFirstDay: Bool
    /// Whether an end on a closed day moves to the next open one (民法142条, 地方自治法4条の2第4項).
    package let movesToOpenDay: Bool

    package init(_ count: Int, _ unit: Unit, countsFirstDay: Bool = false, movesToOpenDay: Bool = true) {
        self.count = max(count, 0)
        self.unit = unit
        self.countsFirstDay = countsFirstDay
        self.movesToOpenDay = movesToOpenDay
    }

    /// The last day of the period, before any move to an open day.
    package func lastDay(from event: CivilDate) -> CivilDate {
        let first = countsFirstDay ? event : event.adding(days: 1)
        switch unit {
        case .days: return first.adding(days: count - 1)
        case .months: return dayBeforeCorresponding(first, months: count)
        case .years: return dayBeforeCorresponding(first, months: count * 12)
        }
    }

    /// The day until which it can be done in time (期限).
    package func due(from event: CivilDate, in calendar: BusinessCalendar = .standard) -> CivilDate {
        let last = lastDay(from: event)
        return movesToOpenDay ? calendar.nextOpenDay(last) : last
    }

    /// So many days after the event, the day itself not counted, such as 14日以内 of 住民基本台帳法22条 and 23条.
    package static func days(
        _ count: Int,
        from event: CivilDate,
        in calendar: BusinessCalendar = .standard,
        movesToOpenDay: Bool = true
    ) -> CivilDate {
        Deadline(count, .days, movesToOpenDay: movesToOpenDay).due(from: event, in: calendar)
    }

    /// 民法143条2項: the day before the corresponding one, or the end of a month that has none such.
    private func dayBeforeCorresponding(_ first: CivilDate, months: Int) -> CivilDate {
        let corresponding = first.adding(months: months)
        return corresponding.day == first.day ? corresponding.adding(days: -1) : corresponding
    }
}
