import Testing
import TestSeed

@testable import Japanese

@Suite("住所と町字")
struct AddressTests {
    @Test(
        "一つの場所のいろいろな書き方は照合用の形が同じ",
        arguments: [
            ("今泉町二丁目410番地", "今泉町２丁目４１０"), ("今泉町二丁目410番地", "今泉町2-410"), ("宮子町3406番地3", "宮子町3406-3"),
            ("宮子町3406番地の3", "宮子町３４０６－３"), ("宮子町3406番地3", "宮子町3406の3"), ("東町二丁目12番3号", "東町2ー12－3"),
            ("東町二丁目十二番三号", "東町2-12-3"), ("除ケ町1", "除ヶ町1番地"), ("境637番地", "境 ６３７"), ("渡邉町1", "渡辺町一番地"),
            ("西久保町一丁目六十四番地五", "西久保町1-64-5"),
        ]
    )
    func keys(left: String, right: String) {
        #expect(AddressKey.of(RegisteredText(left)) == AddressKey.of(RegisteredText(right)))
    }

    @Test(
        "違う場所は照合用の形も違う",
        arguments: [("宮子町1番地23", "宮子町12番地3"), ("宮子町1", "宮古町1"), ("三の丸1", "3-丸1"), ("鹿島町1", "赤堀鹿島町1")]
    )
    func differs(left: String, right: String) {
        #expect(AddressKey.of(RegisteredText(left)) != AddressKey.of(RegisteredText(right)))
    }

    private let index = TownIndex(
        [
            ("1", "今泉町一丁目", "イマイズミチョウイッチョウメ"), ("2", "今泉町二丁目", "イマイズミチョウニチョウメ"),
            ("3", "田中町", "タナカチョウ"), ("4", "田中島町", "タナカジマチョウ"), ("5", "宮子町", "ミヤコマチ"),
            ("6", "宮古町", "ミヤフルマチ"), ("7", "境", "サカイ"), ("8", "境百々", "サカイドウドウ"), ("9", "三光町", "サンコウチョウ"),
            ("10", "除ケ町", "ヨゲチョウ"),
        ].map { TownIndex.Entry(code: $0.0, name: RegisteredText($0.1), reading: $0.2) },
        places: ["群馬県", "伊勢崎市"]
    )

    @Test(
        "書かれた住所から町字と残りを分ける",
        arguments: [
            ("群馬県伊勢崎市今泉町二丁目410番地", "2", "410番地"), ("今泉町2-410", "2", "410"), ("伊勢崎市　今泉町２丁目４１０", "2", "４１０"),
            ("田中島町12", "4", "12"), ("田中町12番地３ メゾン\u{FA19}101", "3", "12番地３ メゾン\u{FA19}101"), ("境637番地", "7", "637番地"),
            ("境百々1", "8", "1"), ("大字三光町1", "9", "1"), ("除が町5", "10", "5"),
        ]
    )
    func matches(text: String, code: String, rest: String) throws {
        let match = try #require(index.matches(in: RegisteredText(text)).first)
        #expect(match.entry.code == code)
        #expect(match.rest == RegisteredText(rest))
    }

    @Test("市外の住所や丁目のない住所は、町字が見つからないだけで断られない")
    func outside() {
        #expect(index.matches(in: "前橋市大手町二丁目12番1号").isEmpty)
        #expect(index.matches(in: "今泉町20-1").isEmpty)
        #expect(index.matches(in: "").isEmpty)
    }

    @Test("町字はカナの頭とテンキーで絞り込める")
    func completion() {
        #expect(index.towns(readingFrom: "みやこ").map(\.code) == ["5"])
        #expect(index.towns(readingFrom: "サガイ").map(\.code) == ["7", "8"])
        #expect(KanaKeypad.digits("ミヤコマチ") == "78274")
        #expect(KanaKeypad.digits("がっこう") == "2421")
        #expect(index.towns(keypad: "782").map(\.code) == ["5"])
        #expect(index.towns(keypad: "78").map(\.code) == ["5", "6"])
        #expect(index.towns(keypad: "").count == 10)
    }

    @Test("番地はテンキーだけで入れられる")
    func lots() {
        #expect(LotNumber("3406*3")?.text(.lot) == "3406番地3")
        #expect(LotNumber("３４０６の３")?.text(.lotWithNo) == "3406番地の3")
        #expect(LotNumber("12番3号")?.text(.block) == "12番3号")
        #expect(LotNumber("637")?.text(.lot) == "637番地")
        #expect(LotNumber("1-2-3")?.text(.lot) == "1番地2の3")
        for text in ["", "0", "-1", "a", "1-0", "1-2-3-4-5", "12345678"] {
            #expect(LotNumber(text) == nil, "\(text)")
        }
    }

    @Test("町字コードの二つの型")
    func codes() {
        #expect(TownCode("10204001002")?.municipality == "10204")
        #expect(TownCode("1020410001002")?.municipality == "10204")
        #expect(TownCode("1020420001002") == nil)
        #expect(TownCode("123") == nil)
    }

    @Test("でたらめな2万件の住所でも止まらない")
    func fuzz() {
        var generator = SeededGenerator(seed: 5)
        let alphabet = Array("今泉町境田中宮子一二三十百〇丁目番地号のノ之-－ー 　0123４５字大県市ヶがマ\u{E0100}𠮷".unicodeScalars)
        var wrong: [String] = []
        for _ in 0..<fuzzRounds {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...16, using: &generator) {
                if let scalar = alphabet.randomElement(using: &generator) { view.append(scalar) }
            }
            let text = RegisteredText(String(view))
            for match in index.matches(in: text)
            where !text.string.utf8.reversed().starts(with: match.rest.string.utf8.reversed()) {
                wrong.append(text.string)
            }
            _ = LotNumber(text.string)
        }
        #expect(wrong.isEmpty)
    }
}
