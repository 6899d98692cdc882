/// A set of characters that an older program or a network can carry (文字集合).
package enum Repertoire: String, Hashable, Sendable, Codable, CaseIterable {
    /// JIS X 0208 and ASCII and half-width katakana.
    case jisx0208
    /// JIS X 0213:2004, the set of the information network (情報提供ネットワーク).
    case jisx0213
    /// Windows' Shift_JIS, whose own 外字 do not count.
    case cp932

    /// Whether the single scalar is in the set; see ``contains(_:_:)`` for the 25 characters of two code points.
    package func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if (0x20...0x7E).contains(value) || value == 0x09 || value == 0x0A || value == 0x0D { return true }
        switch self {
        case .cp932: return CP932.canEncode(scalar) && !(0xE000...0xF8FF).contains(value) && value > 0x7F
        case .jisx0208: return LegacyTables.shared.standard.contains(value) || (0xFF61...0xFF9F).contains(value)
        case .jisx0213:
            return LegacyTables.shared.standard.contains(value) || LegacyTables.shared.added.contains(value)
                || (0xFF61...0xFF9F).contains(value)
        }
    }

    /// Whether the two scalars together are one character of the set, such as か゚ of 鼻濁音.
    package func contains(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        self == .jisx0213
            && LegacyTables.shared.addedPairs.contains(UInt64(first.value) << 32 | UInt64(second.value))
    }
}
