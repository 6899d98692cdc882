import Foundation
import GRDB
import Japanese
import Madoguchi
import Testing

@testable import Storage

/// On a generated town: the search agrees with looking at everybody, and never walks a whole table.
@Suite(.serialized) struct ResidentSearchPlanTests {
    static let folder = TestFolder()
    static let town = Array(ExampleTown(1_500))

    static let names = [
        "高橋", "髙橋", "齋藤", "斎藤", "辻", "辻\u{E0102}", "吉田", "神", "タカハシ", "タカハ", "さいとう", "ヤマサキ", "ミツ", "コオノ",
        "オ", "大", "大川 太郎", "花子", "ハナコ", "チズル", "silva", "SILVA maria", "Nguyen van", "高橋　マリア", "ワタナベ　ケン", "存在",
    ]
    static let addresses = ["連取町", "本町", "茂呂町3", "ハイツ", "県営住宅", "地区町12", "町", "第3地区町 グリーン"]

    /// Every kind of search and their combinations.
    static let queries: [ResidentQuery] = {
        let born = town[100].birthDate
        var queries = names.map { ResidentQuery(name: $0, limit: 10_000) }
        queries += addresses.map { ResidentQuery(address: $0, limit: 10_000) }
        queries += names.prefix(6).flatMap { name in
            addresses.map { ResidentQuery(name: name, address: $0, limit: 10_000) }
        }
        queries += [
            ResidentQuery(birthDate: born), ResidentQuery(name: "サ", birthDate: born), ResidentQuery(number: "77"),
            ResidentQuery(birthDate: born, number: "101"),
            ResidentQuery(name: "高橋", includesFormer: true, limit: 10_000),
            ResidentQuery(address: "本町", includesFormer: true, limit: 10_000),
            ResidentQuery(name: "高橋", address: "本町", number: "77"),
        ]
        return queries
    }()

    private func store() async throws -> SQLiteStore {
        let store = try Self.folder.store()
        if try await store.read({ try $0.registryStatus() }) == nil { try await store.publish(Self.town) }
        return store
    }

    @Test func theSearchFindsWhomLookingAtEverybodyFinds() async throws {
        let store = try await store()
        let people = Self.town.map { resident in
            let others = [resident.romanName, resident.commonName, resident.formerName].map { $0?.string }
            let keys = NameKey.keys(name: resident.name.string, kana: resident.kana, others: others)
            return (resident: resident, keys: keys, line: Array(AddressKey(resident.address).line.utf8))
        }
        for query in Self.queries where query.number.isEmpty {
            let name = TypedName(query.name)
            let words = AddressKey.words(of: query.address)
            var expected: [String: Int] = [:]
            let hidden = Set(people.map(\.resident).filter(\.isProtected).map(\.household))
            for (resident, keys, line) in people where query.includesFormer || resident.standing == .current {
                guard query.birthDate == nil || resident.birthDate == query.birthDate,
                    words.isEmpty || !hidden.contains(resident.household),
                    words.allSatisfy({ line.firstRange(of: Array($0.utf8)) != nil }),
                    let rank = name.map({ $0.rank(among: keys) }) ?? 0
                else { continue }
                expected[resident.number.digits] = rank
            }
            let hits = try await store.hits(query)
            let found = Dictionary(uniqueKeysWithValues: hits.map { ($0.resident.number.digits, $0.rank) })
            #expect(found == expected, "\(query)")
            #expect(hits.map(\.rank) == hits.map(\.rank).sorted(), "\(query)")
        }
    }

    /// However many people an address leads to, the same people are found.
    @Test(arguments: [0, 10_000], [0, 10_000]) func everyWayToRestrictByAddressFindsTheSame(
        _ each: Int,
        _ set: Int
    ) async throws {
        let store = try await store()
        let name = try #require(try await store.read { try $0.registryStatus() }).generation
        for query in Self.queries where !query.name.isEmpty && !query.address.isEmpty {
            let expected = try await store.hits(query)
            let hits = try store.shelf.read(name) { try ResidentSearch(query, limits: (each, set)).hits(in: $0) }
            #expect(Set(hits) == Set(expected), "\(query)")
        }
    }

    @Test func pagesFollowOneAnotherWithoutGapOrDouble() async throws {
        let store = try await store()
        for var query in Self.queries {
            let whole = try await store.hits(query)
            query.limit = 7
            var pages: [ResidentHit] = []
            while case let page = try await store.hits(query), !page.isEmpty, pages.count < 70 {
                pages += page
                query.offset += 7
            }
            #expect(pages == Array(whole.prefix(pages.count)), "\(query)")
            #expect(pages.count == min(whole.count, 70), "\(query)")
        }
    }

    @Test func everySearchUsesAnIndex() async throws {
        let store = try await store()
        var statements: Set<String> = []
        for query in Self.queries {
            statements.formUnion(try await store.statements(of: query))
        }
        #expect(statements.count > 20)
        let name = try #require(try await store.read { try $0.registryStatus() }).generation
        for sql in statements {
            let plan = try store.shelf.read(name) { connection in
                try connection.rows("EXPLAIN QUERY PLAN \(sql)", nulls(for: sql)) { try $0.text(3) }
            }
            // json_each holds the ids that an earlier address has led to.
            let isWalk = plan.contains {
                $0.hasPrefix("SCAN") && !$0.hasPrefix("SCAN (subquery") && $0 != "SCAN CONSTANT ROW"
                    && !$0.hasPrefix("SCAN json_each")
            }
            let isSort = plan.contains { $0.contains("ORDER BY") }
            #expect(!plan.isEmpty && !isWalk && !isSort, "\(sql)\n\(plan.joined(separator: "\n"))")
        }
    }

    @Test func lookingUpOnePersonOrHouseholdUsesAnIndex() async throws {
        let store = try await store()
        let seen = StatementLog()
        let person = Self.town[100]
        _ = try await store.read { transaction in
            guard let transaction = transaction as? SQLTransaction, let status = try transaction.registryStatus() else {
                return
            }
            try transaction.shelf.read(status.generation) { connection in
                connection.database.trace { seen.note($0.description) }
            }
            _ = try transaction.resident(person.number)
            _ = try transaction.household(person.household)
            _ = try transaction.history(of: person.number)
            _ = try transaction.sealedMyNumber(of: person.number)
            _ = try transaction.possibleReturns(name: person.name, birthDate: Example.day)
            try transaction.shelf.read(status.generation) { $0.database.trace(options: []) }
        }
        let status = try #require(try await store.read { try $0.registryStatus() })
        let statements = seen.statements.filter { $0.hasPrefix("SELECT") }
        #expect(statements.count >= 4)
        for sql in statements {
            let plan = try store.shelf.read(status.generation) { connection in
                try connection.rows("EXPLAIN QUERY PLAN \(sql)", nulls(for: sql)) { try $0.text(3) }
            }
            #expect(!plan.isEmpty && !plan.contains { $0.hasPrefix("SCAN") }, "\(sql)\n\(plan)")
        }
    }

    @Test func everyKindOfSearchIsTimed() async throws {
        let times = try await store().searchTimes(samples: 40)
        // Every kind but the three that need histories of their own.
        #expect(times.map(\.kind) == SearchKind.allCases.filter { !$0.looksBack }.map(\.rawValue))
        #expect(times.allSatisfy { $0.searches > 0 && $0.median <= $0.p95 })
        #expect(try await TestFolder().store().searchTimes(samples: 40).isEmpty)
    }

    private func nulls(for sql: String) -> [SQLValue] {
        sql.contains("?1") ? [.null] : sql.unicodeScalars.filter { $0 == "?" }.map { _ in .null }
    }
}

extension SQLiteStore {
    /// The statements that a query runs on the generation, in the spelling the engine saw.
    func statements(of query: ResidentQuery) async throws -> Set<String> {
        let seen = StatementLog()
        _ = try await read { transaction in
            guard let transaction = transaction as? SQLTransaction, let status = try transaction.registryStatus() else {
                return
            }
            try transaction.shelf.read(status.generation) { connection in
                connection.database.trace { seen.note($0.description) }
                _ = try ResidentSearch(query).hits(in: connection)
                connection.database.trace(options: [])
            }
        }
        return seen.statements
    }
}
