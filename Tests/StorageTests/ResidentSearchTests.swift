import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

@Suite("住民検索") struct ResidentSearchTests {
    let folder = TestFolder()

    private func store(_ residents: [Resident]) async throws -> SQLiteStore {
        let store = try folder.store()
        try await store.publish(residents)
        return store
    }

    @Test("登録どおりの字が先、同じ字の別の形が次、聞き分けられない字がその次に並ぶ") func kanjiRanks() async throws {
        let store = try await store([
            .named("斉藤　一", "サイトウ　ハジメ", number: 1), .named("斎藤　一", "サイトウ　ハジメ", number: 2),
            .named("齋藤　一", "サイトウ　ハジメ", number: 3), .named("高橋　一", "タカハシ　ハジメ", number: 4),
            .named("髙橋　一", "タカハシ　ハジメ", number: 5), .named("斎木　一", "サイキ　ハジメ", number: 6),
        ])
        #expect(try await store.names(ResidentQuery(name: "斎藤")) == ["0 斎藤　一", "1 齋藤　一", "2 斉藤　一"])
        #expect(try await store.names(ResidentQuery(name: "齋藤")) == ["0 齋藤　一", "1 斎藤　一", "2 斉藤　一"])
        #expect(try await store.names(ResidentQuery(name: "髙橋")) == ["0 髙橋　一", "1 高橋　一"])
        #expect(try await store.names(ResidentQuery(name: "高橋 一")) == ["0 高橋　一", "1 髙橋　一"])
    }

    @Test("一字・二字の漢字でも、異体字セレクターや第二面の字でも見つかる") func shortKanji() async throws {
        let store = try await store([
            .named("辻\u{E0102}　花", "ツジ　ハナ", number: 1), .named("辻　花", "ツジ　ハナ", number: 2),
            .named("𠮷田　花", "ヨシダ　ハナ", number: 3), .named("\u{FA19}　花", "ジン　ハナ", number: 4),
        ])
        #expect(try await store.names(ResidentQuery(name: "辻")) == ["0 辻　花", "0 辻\u{E0102}　花"])
        #expect(try await store.names(ResidentQuery(name: "辻\u{E0102}")) == ["0 辻\u{E0102}　花", "1 辻　花"])
        #expect(try await store.names(ResidentQuery(name: "吉")) == ["1 𠮷田　花"])
        #expect(try await store.names(ResidentQuery(name: "神")) == ["1 \u{FA19}　花"])
        #expect(try await store.hits(ResidentQuery(name: "花")).map(\.rank) == [3, 3, 3, 3])
    }

    @Test("かなは濁点・小書き・長音の違いを越えて見つかり、近い順に並ぶ") func kana() async throws {
        let store = try await store([
            .named("山崎　ひろ", "ヤマサキ　ヒロ", number: 1), .named("山﨑　ひろ", "ヤマザキ　ヒロ", number: 2),
            .named("河野　一", "コウノ　ハジメ", number: 3), .named("小野　一", "オノ　ハジメ", number: 4),
            .named("三津　一", "ミヅ　ハジメ", number: 5),
        ])
        #expect(try await store.names(ResidentQuery(name: "やまざき")) == ["1 山﨑　ひろ", "2 山崎　ひろ"])
        #expect(try await store.names(ResidentQuery(name: "ヤマザキ")) == ["0 山﨑　ひろ", "2 山崎　ひろ"])
        #expect(try await store.names(ResidentQuery(name: "ﾔﾏｻﾞｷ ﾋ")) == ["1 山﨑　ひろ", "2 山崎　ひろ"])
        #expect(try await store.names(ResidentQuery(name: "コオノ")) == ["2 河野　一"])
        #expect(try await store.names(ResidentQuery(name: "ミズ")) == ["1 三津　一"])
        #expect(try await store.names(ResidentQuery(name: "ミツ")) == ["2 三津　一"])
        #expect(try await store.names(ResidentQuery(name: "ミス")) == ["2 三津　一"])
    }

    @Test("かなでは姓でも名でも、漢字の登録氏名に依らず見つかる") func kanaOfTheGivenName() async throws {
        let store = try await store([.named("辻　花子", "ツジ　ハナコ", number: 1), .named("花　太郎", "ハナ　タロウ", number: 2)])
        #expect(try await store.names(ResidentQuery(name: "ハナ")) == ["0 花　太郎", "3 辻　花子"])
        #expect(try await store.names(ResidentQuery(name: "ツジハナコ")) == ["0 辻　花子"])
    }

    @Test("ローマ字は語順と途中までの語を問わず、通称と旧氏でも見つかる") func latin() async throws {
        var maria = Resident.named("DA SILVA SANTOS MARIA", number: 1)
        maria.commonName = "田中　マリア"
        var hana = Resident.named("鈴木　花", "スズキ　ハナ", number: 2)
        hana.formerName = "髙橋"
        let store = try await store([
            maria, hana, .named("SILVA MARIANA", number: 3), .named("ZHANG YULIN　張　玉蓮", number: 4),
        ])
        #expect(
            try await store.names(ResidentQuery(name: "maria silva"))
                == ["1 DA SILVA SANTOS MARIA", "1 SILVA MARIANA"]
        )
        #expect(try await store.names(ResidentQuery(name: "ｍａｒｉａｎａ　Silva")) == ["0 SILVA MARIANA"])
        #expect(try await store.names(ResidentQuery(name: "santos souza")).isEmpty)
        #expect(try await store.names(ResidentQuery(name: "田中")) == ["0 DA SILVA SANTOS MARIA"])
        #expect(try await store.names(ResidentQuery(name: "高橋")) == ["1 鈴木　花"])
        #expect(try await store.names(ResidentQuery(name: "張玉")) == ["0 ZHANG YULIN　張　玉蓮"])
        #expect(try await store.names(ResidentQuery(name: "zhang 張")) == ["1 ZHANG YULIN　張　玉蓮"])
        #expect(try await store.names(ResidentQuery(name: "zhang 王")).isEmpty)
    }

    @Test("ハイフンのある外国人の氏名は、つないでも、離しても、続けて打っても見つかる") func hyphens() async throws {
        let store = try await store([
            .named("SMITH-JONES ANNE", number: 1), .named("SMITH JONES BOB", number: 2),
            .named("O'BRIEN MARY-ANN", number: 3),
        ])
        for typed in ["smith-jones", "Smith Jones", "JONES SMITH", "smith‐jones"] {
            let found = try await store.hits(ResidentQuery(name: typed)).map(\.resident.number.digits)
            #expect(Set(found) == ["1", "2"], "\(typed)")
        }
        #expect(try await store.names(ResidentQuery(name: "smithjones")) == ["1 SMITH-JONES ANNE"])
        #expect(try await store.names(ResidentQuery(name: "Anne Smith-Jones")) == ["0 SMITH-JONES ANNE"])
        for typed in ["OBRIEN", "O’Brien Mary Ann", "mary-ann o'brien"] {
            #expect(try await store.hits(ResidentQuery(name: typed)).map(\.resident.number.digits) == ["3"], "\(typed)")
        }
    }

    @Test(
        "住所は町名・地番・方書のどの部分でも、書き方の違いを越えて見つかる",
        arguments: [
            ("連取", [1, 2]), ("連取町3406", [1, 2]), ("連取町３４０６番地の３", [1]), ("3406-3", [1]), ("3406", [1, 2]),
            ("取町", [1, 2]), ("ハイツ", [3]), ("グリーンハイツ203", [3]), ("ハイツ 本町", [3]), ("本町", [3, 4]),
            ("本町1-2", [4]), ("本町一丁目２番", [4]), ("本町１丁目", [4]), ("関が原", [5]), ("関ケ原12", [5]), ("大字境", [6]),
            ("境", [6]), ("一丁目", [4]), ("本町1", [3, 4]), ("9999", []), ("連取 9999", []), ("町", [1, 2, 3, 4]),
        ]
    ) func address(_ typed: String, _ numbers: [Int]) async throws {
        let store = try await store([
            .named("一", number: 1, town: "連取町", lot: "３４０６番地３"), .named("二", number: 2, town: "連取町", lot: "3406番地"),
            .named("三", number: 3, town: "本町", lot: "10番地", building: "グリーンハイツ　２０３号室"),
            .named("四", number: 4, town: "本町一丁目", lot: "2番3号"), .named("五", number: 5, town: "関ヶ原", lot: "12"),
            .named("六", number: 6, town: "大字境", lot: "1番地"),
        ])
        let found = try await store.hits(ResidentQuery(address: typed)).map(\.resident.number.digits)
        #expect(Set(found) == Set(numbers.map(String.init)), "\(typed)")
    }

    @Test("宛名番号・世帯番号・電話番号は先頭の0や区切りを問わない") func numbers() async throws {
        var one = Resident.named("一", number: 1)
        one = Resident(
            number: ResidentNumber("000000000012345"),
            household: HouseholdNumber("0000077"),
            kind: .japanese,
            standing: .current,
            name: one.name,
            kana: "",
            sex: .male,
            birthDate: nil,
            birthText: "不詳",
            relationship: "世帯主",
            address: one.address
        )
        one.phone = "0270-24-5111"
        let store = try await store([one, .named("二", number: 77)])
        #expect(try await store.names(ResidentQuery(number: "12345")) == ["0 一"])
        #expect(try await store.names(ResidentQuery(number: "０００００００１２３４５")) == ["0 一"])
        #expect(try await store.names(ResidentQuery(number: "77")) == ["0 二", "1 一"])
        #expect(try await store.names(ResidentQuery(number: "0270245111")) == ["2 一"])
        #expect(try await store.read { try $0.resident(ResidentNumber("12345")) } == nil)
        #expect(try await store.read { try $0.resident(ResidentNumber("000000000012345")) } == one)
    }

    @Test("条件はすべて満たす人だけが見つかる") func allPartsRestrict() async throws {
        var moved = Resident.named("高橋　花", "タカハシ　ハナ", number: 4, born: "1990-05-05")
        moved.standing = .movedOut
        let store = try await store([
            .named("高橋　花", "タカハシ　ハナ", number: 1, born: "1990-05-05", town: "連取町"),
            .named("髙橋　太郎", "タカハシ　タロウ", number: 2, born: "1990-05-05", town: "本町"),
            .named("高橋　花", "タカハシ　ハナ", number: 3, born: "1991-01-01", town: "連取町"), moved,
        ])
        let born = CivilDate(iso: "1990-05-05")
        let found: (ResidentQuery) async throws -> [String] = { query in
            try await store.hits(query).map(\.resident.number.digits)
        }
        #expect(try await found(ResidentQuery(name: "高橋", birthDate: born)) == ["1", "2"])
        #expect(try await found(ResidentQuery(name: "タカハシ", birthDate: born, address: "連取")) == ["1"])
        #expect(try await found(ResidentQuery(name: "高橋", address: "連取町")) == ["1", "3"])
        #expect(try await found(ResidentQuery(birthDate: born, number: "2")) == ["2"])
        #expect(try await found(ResidentQuery(birthDate: born, number: "3")).isEmpty)
        #expect(try await found(ResidentQuery(name: "鈴木", birthDate: born)).isEmpty)
        #expect(try await found(ResidentQuery(birthDate: born, includesFormer: true)).count == 3)
        #expect(try await found(ResidentQuery(name: "高橋花", includesFormer: true)) == ["1", "3", "4"])
        #expect(try await found(ResidentQuery()).isEmpty)
        #expect(try await found(ResidentQuery(name: "-")).isEmpty)
        #expect(try await found(ResidentQuery(name: "　", number: "1")) == ["1"])
    }

    @Test("支援措置の対象者も印を付けて返す") func protectedPersonsAreMarked() async throws {
        var hidden = Resident.named("高橋　花", number: 1)
        hidden.isProtected = true
        let store = try await store([hidden])
        #expect(try await store.hits(ResidentQuery(name: "高橋")).map(\.resident.isProtected) == [true])
    }

    @Test("世帯は世帯主から、届出の順に現在の人だけ") func householdInOrder() async throws {
        var people = (1...4).map { Resident.named("人\($0)", number: $0) }
        for index in people.indices {
            people[index].household = HouseholdNumber("500")
            people[index].relationship = ["子", "世帯主", "妻", "母"][index]
        }
        people[3].standing = .deceased
        let store = try await store(people)
        let found = try await store.read { try $0.household(HouseholdNumber("500")) }
        #expect(found.map(\.number.digits) == ["2", "1", "3"])
    }

    @Test("再転入の人は、転出後の記録からも氏名と生年月日で見つかる") func returns() async throws {
        var moved = Resident.named("髙橋　花", "タカハシ　ハナ", number: 1)
        moved.standing = .movedOut
        let store = try await store([
            moved, .named("高橋　花", number: 2), .named("高橋　花江", number: 3),
            .named("高橋　花", number: 4, born: "1980-01-02"), .named("SILVA MARIA", number: 5),
        ])
        let find: (RegisteredText) async throws -> [String] = { name in
            try await store.read {
                try $0.possibleReturns(name: name, birthDate: CivilDate(iso: "1980-01-01")!).map(\.number.digits)
            }
        }
        #expect(try await find("高橋 花") == ["1", "2"])
        #expect(try await find("MARIA SILVA") == ["5"])
        #expect(try await find("MARIA").isEmpty)
    }

    @Test("全項目が登録どおりに戻る") func everyColumnComesBack() async throws {
        var full = Resident.named("神\u{FA19}\u{10FECB}", "ジン", number: 7, building: "コーポ１０１")
        full.romanName = "JIN"
        full.commonName = "神\u{795E}"
        full.formerName = "辻\u{E0102}"
        full.phone = "0270-24-5111"
        full.becameResident = CivilDate(iso: "2001-02-03")
        full.nationality = "ブラジル"
        full.residenceStatus = "永住者"
        full.residenceUntil = CivilDate(iso: "2030-12-31")
        full.registeredDomicile = "群馬県"
        full.familyRegisterHead = "神\u{FA19}"
        full.isProtected = true
        full.isAddressSuppressed = true
        full.entitlements = [
            Entitlement(
                business: .longTermCare,
                number: "1",
                grade: "要介護2",
                from: CivilDate(iso: "2024-01-01"),
                until: nil
            ),
            Entitlement(business: .schooling, number: "", grade: "小3", from: nil, until: CivilDate(iso: "2027-03-31")),
        ]
        let store = try await store([full])
        #expect(try await store.hits(ResidentQuery(number: "7")) == [ResidentHit(resident: full, rank: 0)])
    }
}
