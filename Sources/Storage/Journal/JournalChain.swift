import Crypto
import Madoguchi

/// How an entry of the journal becomes a link of the hash chain (証跡の連鎖). Decision 0052 describes the bytes.
enum JournalChain {
    /// What the first entry has as its predecessor.
    static let beginning = String(repeating: "0", count: 64)

    /// A row of the journal as it is chained; text as stored, so that a row that this version cannot read still verifies.
    struct Link {
        var sequence: Int
        var at: Int64
        var staff: String?
        var terminal: String?
        var action: String
        var caseID: String?
        /// References to residents, 64 hexadecimal letters each, one after the other.
        var residents: String
        var detail: String
        var previous: String
    }

    /// SHA-256 over every field with its length, so that no two different rows give the same bytes.
    static func hash(of link: Link) -> String {
        var bytes = Array("madoguchi journal 1".utf8)
        append(Int64(link.sequence), to: &bytes)
        append(link.at, to: &bytes)
        append(link.staff, to: &bytes)
        append(link.terminal, to: &bytes)
        append(link.action, to: &bytes)
        append(link.caseID, to: &bytes)
        append(link.residents, to: &bytes)
        append(link.detail, to: &bytes)
        append(link.previous, to: &bytes)
        return hexadecimal(SHA256.hash(data: bytes))
    }

    /// A reference that says nothing about the resident once the salt beside the row is erased.
    static func reference(to resident: String, position: Int, sequence: Int, salt: String) -> String {
        var bytes = Array("madoguchi resident 1".utf8)
        append(Int64(sequence), to: &bytes)
        append(Int64(position), to: &bytes)
        append(salt, to: &bytes)
        append(resident, to: &bytes)
        return hexadecimal(SHA256.hash(data: bytes))
    }

    private static func append(_ number: Int64, to bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
        }
    }

    private static func append(_ text: String?, to bytes: inout [UInt8]) {
        guard let text else { return bytes.append(0) }
        bytes.append(1)
        append(Int64(text.utf8.count), to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }
}

/// Small hexadecimal letters, as digests are written everywhere in the database.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var letters: [UInt8] = []
    for byte in bytes {
        letters.append(digits[Int(byte >> 4)])
        letters.append(digits[Int(byte & 15)])
    }
    return String(decoding: letters, as: UTF8.self)
}

/// SHA-256 in small hexadecimal letters.
func digestText(of bytes: [UInt8]) -> String {
    hexadecimal(SHA256.hash(data: bytes))
}
