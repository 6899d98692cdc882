/// The glyphs a document draws in one font, numbered in order of their first use.
///
/// A glyph that stands for two different texts gets two numbers, so that the text layer tells them apart.
struct GlyphUse: Sendable {
    /// One number of the embedded font.
    struct Entry: Hashable, Sendable {
        let glyph: Int
        let letter: Letter
    }

    private(set) var entries: [Entry] = []
    private var numbers: [UInt64: Int] = [:]
    var usesVertical = false

    /// The character identifier (CID), from 1; 0 is the blank `.notdef`.
    mutating func number(_ drawn: ShapedText.Drawn) -> Int {
        let selector = UInt64(drawn.letter.selector?.value ?? 0)
        // 16 bits of glyph, 21 of base, 20 of selector: plane 14 fits.
        let key = UInt64(drawn.glyph) | UInt64(drawn.letter.base.value) << 16 | selector << 40
        if let number = numbers[key] { return number }
        entries.append(Entry(glyph: drawn.glyph, letter: drawn.letter))
        numbers[key] = entries.count
        return entries.count
    }
}
