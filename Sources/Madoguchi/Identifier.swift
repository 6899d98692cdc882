/// A value that is one string wherever it is stored or sent (識別子), e.g. a case, a counter, an item.
package protocol Identifier: Hashable, Sendable, Codable {
    var text: String { get }

    /// Nil where the text is none of these.
    init?(_ text: String)
}

extension Identifier {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a \(Self.self)")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
