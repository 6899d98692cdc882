import Japanese
package import Madoguchi
import Synchronization

/// A fictional town for tests (例示市): counters, clerks, terminals and two households.
package enum TestTown {
    package static let shimin = CounterID("shimin")
    package static let kokuho = CounterID("kokuho")
    package static let nenkin = CounterID("nenkin")

    package static let municipality = {
        var town = plain
        town.disclosure.shown = [.subject: [.casePage, .form, .panel, .entry]]
        return town
    }()

    private static let plain = Municipality(
        name: "例示市",
        code: "999993",
        prefecture: "例示県",
        mayor: "例示市長",
        schoolBoard: "例示市教育委員会",
        sites: [Site(id: "main", name: "市役所本庁舎", hours: "8時30分から17時15分", phone: "0270-00-0000")],
        counters: [
            counter("shimin", "市民課", "1", 1), counter("kokuho", "国民健康保険課", "3", 2),
            counter("nenkin", "年金医療課", "5", 3), counter("kaigo", "介護保険課", "7", 4),
            counter("kosodate", "子育て支援課", "21", 5), counter("gakumu", "学務課", "41", 6),
        ],
        groups: [
            StaffGroup(id: "counter", name: "窓口", permissions: [.receive, .search, .override]),
            StaffGroup(id: "matching", name: "照合", permissions: [.match]),
            StaffGroup(id: "senior", name: "係長", permissions: [.release]),
            StaffGroup(id: "entry", name: "入力担当", permissions: [.entry]),
            StaffGroup(id: "admin", name: "管理者", permissions: Set(Permission.allCases)),
        ],
        towns: []
    )

    package static let catalogue = Catalogue(
        municipality: municipality,
        version: "test",
        items: [],
        procedures: [],
        texts: [
            "ja": [
                "error.ticket.notATicket": "手続案内書の二次元コードではありません。",
                "error.ticket.incomplete": "コードを途中までしか読み取れませんでした。",
                "error.ticket.misread": "コードを正しく読み取れませんでした。",
                "error.ticket.unknown": "このコードの受付は見つかりません。",
                "error.ticket.superseded": "この手続案内書は、再発行により使えなくなっています。",
                "error.ticket.closed": "この受付はもう終わっています。",
                "error.case.notFound": "受付が見つかりません。",
            ]
        ]
    )

    /// A desk over a store, with random bytes that differ at every call and are the same in every run.
    package static func desk(
        _ store: MemoryStore,
        _ clock: any Clock,
        _ renderer: any DocumentRenderer
    ) -> ReceptionDesk {
        let count = Mutex(UInt8(0))
        return ReceptionDesk(
            store: store,
            renderer: renderer,
            clock: clock,
            catalogue: catalogue,
            random: { number in
                count.withLock { count in
                    count &+= 1
                    return (0..<number).map { UInt8(truncatingIfNeeded: $0) &* 31 &+ count }
                }
            },
            digest: digest
        )
    }

    /// Stands for SHA-256: enough to tell contents apart.
    package static func digest(_ bytes: [UInt8]) -> Digest {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        let text = String(sum, radix: 16)
        return Digest(hex: String(repeating: "0", count: 64 - text.utf8.count) + text) ?? digest([])
    }

    package static let terminals = [
        Terminal(id: TerminalID("t1"), name: "窓口1", counter: shimin),
        Terminal(id: TerminalID("t3"), name: "窓口3", counter: nenkin),
    ]

    /// A clerk of 市民課 with the rights of the counter and of entry.
    package static let sato = staff("sato", "佐藤 花子", shimin, ["counter", "entry", "matching"])
    /// A clerk of 年金医療課 with the rights of the counter and of releasing a protected case.
    package static let suzuki = staff("suzuki", "鈴木 一郎", nenkin, ["counter", "senior"])

    package static func store() -> MemoryStore {
        let store = MemoryStore()
        store.prepare { state in
            state.staff = [sato, suzuki].compactMap(\.self)
            for person in state.staff { state.passwordHashes[person.id] = "hash of \(person.id.text)-pass" }
            state.terminals = terminals
            state.residents = residents
            state.registry = CivilDate(iso: "2026-11-23").map { day in
                RegistryStatus(
                    generation: "g1",
                    businessDate: day,
                    importedAt: Instant(milliseconds: 1_795_464_600_000),
                    residentCount: residents.count
                )
            }
        }
        return store
    }

    /// Stands for scrypt: the hash says what it is made of.
    package static func passwordFits(_ password: String, _ hash: String) -> Bool {
        hash == "hash of \(password)"
    }

    package static let residents: [Resident] = {
        let yamada = ResidentAddress(
            postalCode: "3720001",
            townCode: "001",
            town: "中央町",
            lot: "123番地4",
            building: "コーポ例示201号"
        )
        let tsuji = ResidentAddress(
            postalCode: "3720002",
            townCode: "002",
            town: "今泉町二丁目",
            lot: "410番地",
            building: ""
        )
        var partner = resident("1004", "H2", "辻\u{E0102} 健", "ツジ ケン", .male, "1988-12-01", "世帯主", tsuji)
        partner.isAddressSuppressed = true
        var hidden = resident("1005", "H2", "辻\u{E0102} 美咲", "ツジ ミサキ", .female, "1991-06-30", "妻", tsuji)
        hidden.isProtected = true
        hidden.isAddressSuppressed = true
        var gone = resident("1006", "H3", "髙橋 正", "タカハシ タダシ", .male, "1950-01-05", "世帯主", yamada)
        gone.standing = .movedOut
        return [
            resident("1001", "H1", "山田 太郎", "ヤマダ タロウ", .male, "1980-02-17", "世帯主", yamada),
            resident("1002", "H1", "山田 花", "ヤマダ ハナ", .female, "1982-08-09", "妻", yamada),
            resident("1003", "H1", "山田 𠮷平", "ヤマダ キッペイ", .male, "2018-04-01", "子", yamada),
            partner, hidden, gone,
        ]
    }()

    private static func counter(_ id: String, _ name: String, _ number: String, _ order: Int) -> Counter {
        Counter(
            id: CounterID(id),
            name: name,
            number: number,
            floor: order < 5 ? "本館1階" : "東館2階",
            site: "main",
            order: order,
            phone: "",
            after: []
        )
    }

    private static func staff(_ id: String, _ name: String, _ counter: CounterID, _ groups: [String]) -> Staff? {
        StaffID(id).map { Staff(id: $0, name: name, counter: counter, groups: groups) }
    }

    private static func resident(
        _ number: String,
        _ household: String,
        _ name: String,
        _ kana: String,
        _ sex: Resident.Sex,
        _ birth: String,
        _ relationship: String,
        _ address: ResidentAddress
    ) -> Resident {
        Resident(
            number: ResidentNumber(number),
            household: HouseholdNumber(household),
            kind: .japanese,
            standing: .current,
            name: RegisteredText(name),
            kana: kana,
            sex: sex,
            birthDate: CivilDate(iso: birth),
            birthText: birth,
            relationship: relationship,
            address: address
        )
    }
}
