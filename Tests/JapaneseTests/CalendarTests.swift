import Foundation
import Testing

@testable import Japanese

@Suite("和暦・年齢・年度・休日・期限")
struct CalendarTests {
    @Test("和暦の表示と様式の欄")
    func wareki() throws {
        let wareki = try #require(day("2026-11-23").wareki)
        #expect(wareki.text == "令和8年11月23日")
        #expect(wareki.short == "R8.11.23")
        #expect(wareki.keypad == "5081123")
        #expect(wareki.parts == DateParts(era: "令和", year: "8", month: "11", day: "23"))
        #expect(day("2019-05-01").wareki?.text == "令和元年5月1日")
        #expect(day("2019-05-01").wareki?.parts.year == "元")
        #expect(day("1912-07-30").wareki?.text == "大正元年7月30日")
        #expect(day("1989-01-07").wareki?.text == "昭和64年1月7日")
        #expect(day("1872-12-31").wareki == nil)
    }

    @Test("書かれた日付は保存して読み戻しても変わらない")
    func codable() throws {
        let dates = ["3550217", "明治45年7月30日", "年月日不詳", "令和3年5月頃", "1980/2/17", "明治5年12月2日"]
            .compactMap { DateReading.read($0).written }
        #expect(dates.count == 6)
        let bytes = try JSONEncoder().encode(dates)
        #expect(try JSONDecoder().decode([WrittenDate].self, from: bytes) == dates)
        let table = try JSONEncoder().encode(EraTable.national)
        #expect(try JSONDecoder().decode(EraTable.self, from: table) == .national)
    }

    @Test("満年齢は誕生日に上がり、法律の年齢到達日はその前日")
    func age() {
        let birth = day("1980-02-17")
        #expect(Age.age(bornOn: birth, on: day("2026-02-16")) == 45)
        #expect(Age.age(bornOn: birth, on: day("2026-02-17")) == 46)
        #expect(Age.attains(46, bornOn: birth) == day("2026-02-16"))
        #expect(Age.attained(bornOn: birth, on: day("2026-02-16")) == 46)
        #expect(Age.age(bornOn: birth, on: birth) == 0)
        #expect(Age.age(bornOn: birth, on: day("1980-02-16")) == nil)
    }

    @Test("2月29日生まれは平年でも2月28日に年齢に達する")
    func leapBirth() {
        let birth = day("2008-02-29")
        #expect(Age.attains(18, bornOn: birth) == day("2026-02-28"))
        #expect(Age.attains(20, bornOn: birth) == day("2028-02-28"))
        #expect(Age.age(bornOn: birth, on: day("2026-02-28")) == 17)
        #expect(Age.age(bornOn: birth, on: day("2026-03-01")) == 18)
        #expect(Age.age(bornOn: birth, on: day("2028-02-28")) == 19)
        #expect(Age.age(bornOn: birth, on: day("2028-02-29")) == 20)
    }

    @Test("18歳に達する日以後の最初の3月31日は、4月1日生まれなら誕生日の前日")
    func eighteenth() {
        #expect(Age.lastDayOfFiscalYear(attaining: 18, bornOn: day("2008-04-01")) == day("2026-03-31"))
        #expect(Age.lastDayOfFiscalYear(attaining: 18, bornOn: day("2008-04-02")) == day("2027-03-31"))
        #expect(Age.lastDayOfFiscalYear(attaining: 18, bornOn: day("2008-03-31")) == day("2026-03-31"))
    }

    @Test(
        "学年は4月1日生まれが早生まれに入る",
        arguments: [
            ("2018-04-01", 2024, 1), ("2018-04-02", 2025, 1), ("2018-04-02", 2024, nil), ("2019-04-01", 2025, 1),
            ("2018-12-25", 2026, 2), ("2012-04-01", 2026, 9), ("2011-04-01", 2026, nil), ("2012-04-02", 2026, 8),
        ] as [(String, Int, Int?)]
    )
    func grade(birth: String, year: Int, number: Int?) {
        #expect(SchoolGrade(bornOn: day(birth), in: FiscalYear(year)).number == number)
    }

    @Test("学年の符号")
    func gradeCodes() {
        #expect(SchoolGrade(bornOn: day("2018-04-02"), in: FiscalYear(2024)).code == "E3")
        #expect(SchoolGrade(bornOn: day("2018-04-02"), in: FiscalYear(2025)).code == "P1")
        #expect(SchoolGrade(bornOn: day("2011-04-02"), in: FiscalYear(2026)).code == "J3")
        #expect(SchoolGrade(bornOn: day("2011-04-02"), in: FiscalYear(2026)).text == "中学校3年")
        #expect(SchoolGrade(bornOn: day("2011-04-02"), in: FiscalYear(2027)) == .afterSchool)
    }

    @Test("年度")
    func fiscalYear() {
        #expect(FiscalYear(containing: day("2026-03-31")).year == 2025)
        #expect(FiscalYear(containing: day("2026-04-01")).year == 2026)
        #expect(FiscalYear(2026).text() == "令和8年度")
        #expect(FiscalYear(2019).text() == "令和元年度")
        #expect(FiscalYear(2018).text() == "平成30年度")
        #expect(FiscalYear(2026).firstDay == day("2026-04-01"))
        #expect(FiscalYear(2026).lastDay == day("2027-03-31"))
    }

    @Test(
        "官報の暦要項にある祝日と休日",
        arguments: [
            ("2019-04-30", "国民の休日"), ("2019-05-01", "天皇の即位の日"), ("2019-05-02", "国民の休日"),
            ("2019-05-06", "振替休日"), ("2019-10-22", "即位礼正殿の儀の行われる日"), ("2019-11-04", "振替休日"),
            ("2020-07-23", "海の日"), ("2020-07-24", "スポーツの日"), ("2020-08-10", "山の日"), ("2020-10-12", nil),
            ("2021-07-22", "海の日"), ("2021-08-08", "山の日"), ("2021-08-09", "振替休日"), ("2021-08-11", nil),
            ("2015-09-22", "国民の休日"), ("2026-09-22", "国民の休日"), ("2026-05-06", "振替休日"),
            ("2032-09-21", "国民の休日"), ("2024-03-20", "春分の日"), ("2025-03-20", "春分の日"), ("2026-03-20", "春分の日"),
            ("2027-03-21", "春分の日"), ("2024-09-22", "秋分の日"), ("2024-09-23", "振替休日"), ("2012-09-22", "秋分の日"),
            ("2026-09-23", "秋分の日"), ("2026-01-12", "成人の日"), ("2026-02-11", "建国記念の日"), ("2026-02-23", "天皇誕生日"),
            ("2019-12-23", nil), ("2018-12-24", "振替休日"), ("2026-07-20", "海の日"), ("2026-10-12", "スポーツの日"),
            ("2026-11-03", "文化の日"), ("2026-11-23", "勤労感謝の日"), ("2006-05-04", "国民の休日"), ("2003-05-04", nil),
            ("2006-04-29", "みどりの日"), ("2007-04-30", "振替休日"), ("2008-05-06", "振替休日"), ("1990-11-12", "即位礼正殿の儀の行われる日"),
            ("2026-11-24", nil),
        ] as [(String, String?)]
    )
    func holidays(iso: String, name: String?) {
        #expect(NationalHoliday.name(on: day(iso)) == name)
    }

    @Test("祝日の数は国立天文台の暦要項と合う", arguments: [(2023, 17), (2024, 21), (2025, 19), (2026, 18), (2019, 22)])
    func holidayCount(year: Int, count: Int) {
        let days = (0..<366).map { day("\(year)-01-01").adding(days: $0) }.filter { $0.year == year }
        #expect(days.filter { NationalHoliday.name(on: $0) != nil }.count == count)
    }

    @Test("閉庁日と次の開庁日")
    func openDays() {
        let calendar = BusinessCalendar.standard
        #expect(calendar.nextOpenDay(day("2026-12-29")) == day("2027-01-04"))
        #expect(calendar.nextOpenDay(day("2026-11-21")) == day("2026-11-24"))
        #expect(calendar.nextOpenDay(day("2026-11-24")) == day("2026-11-24"))
        #expect(calendar.openDay(after: day("2026-11-20")) == day("2026-11-24"))
        #expect(calendar.closure(on: day("2026-12-30")) == "年末年始")
        #expect(calendar.closure(on: day("2026-11-23")) == "勤労感謝の日")
        #expect(BusinessCalendar(addedClosed: [day("2026-10-28")]).isOpen(day("2026-10-28")) == false)
    }

    @Test("転入から14日以内は、転入の日を数えず、閉庁日なら次の開庁日まで")
    func fourteenDays() {
        #expect(Deadline.days(14, from: day("2026-11-02")) == day("2026-11-16"))
        #expect(Deadline.days(14, from: day("2026-11-09")) == day("2026-11-24"))
        #expect(Deadline.days(14, from: day("2026-11-09"), movesToOpenDay: false) == day("2026-11-23"))
        #expect(Deadline.days(14, from: day("2026-12-16")) == day("2027-01-04"))
    }

    @Test("出生届の14日は生まれた日から数える（戸籍法43条）")
    func firstDayCounts() {
        #expect(Deadline(14, .days, countsFirstDay: true).lastDay(from: day("2026-11-02")) == day("2026-11-15"))
    }

    @Test("月と年の期間は暦に従い、応当日がなければ月末に満了する（民法143条）")
    func months() {
        #expect(Deadline(1, .months).lastDay(from: day("2026-01-30")) == day("2026-02-28"))
        #expect(Deadline(1, .months).lastDay(from: day("2026-01-31")) == day("2026-02-28"))
        #expect(Deadline(3, .months).lastDay(from: day("2026-04-10")) == day("2026-07-10"))
        #expect(Deadline(2, .years).lastDay(from: day("2024-02-28")) == day("2026-02-28"))
        #expect(Deadline(1, .years, countsFirstDay: true).lastDay(from: day("2026-04-01")) == day("2027-03-31"))
    }
}

@Suite("開庁時間")
struct OpeningHoursTests {
    /// 仕様書 10-(6)-(ア)-B③.
    @Test(
        "仕様書の開庁時間：本庁舎・支所、市民課の日曜、行政センター",
        arguments: [
            ("2025-03-28", "8:30-17:15", "8:30-17:15", "10:00-19:00"), ("2025-03-29", "", "", "10:00-19:00"),
            ("2025-03-30", "", "9:00-17:00", "10:00-19:00"), ("2025-04-06", "", "", "10:00-19:00"),
            ("2026-11-23", "", "", "10:00-19:00"), ("2026-05-06", "", "", "10:00-19:00"),
            ("2026-09-22", "", "", "10:00-19:00"),
            ("2026-12-28", "8:30-17:15", "8:30-17:15", "10:00-19:00"), ("2026-12-29", "", "", ""),
            ("2027-01-01", "", "", ""),
            ("2027-01-03", "", "", ""), ("2027-01-04", "8:30-17:15", "8:30-17:15", "10:00-19:00"),
            ("2027-01-11", "", "", "10:00-19:00"),
        ]
    )
    func specification(iso: String, main: String, citizens: String, centre: String) throws {
        let usual = try #require(OpeningHours.Span(from: 8 * 60 + 30, to: 17 * 60 + 15))
        let sunday = try #require(OpeningHours.Span(from: 9 * 60, to: 17 * 60))
        let late = try #require(OpeningHours.Span(from: 10 * 60, to: 19 * 60))
        let working = Dictionary(uniqueKeysWithValues: (1...5).map { ($0, [usual]) })
        let office = OpeningHours(weekdays: working)
        let counter = OpeningHours(
            weekdays: working.merging([7: [sunday]]) { $1 },
            weekdayEnds: [7: day("2025-03-31")]
        )
        let everyDay = Dictionary(uniqueKeysWithValues: (1...7).map { ($0, [late]) })
        let service = OpeningHours(weekdays: everyDay, opensOnHolidays: true)
        func text(_ hours: OpeningHours) -> String {
            hours.hours(on: day(iso)).map { span in
                [span.from, span.to].map { "\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60)" }.joined(separator: "-")
            }.joined(separator: " ")
        }
        #expect([text(office), text(counter), text(service)] == [main, citizens, centre])
    }

    @Test("日曜開庁は決められた日まで、祝日と年末年始は閉まり、臨時の開庁は日ごとに決まる")
    func hours() throws {
        let usual = try #require(OpeningHours.Span(from: 510, to: 1035))
        let short = try #require(OpeningHours.Span(from: 540, to: 720))
        let office = OpeningHours(
            weekdays: [1: [usual], 2: [usual], 3: [usual], 4: [usual], 5: [usual], 7: [short]],
            exceptions: [day("2026-03-28"): [short], day("2026-11-25"): []],
            weekdayEnds: [7: day("2025-03-31")]
        )
        #expect(office.hours(on: day("2026-11-24")) == [usual])
        #expect(office.hours(on: day("2026-11-23")).isEmpty)
        #expect(office.hours(on: day("2026-12-31")).isEmpty)
        #expect(office.hours(on: day("2025-03-30")) == [short])
        #expect(office.hours(on: day("2025-04-06")).isEmpty)
        #expect(office.hours(on: day("2026-03-28")) == [short])
        #expect(office.hours(on: day("2026-11-25")).isEmpty)
        #expect(office.isOpen(on: day("2026-11-24"), minute: 510))
        #expect(!office.isOpen(on: day("2026-11-24"), minute: 1035))
        #expect(OpeningHours.Span(from: 600, to: 600) == nil)
    }
}
