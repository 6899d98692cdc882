/// Variation selectors (異体字セレクタ) as small numbers: 0 none, 1 to 16 U+FE00…, 17 to 256 U+E0100….
package enum VariationSelector {
    package static func isSelector(_ scalar: UInt32) -> Bool {
        number(scalar) != 0
    }

    static func number(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0xFE00...0xFE0F: scalar - 0xFE00 + 1
        case 0xE0100...0xE01EF: scalar - 0xE0100 + 17
        default: 0
        }
    }

    static func scalar(_ number: UInt32) -> Unicode.Scalar? {
        switch number {
        case 1...16: Unicode.Scalar(0xFE00 + number - 1)
        case 17...256: Unicode.Scalar(0xE0100 + number - 17)
        default: nil
        }
    }
}
