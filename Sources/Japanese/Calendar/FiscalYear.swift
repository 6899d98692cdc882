/// A fiscal or school year (年度), 4月1日 to 3月31日: 地方自治法208条, 学校教育法施行規則59条.
package struct FiscalYear: Hashable, Sendable, Codable, Comparable {
    /// The calendar year in which it begins, clamped to 1…9998.
    package let year: Int

    package init(_ year: Int) {
        self.year = min(max(year, 1), 9998)
    }

    package init(containing day: CivilDate) {
        self.init(day.month >= 4 ? day.year : day.year - 1)
    }

    package var firstDay: CivilDate {
        CivilDate(dayNumber: FiscalYear.firstOfApril(year))
    }

    package var lastDay: CivilDate {
        CivilDate(dayNumber: FiscalYear.firstOfApril(year + 1) - 1)
    }

    package func contains(_ day: CivilDate) -> Bool {
        (firstDay...lastDay).contains(day)
    }

    /// 令和8年度.
    package func text(eras: EraTable = .national) -> String {
        // The Cabinet named the whole of 2019 令和元年度 after the era that began a month into it.
        guard let wareki = firstDay.adding(days: 30).wareki(in: eras) else { return "\(year)年度" }
        return "\(wareki.era.name)\(wareki.yearText)年度"
    }

    package static func < (left: FiscalYear, right: FiscalYear) -> Bool {
        left.year < right.year
    }

    private static func firstOfApril(_ year: Int) -> Int {
        CivilDate(year: year, month: 4, day: 1)?.dayNumber ?? 0
    }
}

/// A place in compulsory schooling (学年), from the year before school to the third of junior high (学校教育法17条).
package enum SchoolGrade: Hashable, Sendable, Codable {
    /// Years before school; 1 is the year before it (年長).
    case beforeSchool(years: Int)
    /// 小学校第1学年 to 第6学年.
    case elementary(Int)
    /// 中学校第1学年 to 第3学年.
    case junior(Int)
    /// Compulsory schooling is over.
    case afterSchool

    /// The grade in a school year, from the birth date alone.
    ///
    /// School begins with the first school year after the day on which the child attains six: a child born on 4月1日
    /// attains six on 3月31日 and so begins a year before one born on 4月2日.
    package init(bornOn birth: CivilDate, in schoolYear: FiscalYear) {
        let entry = FiscalYear(containing: Age.attains(6, bornOn: birth)).year + 1
        switch schoolYear.year - entry + 1 {
        case let grade where grade < 1: self = .beforeSchool(years: 1 - grade)
        case let grade where grade <= 6: self = .elementary(grade)
        case let grade where grade <= 9: self = .junior(grade - 6)
        default: self = .afterSchool
        }
    }

    /// 1 to 9 within compulsory schooling.
    package var number: Int? {
        switch self {
        case .elementary(let grade): grade
        case .junior(let grade): grade + 6
        case .beforeSchool, .afterSchool: nil
        }
    }

    /// The code of the basic data list (基本データリスト 学年): `E3`, `P1`…`P6`, `J1`…`J3`.
    package var code: String? {
        switch self {
        case .beforeSchool(1): "E3"
        case .elementary(let grade): "P\(grade)"
        case .junior(let grade): "J\(grade)"
        case .beforeSchool, .afterSchool: nil
        }
    }

    package var text: String {
        switch self {
        case .beforeSchool: "就学前"
        case .elementary(let grade): "小学校\(grade)年"
        case .junior(let grade): "中学校\(grade)年"
        case .afterSchool: "義務教育修了"
        }
    }
}
