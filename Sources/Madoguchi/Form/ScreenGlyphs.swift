package import Japanese

/// What a screen needs to show a registered name with the very glyphs of the paper (画面の字形).
package struct ScreenGlyphs: Sendable {
    /// Differs for every edition of the fonts; a part of each font's address, so that browsers may keep it for ever.
    package let version: String
    /// Whether a font at hand has exactly this character, its selector included.
    package let isShown: @Sendable (CharacterSequence) -> Bool
    /// A font of one slice; nil where no font at hand has any of its characters.
    package let font: @Sendable (GlyphSlice) -> [UInt8]?

    package init(
        version: String,
        isShown: @escaping @Sendable (CharacterSequence) -> Bool,
        font: @escaping @Sendable (GlyphSlice) -> [UInt8]?
    ) {
        self.version = version
        self.isShown = isShown
        self.font = font
    }
}

/// The characters that one screen font holds (字形の区画): 32 kana, or one other character.
///
/// One ideograph is about a kilobyte, so that a page of names needs a hundred, kept by the browser from then on. Larger
/// slices would bring mostly characters that the page does not show, and so would variants that it does not write.
package struct GlyphSlice: Hashable, Sendable {
    package let first: UInt32
    /// Whether the character comes with all its variants, for a page that writes one of them.
    package let hasVariants: Bool

    /// Nil unless a slice begins with this code point. Alphabets are left to the screen's own face.
    package init?(first: UInt32, hasVariants: Bool = false) {
        guard (0x2E80...0x10FFFF).contains(first), Unicode.Scalar(first) != nil,
            !VariationSelector.isSelector(first), !GlyphSlice.isKana(first) || (first % 32 == 0 && !hasVariants)
        else { return nil }
        self.first = first
        self.hasVariants = hasVariants
    }

    package init?(containing scalar: Unicode.Scalar) {
        self.init(first: GlyphSlice.isKana(scalar.value) ? scalar.value / 32 * 32 : scalar.value)
    }

    /// Four to six capital hexadecimal digits, as in an address; `-v` behind them asks for the variants.
    package init?(text: String) {
        let hasVariants = text.utf8.count > 2 && text.utf8.suffix(2).elementsEqual("-v".utf8)
        let digits = text.utf8.dropLast(hasVariants ? 2 : 0)
        guard (4...6).contains(digits.count),
            digits.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }),
            let first = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        self.init(first: first, hasVariants: hasVariants)
    }

    package var text: String { String(first, radix: 16, uppercase: true) + (hasVariants ? "-v" : "") }

    package var scalars: [Unicode.Scalar] {
        (first..<(first + (GlyphSlice.isKana(first) ? 32 : 1))).compactMap(Unicode.Scalar.init)
    }

    /// Signs of Japanese, hiragana and katakana.
    private static func isKana(_ value: UInt32) -> Bool { (0x3000...0x30FF).contains(value) }
}
