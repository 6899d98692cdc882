import Madoguchi
import Procedures
import Rules

/// A municipality of the repository, read once for all tests (同梱の自治体定義).
enum Towns: String, CaseIterable, Sendable {
    case exampleShi = "example-shi"
    case isesaki

    var files: FolderFiles {
        get throws { try (self == .isesaki ? Towns.isesakiFiles : ExampleTown.files).get() }
    }

    func catalogue() throws -> Catalogue {
        guard self == .isesaki else { return try ExampleTown.catalogue() }
        let folder = try Towns.isesakiRead.get()
        guard let catalogue = folder.catalogue else { throw Diagnostics(folder.findings) }
        return catalogue
    }

    private static let isesakiFiles = Result {
        try FolderFiles(reading: ExampleTown.folder.replacing("example-shi", with: "isesaki"))
    }
    private static let isesakiRead = isesakiFiles.map { CatalogueFolder($0) }
}
