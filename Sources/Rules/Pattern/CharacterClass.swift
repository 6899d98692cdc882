/// A set of code points in a pattern (文字の集合): ranges, escapes such as `\d`, negation and subtraction.
struct CharacterClass: Sendable {
    enum Member: Sendable {
        case range(ClosedRange<UInt32>)
        case predicate(@Sendable (Unicode.Scalar) -> Bool)
    }

    var members: [Member] = []
    var isNegated = false
    /// At most one, in an array since a struct cannot hold itself.
    var subtracted: [CharacterClass] = []

    init(_ members: [Member] = [], isNegated: Bool = false) {
        self.members = members
        self.isNegated = isNegated
    }

    init(_ scalar: Unicode.Scalar) {
        members = [.range(scalar.value...scalar.value)]
    }

    func contains(_ scalar: Unicode.Scalar, ignoringCase: Bool) -> Bool {
        if ignoringCase {
            return Self.variants(scalar).contains { holds($0) } != isNegated && !isSubtracted(scalar, true)
        }
        return holds(scalar) != isNegated && !isSubtracted(scalar, false)
    }

    private func isSubtracted(_ scalar: Unicode.Scalar, _ ignoringCase: Bool) -> Bool {
        subtracted.contains { $0.contains(scalar, ignoringCase: ignoringCase) }
    }

    private func holds(_ scalar: Unicode.Scalar) -> Bool {
        members.contains { member in
            switch member {
            case .range(let range): range.contains(scalar.value)
            case .predicate(let test): test(scalar)
            }
        }
    }

    static func variants(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        var variants = [scalar]
        for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
            let mapped = Array(text.unicodeScalars)
            if mapped.count == 1, mapped[0] != scalar { variants.append(mapped[0]) }
        }
        return variants
    }

    // MARK: Escapes of XML Schema, appendix G

    static func escape(_ letter: Unicode.Scalar) -> Member? {
        switch letter {
        case "s": return .predicate(isSpace)
        case "S": return .predicate { !isSpace($0) }
        case "d": return .predicate { $0.properties.generalCategory == .decimalNumber }
        case "D": return .predicate { $0.properties.generalCategory != .decimalNumber }
        case "w": return .predicate(isWord)
        case "W": return .predicate { !isWord($0) }
        case "i": return .predicate(isNameStart)
        case "I": return .predicate { !isNameStart($0) }
        case "c": return .predicate(isNamePart)
        case "C": return .predicate { !isNamePart($0) }
        default: return nil
        }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    /// Everything but punctuation, separators and the rest (`[^\p{P}\p{Z}\p{C}]`).
    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        let name = categoryName(scalar)
        return !(name.hasPrefix("P") || name.hasPrefix("Z") || name.hasPrefix("C"))
    }

    private static func isNameStart(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar == ":" || categoryName(scalar).hasPrefix("L")
    }

    private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
        isNameStart(scalar) || scalar == "-" || scalar == "." || scalar == "\u{B7}"
            || ["Nd", "Mn", "Mc"].contains(categoryName(scalar))
    }

    /// `\p{Lu}`, `\p{L}` or `\p{IsHiragana}`.
    static func property(_ name: String) -> Member? {
        if name.hasPrefix("Is") { return blocks[String(name.dropFirst(2))].map(Member.range) }
        guard categories.contains(where: { $0 == name || $0.prefix(1) == name }) else { return nil }
        return .predicate { categoryName($0).hasPrefix(name) }
    }

    private static let categories: Set<String> = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cn",
    ]

    private static let blocks: [String: ClosedRange<UInt32>] = [
        "BasicLatin": 0...0x7F, "Latin-1Supplement": 0x80...0xFF, "LatinExtended-A": 0x100...0x17F,
        "LatinExtended-B": 0x180...0x24F, "IPAExtensions": 0x250...0x2AF, "SpacingModifierLetters": 0x2B0...0x2FF,
        "CombiningDiacriticalMarks": 0x300...0x36F, "Greek": 0x370...0x3FF, "GreekandCoptic": 0x370...0x3FF,
        "Cyrillic": 0x400...0x4FF, "Armenian": 0x530...0x58F, "Hebrew": 0x590...0x5FF, "Arabic": 0x600...0x6FF,
        "Devanagari": 0x900...0x97F, "Bengali": 0x980...0x9FF, "Thai": 0xE00...0xE7F, "Georgian": 0x10A0...0x10FF,
        "HangulJamo": 0x1100...0x11FF, "GreekExtended": 0x1F00...0x1FFF, "GeneralPunctuation": 0x2000...0x206F,
        "CurrencySymbols": 0x20A0...0x20CF, "LetterlikeSymbols": 0x2100...0x214F, "NumberForms": 0x2150...0x218F,
        "Arrows": 0x2190...0x21FF, "MathematicalOperators": 0x2200...0x22FF, "BoxDrawing": 0x2500...0x257F,
        "CJKSymbolsandPunctuation": 0x3000...0x303F, "Hiragana": 0x3040...0x309F, "Katakana": 0x30A0...0x30FF,
        "CJKUnifiedIdeographsExtensionA": 0x3400...0x4DBF, "CJKUnifiedIdeographs": 0x4E00...0x9FFF,
        "HangulSyllables": 0xAC00...0xD7AF, "PrivateUse": 0xE000...0xF8FF,
        "CJKCompatibilityIdeographs": 0xF900...0xFAFF, "HalfwidthandFullwidthForms": 0xFF00...0xFFEF,
    ]

    private static func categoryName(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .privateUse: "Co"
        default: "Cn"
        }
    }
}
