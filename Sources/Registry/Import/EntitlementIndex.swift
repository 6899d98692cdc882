import Japanese
import Madoguchi

/// What everybody holds, small enough for a whole city in memory while the residents' file goes by.
///
/// Texts lie once in one array of bytes; an entry is some 50 bytes.
struct EntitlementIndex {
    private struct Entry {
        var key: UInt64
        var resident: Slice
        var number: Slice
        var grade: Slice
        var concerning: Slice
        var from: Int32
        var until: Int32
        var business: UInt8
    }

    private struct Slice {
        var start: UInt32
        var count: UInt16
    }

    private static let noDay = Int32.min
    private static let businesses = Entitlement.Business.allCases
    private var texts: [UInt8] = []
    private var grades: [String: Slice] = [:]
    private var entries: [Entry] = []
    private var isSorted = true

    var count: Int { entries.count }

    mutating func add(_ held: Entitlement, to resident: String) {
        guard let business = EntitlementIndex.businesses.firstIndex(of: held.business) else { return }
        entries.append(
            Entry(
                key: stableHash(resident),
                resident: keep(resident),
                number: keep(held.number),
                grade: keepOnce(held.grade),
                concerning: held.concerning.map { keep($0.digits) } ?? Slice(start: 0, count: 0),
                from: held.from.map { Int32($0.dayNumber) } ?? EntitlementIndex.noDay,
                until: held.until.map { Int32($0.dayNumber) } ?? EntitlementIndex.noDay,
                business: UInt8(business)
            )
        )
        isSorted = false
    }

    /// Call once after the last ``add(_:to:)``.
    mutating func sort() {
        guard !isSorted else { return }
        entries.sort { ($0.key, $0.business, $0.from) < ($1.key, $1.business, $1.from) }
        isSorted = true
    }

    func entitlements(of resident: String) -> [Entitlement] {
        let key = stableHash(resident)
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        var found: [Entitlement] = []
        while low < entries.count, entries[low].key == key {
            let entry = entries[low]
            low += 1
            // Two numbers may have one hash; their digits tell them apart.
            guard bytes(entry.resident).elementsEqual(resident.utf8) else { continue }
            var held = Entitlement(
                business: EntitlementIndex.businesses[Int(entry.business)],
                number: text(entry.number),
                grade: text(entry.grade),
                from: day(entry.from),
                until: day(entry.until)
            )
            if entry.concerning.count > 0 { held.concerning = ResidentNumber(text(entry.concerning)) }
            found.append(held)
        }
        return found
    }

    private mutating func keep(_ text: String) -> Slice {
        let start = texts.count
        texts.append(contentsOf: text.utf8.prefix(Int(UInt16.max)))
        return Slice(start: UInt32(start), count: UInt16(texts.count - start))
    }

    private mutating func keepOnce(_ text: String) -> Slice {
        if let known = grades[text] { return known }
        let slice = keep(text)
        grades[text] = slice
        return slice
    }

    private func bytes(_ slice: Slice) -> ArraySlice<UInt8> {
        texts[Int(slice.start)..<Int(slice.start) + Int(slice.count)]
    }

    private func text(_ slice: Slice) -> String {
        String(decoding: bytes(slice), as: UTF8.self)
    }

    private func day(_ number: Int32) -> CivilDate? {
        number == EntitlementIndex.noDay ? nil : CivilDate(dayNumber: Int(number))
    }
}

/// FNV-1a, 64 bits: the same on every run, unlike Swift's own hashes.
func stableHash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
}
