import Japanese
import Madoguchi

/// A short digest of all that a generation holds of a person (照合値), to tell whom a day changed; FNV-1a over bytes.
struct PersonDigest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ text: String?) {
        guard var text else { return add(0xFE) }
        text.withUTF8 { bytes in
            for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
        add(0xFF)
    }

    private mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// Of the resident's own row, without protection and entitlements.
    static func row(_ texts: [String?]) -> UInt64 {
        var digest = PersonDigest()
        for text in texts { digest.add(text) }
        return digest.value
    }

    static func held(_ entitlement: Entitlement) -> UInt64 {
        var digest = PersonDigest()
        digest.add(entitlement.business.rawValue)
        digest.add(entitlement.number)
        digest.add(entitlement.grade)
        digest.add(entitlement.from?.iso)
        digest.add(entitlement.until?.iso)
        digest.add(entitlement.concerning?.digits)
        return digest.value
    }

    /// The parts in one; entitlements in any order give one value.
    static func whole(row: UInt64, isProtected: Bool, held: some Sequence<UInt64>) -> UInt64 {
        own(row, isProtected) &+ held.reduce(0 as UInt64) { $0 &+ $1 }
    }

    /// What remains of the whole without the person's own part: the same for the same entitlements.
    static func held(of whole: UInt64, row: UInt64, isProtected: Bool) -> UInt64 {
        whole &- own(row, isProtected)
    }

    private static func own(_ row: UInt64, _ isProtected: Bool) -> UInt64 {
        (row ^ (isProtected ? 0x9E37_79B9_7F4A_7C15 : 0)) &* 0x0000_0100_0000_01B3
    }

    static func key(of number: String) -> UInt64 {
        var digest = PersonDigest()
        digest.add(number)
        return digest.value
    }
}

/// The digests of everybody in a generation, sorted by the number's hash; twenty bytes a person.
struct GenerationDigests {
    struct Entry {
        var key: UInt64
        var digest: UInt64
        var id: UInt32
    }

    private(set) var entries: [Entry] = []

    init() {}

    mutating func append(_ entry: Entry) {
        entries.append(entry)
    }

    mutating func sort() {
        entries.sort { $0.key < $1.key }
    }

    /// Replaces, adds and removes the given ids' entries.
    mutating func update(_ changed: [UInt32: Entry?]) {
        entries.removeAll { changed[$0.id] != nil }
        entries += changed.values.compactMap { $0 }
        sort()
    }

    private static let width = 20

    var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: entries.count * GenerationDigests.width) { buffer, count in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            for (place, entry) in entries.enumerated() {
                let start = place * GenerationDigests.width
                raw.storeBytes(of: entry.key.littleEndian, toByteOffset: start, as: UInt64.self)
                raw.storeBytes(of: entry.digest.littleEndian, toByteOffset: start + 8, as: UInt64.self)
                raw.storeBytes(of: entry.id.littleEndian, toByteOffset: start + 16, as: UInt32.self)
            }
            count = entries.count * GenerationDigests.width
        }
    }

    init(bytes: [UInt8]) {
        entries.reserveCapacity(bytes.count / GenerationDigests.width)
        bytes.withUnsafeBytes { raw in
            for start in stride(from: 0, to: raw.count - GenerationDigests.width + 1, by: GenerationDigests.width) {
                entries.append(
                    Entry(
                        key: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start, as: UInt64.self)),
                        digest: UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)),
                        id: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: start + 16, as: UInt32.self))
                    )
                )
            }
        }
    }

    /// Ids of those who are only in the new one, entries of those who are in both but different, ids of the old one's only.
    static func compare(
        _ old: GenerationDigests,
        _ new: GenerationDigests
    ) -> (added: [UInt32], changed: [(old: Entry, new: Entry)], removed: [UInt32]) {
        var (added, changed, removed): ([UInt32], [(old: Entry, new: Entry)], [UInt32]) = ([], [], [])
        var (left, right) = (0, 0)
        let (before, after) = (old.entries, new.entries)
        while left < before.count, right < after.count {
            let (first, second) = (before[left], after[right])
            if first.key == second.key {
                if first.digest != second.digest { changed.append((first, second)) }
                left += 1
                right += 1
            } else if first.key < second.key {
                removed.append(first.id)
                left += 1
            } else {
                added.append(second.id)
                right += 1
            }
        }
        return (added + after[right...].map(\.id), changed, removed + before[left...].map(\.id))
    }
}
