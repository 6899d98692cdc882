/// The outcome of reading a date as people and files write it (日付の読み取り).
package enum DateReading: Hashable, Sendable {
    case read(WrittenDate, notes: [DateNote])
    case refused(DateRefusal)

    /// Who wrote the date, and so what may be corrected in it.
    package enum Source: Hashable, Sendable {
        /// Somebody at a screen: an impossible day is refused, a year beyond its era is put right with a note.
        case entry
        /// A register or its file: what was written is kept, even a day that never was.
        case register
    }

    package var written: WrittenDate? {
        if case .read(let written, _) = self { written } else { nil }
    }

    /// The calendar day; nil where the date was refused or names none.
    package var date: CivilDate? { written?.date }

    package var notes: [DateNote] {
        if case .read(_, let notes) = self { notes } else { [] }
    }

    package var refusal: DateRefusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }

    /// Reads every spelling in use: `3550217`, `S550217`, `S55.2.17`, `昭和55年2月17日`, `20250101`, `2025/01/01`, 元年,
    /// full-width and Chinese numerals, and the wordings of unknown dates (不詳).
    package static func read(
        _ text: String,
        today: CivilDate? = nil,
        source: Source = .entry,
        eras: EraTable = .national
    ) -> DateReading {
        var scan = DateScan(eras: eras)
        switch scan.run(text) {
        case .empty: return .refused(.empty)
        case .tooLong: return .refused(.tooLong)
        case .wording:
            if let unknown = UnknownDate.read(text, eras: eras) { return .read(unknown, notes: [.unknown]) }
            return FormerEra.read(text).map { .read($0, notes: [.lunarCalendar]) } ?? .refused(.notADate)
        case .scanned: break
        }
        let resolver = DateResolver(today: today, source: source, eras: eras)
        let reading = resolver.resolve(scan)
        if source == .register, reading.refusal == .incomplete,
            let unknown = UnknownDate.read(text, eras: eras, allowsPlain: true)
        {
            return .read(unknown, notes: [.unknown])
        }
        return reading
    }
}

/// From the numbers found in a text to a date, or to the reason why they are none.
struct DateResolver {
    let today: CivilDate?
    let source: DateReading.Source
    let eras: EraTable

    func resolve(_ scan: DateScan) -> DateReading {
        var groups = scan.groups
        if scan.hasOnlySpaces, groups.count == 2 || (groups.count == 4 && groups[0].digits > 1) {
            groups = [DateScan.Group.joined(groups)]
        }
        switch groups.count {
        case 1: return single(groups[0], scan.era)
        case 3: return triple(groups[0], groups[1], groups[2], scan.era)
        case 4 where scan.era == nil && groups[0].digits == 1: return keypad(groups)
        default: return .refused(groups.count == 2 || scan.era != nil ? .incomplete : .notADate)
        }
    }

    private func single(_ group: DateScan.Group, _ era: Era?) -> DateReading {
        let value = group.value
        let (high, month, day) = (value / 10_000, value / 100 % 100, value % 100)
        if source == .register, era == nil, group.isPlaceholder {
            return .read(WrittenDate(unknown: "不詳"), notes: [.unknown])
        }
        switch (group.digits, era) {
        case (6, let era?): return inEra(era, high, month, day)
        case (8, nil): return western(high, month, day)
        case (7, nil):
            guard let era = eras.era(digit: high / 100) else { return .refused(.eraDigit(high / 100)) }
            return inEra(era, high % 100, month, day)
        case (6, nil): return .refused(.eraMissing)
        case (1...4, _): return .refused(.incomplete)
        default: return .refused(.notADate)
        }
    }

    /// `3-55-2-17`: the digit of the era in a group of its own, as in the boxes of a form.
    private func keypad(_ groups: [DateScan.Group]) -> DateReading {
        guard let era = eras.era(digit: groups[0].value) else { return .refused(.eraDigit(groups[0].value)) }
        return triple(groups[1], groups[2], groups[3], era)
    }

    private func triple(
        _ year: DateScan.Group,
        _ month: DateScan.Group,
        _ day: DateScan.Group,
        _ era: Era?
    ) -> DateReading {
        guard month.digits <= 2, day.digits <= 2 else { return .refused(.notADate) }
        if let era {
            return year.digits <= 3 ? inEra(era, year.value, month.value, day.value) : .refused(.notADate)
        }
        switch year.digits {
        case 4: return western(year.value, month.value, day.value)
        case 1...2: return .refused(.eraMissing)
        default: return .refused(.notADate)
        }
    }

    private func western(_ year: Int, _ month: Int, _ day: Int) -> DateReading {
        guard year >= 1, source == .register || (1868...2199).contains(year) else {
            return .refused(.yearOutOfRange(year))
        }
        if let date = CivilDate(year: year, month: month, day: day) {
            return .read(WrittenDate(western: date), notes: futureNote(date))
        }
        guard let refusal = refusal(year, month, day, "\(year)年") else {
            let text = RegisteredText("\(year)年\(month)月\(day)日")
            let kept = WrittenDate(
                date: nil,
                era: nil,
                year: year,
                month: month,
                day: day,
                isUnknown: false,
                text: text
            )
            return .read(kept, notes: [.nonCalendarDay])
        }
        return .refused(refusal)
    }

    private func inEra(_ era: Era, _ year: Int, _ month: Int, _ day: Int) -> DateReading {
        guard year >= 1 else { return .refused(.eraYearZero(era: era.name)) }
        let written = Wareki(era: era, year: year, month: month, day: day)
        let western = era.firstYear + year - 1
        if western < era.firstDay.year { return lunar(written) }
        guard let date = CivilDate(year: western, month: month, day: day) else {
            if let refusal = refusal(western, month, day, "\(era.name)\(written.yearText)年") {
                return .refused(refusal)
            }
            return .read(WrittenDate(written, date: nil), notes: [.nonCalendarDay])
        }
        if date < era.firstDay { return beforeEra(written, date) }
        if let last = era.lastDay, date > last, let proper = date.wareki(in: eras) {
            let kept = source == .entry ? proper : written
            let notes = [DateNote.beyondEra(written: written, proper: proper)] + futureNote(date)
            return .read(WrittenDate(kept, date: date), notes: notes)
        }
        return .read(WrittenDate(written, date: date), notes: futureNote(date))
    }

    private func beforeEra(_ written: Wareki, _ date: CivilDate) -> DateReading {
        let proper = date.wareki(in: eras)
        guard source == .register, let proper else { return .refused(.beforeEra(era: written.era, proper: proper)) }
        return .read(WrittenDate(written, date: date), notes: [.beforeEra(written: written, proper: proper)])
    }

    /// A month of the lunar calendar had 29 or 30 days, and some years a 閏月 that these spellings cannot name.
    private func lunar(_ written: Wareki) -> DateReading {
        guard (1...12).contains(written.month) else { return .refused(.month(written.month)) }
        // 明治5年12月2日 was followed by 明治6年1月1日 (太政官布告337号).
        let isLast = written.era.firstYear + written.year == 1873 && written.month == 12
        let last = isLast && source == .entry ? 2 : 30
        guard (1...last).contains(written.day) else {
            return .refused(.day(month: written.month, day: written.day, last: last))
        }
        return .read(WrittenDate(written, date: nil), notes: [.lunarCalendar])
    }

    /// Nil where a register may hold the day although the calendar has none such.
    private func refusal(_ year: Int, _ month: Int, _ day: Int, _ yearText: String) -> DateRefusal? {
        guard (1...9999).contains(year) else { return .yearOutOfRange(year) }
        guard (1...12).contains(month) else { return .month(month) }
        if source == .register, (1...31).contains(day) { return nil }
        if month == 2, day == 29 { return .notLeapYear(text: yearText) }
        return .day(month: month, day: day, last: CivilDate.days(inMonth: month, of: year))
    }

    private func futureNote(_ date: CivilDate) -> [DateNote] {
        if let today, date > today { [.future] } else { [] }
    }
}
