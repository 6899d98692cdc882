import Madoguchi
import Procedures
import Rules

/// The fictional town of `municipalities/example-shi`, read once for all tests.
enum ExampleTown {
    static let folder: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/") + "/municipalities/example-shi"
    }()

    static let files = Result { try FolderFiles(reading: folder) }
    static let read = files.map { CatalogueFolder($0) }

    static func catalogue() throws -> Catalogue {
        let folder = try read.get()
        guard let catalogue = folder.catalogue else { throw Diagnostics(folder.findings) }
        return catalogue
    }

    /// The folder with one file changed; the place to change must be there.
    static func files(
        changing path: String,
        _ old: String,
        to new: String
    ) throws -> FolderFiles {
        var files = try files.get()
        // Only the names of the messages are shortened.
        files = FolderFiles(name: "", contents: files)
        guard let bytes = files[path], let text = String(validating: bytes, as: UTF8.self), text.contains(old) else {
            throw NothingToChange(path: path, text: old)
        }
        files[path] = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
        return files
    }

    struct NothingToChange: Error {
        let path: String
        let text: String
    }
}
