import Foundation
import Japanese
import Madoguchi
import Testing
import TestSeed

@testable import Storage

@Suite("同定を、ファイルなしでいまの世代に反映する")
struct IdentificationStorageTests {
    let folder = TestFolder()

    private static let gaiji = "\u{E5A0}"
    private static let other = "\u{E5A1}"

    private func table(_ rows: [String]...) throws -> ExternalCharacters {
        let all = rows.map { [$0[0], $0[1], "同定", $0.count > 2 ? $0[2] : "2026-04-01"] }
        let (characters, faults) = ExternalCharacters.read([ExternalCharacters.columns] + all, table: nil)
        #expect(faults.isEmpty)
        return characters
    }

    /// A person as a core system delivers them and as an import with the table hands them over.
    private func intake(_ delivered: Resident, _ table: ExternalCharacters, on day: CivilDate) -> ResidentIntake {
        var person = delivered
        var received: [ReceivedText] = []
        for place in ReceivedText.Place.allCases {
            guard let text = delivered.text(at: place) else { continue }
            let applied = table.apply(to: text, on: day)
            guard !applied.mapped.isEmpty || !applied.unmapped.isEmpty else { continue }
            person.set(applied.text, at: place)
            received.append(ReceivedText(place, column: place.rawValue, text))
        }
        return ResidentIntake(person, received: received)
    }

    private func state(
        _ delivered: Resident,
        _ table: ExternalCharacters,
        sequence: Int,
        on day: CivilDate = Example.day
    ) -> ResidentHistory {
        let intake = intake(delivered, table, on: day)
        var state = ResidentHistory(of: intake.resident, sequence: sequence, changedOn: Example.day, reason: "11")
        state.received = intake.received
        return state
    }

    private func publish(
        _ people: [Resident],
        states: [(Resident, Int)] = [],
        with table: ExternalCharacters = .none,
        on day: CivilDate = Example.day,
        in store: SQLiteStore
    ) async throws {
        let writer = try store.beginGeneration(businessDate: day, importedAt: Example.now)
        let past = states.map { state($0.0, table, sequence: $0.1, on: day) }
        try writer.take(.histories(past))
        try writer.take(.residents(people.map { intake($0, table, on: day) }))
        _ = try await store.publish(try writer.finish(), journaledAs: Example.entry(.registryImported))
    }

    /// A function of its own, because a writer keeps other imports out until it goes.
    private func publish(
        keepsMyNumbers: Bool = false,
        in store: SQLiteStore,
        _ batches: RegistryBatch...
    ) async throws {
        let writer = try store.beginGeneration(
            businessDate: Example.day,
            importedAt: Example.now,
            keepsMyNumbers: keepsMyNumbers
        )
        for batch in batches { try writer.take(batch) }
        _ = try await store.publish(try writer.finish(), journaledAs: Example.entry(.registryImported))
    }

    private func update(
        on day: CivilDate,
        with table: ExternalCharacters,
        in store: SQLiteStore,
        _ batches: RegistryBatch...
    ) async throws {
        let update = try store.beginUpdate(businessDate: day, importedAt: Example.now, externals: table)
        for batch in batches { try update.take(batch) }
        _ = try await store.publish(try update.finish(), journaledAs: Example.entry(.registryImported))
    }

    private func generation(_ store: SQLiteStore) async throws -> String? {
        try await store.read { try $0.registryStatus()?.generation }
    }

    private let entry = Example.entry(.characterIdentified)

    @Test("氏名・カナ・住所・以前の氏名と検索キーが一度に変わり、取り消せば元に戻る")
    func atOnceAndBack() async throws {
        let store = try folder.store()
        let (gaiji, other) = (Self.gaiji, Self.other)
        var person = Resident.named(
            "\(gaiji)城　花",
            "カ\(gaiji)ギ　ハナ",
            number: 1,
            town: "\(gaiji)西町",
            building: "\(gaiji)荘"
        )
        person.formerName = RegisteredText("\(other)田")
        var earlier = person
        earlier.name = RegisteredText("\(gaiji)木　花")
        earlier.address.town = RegisteredText("\(gaiji)東町")
        let states = [(earlier, 0), (person, 0)]
        try await publish([person, .named("葛城　太郎", number: 2)], states: states, in: store)
        #expect(try await store.externalUse(font: nil).waiting.map(\.character.notation) == ["U+E5A0", "U+E5A1"])
        let before = try await store.hits(ResidentQuery(name: "葛城"))
        let known = try table(["U+E5A0", "U+845B U+E0102"])
        #expect(
            try await store.identify(known, over: ExternalCharacters.none, journaledAs: entry) == .atOnce(people: 1)
        )
        let found = try #require(try await store.read { try $0.resident(ResidentNumber("1")) })
        #expect(found.name == "葛\u{E0102}城　花" && found.formerName == RegisteredText("\(other)田"))
        #expect(found.kana == "カ葛\u{E0102}ギ　ハナ")
        #expect(found.address.town == "葛\u{E0102}西町" && found.address.building == "葛\u{E0102}荘")
        #expect(try await store.names(ResidentQuery(name: "葛城")).count == 2)
        #expect(try await store.names(ResidentQuery(address: "葛西町")).count == 1)
        #expect(try await store.names(ResidentQuery(name: "葛木", includesFormer: true)).count == 1)
        #expect(try await store.hits(ResidentQuery(address: "葛東町", includesFormer: true)).count == 1)
        let history = try await store.read { try $0.history(of: ResidentNumber("1")) }
        #expect(history.map(\.name) == ["葛\u{E0102}木　花", "葛\u{E0102}城　花"])
        let use = try await store.externalUse(font: nil)
        #expect(use.waiting.map(\.character.notation) == ["U+E5A1"])
        #expect(use.identified.map { "\($0.key.notation) \($0.value)" } == ["U+E5A0 12"])
        // And back.
        #expect(try await store.identify(.none, over: known, journaledAs: entry) == .atOnce(people: 1))
        let again = try #require(try await store.read { try $0.resident(ResidentNumber("1")) })
        #expect(again.name == person.name && again.kana.utf8.elementsEqual(person.kana.utf8))
        #expect(again.address == person.address)
        #expect(try await store.hits(ResidentQuery(name: "葛城")) == before)
        #expect(try await store.hits(ResidentQuery(address: "葛西町")).isEmpty)
        #expect(try await store.names(ResidentQuery(name: "葛木", includesFormer: true)).isEmpty)
        #expect(try await store.externalUse(font: nil).waiting.map(\.character.notation) == ["U+E5A0", "U+E5A1"])
        let details = try await store.read { try $0.journalEntries(caseID: nil, limit: 99) }
            .filter { $0.action == .registryImported }.map(\.detail)
        #expect(details.contains("identify 2026-04-01-1 2026-04-01-1.1 1"))
        #expect(details.contains("identify 2026-04-01-1.1 2026-04-01-1.2 1"))
        guard case .intact = try await store.verifyJournal() else {
            Issue.record("the chain is broken")
            return
        }
    }

    @Test("反映した世代は、その対応表で全件を取り込んだ世代と同じ", arguments: 1...5 as ClosedRange<UInt64>)
    func likeTheWhole(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let signs = ["\u{E000}", "\u{E001}", "\u{F0000}", "葛", "\u{795E}", "\u{FA19}"]
        let people = ExampleTown(300, seed: seed).map { person in
            var person = person
            for place in ReceivedText.Place.allCases where Int.random(in: 0..<12, using: &generator) == 0 {
                let sign = signs[Int.random(in: 0..<signs.count, using: &generator)]
                person.set(RegisteredText(sign + (person.text(at: place)?.string ?? "")), at: place)
            }
            return person
        }
        let states = people.enumerated().filter { $0.offset % 3 == 0 }.map { ($0.element, $0.offset % 2) }
        let first = try table(["U+E000", "U+845B"], ["U+F0000", "U+FA19"])
        let second = try table(["U+E000", "U+795E"], ["U+E001", "U+845B U+E0100"], ["U+F0000", "U+795E"])
        let store = try folder.store()
        _ = try await store.identify(first, journaledAs: entry)
        try await publish(people, states: states, with: first, in: store)
        let applied = try await store.identify(second, over: first, journaledAs: entry)
        guard case .atOnce(let count) = applied else { throw StorageError.noBase }
        #expect(count > 30)
        let other = TestFolder()
        let whole = try other.store()
        try await publish(people, states: states, with: second, in: whole)
        for person in people {
            let number = person.number
            let (one, two) = try await (
                store.read { try ($0.resident(number), $0.history(of: number)) },
                whole.read { try ($0.resident(number), $0.history(of: number)) }
            )
            #expect(one.0 == two.0 && one.1 == two.1)
            #expect(one.0.map { "\($0)" }?.utf8.elementsEqual(two.0.map { "\($0)" }?.utf8 ?? "".utf8) == true)
        }
        for text in ["葛", "神", "高橋", "\u{E001}", "茂呂町", "葛本町"] {
            for query in [
                ResidentQuery(name: text, includesFormer: true, limit: 1_000),
                ResidentQuery(address: text, includesFormer: true, limit: 1_000),
            ] {
                #expect(Set(try await store.hits(query)) == Set(try await whole.hits(query)), "\(text)")
            }
        }
        try FileManager.default.copyItem(
            atPath: "\(other.path)/registry/2026-04-01-1.sqlite",
            toPath: "\(folder.path)/registry/whole.sqlite"
        )
        #expect(try store.difference(from: "whole", to: "2026-04-01-1.1") == RegistryDifference())
    }

    @Test("日次の差分は、名前の出ない人の文字も、その日に始まる行のとおりに改める")
    func byADelta() async throws {
        let store = try folder.store()
        let (next, gaiji) = (Example.day.adding(days: 1), Self.gaiji)
        let known = try table(["U+E5A0", "U+845B", next.iso])
        #expect(try await store.identify(known, journaledAs: entry) == .atOnce(people: 0))
        let first = Resident.named("\(gaiji)城　花", number: 1)
        try await publish([first, .named("\(gaiji)木　太郎", number: 2)], with: known, in: store)
        #expect(try await store.names(ResidentQuery(name: "葛")).isEmpty)
        var moved = first
        moved.address.town = "新しい町"
        try await update(on: next, with: known, in: store, .residents([intake(moved, known, on: next)]))
        #expect(try await store.names(ResidentQuery(name: "葛")) == ["0 葛城　花", "0 葛木　太郎"])
        #expect(try await store.hits(ResidentQuery(address: "新しい町")).count == 1)
        // Whom the delta named is still known as they came.
        #expect(try await store.identify(.none, over: known, journaledAs: entry) == .atOnce(people: 2))
        #expect(try await store.names(ResidentQuery(name: "葛")).isEmpty)
        let renamed = ResidentIntake(.named("木　太郎", number: 2))
        try await update(
            on: next.adding(days: 1),
            with: .none,
            in: store,
            .removed([first.number]),
            .residents([renamed])
        )
        #expect(try await store.externalUse(font: nil).waiting.isEmpty)
    }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/registry").sorted()
    }

    @Test("取込中に同定しても待たせず、取込が終わったあとに反映できる")
    func whileAnImportRuns() async throws {
        let store = try folder.store()
        try await publish([.named("\(Self.gaiji)城", number: 1)], in: store)
        var writer: RegistryGenerationWriter? = try store.beginGeneration(
            businessDate: Example.day,
            importedAt: Example.now
        )
        let known = try table(["U+E5A0", "U+845B"])
        #expect(try await store.identify(known, over: ExternalCharacters.none, journaledAs: entry) == .afterImport)
        #expect(try await store.externalCharacters() == known)
        #expect(try await store.names(ResidentQuery(name: "葛城")).isEmpty)
        #expect(writer != nil)
        writer = nil
        #expect(try await store.applyExternalCharacters(journaledAs: entry) == .atOnce(people: 1))
        #expect(try await store.names(ResidentQuery(name: "葛城")) == ["0 葛城"])
        #expect(try await store.applyExternalCharacters(journaledAs: entry) == .atOnce(people: 0))
    }

    @Test("見ていた対応表がほかで変わっていれば、表も世代も変わらず、ファイルも残らない")
    func anotherTable() async throws {
        let store = try folder.store()
        try await publish([.named("\(Self.gaiji)城", number: 1)], in: store)
        let before = try files()
        let wrong = try table(["U+E5A1", "U+845B"])
        #expect(try await store.identify(try table(["U+E5A0", "U+845B"]), over: wrong, journaledAs: entry) == nil)
        #expect(try await store.externalCharacters() == .none)
        #expect(try await generation(store) == "2026-04-01-1")
        #expect(try files() == before)
    }

    @Test("同定を重ねても、前の日の世代は押し出されず、同じ日の古い版だけが消える")
    func deliveriesStay() async throws {
        let store = try folder.store()
        try await store.publish([.named("前の日", number: 1)], on: Example.day)
        let day = Example.day.adding(days: 1)
        try await publish([.named("\(Self.gaiji)城", number: 1)], on: day, in: store)
        var known = ExternalCharacters.none
        for (index, sign) in ["葛", "\u{845B}\u{E0102}", "高", "髙", "神", "\u{FA19}", "辻", "辺", "邉"].enumerated() {
            let next = try table(["U+E5A0", sign])
            #expect(try await store.identify(next, over: known, journaledAs: entry) == .atOnce(people: 1))
            known = next
            #expect(try await generation(store) == "2026-04-02-1.\(index + 1)")
        }
        #expect(
            try files() == ["2026-04-01-1.sqlite", "2026-04-02-1.8.sqlite", "2026-04-02-1.9.sqlite", "import.lock"]
        )
        #expect(try await store.names(ResidentQuery(name: "邉城")).count == 1)
        let status = try await store.switchGeneration(to: "2026-04-01-1", journaledAs: entry)
        #expect(status.delivery == "2026-04-01-1")
        try await publish([.named("\(Self.gaiji)城", number: 1)], with: known, on: day, in: store)
        #expect(try await generation(store) == "2026-04-02-2")
    }

    @Test("個人番号と資格と支援措置は、反映しても変わらない")
    func nothingElse() async throws {
        let store = try SQLiteStore(folder: folder.path, keyFile: folder.path + "/test.key")
        let number = try #require(MyNumber("983205673214"))
        var person = Resident.named("\(Self.gaiji)城", number: 1)
        person.isProtected = true
        let held = Entitlement(business: .healthInsurance, number: "7", grade: "", from: Example.day, until: nil)
        person.entitlements = [held]
        let text = ReceivedText(.name, column: "氏名", person.name)
        let intake = ResidentIntake(person, myNumber: number, received: [text])
        try await publish(keepsMyNumbers: true, in: store, .residents([intake]))
        #expect(try await store.identify(try table(["U+E5A0", "U+845B"]), journaledAs: entry) == .atOnce(people: 1))
        let found = try #require(try await store.read { try $0.resident(ResidentNumber("1")) })
        #expect(found.name == "葛城" && found.isProtected && found.entitlements == [held])
        #expect(try await store.revealMyNumber(of: person.number, journaledAs: entry) == number)
    }

    @Test("学校名などにある外字は、数えて知らせるだけで、次の全件の取込を待つ")
    func elsewhere() async throws {
        let store = try folder.store()
        let code = try #require(CharacterSequence(notation: "U+E5A0"))
        let waiting = UnidentifiedCharacter(code, places: [.init(column: "学校名", count: 3)])
        let people = RegistryBatch.residents([ResidentIntake(.named("山田", number: 1))])
        try await publish(in: store, people, .elsewhere([waiting]))
        #expect(try await store.externalUse(font: nil).waiting.first?.places == [.init(column: "学校名", count: 3)])
        let known = try table(["U+E5A0", "U+845B"])
        #expect(try await store.identify(known, journaledAs: entry) == .atOnce(people: 0))
        #expect(try await generation(store) == "2026-04-01-1")
        #expect(try await store.externalUse(font: nil).waiting.isEmpty)
    }
}
