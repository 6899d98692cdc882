import Foundation
import Madoguchi
import Procedures
import Rules

/// Decision tables: one large table, a household through all of them, and reading them all (判定の速さ).
struct RulesBench {
    let setup: ServerSetup
    let folder: String
    let rounds: Int

    func figures() throws -> [Figure] {
        let small = try table(rows: 1_000)
        let large = try table(rows: 5_000)
        // Five times the rows: a table that is read row by row would take five times as long.
        let growth = [large.median / small.median]
        return [
            Figure("rules.rows1000", "1,000行の判定表を一度引く", limit: 0.2, small.times),
            Figure("rules.rows5000", "5,000行の判定表を一度引く", limit: 0.5, large.times),
            Figure("rules.growth", "1,000行から5,000行で何倍になるか（中央値）", unit: "倍", limit: 4.5, growth),
            try household(),
            try loading(),
        ]
    }

    private func table(rows: Int) throws -> (times: [Double], median: Double) {
        let figures = try TableBenchmark.run(rows: rows, count: max(rounds, 1_000))
        return (figures.times.map(\.inMilliseconds), figures.median.inMilliseconds)
    }

    /// Six people who move in; everything else is unknown, which is the most work.
    private static let situation = """
        event: 転入
        dates: {異動日: 2026-04-01, 届出日: 2026-04-06}
        people:
          - {氏名: 例示 太郎, 生年月日: 1980-01-01, 続柄: 世帯主}
          - {氏名: 例示 花子, 生年月日: 1982-02-02, 続柄: 妻}
          - {氏名: 例示 一郎, 生年月日: 2010-04-02, 続柄: 子}
          - {氏名: 例示 二郎, 生年月日: 2014-04-01, 続柄: 子}
          - {氏名: 例示 三花, 生年月日: 2025-12-31, 続柄: 子}
          - {氏名: 例示 ウメ, 生年月日: 1945-05-05, 続柄: 母}
        """

    private func household() throws -> Figure {
        let read = try SituationFile(
            Array(RulesBench.situation.utf8),
            file: "bench",
            catalogue: setup.catalogue
        )
        let times = samples(rounds) { _ in
            _ = Judge(Situation(read.facts, catalogue: setup.catalogue)).verdicts()
        }
        let count = setup.catalogue.procedures.count
        return Figure("rules.household", "6人の世帯を\(count)手続すべてで判定する", limit: 5, times)
    }

    private func loading() throws -> Figure {
        let times = try samples(min(rounds, 20)) { _ in _ = try CatalogueFolder.load(folder) }
        return Figure("rules.load", "自治体の定義をすべて読み込む", limit: 200, times)
    }
}
