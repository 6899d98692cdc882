import Japanese
package import Madoguchi

/// How long searches of one kind took (検索の所要時間), in milliseconds.
package struct SearchTimes: Sendable, Codable {
    package let kind: String
    package let searches: Int
    package let median: Double
    package let p95: Double
    /// Every search, the quickest first.
    package let times: [Double]
}

extension SQLiteStore {
    /// Searches for people taken evenly from the current generation, in every way a counter does, and times each search.
    package func searchTimes(samples: Int) async throws -> [SearchTimes] {
        var result: [SearchTimes] = []
        for kind in SearchKind.allCases {
            var times: [Double] = []
            for query in try await inspect({ try $0.queries(of: kind, samples) }) {
                let start = ContinuousClock.now
                _ = try await read { try $0.residents(query) }
                let spent = (ContinuousClock.now - start).components
                times.append(Double(spent.seconds) * 1e3 + Double(spent.attoseconds) / 1e15)
            }
            guard !times.isEmpty else { continue }
            times.sort()
            result.append(
                SearchTimes(
                    kind: kind.rawValue,
                    searches: times.count,
                    median: times[times.count / 2],
                    p95: times[times.count * 95 / 100],
                    times: times
                )
            )
        }
        return result
    }

    /// The queries that ``searchTimes(samples:)`` puts, in turn through all kinds, for a measurement of one's own.
    package func searchQueries(samples: Int) async throws -> [ResidentQuery] {
        let kinds = try await inspect { tx in try SearchKind.allCases.map { try tx.queries(of: $0, samples) } }
        return (0..<samples).flatMap { place in kinds.compactMap { $0.isEmpty ? nil : $0[place % $0.count] } }
    }
}

extension SQLTransaction {
    /// Queries for residents at even distances through the register who have what the kind looks for.
    func queries(of kind: SearchKind, _ count: Int) throws -> [ResidentQuery] {
        let people = try registry { connection -> [Resident] in
            let total = try connection.first("SELECT coalesce(max(id), 0) FROM resident") { try $0.integer(0) } ?? 0
            guard total > 0, count > 0 else { return [] }
            let table = ResidentTable(connection: connection)
            return try (0..<min(count, total)).flatMap { place in
                let start = SQLValue.integer(place * total / min(count, total) + 1)
                return try table.residents("WHERE id >= ? AND \(kind.needs) ORDER BY id LIMIT 1", [start])
            }
        }
        return try (people ?? []).compactMap { person in
            kind.query(for: person, before: kind.looksBack ? try history(of: person.number).first : nil)
        }
    }
}
