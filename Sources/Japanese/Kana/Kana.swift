/// Hiragana and katakana (ひらがな・カタカナ).
package enum Kana {
    /// Katakana in place of hiragana; everything else unchanged.
    package static func katakana(_ text: String) -> String {
        mapped(text) { (0x3041...0x3096).contains($0) || (0x309D...0x309E).contains($0) ? $0 + 0x60 : $0 }
    }

    /// Hiragana in place of katakana; everything else, such as ヷ and ー, unchanged.
    package static func hiragana(_ text: String) -> String {
        mapped(text) { (0x30A1...0x30F6).contains($0) || (0x30FD...0x30FE).contains($0) ? $0 - 0x60 : $0 }
    }

    /// Full-width katakana in place of half-width, with ﾞ and ﾟ joined to their kana.
    package static func fullWidth(_ text: String) -> String {
        var result: [UInt32] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF66...0xFF9D: result.append(KanaTables.halfWidth[Int(scalar.value - 0xFF66)])
            case 0xFF9E, 0xFF9F:
                let isHalf = scalar.value == 0xFF9F
                let marked = result.last.map { KanaTables.marked($0, half: isHalf) }
                if let marked, marked != result.last {
                    result[result.count - 1] = marked
                } else {
                    result.append(isHalf ? 0x309C : 0x309B)
                }
            case 0xFF61...0xFF65: result.append([0x3002, 0x300C, 0x300D, 0x3001, 0x30FB][Int(scalar.value - 0xFF61)])
            default: result.append(scalar.value)
            }
        }
        return string(result)
    }

    /// Whether the text is nothing but full-width katakana, ー, ・ and spaces, as a reading (フリガナ) has to be.
    package static func isKatakanaReading(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy {
                (0x30A1...0x30FE).contains($0.value) || $0 == "\u{3000}" || $0 == " "
            }
    }

    private static func mapped(_ text: String, _ change: (UInt32) -> UInt32) -> String {
        string(text.unicodeScalars.map { change($0.value) })
    }

    private static func string(_ values: [UInt32]) -> String {
        var result = String.UnicodeScalarView()
        for value in values { result.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
        return String(result)
    }
}
