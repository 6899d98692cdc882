import Foundation
import Japanese
import Madoguchi
import Testing

@testable import Storage

/// 枚方, 徳島: one system knew and the other did not. What a visit tells holds in every search at once.
@Suite("来庁で知れた支援措置") struct VisitProtectionTests {
    let folder = TestFolder()
    private let id = Example.caseID(1)

    /// She and a child in one household with one telephone; a neighbour in the same building.
    private func store() async throws -> SQLiteStore {
        let store = try folder.store()
        var people = [
            Resident.named("山田　秘", "ヤマダ　ヒメ", number: 1, town: "秘匿町", building: "秘匿荘"),
            .named("山田　子", "ヤマダ　コ", number: 2, town: "秘匿町", building: "秘匿荘"),
            .named("隣野　人", "トナリノ　ヒト", number: 3, town: "秘匿町", building: "秘匿荘"),
        ]
        people[0].household = HouseholdNumber("00901")
        people[1].household = HouseholdNumber("901")
        for place in people.indices { people[place].phone = place < 2 ? "0270-11-2222" : "0270-33-4444" }
        try await store.publish(people)
        return store
    }

    private func mark(_ source: FactSource, in store: SQLiteStore) async throws {
        let person = PersonKey(1)
        try await store.append(
            [
                Example.opening(1), .person(CasePerson(key: person, resident: ResidentNumber("1"))),
                .fact(Fact(FactKey(.isProtected, person), .flag(true), from: source)),
            ],
            to: id,
            serial: 1
        )
    }

    private static let hiding = [
        ResidentQuery(address: "秘匿町"), ResidentQuery(address: "秘匿荘"), ResidentQuery(name: "ヤマダ", address: "秘匿町"),
        ResidentQuery(birthDate: CivilDate(iso: "1980-01-01"), address: "秘匿町"), ResidentQuery(number: "0270112222"),
    ]

    @Test("本人も同じ世帯の人も、その時から住所が隠れ、住所でも電話でも見つからない") func everywhere() async throws {
        let store = try await store()
        for query in Self.hiding { #expect(try await store.hits(query).count >= 2, "\(query)") }
        try await mark(.staff, in: store)
        let byName = try await store.hits(ResidentQuery(name: "ヤマダ"))
        #expect(byName.count == 2 && byName.allSatisfy(\.resident.hidesAddress))
        #expect(try await store.read { try $0.household(HouseholdNumber("901")) }.allSatisfy(\.hidesAddress))
        #expect(try await store.read { try $0.resident(ResidentNumber("2")) }?.hidesAddress == true)
        #expect(try await store.read { try $0.resident(ResidentNumber("3")) }?.hidesAddress == false)
        #expect(try await store.hits(ResidentQuery(number: "1")).map(\.resident.number.digits) == ["1"])
        for query in Self.hiding {
            let found = try await store.names(query)
            #expect(!found.contains { $0.contains("山田") }, "\(query)")
        }
        #expect(try await store.names(ResidentQuery(address: "秘匿町")) == ["0 隣野　人"])
    }

    @Test("取り下げても残り、二人目が取り消すと終わる。一覧を作り直しても同じ", arguments: [false, true])
    func ends(rebuilds: Bool) async throws {
        let store = try await store()
        func rebuild() async throws {
            guard rebuilds else { return }
            _ = try await store.rebuildProjections(journaledAs: Example.entry()) { _ in
                Example.summary(Example.caseID(1), serial: 1)
            }
        }
        try await mark(.code, in: store)
        try await store.append([.withdrawal(Withdrawal(reason: "出直し"))], to: id, serial: 1, from: 4)
        try await rebuild()
        #expect(try await store.read { try $0.resident(ResidentNumber("2")) }?.hidesAddress == true)
        let end = ProtectionEnd(person: PersonKey(1), reason: "付け間違い")
        try await store.append([.protectionEnd(end)], to: id, serial: 1, from: 5)
        try await rebuild()
        #expect(try await store.read { try $0.resident(ResidentNumber("2")) }?.hidesAddress == false)
        #expect(try await store.hits(ResidentQuery(address: "秘匿町")).count == 3)
    }

    @Test("隠れている人がいても、頁の長さも人数も、その人がいない町と同じ") func pages() async throws {
        let neighbours = (10..<40).map { Resident.named("隣野　\($0)", "トナリノ", number: $0, town: "秘匿町") }
        let store = try folder.store()
        var people = neighbours
        people.insert(Resident.named("山田　秘", "アマダ", number: 1, town: "秘匿町"), at: 5)
        people.insert(Resident.named("山田　子", "アマダ", number: 2, town: "秘匿町"), at: 12)
        people[5].household = HouseholdNumber("901")
        people[12].household = HouseholdNumber("901")
        try await store.publish(people)
        try await mark(.staff, in: store)
        let second = TestFolder()
        let other = try second.store()
        try await other.publish(neighbours)
        for limit in [1, 7, 10, 31] {
            for offset in [0, 7, 10, 29, 30] {
                let query = ResidentQuery(address: "秘匿町", limit: limit, offset: offset)
                #expect(try await store.names(query) == other.names(query), "\(limit) \(offset)")
            }
        }
    }

    @Test("住民データから読んだ印は、住民データで終わる") func ofTheRegister() async throws {
        let store = try await store()
        try await mark(.registry, in: store)
        #expect(try await store.read { try $0.resident(ResidentNumber("1")) }?.hidesAddress == false)
    }

    @Test("住民データの支援措置でも、電話では見つからない") func telephone() async throws {
        let store = try folder.store()
        var person = Resident.named("山田　秘", number: 1)
        person.phone = "0270-11-2222"
        person.isProtected = true
        try await store.publish([person])
        #expect(try await store.hits(ResidentQuery(number: "0270112222")).isEmpty)
        #expect(try await store.hits(ResidentQuery(number: "1")).count == 1)
    }
}
