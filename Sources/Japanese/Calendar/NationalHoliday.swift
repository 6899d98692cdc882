/// National holidays computed from the law (国民の祝日に関する法律) with its amendments; valid for 1980 to 2099.
package enum NationalHoliday {
    /// The years for which the equinoxes follow from the usual formula.
    package static let years = 1980...2099

    /// The holiday's name (祝日名), 振替休日 or 国民の休日; nil on any other day and outside ``years``.
    package static func name(on day: CivilDate) -> String? {
        guard years.contains(day.year) else { return nil }
        if let proper = proper(on: day) { return proper }
        if isSubstitute(day) { return "振替休日" }
        if isBetween(day) { return "国民の休日" }
        return nil
    }

    /// A holiday under 2条 or a special law (祝日), without substitutes.
    static func proper(on day: CivilDate) -> String? {
        let row = rows.first { row in
            guard row.years.contains(day.year), row.month == day.month else { return false }
            switch row.rule {
            case .day(let number): return number == day.day
            case .monday(let number): return day.weekday == 1 && (day.day + 6) / 7 == number
            case .springEquinox: return equinox(20.8431, day.year) == day.day
            case .autumnEquinox: return equinox(23.2488, day.year) == day.day
            }
        }
        return row?.name
    }

    /// 3条2項: since 2007 the first day after a holiday on a Sunday that is no holiday itself, before that the Monday.
    private static func isSubstitute(_ day: CivilDate) -> Bool {
        var earlier = day.adding(days: -1)
        while proper(on: earlier) != nil {
            if earlier.weekday == 7 { return day.year >= 2007 || day.weekday == 1 }
            earlier = earlier.adding(days: -1)
        }
        return false
    }

    /// 3条3項, since 昭和60年12月27日: a day between two holidays; until 2006 only if it was no Sunday.
    private static func isBetween(_ day: CivilDate) -> Bool {
        guard day.year >= 1986, day.year >= 2007 || day.weekday != 7 else { return false }
        return proper(on: day.adding(days: -1)) != nil && proper(on: day.adding(days: 1)) != nil
    }

    /// The usual approximation (新こよみ便利帳) of the day on which the sun passes the equinox in Japan.
    private static func equinox(_ base: Double, _ year: Int) -> Int {
        Int(base + 0.242194 * Double(year - 1980)) - (year - 1980) / 4
    }

    enum Rule {
        case day(Int)
        case monday(Int)
        case springEquinox
        case autumnEquinox
    }

    private struct Row {
        let name: String
        let years: ClosedRange<Int>
        let month: Int
        let rule: Rule

        init(_ name: String, _ years: ClosedRange<Int>, _ month: Int, _ rule: Rule) {
            self.name = name
            self.years = years
            self.month = month
            self.rule = rule
        }
    }

    /// 2条 with its amendments, the special laws of 1989, 1990, 1993 and 2019, and the moves of 2020 and 2021.
    private static let rows = [
        Row("元日", 1949...9999, 1, .day(1)),
        Row("成人の日", 1949...1999, 1, .day(15)),
        Row("成人の日", 2000...9999, 1, .monday(2)),
        Row("建国記念の日", 1967...9999, 2, .day(11)),
        Row("天皇誕生日", 2020...9999, 2, .day(23)),
        Row("春分の日", 1949...9999, 3, .springEquinox),
        Row("天皇誕生日", 1949...1988, 4, .day(29)),
        Row("みどりの日", 1989...2006, 4, .day(29)),
        Row("昭和の日", 2007...9999, 4, .day(29)),
        Row("天皇の即位の日", 2019...2019, 5, .day(1)),
        Row("憲法記念日", 1949...9999, 5, .day(3)),
        Row("みどりの日", 2007...9999, 5, .day(4)),
        Row("こどもの日", 1949...9999, 5, .day(5)),
        Row("海の日", 1996...2002, 7, .day(20)),
        Row("海の日", 2003...2019, 7, .monday(3)),
        Row("海の日", 2020...2020, 7, .day(23)),
        Row("スポーツの日", 2020...2020, 7, .day(24)),
        Row("海の日", 2021...2021, 7, .day(22)),
        Row("スポーツの日", 2021...2021, 7, .day(23)),
        Row("海の日", 2022...9999, 7, .monday(3)),
        Row("山の日", 2016...2019, 8, .day(11)),
        Row("山の日", 2020...2020, 8, .day(10)),
        Row("山の日", 2021...2021, 8, .day(8)),
        Row("山の日", 2022...9999, 8, .day(11)),
        Row("敬老の日", 1966...2002, 9, .day(15)),
        Row("敬老の日", 2003...9999, 9, .monday(3)),
        Row("秋分の日", 1948...9999, 9, .autumnEquinox),
        Row("体育の日", 1966...1999, 10, .day(10)),
        Row("体育の日", 2000...2019, 10, .monday(2)),
        Row("即位礼正殿の儀の行われる日", 2019...2019, 10, .day(22)),
        Row("スポーツの日", 2022...9999, 10, .monday(2)),
        Row("文化の日", 1948...9999, 11, .day(3)),
        Row("勤労感謝の日", 1948...9999, 11, .day(23)),
        Row("昭和天皇の大喪の礼の行われる日", 1989...1989, 2, .day(24)),
        Row("即位礼正殿の儀の行われる日", 1990...1990, 11, .day(12)),
        Row("皇太子徳仁親王の結婚の儀の行われる日", 1993...1993, 6, .day(9)),
        Row("天皇誕生日", 1989...2018, 12, .day(23)),
    ]
}
