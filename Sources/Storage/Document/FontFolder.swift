import Crypto
import Foundation
package import Madoguchi

/// The font files that documents were set in (フォントの保管): `fonts/<SHA-256>.ttf`, so that an upgrade of the system's fonts
/// takes nothing away.
package struct FontFolder: Sendable {
    package let path: String

    /// Where the file of this digest lies, or must be put.
    package func file(_ digest: Madoguchi.Digest) -> String { "\(path)/\(digest.hex).ttf" }

    package func has(_ digest: Madoguchi.Digest) -> Bool { FileManager.default.isReadableFile(atPath: file(digest)) }

    /// Copies a file that has this digest; one that is kept already stays.
    func keep(_ source: String, digest: Madoguchi.Digest) throws {
        guard !has(digest) else { return }
        try DurableFile.makeFolder(path)
        let partial = "\(file(digest)).\(getpid()).partial"
        try DurableFile.copy(source, to: partial)
        guard try FontFolder.digest(of: partial) == digest.hex else {
            unlink(partial)
            throw StoreError.damaged("font \(digest.hex): the file was exchanged while it was copied")
        }
        try DurableFile.flush(partial)
        try DurableFile.move(partial, to: file(digest))
    }

    /// Piece by piece: the file of a Japanese font has 46 MB.
    private static func digest(of file: String) throws -> String {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw StorageError.file(operation: "open", code: errno)
        }
        defer { try? handle.close() }
        var hash = SHA256()
        while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
        return hexadecimal(hash.finalize())
    }
}
