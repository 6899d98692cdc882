import Japanese
import Madoguchi
import Storage

/// Searches among the town's residents as typed into the one search box (住民検索の速さ).
struct SearchBench {
    let store: SQLiteStore
    let rounds: Int

    func figures() async throws -> [Figure] {
        let known = try await store.read { tx in
            try tx.residents(ResidentQuery(address: "町", limit: 1000)).map(\.resident)
        }
        guard !known.isEmpty else { throw CommandFailure("計測用の住民がいません。もう一度実行してください。") }
        return [
            try await figure("search.name", "漢字の氏名", known) { $0.name.string },
            try await figure("search.kana", "カナの氏の初め", known) { String($0.kana.prefix(2)) },
            try await figure("search.birthDate", "生年月日（和暦7桁）", known) {
                $0.birthDate.map(SearchBench.typed) ?? "3550217"
            },
            try await figure("search.address", "町字と番地", known) { $0.address.town.string + $0.address.lot.string },
            try await figure("search.number", "宛名番号", known) { $0.number.digits },
        ]
    }

    private func figure(
        _ name: String,
        _ kind: String,
        _ known: [Resident],
        _ text: (Resident) -> String
    ) async throws -> Figure {
        let today = SystemClock().now.day
        // Spread over the town, so that one page of the file is not asked again and again.
        let queries = (0..<rounds).map { ResidentQuery(typed: text(known[$0 * 7919 % known.count]), today: today) }
        let rounds = rounds
        let times = try await store.read { tx in
            try samples(rounds) { round in _ = try tx.residents(queries[round % queries.count]) }
        }
        return Figure(name, "5,000人から\(kind)で探す", limit: 2, times)
    }

    /// Era number, year, month and day.
    private static func typed(_ day: CivilDate) -> String {
        let eras = [(5, 2019, 5, 1), (4, 1989, 1, 8), (3, 1926, 12, 25), (2, 1912, 7, 30)]
        let date = (day.year, day.month, day.day)
        guard let era = eras.first(where: { ($0.1, $0.2, $0.3) <= date }) else { return "3550217" }
        let parts = [day.year - era.1 + 1, day.month, day.day].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(era.0)" + parts.joined()
    }
}
