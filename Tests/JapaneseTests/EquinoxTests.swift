import Foundation
import Testing

@testable import Japanese

/// The day of an equinox from the sun's own motion (Meeus, Astronomical Algorithms, chapter 27), apart from the formula in use.
private enum Sun {
    private static let terms: [(a: Double, b: Double, c: Double)] = [
        (485, 324.96, 1_934.136), (203, 337.23, 32_964.467), (199, 342.08, 20.186), (182, 27.85, 445_267.112),
        (156, 73.14, 45_036.886), (136, 171.52, 22_518.443), (77, 222.54, 65_928.934), (74, 296.72, 3_034.906),
        (70, 243.58, 9_037.513), (58, 119.81, 33_718.147), (52, 297.17, 150.678), (50, 21.02, 2_281.226),
        (45, 247.54, 29_929.562), (44, 325.15, 31_555.956), (29, 60.93, 4_443.417), (18, 155.12, 67_555.328),
        (17, 288.79, 4_562.452), (16, 198.04, 62_894.029), (14, 199.76, 31_436.921), (12, 95.39, 14_577.848),
        (12, 287.11, 31_931.756), (12, 320.81, 34_777.259), (9, 227.73, 1_222.114), (8, 15.45, 16_859.074),
    ]

    /// Japan's calendar day; ΔT of about 70 seconds taken off.
    static func equinox(_ year: Int, spring: Bool) -> CivilDate {
        let y = Double(year - 2000) / 1000
        let coefficients =
            spring
            ? [2_451_623.80984, 365_242.37404, 0.05169, -0.00411, -0.00057]
            : [2_451_810.21715, 365_242.01767, -0.11575, 0.00337, 0.00078]
        let mean = coefficients.reversed().reduce(0) { $0 * y + $1 }
        let t = (mean - 2_451_545) / 36_525
        let w = (35_999.373 * t - 2.47) * .pi / 180
        let lambda = 1 + 0.0334 * cos(w) + 0.0007 * cos(2 * w)
        let sum = terms.reduce(0) { $0 + $1.a * cos(($1.b + $1.c * t) * .pi / 180) }
        let day = mean + 0.00001 * sum / lambda - 70 / 86_400.0 + 9 / 24.0
        // Julian day 2440587.5 is 1970-01-01 0:00.
        return CivilDate(dayNumber: Int((day - 2_440_587.5).rounded(.down)))
    }
}

@Suite("春分・秋分と休日、2050年まで")
struct EquinoxTests {
    @Test("春分の日と秋分の日は、太陽の動きから求めた日と同じ（1980〜2050年）")
    func equinoxes() {
        for year in 1980...2050 {
            #expect(NationalHoliday.name(on: Sun.equinox(year, spring: true)) == "春分の日", "\(year)")
            #expect(NationalHoliday.name(on: Sun.equinox(year, spring: false)) == "秋分の日", "\(year)")
        }
    }

    @Test("国民の休日は、敬老の日と秋分の日に挟まれた年だけ（2022〜2050年）")
    func betweenHolidays() {
        let found = (2022...2050).filter { year in
            (1...30).contains { NationalHoliday.name(on: day("\(year)-09-\($0 < 10 ? "0" : "")\($0)")) == "国民の休日" }
        }
        // A Tuesday between the third Monday and an equinox on Wednesday, reckoned by hand from the sun.
        let wanted = (2022...2050).filter { year in
            let equinox = Sun.equinox(year, spring: false)
            return equinox.weekday == 3 && (15...21).contains(equinox.day - 2)
        }
        #expect(found == wanted)
        #expect(found == [2026, 2032, 2037, 2043, 2049])
    }

    @Test(
        "国民の休日と振替休日の日付",
        arguments: [
            ("2026-09-22", "国民の休日"), ("2032-09-21", "国民の休日"), ("2037-09-22", "国民の休日"), ("2043-09-22", "国民の休日"),
            ("2049-09-21", "国民の休日"), ("2031-05-06", "振替休日"), ("2032-05-06", nil), ("2036-05-06", "振替休日"),
            ("2037-05-06", "振替休日"), ("2040-01-02", "振替休日"), ("2034-01-02", "振替休日"), ("2045-01-02", "振替休日"),
            ("2029-02-12", "振替休日"), ("2030-02-24", nil), ("2032-02-24", nil), ("2042-02-24", "振替休日"),
            ("2044-03-21", "振替休日"), ("2024-08-12", "振替休日"), ("2030-08-12", "振替休日"), ("2029-04-30", "振替休日"),
            ("2046-04-30", "振替休日"), ("2030-11-04", "振替休日"), ("2031-11-24", "振替休日"), ("2032-11-23", "勤労感謝の日"),
        ] as [(String, String?)]
    )
    func dates(iso: String, name: String?) {
        #expect(NationalHoliday.name(on: day(iso)) == name)
    }

    /// 国民の祝日に関する法律3条, said the other way round.
    @Test("2007年から2050年の毎日で、休日の決まりが成り立つ")
    func law() {
        var today = day("2007-01-01")
        while today.year <= 2050 {
            let name = NationalHoliday.name(on: today)
            let isProper = NationalHoliday.proper(on: today) != nil
            let (before, after) = (today.adding(days: -1), today.adding(days: 1))
            if name == "振替休日" {
                // The run of holidays just before it holds a Sunday.
                var back = before
                var hasSunday = false
                while NationalHoliday.proper(on: back) != nil {
                    hasSunday = hasSunday || back.weekday == 7
                    back = back.adding(days: -1)
                }
                #expect(hasSunday && !isProper)
            }
            let isBetween =
                NationalHoliday.proper(on: before) != nil && NationalHoliday.proper(on: after) != nil && !isProper
            if isBetween { #expect(name != nil) }
            if name == "国民の休日" { #expect(isBetween) }
            if isProper, today.weekday == 7 {
                var next = after
                while NationalHoliday.proper(on: next) != nil { next = next.adding(days: 1) }
                #expect(NationalHoliday.name(on: next) == "振替休日")
            }
            today = after
        }
    }

    @Test(
        "期限は、年末年始・大型連休・シルバーウィークをまたげば次の開庁日",
        arguments: [
            ("2026-12-15", "2027-01-04"), ("2026-12-14", "2026-12-28"), ("2026-12-19", "2027-01-04"),
            ("2026-12-20", "2027-01-04"), ("2026-12-21", "2027-01-04"), ("2026-04-15", "2026-04-30"),
            ("2026-04-17", "2026-05-01"), ("2026-04-18", "2026-05-07"), ("2026-04-19", "2026-05-07"),
            ("2026-04-22", "2026-05-07"), ("2026-04-23", "2026-05-07"), ("2026-09-05", "2026-09-24"),
            ("2026-09-08", "2026-09-24"), ("2026-09-09", "2026-09-24"), ("2026-09-10", "2026-09-24"),
            ("2024-12-16", "2025-01-06"), ("2024-02-15", "2024-02-29"), ("2032-09-07", "2032-09-23"),
        ]
    )
    func deadlines(event: String, due: String) {
        #expect(Deadline.days(14, from: day(event)) == day(due))
    }
}
