import Japanese
import Madoguchi

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
        let people = try await inspect { try $0.sample(samples) }
        var result: [SearchTimes] = []
        for kind in SearchKind.allCases {
            var times: [Double] = []
            for query in people.compactMap(kind.query) {
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
}

/// The ways to look for one person.
private enum SearchKind: String, CaseIterable {
    case kana, kanaSurname, kanaLetter, kanji, kanjiSurname, kanjiLetter, latinWord, givenName
    case birthDate, birthDateAndKana, town, townAndLot, surnameAndTown, letterAndTown, number, phone, nobody

    func query(for person: Resident) -> ResidentQuery? {
        let kana = NameParts(person.kana)
        let name = NameParts(person.name.string)
        let isLatin = person.name.string.utf8.allSatisfy { $0 < 0x80 }
        let town = person.address.town.string
        switch self {
        case .kana: return kana.map { ResidentQuery(name: $0.whole) }
        case .kanaSurname: return kana.map { ResidentQuery(name: $0.surname) }
        case .kanaLetter: return kana.map { ResidentQuery(name: $0.letter) }
        case .kanji: return isLatin ? nil : name.map { ResidentQuery(name: $0.whole) }
        case .kanjiSurname: return isLatin ? nil : name.map { ResidentQuery(name: $0.surname) }
        case .kanjiLetter: return isLatin ? nil : name.map { ResidentQuery(name: $0.letter) }
        case .latinWord: return isLatin ? name.map { ResidentQuery(name: $0.surname) } : nil
        case .givenName: return kana.map { ResidentQuery(name: $0.given) }
        case .birthDate: return person.birthDate.map { ResidentQuery(birthDate: $0) }
        case .birthDateAndKana: return kana.map { ResidentQuery(name: $0.letter, birthDate: person.birthDate) }
        case .town: return ResidentQuery(address: town)
        case .townAndLot: return ResidentQuery(address: town + person.address.lot.string)
        case .surnameAndTown: return kana.map { ResidentQuery(name: $0.surname, address: town) }
        case .letterAndTown: return kana.map { ResidentQuery(name: $0.letter, address: town) }
        case .number: return ResidentQuery(number: person.number.digits)
        case .phone: return person.phone.map { ResidentQuery(number: $0) }
        case .nobody: return ResidentQuery(name: "ミツカラナイヒト")
        }
    }
}

private struct NameParts {
    let whole: String
    let surname: String
    let given: String
    let letter: String

    init?(_ text: String) {
        let parts = text.unicodeScalars.split(whereSeparator: NameForm.isSpace)
        guard let first = parts.first, let last = parts.last, let letter = first.first else { return nil }
        whole = text
        surname = String(first)
        given = String(last)
        self.letter = String(letter)
    }
}

extension SQLTransaction {
    /// Residents at even distances through the register.
    fileprivate func sample(_ count: Int) throws -> [Resident] {
        try registry { connection in
            let total = try connection.first("SELECT coalesce(max(id), 0) FROM resident") { try $0.integer(0) } ?? 0
            guard total > 0, count > 0 else { return [] }
            let table = ResidentTable(connection: connection)
            let ids = (0..<min(count, total)).map { Int64($0 * total / min(count, total) + 1) }
            return try table.residents(ids)
        } ?? []
    }
}
