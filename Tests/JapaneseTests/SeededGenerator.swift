import Foundation

@testable import Japanese

/// A reproducible source of randomness for tests (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A day that the test knows to exist.
func day(_ iso: String) -> CivilDate {
    guard let date = CivilDate(iso: iso) else { preconditionFailure("no such day: \(iso)") }
    return date
}

/// How many random inputs a parser gets: 20,000 in `make test`, a million in `make soak`.
let fuzzRounds = ProcessInfo.processInfo.environment["MADOGUCHI_SOAK"] == nil ? 20_000 : 1_000_000
