/// A set of row numbers (行の集合), one bit each.
struct Bits: Hashable, Sendable {
    private(set) var words: [UInt64]

    init(count: Int, all: Bool = false) {
        words = [UInt64](repeating: all ? .max : 0, count: (count + 63) / 64)
        if all, count % 64 > 0, !words.isEmpty { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
    }

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    subscript(row: Int) -> Bool {
        get { words[row / 64] & (1 << UInt64(row % 64)) != 0 }
        set {
            if newValue {
                words[row / 64] |= 1 << UInt64(row % 64)
            } else {
                words[row / 64] &= ~(1 << UInt64(row % 64))
            }
        }
    }

    mutating func formIntersection(_ other: Bits) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    mutating func formUnion(_ other: Bits) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    func intersection(_ other: Bits) -> Bits {
        var result = self
        result.formIntersection(other)
        return result
    }

    func union(_ other: Bits) -> Bits {
        var result = self
        result.formUnion(other)
        return result
    }

    /// The rows in the set, lowest first.
    var rows: [Int] {
        var rows: [Int] = []
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                rows.append(index * 64 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return rows
    }
}
