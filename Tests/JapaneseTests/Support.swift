import Foundation

@testable import Japanese

/// A day that the test knows to exist.
func day(_ iso: String) -> CivilDate {
    guard let date = CivilDate(iso: iso) else { preconditionFailure("no such day: \(iso)") }
    return date
}

/// How many random inputs a parser gets: 20,000 in `make test`, a million in `make soak`.
let fuzzRounds = ProcessInfo.processInfo.environment["MADOGUCHI_SOAK"] == nil ? 20_000 : 1_000_000
