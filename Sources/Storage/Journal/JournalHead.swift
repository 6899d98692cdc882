/// The last link of the chain (証跡の先端). Kept elsewhere, it shows later whether entries were cut off.
package struct JournalHead: Hashable, Sendable, Codable {
    package let sequence: Int
    /// SHA-256 in small hexadecimal letters.
    package let hash: String

    package init(sequence: Int, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }
}
