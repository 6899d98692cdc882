import Testing

@testable import Japanese

/// Spellings that real registers and keyboards bring; what each of them means is taken from the standard and the law.
@Suite("書き方のゆれの難しい例")
struct HardCasesTests {
    @Test(
        "検索で同じとみなす、見落としやすい書き方",
        arguments: [
            ("バヴァ", "ﾊﾞｳﾞｧ"), ("ヴィ", "う\u{3099}ぃ"), ("ヴェ", "ゔぇ"), ("バ", "ヷ"), ("ボ", "ヺ"), ("エ", "ゑ"), ("イ", "ゐ"),
            ("ツヅ", "ツゞ"), ("ツツ", "ツゝ"), ("ヅツ", "づゝ"), ("ババ", "ばゞ"), ("ババ", "バヾ"), ("ハハ", "はゝ"),
            ("ミチコ", "ミーチコ"), ("ミチコ", "ﾐｰﾁｺ"), ("ミチコ", "ミ〜チコ"), ("ミチコ", "ミ～チコ"), ("ミチコ", "ミ─チコ"),
            ("ク", "\u{31F0}"), ("シ", "ㇱ"), ("アイウ", "ァィゥ"), ("ヤユヨツワカケ", "ャュョッヮヵヶ"), ("コト", "\u{30FF}"),
            ("學", "学"), ("会田", "會田"), ("豊田", "豐田"), ("浅野", "淺野"), ("鉄平", "鐵平"), ("当麻", "當麻"), ("亀井", "龜井"),
            ("彦", "彥"), ("喜", "㐂"), ("礼", "\u{FA18}"), ("福", "\u{FA1B}"), ("都", "\u{FA26}"), ("逸", "\u{FA67}"),
            ("山", "\u{2F2D}"), ("高", "\u{2FBC}"), ("飯塚", "\u{FA2A}\u{FA10}"), ("祖", "祖\u{FE00}"), ("竜", "龍\u{E0101}"),
            ("ONEILL", "O’Neill"), ("GARCIA", "ＧＡＲＣＩ\u{301}Ａ"), ("NGUYEN", "Nguye\u{302}\u{303}n"),
            ("SORENSEN", "Sørensen"),
            ("LUKASZ", "Łukasz"), ("MARIA SILVA", "Silva・Maria"), ("MARIA SILVA", "SILVA, MARIA"),
            ("MARIA SILVA", "SILVA\nMARIA"),
            ("MARIA SILVA", "SILVA\u{2009}MARIA"), ("マリアシルバ", "マリア・シルバ"), ("マリアシルバ", "ﾏﾘｱ･ｼﾙﾊﾞ"),
            ("山田", "山\u{200B}田"), ("山田", "\u{202E}山田\u{202C}"), ("山田", "山\u{2060}田"), ("山田", "山\u{AD}田"),
            ("山田", "山\u{7}田"), ("山田", "\u{E0100}山田"), ("山田", "山田\u{E0100}\u{E0101}"), ("佐佐木", "佐〻木"),
        ]
    )
    func sameKey(plain: String, other: String) {
        #expect(Array(SearchKey.keys(of: plain).k1.utf8) == Array(SearchKey.keys(of: other).k1.utf8))
    }

    @Test("邊・邉は、どの異体字の指定が付いても辺で見つかる")
    func everyShapeOfBe() throws {
        let table = try #require(InstalledFont.table)
        let shapes = table.shapes(of: "邉") + table.shapes(of: "邊")
        #expect(shapes.count == 29)
        let plain = SearchKey.keys(of: "渡辺").k1
        let wrong = shapes.filter { SearchKey.keys(of: "渡" + $0.text.string).k1 != plain }
        #expect(wrong.isEmpty)
    }

    @Test("互換漢字はどれも、Unicodeが示す統合漢字と同じキーになる", arguments: [0xF900...0xFAD9, 0x2F800...0x2FA1D])
    func everyCompatibilityIdeograph(range: ClosedRange<UInt32>) {
        let wrong = range.compactMap(Unicode.Scalar.init).filter { scalar in
            let text = String(Character(scalar))
            // Swift compares canonically, which is the oracle here.
            let unified = FoldTable.compatibility(scalar.value)
            guard unified != scalar.value, let other = Unicode.Scalar(unified) else { return false }
            return text != String(Character(other))
                || SearchKey.keys(of: text) != SearchKey.keys(of: String(Character(other)))
        }
        #expect(wrong.isEmpty)
    }

    @Test("同じとはみなさない別の名", arguments: [("シバ", "チバ"), ("鈴木", "鈴本"), ("大", "太"), ("コト", "コド"), ("土田", "上田")])
    func differentKey(one: String, other: String) {
        #expect(SearchKey.keys(of: one).k1 != SearchKey.keys(of: other).k1)
    }

    @Test(
        "窓口でも台帳でも読める日付の書き方",
        arguments: [
            ("令和七年一月一日", "2025-01-01"), ("令和元年十二月三十一日", "2019-12-31"), ("R元年5月1日", "2019-05-01"),
            ("昭和五拾五年弐月拾七日", "1980-02-17"), ("昭和弐拾年参月壱日", "1945-03-01"), ("二〇二五年一月一日", "2025-01-01"),
            ("3-55-02-17", "1980-02-17"), ("3 55 2 17", "1980-02-17"), ("5.7.1.1", "2025-01-01"),
            ("Ｓ５５０２１７", "1980-02-17"),
            ("３５５０２１７", "1980-02-17"), ("Ｒ７．１．１", "2025-01-01"), ("r7/1/1", "2025-01-01"), ("R07.01.01", "2025-01-01"),
            ("令7.1.1", "2025-01-01"), ("2025–01–01", "2025-01-01"), ("2025－1－1", "2025-01-01"),
            ("2025･1･1", "2025-01-01"),
            ("昭和55年2月17日生まれ", "1980-02-17"), ("S55*2*17", "1980-02-17"), ("㍽15.12.25", "1926-12-25"),
            ("㍾6.1.1", "1873-01-01"),
            ("昭和64年01月07日", "1989-01-07"), ("H310430", "2019-04-30"), ("R010501", "2019-05-01"),
            ("T151225", "1926-12-25"),
            ("M450730", "1912-07-30"), ("2000/02/29", "2000-02-29"), ("大正１年７月３０日", "1912-07-30"),
        ]
    )
    func readsDate(text: String, iso: String) {
        for source in [DateReading.Source.entry, .register] {
            #expect(DateReading.read(text, source: source).date?.iso == iso)
        }
    }

    @Test(
        "日付でないものは断る",
        arguments: [
            "1900/2/29", "6-1-1-1", "3-55-13-1", "R7.1.1.1", "令和七年一月", "2025/1/1/1", "三", "-1", "S-55.2", "昭和昭和5年1月1日",
            "明治5年12月3日", "明治5年12月31日", "明治5年13月1日",
        ]
    )
    func refusesDate(text: String) {
        #expect(DateReading.read(text).refusal?.sentence.hasSuffix("。") == true)
    }

    @Test(
        "不詳の書き方から、分かる年と月だけを取り出す",
        arguments: [
            ("昭和十年月日不詳", "昭和", 10, nil), ("昭和二十五年三月日不詳", "昭和", 25, 3), ("明治３５年月日不詳", "明治", 35, nil),
            ("大正元年秋", "大正", 1, nil), ("推定1990年", nil, 1990, nil), ("西暦1990年6月頃", nil, 1990, 6),
            ("年月日不明", nil, nil, nil),
        ] as [(String, String?, Int?, Int?)]
    )
    func unknownDate(text: String, era: String?, year: Int?, month: Int?) throws {
        let written = try #require(DateReading.read(text, source: .register).written)
        #expect(written.isUnknown)
        #expect(written.text == RegisteredText(text))
        #expect((written.era, written.year, written.month) == (era, year, month))
    }

    @Test(
        "照合では同じ住所になる書き方",
        arguments: [
            ("今泉町二丁目410番地 ハイツ伊勢崎101号室", "今泉町２－４１０　ﾊｲﾂ伊勢崎１０１"), ("今泉町二－四一〇", "今泉町2丁目410"),
            ("宮子町3406番地の3", "宮子町3406の3"), ("宮子町三千四百六番地三", "宮子町3406-3"), ("除ケ町1", "除ヶ町１番地"),
            ("大字波志江町1000番地", "波志江町1000"), ("本町1丁目2番3号 コーポA", "本町1-2-3ｺｰﾎﾟA"), ("本町1-2ブ", "本町1-2ﾌﾞ"),
            ("一ノ宮町5", "一之宮町５番地"), ("東町2668番地1 メゾン－ド", "東町2668-1メゾンード"), ("境637番地", "境６３７"),
            ("髙崎町1", "高崎町1"), ("葛\u{E0102}町1", "葛町1"), ("千代田町二丁目1", "千代田町2-1"),
        ]
    )
    func sameAddress(one: String, other: String) {
        #expect(AddressKey.of(RegisteredText(one)) == AddressKey.of(RegisteredText(other)))
    }

    @Test(
        "照合でも別の住所",
        arguments: [("宮子町1", "宮古町1"), ("本町12", "本町1-2"), ("境百々1", "境1"), ("今井町1", "赤堀今井町1"), ("五目牛町1", "5目牛町1番")]
    )
    func otherAddress(one: String, other: String) {
        #expect(AddressKey.of(RegisteredText(one)) != AddressKey.of(RegisteredText(other)))
    }

    @Test(
        "縮退では、結合文字も文字ごとに報告する",
        arguments: [
            ("か\u{3099}", "が", 1), ("ハ\u{309A}", "パ", 1), ("Nguye\u{302}\u{303}n", "Nguyen", 1), ("ê\u{301}", "e", 1),
            ("葛\u{E0102}城", "葛城", 1), ("𠮷\u{E0101}田", "吉田", 1), ("\u{FA30}", "侮", 1), ("\u{FA19}", "\u{FA19}", 0),
            ("山田", "山田", 0),
            ("\u{3099}", "〓", 1),
        ]
    )
    func degradation(text: String, plain: String, changes: Int) throws {
        let result = Degradation.of(RegisteredText(text), to: .cp932)
        #expect(result.text.unicodeScalars.elementsEqual(plain.unicodeScalars))
        #expect(result.substitutions.count == changes)
        #expect(result.needsEye == (changes > 0))
        _ = try CP932.encode(result.text).get()
    }

    @Test(
        "目に見えない文字は入力では断り、台帳では残して知らせる",
        arguments: [
            "\u{3164}", "\u{FFA0}", "\u{34F}", "\u{FFF9}", "\u{E0001}", "\u{206A}", "\u{2066}", "\u{61C}", "\u{180E}",
        ]
    )
    func invisible(mark: String) {
        let entry = TextInspection.inspect("山\(mark)田", source: .entry)
        #expect(!entry.isAccepted)
        #expect(entry.findings.map(\.position) == [1])
        let kept = TextInspection.inspect("山\(mark)田", source: .register)
        #expect(kept.isAccepted && kept.findings.count == 1)
    }

    @Test("フォントが持つ異体字は、どれも入力の検査を通る")
    func everySequenceIsAccepted() throws {
        let wrong = try #require(InstalledFont.table).shown.filter { sequence in
            sequence.selector != nil && !TextInspection.inspect(sequence.text.string, source: .entry).findings.isEmpty
        }
        #expect(wrong.isEmpty)
    }

    @Test("番号は、どう書き出しても全部の数字は出ない")
    func redacted() throws {
        let person = try #require(IndividualNumber("983205673214"))
        let card = try #require(ResidenceCardNumber("AB12345678CD"))
        var shown =
            "\(person) \(card) \([person]) \([card])" + String(reflecting: person) + String(describing: Optional(card))
        dump([person], to: &shown)
        dump(card, to: &shown)
        #expect(!shown.utf8.contains(sequence: "983205673214") && !shown.utf8.contains(sequence: "AB12345678CD"))
    }
}

extension String.UTF8View {
    fileprivate func contains(sequence: String) -> Bool {
        let (all, part) = (Array(self), Array(sequence.utf8))
        return all.indices.contains { all[$0...].starts(with: part) }
    }
}
