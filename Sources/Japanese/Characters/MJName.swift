/// The number of a character of the character information base (文字情報基盤 MJ文字図形名), such as MJ022335.
///
/// The characters that 行政事務標準文字 adds are numbered apart, such as GJ000001.
package struct MJName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Whether it is one of the added characters (GJ).
    package let isAdded: Bool
    package let number: UInt32

    /// 1 to 999999.
    package init?(number: UInt32, isAdded: Bool = false) {
        guard (1...999_999).contains(number) else { return nil }
        self.number = number
        self.isAdded = isAdded
    }

    /// `MJ022335`, `mj022335` or `GJ000001`, six digits.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, bytes[0] | 0x20 == 0x6D || bytes[0] | 0x20 == 0x67, bytes[1] | 0x20 == 0x6A
        else { return nil }
        var value: UInt32 = 0
        for byte in bytes[2...] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + UInt32(byte - 0x30)
        }
        self.init(number: value, isAdded: bytes[0] | 0x20 == 0x67)
    }

    package var description: String {
        let digits = String(number)
        return (isAdded ? "GJ" : "MJ") + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }

    package static func < (left: MJName, right: MJName) -> Bool {
        left.code < right.code
    }

    /// The added ones after the others, in 21 bits.
    var code: UInt64 { UInt64(number) | (isAdded ? 1 << 20 : 0) }

    init?(code: UInt64) {
        self.init(number: UInt32(truncatingIfNeeded: code & 0xFFFFF), isAdded: code & 1 << 20 != 0)
    }
}

/// One character as it is registered: a code point, and perhaps a variation selector (文字とその異体字の指定).
package struct CharacterSequence: Hashable, Sendable, Comparable {
    package let base: Unicode.Scalar
    package let selector: Unicode.Scalar?

    /// Nil where the second scalar is no variation selector.
    package init?(_ base: Unicode.Scalar, _ selector: Unicode.Scalar? = nil) {
        if let selector, !VariationSelector.isSelector(selector.value) { return nil }
        self.base = base
        self.selector = selector
    }

    /// Reads ``notation``; nil for anything else.
    package init?(notation: String) {
        var scalars: [Unicode.Scalar] = []
        for word in notation.utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false) {
            let digits = String(decoding: word.dropFirst(2), as: UTF8.self)
            guard word.starts(with: "U+".utf8), (4...6).contains(digits.utf8.count),
                let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
            else { return nil }
            scalars.append(scalar)
        }
        guard (1...2).contains(scalars.count) else { return nil }
        self.init(scalars[0], scalars.count == 2 ? scalars[1] : nil)
    }

    init?(key: UInt32) {
        guard let base = Unicode.Scalar(key >> 9) else { return nil }
        self.base = base
        selector = VariationSelector.scalar(key & 0x1FF)
    }

    /// The code point and the number of the selector, in the order of code points.
    var key: UInt32 {
        base.value << 9 | (selector.map { VariationSelector.number($0.value) } ?? 0)
    }

    package var text: RegisteredText {
        var scalars = String.UnicodeScalarView([base])
        if let selector { scalars.append(selector) }
        return RegisteredText(String(scalars))
    }

    /// `U+845B` or `U+845B U+E0102`.
    package var notation: String {
        "U+\(hexadecimal(base.value))" + (selector.map { " U+\(hexadecimal($0.value))" } ?? "")
    }

    package static func < (left: CharacterSequence, right: CharacterSequence) -> Bool {
        left.key < right.key
    }

    /// The text character by character: each scalar with the variation selector after it.
    package static func all(in text: RegisteredText) -> [CharacterSequence] {
        var result: [CharacterSequence] = []
        for scalar in text.string.unicodeScalars {
            if VariationSelector.isSelector(scalar.value), let last = result.last, last.selector == nil,
                !VariationSelector.isSelector(last.base.value), let joined = CharacterSequence(last.base, scalar)
            {
                result[result.count - 1] = joined
            } else if let single = CharacterSequence(scalar) {
                result.append(single)
            }
        }
        return result
    }
}

/// Upper-case, at least four digits.
func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}
