/// The derived keys by which a name is found (検索キー); two ranked levels, never shown and never stored as the name.
///
/// 住民記録システム標準仕様書 2.1.2, 2.1.3 list what a search ignores. A hit on ``k1`` ranks above one on ``k2``.
/// Kana and kanji stand without spaces; Latin names stand before them as sorted words, so that their order is free.
package struct SearchKey: Hashable, Sendable {
    /// Katakana, full-width, large, modern; old and variant kanji folded; variation selectors dropped.
    package let k1: String
    /// In addition without voicing, with ウ after オ段 as オ and ワ as ハ; kanji that sound alike folded.
    package let k2: String
    /// Where the name has ヂ or ヅ: ``k2`` with チ and ツ in their place, whereas ``k2`` itself has シ and ス.
    package let k2Plain: String?
    /// The Latin words alone, sorted, for a search in which words are missing.
    package let words: [String]

    /// All texts to compare on the second level.
    package var second: [String] {
        if let k2Plain { [k2, k2Plain] } else { [k2] }
    }

    package static func keys(of text: String) -> SearchKey {
        var folding = KeyFolding()
        folding.run(text)
        return folding.key()
    }

    package static func keys(of text: RegisteredText) -> SearchKey {
        keys(of: text.string)
    }

    /// The text with Latin words that hyphens join as words of their own: a residence card has SMITH JONES where the passport
    /// has SMITH-JONES. Nil where there are none.
    package static func apart(_ text: String) -> String? {
        // Nearly no name has a byte of a hyphen.
        guard text.utf8.contains(where: { $0 == 0x2D || $0 == 0xE2 || $0 == 0xEF }) else { return nil }
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var isApart = false
        for (index, scalar) in scalars.enumerated() {
            let joins =
                isHyphen(scalar) && index > 0 && index + 1 < scalars.count && isLatin(scalars[index - 1])
                && isLatin(scalars[index + 1])
            result.append(joins ? " " : scalar)
            isApart = isApart || joins
        }
        return isApart ? String(result) : nil
    }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2010...0x2015, 0x2212, 0xFE63, 0xFF0D: true
        default: false
        }
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x300...0x36F, 0x1E00...0x1EFF, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
            true
        default: false
        }
    }

    /// 1 or 2 where this key, typed by somebody, is the whole or a part of the other; nil where it is not.
    package func level(in other: SearchKey) -> Int? {
        if !k1.isEmpty, other.k1.utf8.holds(k1.utf8) || holdsWords(other) { return 1 }
        let isHit = second.contains { mine in
            !mine.isEmpty && other.second.contains { $0.utf8.holds(mine.utf8) }
        }
        return isHit ? 2 : nil
    }

    private func holdsWords(_ other: SearchKey) -> Bool {
        guard !words.isEmpty, words.reduce(words.count - 1, { $0 + $1.utf8.count }) == k1.utf8.count else {
            return false
        }
        return words.allSatisfy { mine in other.words.contains { $0.utf8.starts(with: mine.utf8) } }
    }
}

extension String.UTF8View {
    fileprivate func holds(_ part: String.UTF8View) -> Bool {
        var start = startIndex
        while start < endIndex {
            if self[start...].starts(with: part) { return true }
            formIndex(after: &start)
        }
        return false
    }
}
