package import Rules

/// A FEEL expression of a form (式), read when the form is read. Two are the same when their texts are.
package struct Formula: Hashable, Sendable, Codable {
    package let expression: Expression

    package var text: String { expression.text }

    package init(_ expression: Expression) {
        self.expression = expression
    }

    package init(parsing text: String) throws(Diagnostics) {
        expression = try Expression(parsing: text)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(Diagnostics) {
            try self.init(parsing: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a FEEL expression")
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package static func == (left: Formula, right: Formula) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }

    /// The names it reads: a plain path such as 口座.番号 as a whole and its root, otherwise the free names.
    package var names: [String] {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isPath = parts.allSatisfy { part in
            !part.isEmpty
                && part.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        }
        let roots = expression.freeNames.sorted()
        return isPath && parts.count > 1 && roots.count == 1 ? [text] + roots : roots
    }
}
