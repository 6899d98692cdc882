/// Age by law and in daily life (満年齢): 年齢計算ニ関スル法律, 民法143条.
///
/// By law a year of age is completed at the end of the day before the birthday, so somebody born on 4月1日 completes it on
/// 3月31日. Who is born on 2月29日 completes it on 2月28日, also in a common year.
package enum Age {
    /// The age people give (満年齢): it rises on the birthday, for those born on 2月29日 in a common year on 3月1日.
    ///
    /// Nil before birth.
    package static func age(bornOn birth: CivilDate, on day: CivilDate) -> Int? {
        guard day >= birth else { return nil }
        let years = day.year - birth.year
        return day >= birthday(birth, inYear: day.year) ? years : years - 1
    }

    /// The day at whose end the age is completed (年齢到達日); 「〇歳に達する日」 of a law is this day.
    package static func attains(_ age: Int, bornOn birth: CivilDate) -> CivilDate {
        birthday(birth, inYear: birth.year + age).adding(days: -1)
    }

    /// The age reached when the day is counted to its end, as 「〇歳に達した日」 counts it; nil before birth.
    package static func attained(bornOn birth: CivilDate, on day: CivilDate) -> Int? {
        guard day >= birth else { return nil }
        return age(bornOn: birth, on: day.adding(days: 1))
    }

    /// The last day of the fiscal year in which the age is attained (〇歳に達する日以後の最初の3月31日).
    ///
    /// Born on 4月1日 one attains it on 3月31日, and that very day is the last one.
    package static func lastDayOfFiscalYear(attaining age: Int, bornOn birth: CivilDate) -> CivilDate {
        FiscalYear(containing: attains(age, bornOn: birth)).lastDay
    }

    private static func birthday(_ birth: CivilDate, inYear year: Int) -> CivilDate {
        CivilDate(year: year, month: birth.month, day: birth.day)
            ?? CivilDate(year: year, month: birth.month, day: 28)?.adding(days: 1) ?? birth
    }
}
