/// What a number's check digit says (検査数字).
package enum NumberCheck: Hashable, Sendable {
    case valid
    /// The digit differs although it may never: the number was misread or mistyped.
    case wrong(sentence: String)
    /// The digit differs, but numbers like that exist: ask, never refuse.
    case doubtful(sentence: String)
    /// Not the right length or signs.
    case malformed(sentence: String)

    package var sentence: String? {
        switch self {
        case .valid: nil
        case .wrong(let sentence), .doubtful(let sentence), .malformed(let sentence): sentence
        }
    }

    /// Whether the number may be used at all.
    package var isUsable: Bool {
        switch self {
        case .valid, .doubtful: true
        case .wrong, .malformed: false
        }
    }
}

/// Decimal digits read from what was typed or scanned: full-width digits folded, spaces and hyphens dropped.
struct DigitText {
    /// 0 to 9 each.
    let digits: [Int]

    /// Nil where something other than digits, spaces and hyphens stands in the text, or more than 32 digits.
    init?(_ text: String) {
        var found: [Int] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: found.append(Int(scalar.value) - 0x30)
            case 0xFF10...0xFF19: found.append(Int(scalar.value) - 0xFF10)
            case 0x20, 0x2D, 0x3000, 0x2010, 0x2212, 0xFF0D: continue
            default: return nil
            }
            guard found.count <= 32 else { return nil }
        }
        digits = found
    }

    var string: String { digits.map(String.init).joined() }

    func weighted(_ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

/// The last signs of a number for a screen or a log, the others hidden.
func redacted(_ text: String, keeping visible: Int) -> String {
    let count = text.unicodeScalars.count
    let tail = String(String.UnicodeScalarView(text.unicodeScalars.suffix(min(visible, count / 2))))
    return String(repeating: "*", count: max(0, count - min(visible, count / 2))) + tail
}
