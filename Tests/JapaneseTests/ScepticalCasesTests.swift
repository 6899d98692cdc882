import Testing

@testable import Japanese

/// What clerks, registers and residence cards bring that a reader of plain spellings does not expect.
@Suite("疑って試した例")
struct ScepticalCasesTests {
    /// 住民記録システム標準仕様書 1.3.6: the wordings that a register may hold for a date.
    @Test(
        "不詳の書き方は、登録のとおりに残り、暦の日にはならない",
        arguments: [
            "年月日不詳", "令和3年月日不詳", "令和3年5月日不詳", "令和3年5月頃", "令和3年5月10日頃", "令和3年春", "令和3年夏頃", "推定令和3年5月10日",
            "推定令和3年5月10日頃", "推定令和3年5月", "令和3年5月上旬", "令和3年5月中旬頃", "令和3年5月下旬ころ", "令和3年5月初旬", "令和3年5月末日頃",
            "令和3年5月1日から10日頃までの間", "令和3年5月1日頃から10日頃までの間", "令和3年5月頃から令和3年6月頃までの間", "昭和初期頃", "慶応3年月日不詳",
            "天保12年頃", "不明", "推定３年頃",
        ]
    )
    func unknown(text: String) throws {
        let written = try #require(DateReading.read(text, source: .register).written)
        #expect(written.text == RegisteredText(text))
        #expect(written.date == nil && written.isUnknown)
        #expect(written.possibleDays().map { $0.upperBound.year > 1800 } ?? true, "\(written)")
    }

    @Test("元号のない二けたの年からは、年を取り出さない", arguments: ["3年頃", "慶応3年頃", "推定12年5月", "五十五年不詳"])
    func yearWithoutEra(text: String) throws {
        let written = try #require(DateReading.read(text, source: .register).written)
        #expect(written.year == nil && written.possibleDays() == nil)
    }

    @Test(
        "明治より前の元号は、書かれたまま残り、暦の日はない",
        arguments: [
            ("慶応3年1月1日", "慶応", 3, 1, 1), ("弘化四年五月一日", "弘化", 4, 5, 1), ("天保元年12月30日", "天保", 1, 12, 30),
            ("慶應２年１０月５日", "慶應", 2, 10, 5), ("元治元年2月20日", "元治", 1, 2, 20),
        ]
    )
    func beforeMeiji(text: String, era: String, year: Int, month: Int, day: Int) throws {
        for source in [DateReading.Source.register, .entry] {
            let reading = DateReading.read(text, source: source)
            let written = try #require(reading.written)
            #expect(written.text == RegisteredText(text) && !written.isUnknown)
            #expect(written.era == era && written.date == nil && written.possibleDays() == nil)
            #expect([written.year, written.month, written.day] == [year, month, day])
            #expect(reading.notes == [.lunarCalendar])
        }
    }

    @Test("明治より前の元号でも、ない月日と年のない書き方は断る", arguments: ["慶応3年13月1日", "慶応3年1月31日", "慶応0年1月1日", "慶応年1月1日", "慶応3年1月", "慶応"])
    func wrongBeforeMeiji(text: String) {
        #expect(DateReading.read(text).refusal?.sentence.hasSuffix("。") == true)
    }

    @Test(
        "画面から写した曜日付きの日付も読む",
        arguments: [
            ("令和8年11月24日(火)", "2026-11-24"), ("令和8年11月24日（火）", "2026-11-24"), ("2026年11月24日（火曜日）", "2026-11-24"),
            ("2026/11/24 (火)", "2026-11-24"), ("20261124（火）", "2026-11-24"), ("R8.11.24（火）", "2026-11-24"),
        ]
    )
    func weekday(text: String, iso: String) {
        for source in [DateReading.Source.entry, .register] {
            #expect(DateReading.read(text, source: source).date?.iso == iso)
        }
    }

    @Test(
        "曜日でないかっこ書きは断る",
        arguments: ["令和8年11月24日（仮）", "令和8年11月（火）", "(火)", "令和8年11月24日（火", "令和8年11月24日（火）1", "令和（火）8年1月1日"]
    )
    func brackets(text: String) {
        #expect(DateReading.read(text).date == nil)
    }

    @Test(
        "検索で同じ字とみなす、名字と名前の異体字",
        arguments: [
            ("鉄", "鐡"), ("剣", "劔"), ("剣", "剱"), ("剣", "釼"), ("蛎", "蠣"), ("秋", "龝"), ("宝", "寳"), ("涼", "凉"),
            ("啓", "啟"), ("寧", "寗"), ("尚", "尙"), ("昂", "昻"), ("虎", "乕"), ("磯", "礒"), ("俣", "俁"), ("闊", "濶"),
        ]
    )
    func sameCharacter(modern: String, other: String) {
        #expect(SearchKey.keys(of: modern).k1 == SearchKey.keys(of: other).k1)
    }

    @Test(
        "聞いて区別できない書き分けは、二段目で見つかる",
        arguments: [
            ("一ノ瀬", "一之瀬"), ("一の瀬", "一之瀬"), ("井ノ上", "井之上"), ("木乃実", "木の実"), ("籔内", "藪内"), ("刈谷", "苅谷"),
            ("祇園", "祗園"), ("荘司", "庄司"), ("斎藤", "斉藤"), ("山崎", "山埼"), ("大坂", "大阪"), ("畑中", "畠中"),
        ]
    )
    func soundAlike(one: String, other: String) {
        let (left, right) = (SearchKey.keys(of: one), SearchKey.keys(of: other))
        #expect(left.k1 != right.k1 || one.unicodeScalars.contains("の"))
        #expect(left.k2 == right.k2)
    }

    @Test(
        "ハイフンでつないだローマ字は、離して書いた名と同じ語に分けられる",
        arguments: [
            ("SMITH-JONES ANNE-MARIE", "SMITH JONES ANNE MARIE"), ("Smith‐Jones", "Smith Jones"),
            ("ＳＭＩＴＨ－ＪＯＮＥＳ", "ＳＭＩＴＨ ＪＯＮＥＳ"), ("Đặng–Văn", "Đặng Văn"),
        ]
    )
    func hyphens(text: String, apart: String) {
        #expect(SearchKey.apart(text)?.unicodeScalars.elementsEqual(apart.unicodeScalars) == true)
    }

    @Test(
        "ハイフンのない名と、かなの長音は分けない",
        arguments: ["SMITH JONES", "コーヒー", "ｺｰﾋｰ", "山田－太郎", "-SMITH", "SMITH-", "A -B", "3-4"]
    )
    func noHyphens(text: String) {
        #expect(SearchKey.apart(text) == nil)
    }

    @Test(
        "照合では同じ住所になる、棟と漢数字の部屋番号",
        arguments: [
            ("本町1-2-3コーポ3号棟102", "本町1-2-3コーポ3-102"), ("本町1 県営住宅２号棟１０１号", "本町1県営住宅2-101"),
            ("本町1 県営住宅二号棟一〇一号室", "本町1県営住宅2-101"), ("本町1-2-3 サンハイツ二〇三", "本町1-2-3サンハイツ203"),
            ("本町1団地3棟", "本町1団地3"), ("本町一〇五", "本町105"),
        ]
    )
    func sameAddress(one: String, other: String) {
        #expect(AddressKey.of(RegisteredText(one)) == AddressKey.of(RegisteredText(other)), "\(one) \(other)")
    }

    @Test("照合でも別の住所になる、棟と漢数字", arguments: [("本町1団地3号棟102", "本町1団地3102"), ("本町1〇〇荘", "本町10荘"), ("八〇町1", "80町2")])
    func otherAddress(one: String, other: String) {
        #expect(AddressKey.of(RegisteredText(one)) != AddressKey.of(RegisteredText(other)), "\(one) \(other)")
    }

    @Test(
        "年末年始と連休にかかる期限は、明けた日まで延びる（地方自治法4条の2）",
        arguments: [
            ("2019-04-13", 14, "2019-05-07"), ("2019-04-20", 7, "2019-05-07"), ("2026-09-05", 14, "2026-09-24"),
            ("2032-09-07", 14, "2032-09-23"), ("2026-04-29", 7, "2026-05-07"), ("2026-12-14", 14, "2026-12-28"),
            ("2026-12-15", 14, "2027-01-04"), ("2026-12-20", 14, "2027-01-04"), ("2027-12-17", 14, "2028-01-04"),
            ("2026-01-04", 14, "2026-01-19"),
        ]
    )
    func deadlines(from: String, count: Int, due: String) {
        #expect(Deadline.days(count, from: day(from)) == day(due))
    }
}
