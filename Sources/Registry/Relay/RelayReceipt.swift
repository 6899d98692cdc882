import Foundation

/// The receiver's word that a whole set lies safe on its disk (受領証).
package struct RelayReceipt: Codable, Hashable, Sendable {
    package let set: String
    package let files: Int
    package let bytes: Int
    /// Seconds since 1970.
    package let receivedAt: Int
}

/// What has been acknowledged, one file each, beside the watched folder (受領証の控え).
struct RelayLedger {
    let folder: URL

    func receipt(of set: RelaySet) -> RelayReceipt? {
        let file = folder.appendingPathComponent(set.name + ".json")
        return (try? Data(contentsOf: file)).flatMap { try? JSONDecoder().decode(RelayReceipt.self, from: $0) }
    }

    func keep(_ receipt: RelayReceipt) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let bytes = try JSONEncoder().encode(receipt)
        try bytes.write(to: folder.appendingPathComponent(receipt.set + ".json"), options: .atomic)
    }
}
