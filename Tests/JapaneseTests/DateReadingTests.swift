import Testing
import TestSeed

@testable import Japanese

@Suite("日付の読み取り")
struct DateReadingTests {
    @Test(
        "窓口で使うどの書き方でも同じ日になる",
        arguments: [
            ("3550217", "1980-02-17"), ("S550217", "1980-02-17"), ("s550217", "1980-02-17"),
            ("昭和55年2月17日", "1980-02-17"), ("昭和55年02月17日生", "1980-02-17"), ("S55.2.17", "1980-02-17"),
            ("S.55.2.17", "1980-02-17"), ("昭55.2.17", "1980-02-17"), ("㍼55年2月17日", "1980-02-17"),
            ("昭和五十五年二月十七日", "1980-02-17"), ("昭和五五年二月一七日", "1980-02-17"),
            ("５０８０１０１", "2026-01-01"), ("5080101", "2026-01-01"), ("50701 01", "2025-01-01"),
            ("20250101", "2025-01-01"), ("2025/01/01", "2025-01-01"), ("2025-1-1", "2025-01-01"),
            ("2025.1.1", "2025-01-01"), ("2025年1月1日", "2025-01-01"), ("西暦2025年1月1日", "2025-01-01"),
            ("2025 1 1", "2025-01-01"), ("R7.1.1", "2025-01-01"), ("R070101", "2025-01-01"), ("R7/1/1", "2025-01-01"),
            ("令和７年１月１日", "2025-01-01"), ("　令和 7 年 1 月 1 日 ", "2025-01-01"), ("㋿7年1月1日", "2025-01-01"),
            ("令和元年5月1日", "2019-05-01"), ("令和1年5月1日", "2019-05-01"), ("R元.5.1", "2019-05-01"),
            ("平成31年4月30日", "2019-04-30"), ("昭和64年1月7日", "1989-01-07"), ("平成元年1月8日", "1989-01-08"),
            ("昭和元年12月25日", "1926-12-25"), ("大正15年12月25日", "1926-12-25"),
            ("大正元年7月30日", "1912-07-30"), ("明治45年7月30日", "1912-07-30"), ("1450730", "1912-07-30"),
            ("明治6年1月1日", "1873-01-01"), ("昭和55年2月29日", "1980-02-29"),
        ]
    )
    func reads(text: String, iso: String) throws {
        let reading = DateReading.read(text)
        #expect(reading.date?.iso == iso)
        #expect(reading.notes.isEmpty)
    }

    @Test("元号で書かれた日は元号のまま、西暦で書かれた日は西暦のまま残る")
    func keepsCalendar() {
        #expect(DateReading.read("3550217").written?.text == "昭和55年2月17日")
        #expect(DateReading.read("明治45年7月30日").written?.text == "明治45年7月30日")
        #expect(DateReading.read("大正15年12月25日").written?.era == "大正")
        #expect(DateReading.read("R1.5.1").written?.text == "令和元年5月1日")
        let western = DateReading.read("1980/2/17").written
        #expect(western?.text == "1980年2月17日")
        #expect(western?.isWestern == true)
    }

    @Test(
        "元号が終わった後の年は正しい元号に直し、直したことを知らせる",
        arguments: [
            ("昭和100年1月1日", "2025-01-01", "令和7年1月1日"), ("昭和64年1月8日", "1989-01-08", "平成元年1月8日"),
            ("平成31年5月1日", "2019-05-01", "令和元年5月1日"), ("明治45年7月31日", "1912-07-31", "大正元年7月31日"),
        ]
    )
    func convertsBeyondEra(text: String, iso: String, proper: String) throws {
        let reading = DateReading.read(text)
        #expect(reading.date?.iso == iso)
        #expect(reading.written?.text.string == proper)
        let note = try #require(reading.notes.first)
        #expect(note.sentence.contains("\(proper)のことです"))
    }

    @Test("台帳の日付は元号が終わった後の年でも書かれたとおりに残る")
    func registerKeepsSpelling() {
        let reading = DateReading.read("昭和64年1月8日", source: .register)
        #expect(reading.written?.text == "昭和64年1月8日")
        #expect(reading.date?.iso == "1989-01-08")
        #expect(reading.notes.count == 1)
    }

    @Test(
        "ない日は断り、何がおかしいかを言う",
        arguments: [
            ("昭和55年2月30日", "2月30日はありません"), ("令和7年2月29日", "令和7年はうるう年ではない"),
            ("20250229", "2025年はうるう年ではない"), ("20251301", "13月はありません"), ("20250100", "1月0日はありません"),
            ("20250431", "4月31日はありません"), ("6010101", "先頭の 6"), ("令和元年4月30日", "平成31年4月30日"),
            ("平成元年1月7日", "昭和64年1月7日"), ("昭和0年1月1日", "昭和0年"), ("550217", "元号が分かりません"),
            ("55/2/17", "元号が分かりません"), ("令和7年", "足りません"), ("R7.1", "足りません"), ("", "入力されていません"),
            ("　", "入力されていません"), ("きのう", "読めません"), ("春子", "読めません"), ("夏", "読めません"), ("2025//1", "読めません"),
            ("12345678901", "読めません"),
            ("00000000", "西暦0年"), ("99999999", "西暦9999年"), ("S55217", "読めません"), ("昭和", "足りません"),
            ("2025-01-01T00:00:00", "読めません"),
        ]
    )
    func refuses(text: String, part: String) throws {
        let refusal = try #require(DateReading.read(text).refusal)
        #expect(refusal.sentence.contains(part), "\(refusal.sentence)")
    }

    @Test("明治5年までの旧暦の日は書かれたとおりに残り、暦の日はない")
    func lunar() {
        let reading = DateReading.read("明治5年12月2日")
        #expect(reading.written?.text == "明治5年12月2日")
        #expect(reading.date == nil)
        #expect(reading.notes == [.lunarCalendar])
    }

    @Test("台帳の、暦にない日と日付なしの印は残る")
    func registerKeepsWhatNeverWas() {
        let leap = DateReading.read("昭和25年2月29日", source: .register)
        #expect(leap.written?.text == "昭和25年2月29日")
        #expect(leap.date == nil)
        #expect(leap.notes == [.nonCalendarDay])
        for text in ["00000000", "99999999", "0000000"] {
            #expect(DateReading.read(text, source: .register).written?.isUnknown == true)
        }
        #expect(DateReading.read("99991231", source: .register).date?.iso == "9999-12-31")
    }

    @Test(
        "不詳の書き方はどれも文言のまま残る",
        arguments: [
            "年月日不詳", "令和3年月日不詳", "令和3年5月日不詳", "令和3年5月頃", "令和3年5月1日頃", "令和3年頃", "令和3年春",
            "令和3年夏", "令和3年5月上旬", "令和3年5月中旬", "令和3年5月下旬", "推定令和3年5月1日", "推定令和3年5月",
            "令和3年5月1日から5日頃までの間",
        ]
    )
    func unknown(text: String) throws {
        let written = try #require(DateReading.read(text).written)
        #expect(written.text == RegisteredText(text))
        #expect(written.isUnknown)
        #expect(written.date == nil)
        #expect(DateReading.read(text).notes == [.unknown])
    }

    @Test("不詳の日は、ありうる最初の日と最後の日を答える")
    func possibleDays() throws {
        func span(_ text: String, _ source: DateReading.Source = .entry) -> String? {
            DateReading.read(text, source: source).written?.possibleDays()
                .map { "\($0.lowerBound.iso) \($0.upperBound.iso)" }
        }
        #expect(span("昭和10年月日不詳") == "1935-01-01 1935-12-31")
        #expect(span("昭和10年2月日不詳") == "1935-02-01 1935-02-28")
        #expect(span("年月日不詳") == nil)
        #expect(span("令和3年5月1日から5日頃までの間") == nil)
        #expect(span("3550217") == "1980-02-17 1980-02-17")
        #expect(span("昭和25年2月29日", .register) == "1950-02-28 1950-03-01")
        #expect(span("令和7年", .register) == "2025-01-01 2025-12-31")
    }

    @Test("今日より後の日は読むが知らせる")
    func future() throws {
        let today = try #require(CivilDate(year: 2026, month: 11, day: 23))
        #expect(DateReading.read("5081124", today: today).notes == [.future])
        #expect(DateReading.read("5081123", today: today).notes.isEmpty)
    }

    @Test("元号表を渡せば次の元号も読める")
    func nextEra() throws {
        let start = try #require(CivilDate(year: 2050, month: 1, day: 1))
        var eras = EraTable.national.eras
        let reiwa = eras.removeLast()
        eras.append(
            Era(
                name: reiwa.name,
                letter: reiwa.letter,
                digit: reiwa.digit,
                firstYear: 2019,
                firstDay: reiwa.firstDay,
                lastDay: start.adding(days: -1)
            )
        )
        eras.append(Era(name: "次元", letter: "J", digit: 6, firstYear: 2050, firstDay: start, lastDay: nil))
        let table = try #require(EraTable(eras))
        #expect(DateReading.read("6020304", eras: table).date?.iso == "2051-03-04")
        #expect(DateReading.read("次元2年3月4日", eras: table).written?.text == "次元2年3月4日")
        #expect(DateReading.read("令和32年1月2日", eras: table).written?.text == "次元元年1月2日")
        #expect(EraTable(Array(eras.dropLast())) == nil)
    }

    @Test("暦の毎日が、どの書き方でも元の日に戻る")
    func roundTrip() throws {
        var day = try #require(CivilDate(year: 1873, month: 1, day: 1))
        let end = try #require(CivilDate(year: 2060, month: 12, day: 31))
        var wrong: [String] = []
        while day <= end {
            let wareki = try #require(day.wareki)
            let spellings = [wareki.keypad, wareki.text, wareki.short, day.iso, day.westernText]
            for text in day.dayNumber % 11 == 0 ? spellings[...] : spellings.prefix(1) {
                let reading = DateReading.read(text)
                if reading.date != day || !reading.notes.isEmpty { wrong.append(text) }
            }
            day = day.adding(days: 1)
        }
        #expect(wrong.isEmpty)
    }

    @Test("でたらめな2万件の入力でも止まらず、読めた日は暦にある")
    func fuzz() throws {
        var generator = SeededGenerator(seed: 3)
        let alphabet = Array("0123456789０９.-/年月日元令和昭平大明治正成SHRTM一二十〇 　不詳頃春\u{E0100}\u{301}\u{FFFD}".unicodeScalars)
        var wrong: [String] = []
        for _ in 0..<fuzzRounds {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...14, using: &generator) {
                if let scalar = alphabet.randomElement(using: &generator) { text.append(scalar) }
            }
            for source in [DateReading.Source.entry, .register] {
                switch DateReading.read(String(text), source: source) {
                case .refused(let refusal): if refusal.sentence.isEmpty { wrong.append(String(text)) }
                case .read(let written, _):
                    let isDay = written.date.map { CivilDate(iso: $0.iso) == $0 } ?? true
                    if !isDay || written.text.isEmpty { wrong.append(String(text)) }
                }
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test("長い入力は読まずに断る")
    func tooLong() {
        #expect(DateReading.read(String(repeating: "1 ", count: 100_000)).refusal != nil)
    }
}
