package import Foundation
package import Japanese
import Rules

/// Writes a synthetic town as one day's files of a core system (`madoguchi town`): the same seed, the same bytes.
package struct TownWriter: Sendable {
    package var materials: TownMaterials
    package var layout: Layout
    package var businessDate: CivilDate
    /// Earlier states written for everybody (異動履歴).
    package var histories = 0

    package init(materials: TownMaterials, layout: Layout, businessDate: CivilDate) {
        self.materials = materials
        self.layout = layout
        self.businessDate = businessDate
    }

    /// What was written, for the command's output.
    package struct Summary: Sendable {
        package let files: [URL]
        package let residents: Int
        package let households: Int
    }

    /// Makes exactly `residents` people on the register, those of `fixed-residents.csv` among them, and writes the files.
    ///
    /// - Throws: ``Rules/Diagnostics`` for too few residents or mistakes in the materials, or a file error.
    /// - Returns: The files, and how many people and households they hold.
    package func write(residents wanted: Int, seed: UInt64, to folder: URL) throws -> Summary {
        let draw = TownRandom(materials, on: businessDate, seed: seed)
        var maker = HouseholdMaker(draw: draw)
        let fixed = try FixedHouseholds.make(&maker)
        let fixedCount = fixed.reduce(0) { $0 + current($1) }
        guard wanted >= fixedCount, wanted <= 5_000_000 else {
            let message = "住民の数は\(fixedCount)人以上、500万人以下にしてください。"
            throw Diagnostics([Diagnostic(message: message, hint: "実演と試験に使う人が\(fixedCount)人います。")])
        }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var output = try TownOutput(layout, businessDate, folder)
        var records = TownRecords(materials, on: businessDate)
        records.histories = histories
        var people = NumberIssuer(from: 100_000_000)
        var households = NumberIssuer(from: 900_000_000)
        var (residents, count) = (0, 0)
        while residents < wanted {
            var household = count < fixed.count ? fixed[count] : maker.make()
            if household.people.isEmpty { continue }
            if household.people.count > wanted - residents, count >= fixed.count {
                household.people.removeLast(household.people.count - (wanted - residents))
            }
            let number = households.next()
            for place in household.people.indices {
                household.people[place].number = people.next()
                household.people[place].household = number
            }
            records.add(household)
            for line in records.lines { try output.append(line.record, to: line.entity) }
            residents += current(household)
            count += 1
        }
        return Summary(files: try output.close(), residents: residents, households: count)
    }

    private func current(_ household: TownHousehold) -> Int {
        household.people.filter { $0.standing == "current" }.count
    }
}
