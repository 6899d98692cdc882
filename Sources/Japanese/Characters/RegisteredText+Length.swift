/// How long a registered text is; a limit has to say in which unit it counts, because they differ (文字数).
extension RegisteredText {
    /// Character by character, each with its variation selector: what a form counts and lays out.
    package var characters: [CharacterSequence] { CharacterSequence.all(in: self) }

    package var characterCount: Int { characters.count }

    /// Code units of UTF-16: what interfaces of other systems count.
    package var utf16Count: Int { string.utf16.count }

    /// Bytes of UTF-8: what a file or a database column holds.
    package var byteCount: Int { string.utf8.count }

    /// Whether the character stands in the text, its variation selector aside: 葛 stands in 葛󠄂城.
    package func contains(base: Unicode.Scalar) -> Bool {
        string.unicodeScalars.contains(base)
    }
}
