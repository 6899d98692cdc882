/// A date as a register holds it (住民記録の日付): what was written, and beside it the calendar day where there is one.
///
/// 住民記録システム標準仕様書 1.1.8, 1.1.9: birth dates of Japanese nationals are kept in the Japanese calendar, those of
/// foreign residents in the Western one; days that never were (2月29日 of a common year) and unknown dates (不詳) are kept.
package struct WrittenDate: Hashable, Sendable, Codable {
    /// The calendar day (内部日付); nil where what was written names none.
    package let date: CivilDate?
    /// The era as written (元号); nil for the Western calendar or where no era was written.
    package let era: String?
    package let year: Int?
    package let month: Int?
    package let day: Int?
    /// The unknown flag of the register (不詳フラグ).
    package let isUnknown: Bool
    /// What is shown and printed (表示).
    package let text: RegisteredText

    private enum CodingKeys: String, CodingKey {
        case date, era, year, month, day, text
        case isUnknown = "unknown"
    }

    package init(
        date: CivilDate?,
        era: String?,
        year: Int?,
        month: Int?,
        day: Int?,
        isUnknown: Bool,
        text: RegisteredText
    ) {
        self.date = date
        self.era = era
        self.year = year
        self.month = month
        self.day = day
        self.isUnknown = isUnknown
        self.text = text
    }

    /// A day in the Japanese calendar (和暦), or in the Western one where it is older than the first era of the table.
    package init(_ date: CivilDate, eras: EraTable = .national) {
        if let wareki = date.wareki(in: eras) {
            self.init(wareki, date: date)
        } else {
            self.init(western: date)
        }
    }

    /// A day in the Western calendar (西暦), as a foreign resident's birth date is kept.
    package init(western date: CivilDate) {
        self.init(
            date: date,
            era: nil,
            year: date.year,
            month: date.month,
            day: date.day,
            isUnknown: false,
            text: RegisteredText(date.westernText)
        )
    }

    /// What was written in an era, with the calendar day it names, if any.
    package init(_ wareki: Wareki, date: CivilDate?) {
        self.init(
            date: date,
            era: wareki.era.name,
            year: wareki.year,
            month: wareki.month,
            day: wareki.day,
            isUnknown: false,
            text: RegisteredText(wareki.text)
        )
    }

    /// An unknown date with its wording (不詳表記) and the stand-in day that the core system keeps beside it.
    package init(
        unknown text: String,
        standIn: CivilDate? = nil,
        era: String? = nil,
        year: Int? = nil,
        month: Int? = nil
    ) {
        self.init(
            date: standIn,
            era: era,
            year: year,
            month: month,
            day: nil,
            isUnknown: true,
            text: RegisteredText(text)
        )
    }

    package var isWestern: Bool { era == nil && year != nil }

    /// The texts for the boxes of a form; empty where nothing was written.
    package var parts: DateParts {
        let yearText = year.map { $0 == 1 && era != nil ? "元" : String($0) }
        return DateParts(
            era: era ?? "",
            year: yearText ?? "",
            month: month.map { String($0) } ?? "",
            day: day.map { String($0) } ?? ""
        )
    }
}

extension WrittenDate {
    /// The first and the last calendar day that the wording allows (a known day is both); nil where the year is unknown.
    ///
    /// 2月29日 of a common year allows 2月28日 to 3月1日, so that a rule whose answer depends on it can say so. 昭和64年月日不詳
    /// allows the seven days of that year that were in 昭和.
    package func possibleDays(eras: EraTable = .national) -> ClosedRange<CivilDate>? {
        if let date, !isUnknown { return date...date }
        guard let written = year, let western = westernYear(written, eras) else { return nil }
        let firstMonth = month ?? 1
        let lastMonth = month ?? 12
        guard (1...12).contains(firstMonth), (1...9999).contains(western) else { return nil }
        let lastDay = CivilDate.days(inMonth: lastMonth, of: western)
        if let day {
            return around(CivilDate(year: western, month: firstMonth, day: min(max(day, 1), lastDay)), day > lastDay)
        }
        guard let first = CivilDate(year: western, month: firstMonth, day: 1),
            let last = CivilDate(year: western, month: lastMonth, day: lastDay)
        else { return nil }
        return withinEra(first...last, eras)
    }

    /// A year that the era never had stays as it is.
    private func withinEra(_ days: ClosedRange<CivilDate>, _ eras: EraTable) -> ClosedRange<CivilDate> {
        guard let found = era.flatMap(eras.era(named:)) else { return days }
        let first = max(days.lowerBound, found.firstDay)
        let last = min(days.upperBound, found.lastDay ?? days.upperBound)
        return first <= last ? first...last : days
    }

    private func westernYear(_ written: Int, _ eras: EraTable) -> Int? {
        guard let era else { return written }
        return eras.era(named: era).flatMap { found in
            let western = found.firstYear + written - 1
            return western < found.firstDay.year ? nil : western
        }
    }

    private func around(_ day: CivilDate?, _ isBeyondMonth: Bool) -> ClosedRange<CivilDate>? {
        day.map { $0...(isBeyondMonth ? $0.adding(days: 1) : $0) }
    }
}
