import ArgumentParser
import Documents
import Foundation
import Japanese
import Madoguchi
import Procedures
import Storage

/// `--data`: where everything is kept.
struct DataOption: ParsableArguments {
    @Option(help: ArgumentHelp("データを置くフォルダー", valueName: "DATA")) var data: String

    init() {}

    init(folder: String) {
        data = folder
    }

    func validate() throws {
        if data.isEmpty { throw ValidationError("「--data」が空です。データを置くフォルダーを書いてください。") }
        if data.hasPrefix("postgres:") || data.hasPrefix("postgresql:") {
            throw ValidationError("PostgreSQL の保管先はまだ使えません。「--data」にはフォルダーを書いてください。")
        }
    }

    /// The folder's store; only the server and an import make a folder that is not there.
    func open(makesFolder: Bool = false) throws -> SQLiteStore {
        if !makesFolder, !FileManager.default.fileExists(atPath: data + "/madoguchi.sqlite") {
            throw CommandFailure("\(data) にデータがありません。「--data」のフォルダーを確かめてください。")
        }
        return try SQLiteStore(folder: data)
    }
}

/// `--added-font`: the added characters of 行政事務標準文字, a file that a city drops in.
struct FontOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "行政事務標準文字の追加文字のフォント。省くと \(FontPaths.dropIn)（あれば）",
            valueName: "FILE"
        )
    ) var addedFont: String?

    func validate() throws {
        if let addedFont, !FileManager.default.isReadableFile(atPath: addedFont) {
            throw ValidationError("「--added-font」の \(addedFont) を読めません。ファイルの場所と権限を確かめてください。")
        }
    }

    var paths: FontPaths { FontPaths(added: addedFont) }
}

/// `--municipality`: the city's own knowledge.
struct MunicipalityOption: ParsableArguments {
    private static let usual = "municipalities/example-shi"

    @Option(help: ArgumentHelp("自治体の定義のフォルダー", valueName: "DIR")) var municipality = usual

    var folder: URL { URL(filePath: municipality, directoryHint: .isDirectory) }

    func catalogue() throws -> Catalogue {
        try CatalogueFolder.load(municipality)
    }

    /// The folder's eras; where no folder was named and the usual one is not there, those the program knows by itself.
    func eras() throws -> EraTable {
        let isUsual = municipality.utf8.elementsEqual(MunicipalityOption.usual.utf8)
        if isUsual, !FileManager.default.fileExists(atPath: municipality) { return .national }
        return try ErasFile.load(municipality)
    }

    func files() throws -> FolderFiles {
        try FolderFiles(reading: municipality)
    }
}
