import Foundation
import Madoguchi
import Registry
import Storage

/// Every kind of search in a town of a given size, and what counters notice of an import (大きな市での速さ).
struct ScaleBench {
    let folder: String
    let municipality: MunicipalityOption
    let residents: Int
    let histories: Int
    let rounds: Int

    func figures() async throws -> [Figure] {
        let setup = try ServerSetup(data: folder, municipality: municipality)
        let files = try await importTown(into: setup.store)
        // A city of 212,000 must answer in 10 ms, a larger one in 20.
        let limit = residents <= 212_000 ? 10.0 : 20.0
        let searches = try await setup.store.searchTimes(samples: rounds).map { found in
            Figure(
                "search.\(residents).\(found.kind)",
                "\(residents)人から \(found.kind) で探す",
                limit: limit,
                found.times
            )
        }
        let beside = ImportBesideBench(setup: setup, files: files, rounds: rounds)
        return searches + (try await beside.figures())
    }

    private func importTown(into store: SQLiteStore) async throws -> [URL] {
        let layout = try LayoutFolder.layout(TownCommand.usualLayout, of: municipality)
        let materials = try TownMaterials.read(
            municipality: municipality.folder,
            seat: TownMaterials.Seat(try municipality.catalogue().municipality)
        )
        let files = URL(filePath: folder + "/town", directoryHint: .isDirectory)
        var writer = TownWriter(materials: materials, layout: layout, businessDate: SystemClock().now.day)
        writer.histories = histories
        let town = try writer.write(residents: residents, seed: 1, to: files)
        let intake = RegistryIntake(store: store, layout: layout, staging: URL(filePath: folder + "/import"))
        let report = try await intake.run(town.files)
        guard report.isPublishable else {
            throw CommandFailure("計測用の連携データを取り込めません。\(municipality.municipality) が配られたままか確かめてください。")
        }
        return town.files
    }
}
