import Japanese
import Madoguchi
import Procedures
import Rules
import Testing

@Suite("元号表（eras.yaml）")
struct ErasFileTests {
    private static let good = """
        eras:
          - { name: 明治, letter: M, digit: 1, sign: ㍾, first-year: 1868, from: 1873-01-01, until: 1912-07-30 }
          - { name: 大正, letter: T, digit: 2, sign: ㍽, from: 1912-07-30, until: 1926-12-25 }
          - { name: 昭和, letter: S, digit: 3, sign: ㍼, from: 1926-12-25, until: 1989-01-07 }
          - { name: 平成, letter: H, digit: 4, sign: ㍻, from: 1989-01-08, until: 2019-04-30 }
          - { name: 令和, letter: R, digit: 5, sign: ㋿, from: 2019-05-01 }

        """

    private static func read(_ yaml: String) -> CatalogueFolder {
        var files = SmallTown.files
        files["eras.yaml"] = Array(yaml.utf8)
        return CatalogueFolder(files)
    }

    @Test("どちらの市の元号表も、元号法と政令のとおり", arguments: Towns.allCases)
    func towns(town: Towns) throws {
        #expect(try town.files["eras.yaml"] != nil)
        let eras = try town.catalogue().municipality.eras
        #expect(eras == .national)
        #expect(eras.eras.map(\.name) == ["明治", "大正", "昭和", "平成", "令和"])
        #expect(
            eras.eras.map(\.firstDay.iso) == ["1873-01-01", "1912-07-30", "1926-12-25", "1989-01-08", "2019-05-01"]
        )
    }

    @Test("元号表のない自治体では、書庫にある元号を使う")
    func withoutFile() throws {
        #expect(try #require(CatalogueFolder(SmallTown.files).catalogue).municipality.eras == .national)
        #expect(try #require(Self.read(Self.good).catalogue).municipality.eras == .national)
    }

    @Test("足した元号は、そのまま自治体の元号になる")
    func added() throws {
        let yaml =
            Self.good.replacing("2019-05-01 }", with: "2019-05-01, until: 2030-03-31 }")
            + "  - { name: 次元, letter: J, digit: 6, sign: 次, from: 2030-04-01 }\n"
        let eras = try #require(Self.read(yaml).catalogue).municipality.eras
        #expect(DateReading.read("6020304", eras: eras).date == CivilDate(iso: "2031-03-04"))
        #expect(CivilDate(iso: "2030-04-01")?.wareki(in: eras)?.text == "次元元年4月1日")
        #expect(CivilDate(iso: "2030-03-31")?.wareki(in: eras)?.text == "令和12年3月31日")
    }

    @Test(
        "元号表の誤りは、行と列と直し方で知らせる",
        arguments: [
            ("letter: T", "letter: M", "3:5", "英字がほかの元号と同じです"),
            ("digit: 2", "digit: 1", "3:5", "数字がほかの元号と同じです"),
            ("name: 大正", "name: 明治", "3:5", "名前がほかの元号と同じです"),
            ("digit: 2", "digit: 二", "@二", "整数ではありません"),
            ("digit: 2", "digit: 0", "@0", "1から9までの数字ではありません"),
            ("letter: T", "letter: Ｔ", "@Ｔ", "英字1字ではありません"),
            ("name: 大正", "name: 大正2", "@大正2", "元号の名前ではありません"),
            ("sign: ㍽", "sign: 大正", "@大正,", "記号1字ではありません"),
            ("from: 1912-07-30", "from: 1912-07-32", "@1912-07-32", "暦にある日付ではありません"),
            ("from: 1912-07-30", "from: 1912-08-01", "3:5", "続いていません（from は、その日か次の日"),
            ("until: 1926-12-25", "until: 1911-12-25", "@1911-12-25", "from より前の日です"),
            (", until: 1926-12-25", "", "4:5", "前の元号「大正」に until がありません"),
            ("2019-05-01 }", "2019-05-01, until: 2030-01-01 }", "6:5", "最後の元号に until があります"),
            ("first-year: 1868", "first-year: 1900", "@1900", "from の年より後です"),
            ("letter: T", "leter: T", "@leter", "もしかして「letter」"),
            ("from: 1912-07-30, ", "", "3:5", "「from」がありません"),
            ("eras:", "era:", "1:1", "もしかして「eras」"),
        ] as [(String, String, String, String)]
    )
    func mistakes(old: String, new: String, place: String, message: String) throws {
        let changed = Self.good.replacing(old, with: new, maxReplacements: 1)
        try #require(changed != Self.good)
        let read = Self.read(changed)
        #expect(read.catalogue == nil)
        let mistake = Mistake("eras.yaml", old, new, place, message)
        let expected = try mistake.placeIn(changed, after: Self.good)
        let finding = try #require(read.findings.first { $0.description.contains(message) }, "\(read.findings)")
        #expect(finding.description.hasPrefix("eras.yaml:\(expected):"), "\(finding.description)")
        #expect(!finding.hint.isEmpty)
    }

    @Test("空の元号表、YAMLでない元号表も断る")
    func unreadable() {
        for yaml in ["", "eras: []\n", "eras: 令和\n", "\teras:\n", "- 令和\n"] {
            #expect(Self.read(yaml).catalogue == nil)
        }
    }
}
