/// A person's key in the core system (宛名番号): up to 15 digits, kept as written.
package struct ResidentNumber: Hashable, Sendable, Codable {
    package let digits: String

    package init(_ digits: String) {
        self.digits = digits
    }

    package init(from decoder: any Decoder) throws {
        digits = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }
}

/// A household's key in the core system (世帯番号): up to 15 digits, kept as written.
package struct HouseholdNumber: Hashable, Sendable, Codable {
    package let digits: String

    package init(_ digits: String) {
        self.digits = digits
    }

    package init(from decoder: any Decoder) throws {
        digits = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }
}
