import Japanese
import Madoguchi
import TestSeed

/// Invented residents with the shape of a city's register: common and rare names, variants, foreigners, former residents.
struct ExampleTown: Sequence, IteratorProtocol {
    private var generator: SeededGenerator
    private var number = 0
    private let count: Int
    private var household = 0
    private var left = 0
    private var home = ResidentAddress(postalCode: "", townCode: "", town: "", lot: "", building: "")
    private var family = 0

    init(_ count: Int, seed: UInt64 = 1) {
        self.count = count
        generator = SeededGenerator(seed: seed)
    }

    mutating func next() -> Resident? {
        guard number < count else { return nil }
        number += 1
        let isHead = left == 0
        if isHead { moveOn() }
        left -= 1
        var resident = household % 14 == 0 ? foreigner() : national()
        resident.relationship = isHead ? "世帯主" : (left == 0 ? "子" : "妻")
        resident.isProtected = number % 997 == 0
        if number % 2 == 0 { resident.phone = "0270-\(pick(10, 99))-\(pick(1000, 9999))" }
        if resident.standing == .current, number % 5 == 0 {
            resident.entitlements = [
                Entitlement(
                    business: .healthInsurance,
                    number: "伊\(number)",
                    grade: "",
                    from: CivilDate(iso: "2020-04-01"),
                    until: nil
                )
            ]
        }
        return resident
    }

    private mutating func moveOn() {
        household += 1
        left = pick(1, 4)
        // Squared, so that few surnames are common and many are rare.
        let draw = pick(0, 99)
        family = draw * draw * ExampleTown.families.count / 10_000
        let town = ExampleTown.towns[pick(0, ExampleTown.towns.count - 1)]
        let lot = pick(0, 2) == 0 ? "\(pick(1, 4200))番地" : "\(pick(1, 4200))番地\(pick(1, 30))"
        let building =
            pick(0, 2) == 0
            ? "\(ExampleTown.buildings[pick(0, ExampleTown.buildings.count - 1)])　\(pick(101, 412))号室" : ""
        home = ResidentAddress(
            postalCode: "3720000",
            townCode: "",
            town: RegisteredText(town),
            lot: RegisteredText(lot),
            building: RegisteredText(building)
        )
    }

    private mutating func national() -> Resident {
        let (kanji, kana) = ExampleTown.families[family]
        let (given, reading) = ExampleTown.givenNames[pick(0, ExampleTown.givenNames.count - 1)]
        var resident = blank(name: "\(kanji)　\(given)", kana: "\(kana)　\(reading)", kind: .japanese)
        if number % 211 == 0 { resident.formerName = "髙橋" }
        return resident
    }

    private mutating func foreigner() -> Resident {
        let words = (0..<pick(2, 4)).map { _ in ExampleTown.words[pick(0, ExampleTown.words.count - 1)] }
        var resident = blank(name: words.joined(separator: " "), kana: "", kind: .foreign)
        resident.romanName = resident.name
        resident.nationality = "ブラジル"
        if number % 3 == 0 {
            resident.commonName = "高橋　マリア"
            resident.kana = "タカハシ　マリア"
        }
        return resident
    }

    private mutating func blank(name: String, kana: String, kind: Resident.Kind) -> Resident {
        let born = CivilDate(dayNumber: -14_000 + pick(0, 33_000))
        let digits = String(number)
        return Resident(
            number: ResidentNumber(String(repeating: "0", count: 15 - digits.count) + digits),
            household: HouseholdNumber("9\(household)"),
            kind: kind,
            standing: pick(0, 9) == 0 ? .movedOut : .current,
            name: RegisteredText(name),
            kana: kana,
            sex: number % 2 == 0 ? .male : .female,
            birthDate: born,
            birthText: born.iso,
            relationship: "",
            address: home
        )
    }

    private mutating func pick(_ low: Int, _ high: Int) -> Int {
        Int.random(in: low...high, using: &generator)
    }

    static let families: [(String, String)] =
        [
            ("高橋", "タカハシ"), ("新井", "アライ"), ("斎藤", "サイトウ"), ("髙橋", "タカハシ"), ("齋藤", "サイトウ"), ("山﨑", "ヤマザキ"),
            ("辻\u{E0102}", "ツジ"), ("𠮷田", "ヨシダ"), ("渡邉\u{E0108}", "ワタナベ"), ("渡辺", "ワタナベ"), ("河野", "コウノ"),
            ("森", "モリ"), ("小此木", "オコノギ"), ("板垣", "イタガキ"), ("神\u{FA19}", "ジン"), ("大図", "オオズ"), ("三津", "ミヅ"),
        ]
        + ["石", "大", "小", "松", "村", "川", "藤", "長", "金", "木", "細", "関", "北", "南", "中", "上", "下", "須", "根", "飯"].flatMap {
            first in
            [("田", "タ"), ("川", "カワ"), ("井", "イ"), ("原", "ハラ"), ("島", "シマ"), ("沢", "サワ"), ("山", "ヤマ")].map {
                (first + $0.0, (readings[first] ?? "") + $0.1)
            }
        }

    private static let readings = [
        "石": "イシ", "大": "オオ", "小": "オ", "松": "マツ", "村": "ムラ", "川": "カワ", "藤": "フジ", "長": "ナガ", "金": "カネ",
        "木": "キ", "細": "ホソ", "関": "セキ", "北": "キタ", "南": "ミナミ", "中": "ナカ", "上": "カミ", "下": "シモ", "須": "ス",
        "根": "ネ", "飯": "イイ",
    ]

    static let givenNames: [(String, String)] = [
        ("太郎", "タロウ"), ("花子", "ハナコ"), ("陽菜", "ヒナ"), ("蓮", "レン"), ("結衣", "ユイ"), ("大和", "ヤマト"), ("さくら", "サクラ"),
        ("健一", "ケンイチ"), ("美津子", "ミツコ"), ("千鶴", "チヅル"), ("恵", "メグミ"), ("光", "ヒカル"), ("翔", "ショウ"), ("葵", "アオイ"),
    ]

    static let words = [
        "SILVA", "SANTOS", "MARIA", "NGUYEN", "VAN", "ANH", "OLIVEIRA", "JOSE", "THI", "GARCIA", "LOPEZ", "DA", "SOUZA",
    ]

    static let towns: [String] =
        ["本町", "曲輪町", "連取町", "茂呂町", "宮子町", "大字境", "関ヶ原", "三光町", "緑町", "日乃出町", "田中島町"]
        + (1...60).map { "第\($0)地区町" }
        + ["一", "二", "三", "四", "五"].map { "茂呂町\($0)丁目" }

    static let buildings = ["コーポ連取", "グリーンハイツ", "メゾン本町", "サンライズＡ", "県営住宅１号棟", "レオパレス"]
}
