/// A small generator of random numbers with a seed (SplitMix64, Steele, Lea, Flood 2014): the same seed, the same town.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// 0 up to but not including `bound`; written out because the standard library's way may change between versions.
    mutating func below(_ bound: Int) -> Int {
        bound > 1 ? Int(next() % UInt64(bound)) : 0
    }

    /// True once in a hundred for every percent.
    mutating func happens(_ percent: Double) -> Bool {
        Double(next() >> 11) / Double(1 << 53) * 100 < percent
    }

    mutating func pick<Item>(_ items: [Item], orElse fallback: Item) -> Item {
        items.isEmpty ? fallback : items[below(items.count)]
    }
}
