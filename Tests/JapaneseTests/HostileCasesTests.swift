import Testing

@testable import Japanese

/// What an examiner would ask next: the edges of eras, ages, addresses, keys and numbers, each from the law or a published list.
@Suite("境目の例")
struct HostileCasesTests {
    @Test(
        "元号の境目の日は、登録された元号のまま残り、打ち間違いは正しい書き方を示す",
        arguments: [
            ("明治45年7月29日", "1912-07-29", "明治45年7月29日"), ("明治45年7月30日", "1912-07-30", "明治45年7月30日"),
            ("大正元年7月30日", "1912-07-30", "大正元年7月30日"), ("大正元年7月31日", "1912-07-31", "大正元年7月31日"),
            ("大正15年12月24日", "1926-12-24", "大正15年12月24日"), ("大正15年12月25日", "1926-12-25", "大正15年12月25日"),
            ("昭和元年12月25日", "1926-12-25", "昭和元年12月25日"), ("昭和元年12月31日", "1926-12-31", "昭和元年12月31日"),
            ("昭和64年1月1日", "1989-01-01", "昭和64年1月1日"), ("昭和64年1月7日", "1989-01-07", "昭和64年1月7日"),
            ("平成元年1月8日", "1989-01-08", "平成元年1月8日"), ("平成31年1月1日", "2019-01-01", "平成31年1月1日"),
            ("平成31年4月30日", "2019-04-30", "平成31年4月30日"), ("令和元年5月1日", "2019-05-01", "令和元年5月1日"),
            ("明治6年1月1日", "1873-01-01", "明治6年1月1日"),
        ]
    )
    func eraEdges(text: String, iso: String, kept: String) {
        for source in [DateReading.Source.entry, .register] {
            let reading = DateReading.read(text, source: source)
            #expect(reading.date?.iso == iso)
            #expect(reading.written?.text.string == kept)
            #expect(reading.notes.isEmpty)
        }
    }

    @Test(
        "前の元号の日は断って正しい書き方を示し、後の元号の日は直して知らせる",
        arguments: [
            ("大正元年7月29日", "明治45年7月29日"), ("昭和元年12月24日", "大正15年12月24日"), ("昭和元年1月1日", "大正15年1月1日"),
            ("平成元年1月7日", "昭和64年1月7日"), ("令和元年4月30日", "平成31年4月30日"), ("令和元年1月1日", "平成31年1月1日"),
            ("大正15年12月26日", "昭和元年12月26日"), ("大正16年1月1日", "昭和2年1月1日"), ("昭和64年1月8日", "平成元年1月8日"),
            ("昭和65年4月1日", "平成2年4月1日"), ("平成31年5月1日", "令和元年5月1日"), ("平成32年4月1日", "令和2年4月1日"),
            ("明治45年7月31日", "大正元年7月31日"), ("明治46年1月1日", "大正2年1月1日"),
        ]
    )
    func otherEra(text: String, proper: String) {
        let reading = DateReading.read(text)
        let sentence = reading.refusal?.sentence ?? reading.notes.first?.sentence ?? ""
        #expect(sentence.contains(proper), "\(sentence)")
        // A register keeps what it has, and the day is the same.
        let kept = DateReading.read(text, source: .register)
        #expect(kept.written?.text.string == text)
        #expect(kept.date == DateReading.read(proper).date)
    }

    @Test(
        "明治5年までは暦の日がなく、書かれたまま残る",
        arguments: ["明治元年9月8日", "明治5年1月1日", "明治5年12月2日", "明治3年2月30日", "1051202", "M5.12.2"]
    )
    func lunar(text: String) {
        let reading = DateReading.read(text)
        #expect(reading.date == nil && reading.written != nil)
        #expect(reading.notes == [.lunarCalendar])
        #expect(reading.written?.possibleDays() == nil)
    }

    @Test(
        "不詳の日がありうるのは、その元号の間だけ",
        arguments: [
            ("昭和64年月日不詳", "1989-01-01", "1989-01-07"), ("昭和64年1月日不詳", "1989-01-01", "1989-01-07"),
            ("平成元年月日不詳", "1989-01-08", "1989-12-31"), ("平成31年月日不詳", "2019-01-01", "2019-04-30"),
            ("令和元年月日不詳", "2019-05-01", "2019-12-31"), ("大正15年月日不詳", "1926-01-01", "1926-12-25"),
            ("昭和元年月日不詳", "1926-12-25", "1926-12-31"), ("明治45年7月日不詳", "1912-07-01", "1912-07-30"),
            ("大正元年7月日不詳", "1912-07-30", "1912-07-31"), ("明治6年月日不詳", "1873-01-01", "1873-12-31"),
            ("昭和12年2月頃", "1937-02-01", "1937-02-28"), ("昭和11年2月下旬", "1936-02-01", "1936-02-29"),
            ("平成31年夏", "2019-01-01", "2019-04-30"), ("昭和70年月日不詳", "1995-01-01", "1995-12-31"),
            ("1989年月日不詳", "1989-01-01", "1989-12-31"),
        ]
    )
    func unknownWithinEra(text: String, first: String, last: String) throws {
        let days = try #require(DateReading.read(text, source: .register).written?.possibleDays())
        #expect([days.lowerBound.iso, days.upperBound.iso] == [first, last])
    }

    @Test("2月29日生まれの満年齢・年齢到達日・年度末", arguments: 2004...2040)
    func leapBirth(year: Int) {
        let birth = day("2004-02-29")
        let age = year - 2004
        guard age > 0 else { return }
        // 年齢計算ニ関スル法律、民法143条: the term ends with 28 February, leap year or not.
        #expect(Age.attains(age, bornOn: birth) == day("\(year)-02-28"))
        #expect(Age.attained(bornOn: birth, on: day("\(year)-02-27")) == age - 1)
        #expect(Age.attained(bornOn: birth, on: day("\(year)-02-28")) == age)
        #expect(Age.lastDayOfFiscalYear(attaining: age, bornOn: birth) == day("\(year)-03-31"))
    }

    @Test("4月1日生まれは前の学年、4月2日生まれは次の学年（どの年でも）", arguments: 1990...2030)
    func firstOfApril(year: Int) {
        for (born, entry) in [
            ("04-01", year + 6), ("04-02", year + 7), ("03-31", year + 6), ("12-31", year + 7), ("01-01", year + 6),
        ] {
            let birth = day("\(year)-\(born)")
            #expect(SchoolGrade(bornOn: birth, in: FiscalYear(entry)).number == 1)
            #expect(SchoolGrade(bornOn: birth, in: FiscalYear(entry - 1)) == .beforeSchool(years: 1))
            #expect(SchoolGrade(bornOn: birth, in: FiscalYear(entry + 8)).number == 9)
            // 18歳に達する日以後の最初の3月31日 is the end of the third year of high school.
            #expect(Age.lastDayOfFiscalYear(attaining: 18, bornOn: birth) == FiscalYear(entry + 11).lastDay)
        }
    }

    @Test(
        "照合では同じ住所になる、まぎらわしい書き方",
        arguments: [
            ("今泉町二丁目410番地", "今泉町ー丁目410番地".replacing("ー", with: "二")), ("本町一丁目2番3号", "本町ー丁目2番3号"),
            ("本町一丁目2番3号", "本町－丁目２番３号"), ("本町2-10", "本町2一10"), ("本町2-10", "本町２一１０"), ("本町2-10", "本町2﹣10"),
            ("本町2-10", "本町2～10"), ("本町2-10", "本町2〜10"), ("本町2-10", "本町2━10"), ("本町2-10", "本町2⁃10"),
            ("本町2-10", "本町２ｰ１０"), ("本町2-10", "本町2‑10"), ("本町2-10", "本町2—10"), ("本町2-10", "本町2―10"),
            ("本町2-10", "本町2−10"), ("本町2-10", "本町二ー十"), ("本町2-10", "本町二の十"), ("本町2-10", "本町2ノ10"),
            ("本町2-10", "本町２丁目１０番"), ("本町2-10", "本町二丁目十番地"), ("本町2-10-1", "本町二丁目十番地の一"),
            ("本町1-1-1", "本町一ー一ー一"), ("本町1-1-1", "本町一丁目一番一号"), ("本町1-1-1", "本町一－一－一"),
            ("宮子町10イ", "宮子町10番地イ"), ("宮子町10イ", "宮子町10番地のイ"), ("宮子町10イ", "宮子町10-ｲ"), ("宮子町10イ", "宮子町１０のイ"),
            ("宮子町10番地甲", "宮子町10-甲"), ("宮子町10番地甲", "宮子町十番地甲"), ("宮子町2010", "宮子町二千十番地"),
            ("宮子町2010", "宮子町二〇一〇番地"), ("宮子町1203", "宮子町千二百三番地"), ("宮子町110", "宮子町百十番地"),
            ("宮子町410 101", "宮子町410番地　101号室"), ("宮子町410 101", "宮子町410-101"), ("本町2-10", "本町2 十番地"),
            ("本町2三井ビル", "本町2 三井ビル"),
        ]
    )
    func sameAddress(one: String, other: String) {
        #expect(AddressKey.of(RegisteredText(one)) == AddressKey.of(RegisteredText(other)), "\(one) \(other)")
    }

    @Test(
        "照合でも別の住所になる、まぎらわしい書き方",
        arguments: [
            ("本町1-2 3", "本町1-23"), ("本町1 23", "本町12 3"), ("宮子町10イ", "宮子町10ロ"), ("宮子町10イ", "宮子町10"),
            ("宮子町10番地甲", "宮子町10番地乙"), ("宮子町110", "宮子町100-10"), ("本町一丁目1", "本町二丁目1"), ("三和町1", "3和町2"),
            ("八斗島町1", "八斗島町-1".replacing("-1", with: "11")), ("百々町1", "100々町2"), ("一番町2", "一番町3"),
            ("五十嵐町1", "50嵐町2"), ("マンション1", "マンシヨン2"),
        ]
    )
    func otherAddress(one: String, other: String) {
        #expect(AddressKey.of(RegisteredText(one)) != AddressKey.of(RegisteredText(other)), "\(one) \(other)")
    }

    @Test(
        "検索で同じとみなす、かなと字形",
        arguments: [
            ("ヨリコ", "ゟコ"), ("ヰヱヲ", "イエオ"), ("ゐゑを", "いえお"), ("みずき", "みづき"), ("ちぢわ", "ちじわ"), ("かづえ", "カズエ"),
            ("ユウコ", "ﾕｳｺ"), ("リヨウタ", "リョウタ"), ("オオタ", "おおた"), ("ケンヂ", "ケンジ"), ("ヨネヅ", "ヨネズ"),
            ("ジヨン", "ジョン"), ("JOHN", "john"), ("JOHN SMITH", "Smith, John"), ("MULLER", "Müller"),
            ("DANGVAN", "Đặng-Văn"),
            ("YILMAZ", "Yılmaz"), ("ISTANBUL", "İstanbul"), ("CELIK", "Çelik"), ("OCONNOR", "O´Connor"),
            ("OCONNOR", "OʻConnor"),
            ("OCONNOR", "O‘Connor"), ("神谷", "\u{FA19}谷"), ("神谷", "神\u{E0101}谷"), ("三ケ尻", "三ヶ尻"), ("浜崎", "濵﨑"),
            ("浜崎", "濱﨑"), ("榊原", "榊\u{E0101}原"), ("祇園", "祇\u{E0101}園"), ("芦屋", "芦\u{E0101}屋"),
        ]
    )
    func sameKey(one: String, other: String) {
        #expect(SearchKey.keys(of: one).k1.utf8.elementsEqual(SearchKey.keys(of: other).k1.utf8), "\(one) \(other)")
    }

    @Test(
        "2文字目からのオ段の後のウはオ、1文字目と他の段の後のウはそのまま",
        arguments: [
            ("コウタ", "コオタ", true), ("ソウマ", "ソオマ", true), ("トウコ", "トオコ", true), ("ノウミ", "ノオミ", true),
            ("ホウジョウ", "ホオジョオ", true), ("モウリ", "モオリ", true), ("ヨウコ", "ヨオコ", true), ("ロウ", "ロオ", true),
            ("ゴウダ", "ゴオダ", true), ("ゾウ", "ゾオ", true), ("ドウ", "ドオ", true), ("ボウ", "ボオ", true), ("ポウ", "ポオ", true),
            ("オウミ", "オオミ", true), ("ショウコ", "シヨオコ", true), ("ウエダ", "オエダ", false), ("クウタ", "クオタ", false),
            ("シウ", "シオ", false), ("タウラ", "タオラ", false), ("ケウ", "ケオ", false),
        ]
    )
    func longO(one: String, other: String, isSame: Bool) {
        #expect((SearchKey.keys(of: one).k2 == SearchKey.keys(of: other).k2) == isSame)
    }

    @Test(
        "個人番号の検査数字は、総務省令85号5条の式のとおり",
        arguments: ["123456789018", "023456789013", "000000000000", "111111111118", "999999999993", "100000000005"]
    )
    func individualNumbers(text: String) {
        // Pn from the lowest digit, Qn = n + 1 for n up to 6, n − 5 from 7 on.
        let digits: [Int] = text.utf8.map { Int($0) - 48 }
        var sum = 0
        for place in 0..<11 {
            let weight = place < 6 ? place + 2 : place - 4
            sum += digits[10 - place] * weight
        }
        let expected = sum % 11 <= 1 ? 0 : 11 - sum % 11
        #expect((IndividualNumber.check(text) == .valid) == (digits[11] == expected))
    }

    @Test(
        "全国地方公共団体コードは、公表されている一覧のとおり",
        arguments: [
            "011002", "041009", "111007", "121002", "131016", "131041", "141003", "221007", "231002", "261009",
            "271004",
            "281000", "341002", "401307", "431001", "472018", "100005", "102041", "102067", "104493",
        ]
    )
    func municipalities(text: String) {
        #expect(MunicipalityCode.check(text) == .valid)
        #expect(MunicipalityCode(String(text.prefix(5)))?.digits == text)
        for digit in 0...9 where String(digit) != text.suffix(1) {
            #expect(MunicipalityCode(text.prefix(5) + String(digit)) == nil)
        }
    }
}
