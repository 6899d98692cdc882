import Japanese
import Madoguchi
import Testing

@testable import Storage

@Suite("以前の住所・氏名での検索") struct PastAddressTests {
    let folder = TestFolder()

    private func state(
        _ person: Resident,
        _ sequence: Int,
        town: RegisteredText,
        lot: RegisteredText = "1番地",
        building: RegisteredText = "",
        name: RegisteredText? = nil
    ) -> ResidentHistory {
        var earlier = person
        earlier.address.town = town
        earlier.address.lot = lot
        earlier.address.building = building
        if let name { earlier.name = name }
        return ResidentHistory(of: earlier, sequence: sequence, changedOn: Example.day, reason: "11")
    }

    private func publish(_ people: [Resident], _ states: [ResidentHistory]) async throws -> SQLiteStore {
        let store = try folder.store()
        let writer = try store.beginGeneration(businessDate: Example.day, importedAt: Example.now)
        try writer.take(.histories(states))
        try writer.take(.residents(people.map { ResidentIntake($0) }))
        _ = try await store.publish(try writer.finish(), journaledAs: Example.entry(.registryImported))
        return store
    }

    private func found(_ query: ResidentQuery, _ store: SQLiteStore) async throws -> [String] {
        try await store.names(query)
    }

    private static let now = Resident.named("佐藤　花", "サトウ　ハナ", number: 1, town: "本町")
    private static let neighbour = Resident.named("鈴木　一", "スズキ　ハジメ", number: 2, town: "緑町", lot: "30番地")

    @Test(
        "以前の住所でも、求めたときだけ、今の住所の人の後に見つかる",
        arguments: [
            ("緑町30", ["0 鈴木　一", "6 佐藤　花"]), ("緑町", ["0 鈴木　一", "6 佐藤　花"]), ("30-4", ["6 佐藤　花"]),
            ("グリーン", ["6 佐藤　花"]), ("緑町 グリーンハイツ", ["6 佐藤　花"]), ("本町 グリーン", []), ("連取町 30", []), ("茂呂町", []),
        ]
    )
    func past(typed: String, expected: [String]) async throws {
        let states = [
            state(Self.now, 1, town: "緑町", lot: "30番地4", building: "グリーンハイツ　2号"), state(Self.now, 2, town: "連取町"),
        ]
        let store = try await publish([Self.now, Self.neighbour], states)
        #expect(try await found(ResidentQuery(address: typed, includesFormer: true), store) == expected, "\(typed)")
        let today = expected.filter { $0.hasPrefix("0") && !$0.contains("佐藤") }
        #expect(try await found(ResidentQuery(address: typed), store) == today)
    }

    @Test("氏名・生年月日・番号と組み合わせても、以前の住所で絞れる", arguments: [(0, 0), (0, 10_000), (500, 10_000)])
    func combined(each: Int, set: Int) async throws {
        let store = try await publish([Self.now, Self.neighbour], [state(Self.now, 1, town: "緑町", lot: "30番地")])
        let generation = try #require(try await store.read { try $0.registryStatus() }).generation
        func names(_ query: ResidentQuery) throws -> [String] {
            try store.shelf.read(generation) { connection in
                try ResidentSearch(query, limits: (each, set)).hits(in: connection).map(\.resident.name.string)
            }
        }
        for name in ["佐藤", "サトウ", "サ"] {
            #expect(try names(ResidentQuery(name: name, address: "緑町30", includesFormer: true)) == ["佐藤　花"])
            #expect(try names(ResidentQuery(name: name, address: "緑町30")).isEmpty)
            #expect(try names(ResidentQuery(name: name, address: "茂呂町", includesFormer: true)).isEmpty)
        }
        let born = Self.now.birthDate
        #expect(try names(ResidentQuery(birthDate: born, address: "緑町", includesFormer: true)).count == 2)
        #expect(try names(ResidentQuery(birthDate: born, address: "緑町")) == ["鈴木　一"])
        #expect(try names(ResidentQuery(address: "緑町", number: "1", includesFormer: true)) == ["佐藤　花"])
    }

    @Test("以前の氏名は、生年月日や番号と組み合わせても見つかる") func pastNameAndBirth() async throws {
        let store = try await publish([Self.now], [state(Self.now, 1, town: "本町", name: "髙木　花")])
        let born = Self.now.birthDate
        #expect(
            try await found(ResidentQuery(name: "高木", birthDate: born, includesFormer: true), store)
                == ["7 佐藤　花"]
        )
        #expect(try await found(ResidentQuery(name: "高木", birthDate: born), store).isEmpty)
        #expect(try await found(ResidentQuery(name: "高木", number: "1", includesFormer: true), store) == ["7 佐藤　花"])
    }

    @Test("支援措置の対象者と同じ世帯の人は、以前の住所でも見つからない") func suppressed() async throws {
        var hidden = Self.now
        hidden.isProtected = true
        var housemate = Resident.named("佐藤　次郎", number: 3)
        housemate.household = hidden.household
        let states = [state(hidden, 1, town: "緑町"), state(housemate, 1, town: "緑町")]
        let store = try await publish([hidden, housemate], states)
        #expect(try await found(ResidentQuery(address: "緑町", includesFormer: true), store).isEmpty)
        #expect(try await found(ResidentQuery(name: "佐藤", address: "緑町", includesFormer: true), store).isEmpty)
        let query = ResidentQuery(birthDate: hidden.birthDate, address: "緑町", includesFormer: true)
        #expect(try await found(query, store).isEmpty)
    }

    @Test("差分でもう一度来た履歴は二つにならず、書き換わった状態の住所と氏名でだけ見つかる") func replacedStates() async throws {
        let first = state(Self.now, 1, town: "緑町", name: "髙木　花")
        let second = state(Self.now, 2, town: "緑町", name: "髙木　花")
        let store = try await publish([Self.now, Self.neighbour], [first, second])
        let update = try store.beginUpdate(businessDate: Example.day.adding(days: 1), importedAt: Example.now)
        let corrected = state(Self.now, 1, town: "茂呂町", name: "小木　花")
        try update.take(.histories([corrected, second]))
        let third = state(Self.neighbour, 1, town: "三光町")
        try update.take(.histories([third]))
        _ = try await store.publish(try update.finish(), journaledAs: Example.entry(.registryImported))
        #expect(try await store.read { try $0.history(of: Self.now.number) } == [corrected, second])
        // The second state still has the name and the address whose only keys lay with the first.
        for query in [
            ResidentQuery(address: "緑町", includesFormer: true), ResidentQuery(name: "高木", includesFormer: true),
            ResidentQuery(address: "茂呂町", includesFormer: true), ResidentQuery(name: "小木", includesFormer: true),
        ] {
            #expect(try await store.hits(query).map(\.resident.number.digits).contains("1"), "\(query)")
        }
        #expect(
            try await store.hits(ResidentQuery(address: "三光町", includesFormer: true)).map(\.resident.number.digits)
                == ["2"]
        )
    }

    @Test("差分で消えた人の履歴は残らない") func removedPerson() async throws {
        let store = try await publish([Self.now, Self.neighbour], [state(Self.now, 1, town: "緑町", name: "髙木　花")])
        let update = try store.beginUpdate(businessDate: Example.day.adding(days: 1), importedAt: Example.now)
        try update.take(.removed([Self.now.number]))
        let finished = try update.finish()
        #expect(finished.status.residentCount == 1)
        _ = try await store.publish(finished, journaledAs: Example.entry(.registryImported))
        let left = try store.shelf.read(finished.status.generation) { connection in
            try ["history", "past_key", "past_address", "my_number"].map { table in
                try connection.first("SELECT count(*) FROM \(table)") { try $0.integer(0) }
            }
        }
        #expect(left == [0, 0, 0, 0])
        #expect(try await found(ResidentQuery(name: "高木", includesFormer: true), store).isEmpty)
    }

    @Test("履歴だけがあった人は、差分で住民になると以前の住所で見つかる") func personAfterHistory() async throws {
        let store = try await publish([Self.neighbour], [state(Self.now, 1, town: "三光町")])
        let query = ResidentQuery(address: "三光町", includesFormer: true)
        #expect(try await store.hits(query).isEmpty)
        let update = try store.beginUpdate(businessDate: Example.day.adding(days: 1), importedAt: Example.now)
        try update.take(.residents([ResidentIntake(Self.now)]))
        _ = try await store.publish(try update.finish(), journaledAs: Example.entry(.registryImported))
        #expect(try await found(query, store) == ["6 佐藤　花"])
        let named = ResidentQuery(name: "サトウ", address: "三光町", includesFormer: true)
        #expect(try await found(named, store) == ["0 佐藤　花"])
    }
}
