import Foundation
import Madoguchi

/// Document bytes as files named by their SHA-256 (書類の保管): `documents/ab/<digest>`. Decision 0053 says why not in the database.
///
/// A file is complete and on the disk before the transaction that names it commits. A transaction undone leaves at most a
/// file that nothing names.
struct DocumentFolder: Sendable {
    let path: String

    func put(_ bytes: [UInt8], digest: Digest) throws {
        guard digestText(of: bytes) == digest.hex else {
            throw StoreError.damaged("document \(digest.hex): the bytes do not have this digest")
        }
        if let known = DurableFile.read(file(of: digest)), known == bytes { return }
        try DurableFile.makeFolder(folder(of: digest))
        try DurableFile.replace(file(of: digest), with: bytes)
    }

    func bytes(of digest: Digest) throws -> [UInt8] {
        guard let bytes = DurableFile.read(file(of: digest)) else {
            throw StoreError.damaged("document \(digest.hex): the file is missing")
        }
        guard digestText(of: bytes) == digest.hex else {
            throw StoreError.damaged("document \(digest.hex): the file was changed")
        }
        return bytes
    }

    private func folder(of digest: Digest) -> String { "\(path)/\(digest.hex.prefix(2))" }

    private func file(of digest: Digest) -> String { "\(folder(of: digest))/\(digest.hex)" }
}
