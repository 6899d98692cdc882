extension Lexer {
    static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    /// White space of grammar rule 61 and 62.
    static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
            0xFEFF:
            true
        default: false
        }
    }

    static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// Grammar rule 28 of DMN 1.5.
    static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D,
            0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF,
            0xFDF0...0xFEFE, 0xFF00...0xFFFD, 0x10000...0xEFFFF:
            !isSpace(scalar)
        default: false
        }
    }

    /// Grammar rule 29.
    static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3F: false
        case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: isNameStart(scalar)
        }
    }

    /// Characters that an input method types in place of an operator, a digit or a quotation mark (全角の罠).
    ///
    /// The grammar takes most of them for letters, so `＞６５` would be a name that nothing defines.
    static func isTypedByMistake(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xFF01...0xFF0F, 0xFF10...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65, 0x2264...0x2267, 0x2260, 0x226A,
            0x226B, 0x2266, 0x301C, 0x2015, 0x2212, 0x3001, 0x3002, 0x3008...0x3011, 0x3014...0x301F, 0x201C...0x201F,
            0x2018...0x201B, 0xD7, 0xF7, 0x2026, 0x2025:
            true
        default: false
        }
    }
}
