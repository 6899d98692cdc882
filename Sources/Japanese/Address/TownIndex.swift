/// The towns of a municipality (町字), found in a written address, by reading, or by the keys of a numeric keypad.
///
/// Only finds; an address that no town fits is as good as any other, because people also come from elsewhere.
package struct TownIndex: Sendable {
    package struct Entry: Hashable, Sendable {
        /// The municipality's code of the town (町字コード), in whichever model it uses.
        package let code: String
        package let name: RegisteredText
        /// Katakana.
        package let reading: String

        package init(code: String, name: RegisteredText, reading: String) {
            self.code = code
            self.name = name
            self.reading = reading
        }
    }

    package struct Match: Hashable, Sendable {
        package let entry: Entry
        /// What follows the town in the address as written: lot and building (番地・方書).
        package let rest: RegisteredText
    }

    package let entries: [Entry]
    private let keys: [[UInt32]]
    private let readings: [SearchKey]
    private let keypads: [[UInt8]]
    private let prefixes: [[UInt32]]

    /// `places` are names that may stand before the town, such as 群馬県 and 伊勢崎市.
    package init(_ entries: [Entry], places: [RegisteredText] = []) {
        self.entries = entries
        keys = entries.map { AddressFolding($0.name).signs.map(\.value) }
        readings = entries.map { SearchKey.keys(of: $0.reading) }
        keypads = entries.map { Array(KanaKeypad.digits($0.reading).utf8) }
        prefixes = places.map { AddressFolding($0).signs.map(\.value) }
    }

    /// The towns with which the address may begin, the longest first.
    package func matches(in address: RegisteredText) -> [Match] {
        let folding = AddressFolding(address)
        let scalars = Array(address.string.unicodeScalars)
        var signs = folding.signs[...]
        for prefix in prefixes where signs.map(\.value).starts(with: prefix) { signs = signs.dropFirst(prefix.count) }
        for word in ["大字", "字"] where signs.map(\.value).starts(with: word.unicodeScalars.map(\.value)) {
            signs = signs.dropFirst(word.unicodeScalars.count)
        }
        let values = signs.map(\.value)
        let found = keys.indices.filter { isWhole(keys[$0], in: values) }.sorted { keys[$0].count > keys[$1].count }
        return found.map { index in
            var rest = signs.dropFirst(keys[index].count)
            var end = signs.dropFirst(keys[index].count - 1).first?.end ?? 0
            if rest.first?.value == 0x2D, keys[index].last.map(isDigit) == true {
                end = rest.first?.end ?? end
                rest = rest.dropFirst()
            }
            return Match(entry: entries[index], rest: RegisteredText(String(String.UnicodeScalarView(scalars[end...]))))
        }
    }

    /// A town that ends in a digit must not be cut out of a longer number.
    private func isWhole(_ key: [UInt32], in values: [UInt32]) -> Bool {
        guard !key.isEmpty, values.starts(with: key) else { return false }
        guard let last = key.last, isDigit(last), values.count > key.count else { return true }
        return !isDigit(values[key.count])
    }

    private func isDigit(_ value: UInt32) -> Bool { (0x30...0x39).contains(value) }

    /// Towns whose reading begins with the kana, voicing and small kana aside.
    package func towns(readingFrom kana: String) -> [Entry] {
        let key = SearchKey.keys(of: kana)
        guard !key.k2.isEmpty else { return entries }
        let ranked = entries.indices.compactMap { index -> (rank: Int, index: Int)? in
            if readings[index].k1.utf8.starts(with: key.k1.utf8) { return (1, index) }
            return readings[index].k2.utf8.starts(with: key.k2.utf8) ? (2, index) : nil
        }
        return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map { entries[$0.index] }
    }

    /// Towns whose reading begins with the rows typed on a keypad; see ``KanaKeypad``.
    package func towns(keypad digits: String) -> [Entry] {
        let typed = Array(digits.utf8)
        return entries.indices.filter { keypads[$0].starts(with: typed) }.map { entries[$0] }
    }
}

/// Kana as the keys of a telephone (テンキー): 1 ア行, 2 カ行 … 9 ラ行, 0 ワ行; voicing, small kana and ー do not count.
package enum KanaKeypad {
    package static func digits(_ kana: String) -> String {
        let rows: [(ClosedRange<UInt32>, UInt8)] = [
            (0x30A1...0x30AA, 0x31), (0x30AB...0x30B4, 0x32), (0x30B5...0x30BE, 0x33), (0x30BF...0x30C9, 0x34),
            (0x30CA...0x30CE, 0x35), (0x30CF...0x30DD, 0x36), (0x30DE...0x30E2, 0x37), (0x30E3...0x30E8, 0x38),
            (0x30E9...0x30ED, 0x39), (0x30EE...0x30F3, 0x30),
        ]
        let full = Kana.katakana(Kana.fullWidth(kana))
        let digits = full.unicodeScalars.compactMap { scalar in rows.first { $0.0.contains(scalar.value) }?.1 }
        return String(decoding: digits, as: UTF8.self)
    }
}
