/// Text of a register such as a name or an address (登録文字): kept, compared and hashed by Unicode scalars, never normalised.
///
/// Swift's `String` compares by canonical equivalence and so merges 神 (U+FA19) with 神 (U+795E) and about a thousand
/// further pairs, which are different names in law. Use this type wherever two registered texts may be compared.
package struct RegisteredText: Sendable, Codable {
    /// The text exactly as it was registered.
    package let string: String

    package init(_ string: String) {
        self.string = string
    }

    package init(from decoder: any Decoder) throws {
        string = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }

    package var isEmpty: Bool { string.unicodeScalars.isEmpty }
}

extension RegisteredText: Hashable {
    package static func == (left: RegisteredText, right: RegisteredText) -> Bool {
        left.string.utf8.elementsEqual(right.string.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in string.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }
}

extension RegisteredText: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) {
        self.init(value)
    }
}
