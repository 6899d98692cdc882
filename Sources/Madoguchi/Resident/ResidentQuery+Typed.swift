package import Japanese

extension ResidentQuery {
    /// Reads the one search box (検索欄): names, kana, Roman letters, a birth date in any spelling, an address or a number.
    ///
    /// Words are separated by spaces; the words of a name are joined again. `3550217` is 昭和55年2月17日.
    package init(typed text: String, today: CivilDate, eras: EraTable = .national) {
        self.init()
        var names: [String] = []
        for word in text.unicodeScalars.split(whereSeparator: \.properties.isWhitespace).map({ String($0) }) {
            if let date = ResidentQuery.date(word, today: today, eras) {
                birthDate = date
            } else if ResidentQuery.isDigits(word) {
                number = word
            } else if ResidentQuery.isAddress(word) {
                address = word
            } else {
                names.append(word)
            }
        }
        name = names.joined(separator: " ")
    }

    /// Six digits could be a lot or a number as well as a date, so a date wants seven or eight, or an era.
    private static func date(_ word: String, today: CivilDate, _ eras: EraTable) -> CivilDate? {
        let digits = word.unicodeScalars.filter { digit($0) != nil }.count
        guard digits >= 3, !isDigits(word) || digits == 7 || digits == 8 else { return nil }
        return DateReading.read(word, today: today, eras: eras).date
    }

    private static func isDigits(_ word: String) -> Bool {
        word.unicodeScalars.allSatisfy { digit($0) != nil }
    }

    private static func isAddress(_ word: String) -> Bool {
        let endings: Set<Unicode.Scalar> = ["町", "目", "地", "号", "室", "荘"]
        let hasDigit = word.unicodeScalars.contains { digit($0) != nil }
        return hasDigit || (word.unicodeScalars.count >= 3 && endings.contains(word.unicodeScalars.last ?? " "))
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar.value {
        case 0x30...0x39: scalar.value - 0x30
        case 0xFF10...0xFF19: scalar.value - 0xFF10
        default: nil
        }
    }
}
