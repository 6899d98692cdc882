/// One letter as registered: a base character and, where it has one, its variation selector (異体字セレクタ), UTS #37.
struct Letter: Hashable, Sendable {
    let base: Unicode.Scalar
    let selector: Unicode.Scalar?

    init(_ base: Unicode.Scalar, _ selector: Unicode.Scalar? = nil) {
        self.base = base
        self.selector = selector
    }

    static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
    }

    /// The letters of a text. A selector without a base is a letter of its own, which no font draws.
    static func letters(of text: String) -> [Letter] {
        var letters: [Letter] = []
        letters.reserveCapacity(text.utf8.count / 2)
        for scalar in text.unicodeScalars {
            if isSelector(scalar), let last = letters.last, last.selector == nil, !isSelector(last.base) {
                letters[letters.count - 1] = Letter(last.base, scalar)
            } else if scalar == "\n", letters.last?.base == "\r" {
                // CR LF is one line end.
                letters[letters.count - 1] = Letter(scalar)
            } else {
                letters.append(Letter(scalar))
            }
        }
        return letters
    }

    var text: String {
        var scalars = String.UnicodeScalarView()
        scalars.append(base)
        if let selector { scalars.append(selector) }
        return String(scalars)
    }

    /// `U+8FBB U+E0102`, for messages and records.
    var codePoints: String {
        [base, selector].compactMap { $0 }.map { "U+" + hex($0.value) }.joined(separator: " ")
    }

    private func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    var isLineEnd: Bool { base == "\n" }
    var isBlank: Bool { base == " " || base == "\u{3000}" }

    /// Private use (外字): what it looks like is an agreement, so only a font configured for it may draw it.
    var isPrivateUse: Bool { base.properties.generalCategory == .privateUse }

    /// Letters of alphabets, which belong together in a word and should come from one face.
    var isAlphabetic: Bool {
        switch base.value {
        case 0x0021...0x007E, 0x00A1...0x024F, 0x0300...0x036F, 0x0370...0x052F, 0x1E00...0x1EFF: true
        default: false
        }
    }
}
