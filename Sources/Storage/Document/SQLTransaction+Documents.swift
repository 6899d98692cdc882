import Madoguchi

extension SQLTransaction {
    func documentBytes(_ digest: Digest) throws -> [UInt8]? {
        let isKnown = try connection.first("SELECT 1 FROM document WHERE digest = ?", [.text(digest.hex)]) { _ in true }
        return isKnown == nil ? nil : try documents.bytes(of: digest)
    }

    func putDocument(_ bytes: [UInt8], digest: Digest) throws {
        try documents.put(bytes, digest: digest)
        try connection.execute(
            "INSERT INTO document (digest, size) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
            [.text(digest.hex), .integer(bytes.count)]
        )
    }
}
