import Foundation

/// Values kept as JSON text; keys sorted, so that equal values give equal text.
enum JSONText {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<T: Decodable>(_ type: T.Type, from text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    /// Many values at one go: setting up a decoder costs more than a small value.
    static func decode<T: Decodable>(all type: T.Type, from texts: [String]) throws -> [T] {
        try decode([T].self, from: "[" + texts.joined(separator: ",") + "]")
    }
}
