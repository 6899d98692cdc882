import Foundation
import Madoguchi
import Registry
import Storage

/// Every kind of search in a town of a given size (大きな市での住民検索の速さ).
struct ScaleBench {
    let folder: String
    let municipality: MunicipalityOption
    let residents: Int
    let rounds: Int

    func figures() async throws -> [Figure] {
        let store = try SQLiteStore(folder: folder)
        try await importTown(into: store)
        // A city of 212,000 must answer in 10 ms, a larger one in 20.
        let limit = residents <= 212_000 ? 10.0 : 20.0
        return try await store.searchTimes(samples: rounds).map { found in
            Figure(
                "search.\(residents).\(found.kind)",
                "\(residents)人から \(found.kind) で探す",
                limit: limit,
                found.times
            )
        }
    }

    private func importTown(into store: SQLiteStore) async throws {
        let layout = try LayoutFolder.layout(TownCommand.usualLayout, of: municipality)
        let materials = try TownMaterials.read(
            municipality: municipality.folder,
            seat: TownMaterials.Seat(try municipality.catalogue().municipality)
        )
        let files = URL(filePath: folder + "/town", directoryHint: .isDirectory)
        let town = try TownWriter(materials: materials, layout: layout, businessDate: SystemClock().now.day)
            .write(residents: residents, seed: 1, to: files)
        let intake = RegistryIntake(store: store, layout: layout, staging: URL(filePath: folder + "/import"))
        let report = try await intake.run(town.files)
        guard report.isPublishable else {
            throw CommandFailure("計測用の連携データを取り込めません。\(municipality.municipality) が配られたままか確かめてください。")
        }
    }
}
