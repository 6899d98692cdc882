import Japanese
import Madoguchi

/// Makes a page show registered characters as the paper does (画面の字形): it names the fonts, and puts a character that no
/// font draws into a box as its code points, where the browser would show another shape or an empty square.
struct PageGlyphs: Sendable {
    let glyphs: ScreenGlyphs

    /// First part of every screen font's address.
    static func root(_ version: String) -> String { "/fonts/registered/" + version }

    /// The page as it is sent. Only text is changed; addresses, fields and titles keep the character itself.
    func finished(_ page: String) -> String {
        var text = page
        let plain = "<html lang=\"ja\">"
        if let place = text.utf8.firstRange(of: plain.utf8) {
            let named = "<html lang=\"ja\" data-glyphs=\"\(PageGlyphs.root(glyphs.version))\">"
            text.replaceSubrange(place, with: named)
        }
        return lacksGlyph(text) ? boxed(text) : text
    }

    /// Nearly every page shows all its characters, which one pass tells; taking it apart costs ten times as much.
    private func lacksGlyph(_ text: String) -> Bool {
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if let base = before, !isShown(base, followedBy: scalar) { return true }
            before = scalar
        }
        return before.map { !isShown($0, followedBy: nil) } ?? false
    }

    private func isShown(_ base: Unicode.Scalar, followedBy next: Unicode.Scalar?) -> Bool {
        let selector = next.flatMap { VariationSelector.isSelector($0.value) ? $0 : nil }
        guard selector != nil || PageGlyphs.mayLackGlyph(base), !VariationSelector.isSelector(base.value) else {
            return true
        }
        return CharacterSequence(base, selector).map(isShown) ?? true
    }

    private static func mayLackGlyph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x2E80: false
        case 0x3400...0x9FFF, 0xF900...0xFAFF: !CP932.canEncode(scalar)
        case 0xE000...0xF8FF, 0xFE00...0xFE0F, 0x1B000...0x1B16F, 0x20000...0x3FFFF, 0xE0100...0xE01EF,
            0xF0000...0x10FFFF:
            true
        default: false
        }
    }

    private func boxed(_ page: String) -> String {
        var result = String.UnicodeScalarView()
        var reader = MarkupReader(scalars: Array(page.unicodeScalars))
        while let piece = reader.next() {
            guard piece.isText else {
                result.append(contentsOf: piece.scalars)
                continue
            }
            for sequence in CharacterSequence.all(in: RegisteredText(String(String.UnicodeScalarView(piece.scalars)))) {
                if isShown(sequence) {
                    result.append(contentsOf: sequence.text.string.unicodeScalars)
                } else {
                    let escape = CharacterEscape.escape(sequence.text) { _ in true }
                    let title = "この文字の字形がありません"
                    let box = "<span class=\"no-glyph\" title=\"\(title)\">\(escape)</span>"
                    result.append(contentsOf: box.unicodeScalars)
                }
            }
        }
        return String(result)
    }

    private func isShown(_ sequence: CharacterSequence) -> Bool {
        guard PageGlyphs.mayLackGlyph(sequence.base) || sequence.selector != nil else { return true }
        // A selector after a sign such as ✓ chooses between colours and is no registered variant.
        guard sequence.selector == nil || sequence.base.value >= 0x2E80 else { return true }
        return glyphs.isShown(sequence)
    }
}

/// Splits a page into markup and the text a person reads.
struct MarkupReader {
    struct Piece {
        let scalars: ArraySlice<Unicode.Scalar>
        let isText: Bool
    }

    let scalars: [Unicode.Scalar]
    private var position = 0
    /// The element whose content is no text with elements in it.
    private var raw: String?

    private static let rawElements: Set = ["title", "textarea", "option", "script", "style"]

    init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
    }

    mutating func next() -> Piece? {
        guard position < scalars.count else { return nil }
        let start = position
        if scalars[position] == "<" {
            let end = tagEnd()
            let name = tagName()
            if let name, MarkupReader.rawElements.contains(name) { raw = name }
            if scalars[start...].dropFirst().first == "/" { raw = nil }
            position = end
            return Piece(scalars: scalars[start..<end], isText: false)
        }
        position = scalars[start...].firstIndex(of: "<") ?? scalars.count
        return Piece(scalars: scalars[start..<position], isText: raw == nil)
    }

    /// Behind the `>` that is not inside quotes.
    private func tagEnd() -> Int {
        var quote: Unicode.Scalar?
        var index = position
        while index < scalars.count {
            let scalar = scalars[index]
            if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == ">" {
                return index + 1
            }
            index += 1
        }
        return scalars.count
    }

    private func tagName() -> String? {
        let letters = scalars[(position + 1)...].prefix { ("a"..."z").contains($0) }
        return letters.isEmpty ? nil : String(String.UnicodeScalarView(letters))
    }
}

extension String.UTF8View {
    fileprivate func firstRange(of part: String.UTF8View) -> Range<Index>? {
        var start = startIndex
        // The tag stands on the second line of every whole page.
        while start < endIndex, distance(from: startIndex, to: start) < 64 {
            if self[start...].starts(with: part) { return start..<index(start, offsetBy: part.count) }
            formIndex(after: &start)
        }
        return nil
    }
}
