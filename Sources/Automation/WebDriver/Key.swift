/// Keys that are no characters (W3C WebDriver, section 17.4.2, table of normalised key values).
package enum Key {
    package static let backspace = "\u{E003}"
    package static let tab = "\u{E004}"
    package static let enter = "\u{E007}"
    package static let shift = "\u{E008}"
    package static let control = "\u{E009}"
    package static let alt = "\u{E00A}"
    package static let escape = "\u{E00C}"
    package static let pageUp = "\u{E00E}"
    package static let pageDown = "\u{E00F}"
    package static let end = "\u{E010}"
    package static let home = "\u{E011}"
    package static let left = "\u{E012}"
    package static let up = "\u{E013}"
    package static let right = "\u{E014}"
    package static let down = "\u{E015}"
    package static let delete = "\u{E017}"
    package static let numpadEnter = "\u{E007}"
    package static let numpadDecimal = "\u{E028}"

    /// A digit of the numeric keypad (テンキー), 0 to 9.
    package static func numpad(_ digit: Int) -> String {
        scalar(0xE01A + UInt32(min(max(digit, 0), 9)))
    }

    /// F1 to F12.
    package static func function(_ number: Int) -> String {
        scalar(0xE031 + UInt32(min(max(number, 1), 12)) - 1)
    }

    private static func scalar(_ value: UInt32) -> String {
        Unicode.Scalar(value).map(String.init) ?? ""
    }
}
