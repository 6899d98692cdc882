import Madoguchi
import Procedures
import Synchronization

/// Packages read from the data folder and kept for the next case that names them (版の控え).
final class PackageShelf: Sendable {
    private let known = Mutex<[String: Catalogue]>([:])

    /// More than the versions that one day's cases name.
    private static let most = 16

    var packages: EarlierPackages {
        EarlierPackages { [self] version, files in
            if let catalogue = known.withLock({ $0[version] }) { return catalogue }
            guard let found = try files(),
                let catalogue = CatalogueFolder(FolderFiles(name: "", contents: found)).catalogue
            else { return nil }
            known.withLock { known in
                if known.count >= PackageShelf.most { known.removeAll() }
                known[version] = catalogue
            }
            return catalogue
        }
    }
}
