import Foundation
import Japanese
import Madoguchi
import Rules
import Testing

@testable import Registry

/// A folder of a test's own, removed at its end.
func withFolder<Outcome>(_ body: (URL) throws -> Outcome) throws -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("registry-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// The example town's layout and materials, and one synthetic town of it.
struct ExampleTown {
    static let businessDate = CivilDate(year: 2026, month: 11, day: 22)

    static func layout(_ name: String = "chukan-v2-sample") throws -> Layout {
        try LayoutReader.read(path: layoutPath("example-shi", name))
    }

    static func write(
        _ residents: Int,
        seed: UInt64,
        to folder: URL,
        layout name: String = "chukan-v2-sample"
    ) throws
        -> TownWriter.Summary
    {
        let materials = try TownMaterials.read(
            municipality: repository.appendingPathComponent("municipalities/example-shi"),
            seat: TownMaterials.Seat(code: "102997", prefecture: "群馬県", name: "例示市")
        )
        let writer = TownWriter(
            materials: materials,
            layout: try layout(name),
            businessDate: try #require(businessDate)
        )
        return try writer.write(residents: residents, seed: seed, to: folder)
    }

    /// Imports the town as the core system's files.
    static func residents(
        _ count: Int,
        seed: UInt64,
        layout name: String = "chukan-v2-sample"
    ) throws
        -> (people: [Resident], report: ImportReport)
    {
        try withFolder { folder in
            let town = folder.appendingPathComponent("town")
            let summary = try write(count, seed: seed, to: town, layout: name)
            var people: [Resident] = []
            let report = try RegistryImport(layout: try layout(name))
                .run(summary.files, staging: folder.appendingPathComponent("staging")) { people += $0.residents }
            return (people, report)
        }
    }
}

@Suite("合成の町")
struct TownTests {
    private let day = CivilDate(year: 2026, month: 11, day: 22)

    @Test("同じ種からは、まったく同じファイルができる。違う種からは違うファイルができる")
    func deterministic() throws {
        func bytes(_ seed: UInt64) throws -> [Data] {
            try withFolder { folder in
                try ExampleTown.write(400, seed: seed, to: folder).files.map { try Data(contentsOf: $0) }
            }
        }
        let first = try bytes(7)
        #expect(first.count == 9)
        #expect(try bytes(7) == first)
        #expect(try bytes(8) != first)
    }

    @Test(
        "頼んだ人数ちょうどになり、取り込むと一行も失われない",
        arguments: [
            "chukan-v2-sample", "kihon-data-list-sample",
        ]
    )
    func roundTrip(layout: String) throws {
        let (people, report) = try ExampleTown.residents(1_000, seed: 1, layout: layout)
        #expect(report.findings.isEmpty, "\(report.findings.map(\.description))")
        #expect(report.isPublishable && report.exitStatus == 0)
        #expect(report.residents == 1_000)
        #expect(people.filter { $0.standing == .current }.count == 1_000)
        #expect(report.businessDate == day)
        #expect(Set(people.map(\.number)).count == people.count)
        #expect(people.allSatisfy { AddresseeNumber.check($0.number.digits) == .valid })
    }

    @Test("世帯主はどの世帯にも一人まで、続柄は記載できる言葉だけ")
    func households() throws {
        let (people, _) = try ExampleTown.residents(2_000, seed: 3)
        let words: Set = [
            "世帯主", "夫", "妻", "夫（未届）", "妻（未届）", "子", "父", "母", "兄", "姉", "弟", "妹", "縁故者", "同居人",
        ]
        for person in people {
            let parts = person.relationship.unicodeScalars.split(separator: "の")
            #expect((1...4).contains(parts.count))
            #expect(parts.allSatisfy { words.contains(String(String.UnicodeScalarView($0))) })
        }
        for members in Dictionary(grouping: people, by: \.household).values {
            #expect(members.filter { $0.relationship == "世帯主" }.count <= 1)
            #expect(Set(members.map(\.address)).count == 1)
        }
    }

    @Test("資格は年齢と合う")
    func entitlements() throws {
        let today = try #require(day)
        let (people, _) = try ExampleTown.residents(3_000, seed: 5)
        var seen: Set<Entitlement.Business> = []
        for person in people where person.standing == .current {
            guard let birth = person.birthDate, let age = Age.age(bornOn: birth, on: today) else { continue }
            let held = Dictionary(grouping: person.entitlements, by: \.business)
            seen.formUnion(held.keys)
            // 高齢者の医療の確保に関する法律 50条, 国民健康保険法 6条: from 75 the one excludes the other.
            #expect((held[.lateElderly] != nil) == (age >= 75))
            if age >= 75 { #expect(held[.healthInsurance] == nil) }
            // 介護保険法 9条: everybody from 65.
            #expect((held[.longTermCare] != nil) == (age >= 65))
            // 学校教育法 17条: six to fifteen by the school year.
            let atYearEnd = try #require(Age.attained(bornOn: birth, on: FiscalYear(containing: today).lastDay))
            if !(7...15).contains(atYearEnd) { #expect(held[.schooling] == nil) }
            if let grade = held[.schooling]?.first?.grade {
                #expect(grade.contains(atYearEnd <= 12 ? "小学校" : "中学校"))
            }
        }
        #expect(seen == Set(Entitlement.Business.allCases))
    }

    @Test("年齢と国籍の割合が市のものに近い")
    func shares() throws {
        let today = try #require(day)
        let (people, _) = try ExampleTown.residents(8_000, seed: 11)
        let ages = people.compactMap { $0.birthDate.flatMap { Age.age(bornOn: $0, on: today) } }
        func share(_ range: ClosedRange<Int>) -> Double {
            Double(ages.filter { range.contains($0) }.count) / Double(ages.count) * 100
        }
        #expect((9...17).contains(share(0...14)), "\(share(0...14))")
        #expect((22...32).contains(share(65...120)), "\(share(65...120))")
        let foreign = Double(people.filter { $0.kind == .foreign }.count) / Double(people.count) * 100
        #expect((4...11).contains(foreign), "\(foreign)")
    }

    @Test("少なすぎる人数は断る")
    func tooFew() throws {
        try withFolder { folder in
            _ = #expect(throws: Diagnostics.self) { try ExampleTown.write(10, seed: 1, to: folder) }
        }
    }

    @Test("例示市の町字は42、コードと郵便番号は重ならない。団体コードの検査数字は正しく、実在の市のものではない")
    func towns() throws {
        let path = repository.appendingPathComponent("municipalities/example-shi/towns.csv").path
        let towns = try TownList.read(path: path)
        #expect(towns.count == 42)
        #expect(Set(towns.map(\.code)).count == 42)
        #expect(Set(towns.map(\.postalCode)).count == 42)
        #expect(towns.allSatisfy { $0.code.utf8.count == 7 && $0.postalCode.utf8.count == 7 && !$0.kana.isEmpty })
        #expect(towns.allSatisfy { !$0.elementarySchool.isEmpty && !$0.juniorHighSchool.isEmpty })
        #expect(MunicipalityCode("102997") != nil)
        let isesaki = try TownList.read(
            path: repository.appendingPathComponent("municipalities/isesaki/towns.csv").path
        )
        #expect(isesaki.count == 123)
        // The trap of the two towns that look alike.
        let kana = Dictionary(uniqueKeysWithValues: isesaki.map { ($0.name, $0.kana) })
        #expect(kana["宮子町"] == "ミヤコマチ")
        #expect(kana["宮古町"] == "ミヤフルマチ")
    }
}

@Suite("合成の町に必ずいる人")
struct FixedResidentTests {
    private let people: [Resident]

    init() throws {
        people = try ExampleTown.residents(200, seed: 1).people
    }

    private func named(_ name: RegisteredText) throws -> Resident {
        try #require(people.first { $0.name == name }, "\(name.string)")
    }

    @Test(
        "名の字は一字もこわれずに届く",
        arguments: [
            "髙橋　花子", "𠮷田　勇", "𣘺本　進", "渡邉\u{E010F}　隆", "渡邊\u{E0108}　誠", "葛\u{E0102}城　修", "葛\u{E0100}西　恵子",
            "辻\u{E0102}　健一", "山﨑　\u{FA4F}子", "\u{FA10}田　\u{FA1E}衣", "栁田　桒子", "濵田　\u{100000}", "\u{E000}山　武",
            "星野　\u{1B002}さ", "DA SILVA SANTOS MARIA APARECIDA DE OLIVEIRA", "O'BRIEN-SMITH JEAN-LUC",
            "ZHANG YULIN　張　玉蓮",
        ] as [RegisteredText]
    )
    func names(name: RegisteredText) throws {
        _ = try named(name)
    }

    @Test("神と神の双子は、法の上で別の名の二人である")
    func twins() throws {
        let new = try named("神谷　神")
        let compatible = try named("神谷　\u{FA19}")
        #expect(new.household == compatible.household)
        #expect(new.birthDate == compatible.birthDate)
        #expect(new.name != compatible.name)
        #expect(new.number != compatible.number)
    }

    @Test("実演の家族: かな、生年月日 3550217、高橋と打った髙橋で見つかる人")
    func demonstration() throws {
        let hanako = try named("髙橋　花子")
        #expect(hanako.kana == "タカハシ　ハナコ")
        #expect(hanako.birthDate?.iso == "1980-02-17")
        #expect(hanako.birthText == "昭和55年2月17日")
        #expect(DateReading.read("3550217").date == hanako.birthDate)
        let keys = SearchKey.keys(of: hanako.name)
        #expect(SearchKey.keys(of: "高橋 花子").level(in: keys) != nil)
        let family = people.filter { $0.household == hanako.household }
        #expect(family.map(\.relationship) == ["世帯主", "妻", "子", "子", "母"])
        #expect(hanako.formerName == "新井")
        #expect(people.filter { $0.birthDate == hanako.birthDate }.count == 1)
    }

    @Test("暦にない日、不詳、元号の境目の生年月日は、書かれたとおりに残る")
    func births() throws {
        let leap = try named("飯塚　うるう")
        #expect(leap.birthDate == nil)
        #expect(leap.birthText == "昭和30年2月29日")
        let unknown = try named("生方　ハナ")
        #expect(unknown.birthDate == nil)
        #expect(unknown.birthText == "昭和10年月日不詳")
        for (name, text, iso) in [
            ("羽鳥　ヨシ", "明治45年7月30日", "1912-07-30"), ("都丸　フミ", "大正15年12月25日", "1926-12-25"),
            ("真下　茂", "昭和元年12月25日", "1926-12-25"), ("須藤　克己", "昭和64年1月7日", "1989-01-07"),
            ("須藤　愛美", "平成元年1月8日", "1989-01-08"), ("木村　令", "令和元年5月1日", "2019-05-01"),
        ] {
            let person = try named(RegisteredText(name))
            #expect(person.birthText == text)
            #expect(person.birthDate?.iso == iso)
        }
        // A foreigner's birth is written in the Western calendar only (住民記録システム標準仕様書 1.1.8).
        #expect(try named("SUPRIYADI").birthText == "2001年1月1日")
    }

    @Test("支援措置、転出した人、4世代の続柄、通称、在留資格")
    func others() throws {
        #expect(people.filter(\.isProtected).map(\.name).contains("桜井　由美子"))
        #expect(try named("桜井　心春").isProtected)
        #expect(try !named("髙橋　花子").isProtected)
        #expect(try named("宮田　健").standing == .movedOut)
        #expect(try named("女屋　空").relationship == "子の子の子の子")
        #expect(try named("近藤　典子").relationship == "妻（未届）")
        let peruvian = try named("HIGA TORRES JUAN CARLOS")
        #expect(peruvian.kind == .foreign)
        #expect(peruvian.commonName == "比嘉　フアン")
        #expect(peruvian.residenceStatus == "定住者")
        #expect(peruvian.residenceUntil?.iso == "2028-06-30")
        #expect(peruvian.nationality == "ペルー")
        let care = try named("髙橋　キヨ").entitlements.first { $0.business == .longTermCare }
        #expect(care?.grade == "要介護1")
    }
}
