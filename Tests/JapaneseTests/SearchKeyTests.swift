import Testing
import TestSeed

@testable import Japanese

@Suite("検索キー")
struct SearchKeyTests {
    /// 住民記録システム標準仕様書 2.1.2, 2.1.3.
    @Test(
        "同じとみなす書き方は第1キーが同じ",
        arguments: [
            ("高橋", "髙橋"), ("山崎", "山﨑"), ("吉田", "𠮷田"), ("渡辺", "渡邊"), ("渡辺", "渡邉"), ("渡辺", "渡邉\u{E0108}"),
            ("辻", "辻\u{E0102}"), ("葛城", "葛\u{E0102}城"), ("神", "\u{FA19}"), ("塚", "\u{FA10}"), ("橋本", "𣘺本"),
            ("斎藤", "齋藤"), ("斉藤", "齊藤"), ("広", "廣"), ("浜", "濵"), ("桑", "桒"), ("柳", "栁"), ("島", "嶋"),
            ("ヤマダタロウ", "やまだ　たろう"), ("ヤマダタロウ", "ﾔﾏﾀﾞ ﾀﾛｳ"), ("コノ", "コーノ"), ("ジ", "ヂ"), ("ズ", "ヅ"),
            ("オカ", "ヲカ"), ("バイオリン", "ヴァイオリン"), ("ビ", "ヴィ"), ("ブ", "ヴ"), ("ツトム", "ットム"), ("シヤ", "シャ"),
            ("ケ", "ヶ"), ("イノウエ", "ヰノウヱ"), ("タ", "タ－"), ("タナカ", "タ‐ナ―カ"), ("佐佐木", "佐々木"),
            ("ミスズ", "ミスヾ"), ("ガ", "ｶﾞ"), ("パ", "ﾊﾟ"), ("が", "か\u{3099}"), ("カ", "\u{1B017}"),
            ("SATO", "Ｓａｔｏ"), ("JOSE", "José"), ("NGUYEN", "Nguyễn"), ("DO", "ĐỖ"), ("OBRIEN", "O'Brien"),
            ("MARIECLAIRE", "Marie-Claire"), ("MARIA SILVA", "SILVA MARIA"), ("STRASSE", "Straße"), ("AERO", "Ærø"),
        ]
    )
    func firstLevel(plain: String, variant: String) {
        #expect(Array(SearchKey.keys(of: plain).k1.utf8) == Array(SearchKey.keys(of: variant).k1.utf8))
    }

    @Test(
        "第2キーでだけ同じになる書き方",
        arguments: [
            ("ヤマサキ", "ヤマザキ"), ("ハ", "バ"), ("ハ", "パ"), ("ワ", "ハ"), ("コオノ", "コウノ"), ("ヒロオ", "ヒロウ"),
            ("斎藤", "斉藤"), ("関ヶ原", "関が原"), ("山崎", "山碕"),
        ]
    )
    func secondLevel(left: String, right: String) {
        let (one, other) = (SearchKey.keys(of: left), SearchKey.keys(of: right))
        #expect(one.k1 != other.k1)
        #expect(one.k2 == other.k2)
        #expect(one.level(in: other) == 2)
    }

    @Test("ヂはジともチとも、ヅはズともツとも合うが、チとシ、ツとスは別のまま")
    func di() {
        #expect(SearchKey.keys(of: "チヂワ").level(in: .keys(of: "チジワ")) == 1)
        #expect(SearchKey.keys(of: "チチワ").level(in: .keys(of: "チヂワ")) == 2)
        #expect(SearchKey.keys(of: "ミツ").level(in: .keys(of: "ミヅ")) == 2)
        #expect(SearchKey.keys(of: "チバ").level(in: .keys(of: "シバ")) == nil)
        #expect(SearchKey.keys(of: "ミツ").level(in: .keys(of: "ミス")) == nil)
    }

    @Test("ウで始まる名は1文字目のウがオにならない")
    func leadingU() {
        #expect(SearchKey.keys(of: "ウエノ").k2 == "ウエノ")
        #expect(SearchKey.keys(of: "オウ").k2 == "オオ")
    }

    @Test("ローマ字の氏名は語の順によらず、一部の語でも見つかる")
    func latin() {
        let registered = SearchKey.keys(of: "DA SILVA SANTOS MARIA APARECIDA DE OLIVEIRA")
        #expect(SearchKey.keys(of: "oliveira maria").level(in: registered) == 1)
        #expect(SearchKey.keys(of: "maria souza").level(in: registered) == nil)
        let chinese = SearchKey.keys(of: "ZHANG YULIN　張　玉蓮")
        #expect(chinese.k1 == "YULIN ZHANG 張玉蓮")
        #expect(SearchKey.keys(of: "張玉蓮").level(in: chinese) == 1)
        #expect(SearchKey.keys(of: "yulin").level(in: chinese) == 1)
    }

    @Test("異体字の組は、どの字から引いても一つの字に集まる")
    func classesAreClosed() {
        for word in VariantClasses.sameCharacter.description.unicodeScalars.split(separator: " ") {
            let keys = Set(word.map { SearchKey.keys(of: String($0)).k1 })
            #expect(keys.count == 1, "\(String(Substring(word)))")
        }
        let pairs = Array(FoldTables.oldForms.description.unicodeScalars)
        for index in stride(from: 0, to: pairs.count, by: 2) {
            #expect(SearchKey.keys(of: String(pairs[index])).k1 == SearchKey.keys(of: String(pairs[index + 1])).k1)
        }
    }

    @Test("キーのキーはキー自身")
    func idempotent() {
        var generator = SeededGenerator(seed: 7)
        var wrong: [[UInt32]] = []
        for _ in 0..<fuzzRounds {
            let text = randomText(&generator)
            let once = SearchKey.keys(of: text)
            if !SearchKey.keys(of: once.k1).k1.utf8.elementsEqual(once.k1.utf8) {
                wrong.append(text.unicodeScalars.map(\.value))
            }
        }
        #expect(wrong.isEmpty)
    }

    private func randomText(_ generator: inout SeededGenerator) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA0...0x24F, 0x3000...0x30FF, 0x4E00...0x9FFF, 0xFF00...0xFFEF, 0x1B000...0x1B170,
            0x20000...0x2A6DF, 0xE0100...0xE010F, 0xF900...0xFAFF, 0x100000...0x1000FF, 0x300...0x36F, 0x1E00...0x1EFF,
        ]
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...12, using: &generator) {
            let range = ranges.randomElement(using: &generator) ?? 0x20...0x7E
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { view.append(scalar) }
        }
        return String(view)
    }

    @Test("ひらがな・カタカナ・全角")
    func kana() {
        #expect(Kana.katakana("やまだ ゔ山") == "ヤマダ ヴ山")
        #expect(Kana.hiragana("ヤマダヴー") == "やまだゔー")
        #expect(Kana.fullWidth("ﾔﾏﾀﾞﾊﾟｳﾞ｡ｱﾞ") == "ヤマダパヴ。ア゛")
        #expect(Kana.isKatakanaReading("ヤマダ　タロウ"))
        #expect(!Kana.isKatakanaReading("やまだ"))
    }
}
