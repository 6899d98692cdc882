/// A person's key in the core system (宛名番号): up to 15 digits, kept as written.
package struct ResidentNumber: Identifier {
    package let digits: String

    package var text: String { digits }

    package init(_ digits: String) {
        self.digits = digits
    }
}

/// A household's key in the core system (世帯番号): up to 15 digits, kept as written.
package struct HouseholdNumber: Identifier {
    package let digits: String

    package var text: String { digits }

    package init(_ digits: String) {
        self.digits = digits
    }
}
