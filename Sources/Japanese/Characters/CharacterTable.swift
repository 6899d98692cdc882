/// Characters that the registered name's font can show, with their MJ names (文字図形名) and their variation collection.
///
/// Built from the installed fonts at set-up (`madoguchi text mj`), kept as a compact file, loaded at start.
package struct CharacterTable: Sendable {
    /// Where a sequence is from.
    package enum Collection: String, Hashable, Sendable, Codable {
        /// The character alone, without a selector, of the font.
        case plain
        /// A sequence of the Moji_Joho collection, which the font shows.
        case mojiJoho
        /// A sequence of the Adobe-Japan1 collection: the name's font shows the base in its place.
        case adobeJapan1
        /// Private use: 行政事務標準文字 (plane 16) or a vendor's 外字.
        case privateUse
        /// No font here knows it.
        case unknown
    }

    /// Versions of the fonts that the table was made from, as recorded with every document.
    package let source: String
    /// Sorted: sequence in the upper bits, then the flag of Adobe-Japan1, then the name in 21 bits (0 where it has none).
    private let entries: [UInt64]
    /// Sorted: name in the upper half, sequence in the lower.
    private let names: [UInt64]

    /// Bytes that the table holds while it is in use.
    package var memory: Int { (entries.count + names.count) * MemoryLayout<UInt64>.stride }

    private static let adobeFlag: UInt64 = 1 << 21
    private static let numberMask: UInt64 = adobeFlag - 1

    /// - Parameters:
    ///   - font: IPAmj Mincho, whose glyph names are MJ names.
    ///   - adobe: A font with sequences of Adobe-Japan1, such as Noto Serif CJK JP, if one is installed.
    package init(font: FontCharacters, adobe: FontCharacters? = nil) {
        var entries: [UInt64] = []
        entries.reserveCapacity(font.glyphs.count + font.sequences.count)
        for (code, glyph) in font.glyphs {
            entries.append(UInt64(code) << 31 | CharacterTable.number(font, glyph))
        }
        for (sequence, glyph) in font.sequences {
            entries.append(CharacterTable.key(sequence) << 22 | CharacterTable.number(font, glyph))
        }
        for sequence in (adobe?.sequences ?? [:]).keys where font.sequences[sequence] == nil {
            entries.append(CharacterTable.key(sequence) << 22 | CharacterTable.adobeFlag)
        }
        let source = adobe.map { "\(font.version); \($0.version)" } ?? font.version
        self.init(source: source, entries: entries.sorted())
    }

    private init(source: String, entries: [UInt64]) {
        self.source = source
        self.entries = entries
        names = entries.filter { $0 & CharacterTable.numberMask != 0 }
            .map { ($0 & CharacterTable.numberMask) << 32 | $0 >> 22 }.sorted()
    }

    private static func key(_ sequence: UInt64) -> UInt64 {
        (sequence >> 32) << 9 | UInt64(VariationSelector.number(UInt32(truncatingIfNeeded: sequence)))
    }

    private static func number(_ font: FontCharacters, _ glyph: Int) -> UInt64 {
        guard font.names.indices.contains(glyph) else { return 0 }
        return MJName(font.names[glyph])?.code ?? 0
    }
}

extension CharacterTable {
    /// The MJ name of a sequence; nil where the font has no glyph of that name for it.
    package func name(of sequence: CharacterSequence) -> MJName? {
        entry(sequence).flatMap { MJName(code: $0 & CharacterTable.numberMask) }
    }

    /// The sequences by which the character can be written, the shortest first; empty where there is none.
    package func sequences(of name: MJName) -> [CharacterSequence] {
        let wanted = name.code
        var index = names.partition { $0 >> 32 >= wanted }
        var found: [CharacterSequence] = []
        while index < names.count, names[index] >> 32 == wanted {
            if let sequence = CharacterSequence(key: UInt32(truncatingIfNeeded: names[index])) {
                found.append(sequence)
            }
            index += 1
        }
        return found.filter { $0.selector == nil } + found.filter { $0.selector != nil }
    }

    package func collection(of sequence: CharacterSequence) -> Collection {
        if let entry = entry(sequence) {
            if entry & CharacterTable.adobeFlag != 0 { return .adobeJapan1 }
            return sequence.selector == nil ? .plain : .mojiJoho
        }
        switch sequence.base.value {
        case 0xE000...0xF8FF, 0xF0000...0x10FFFD: return .privateUse
        default: return .unknown
        }
    }

    /// Whether the name's font has a glyph for exactly this sequence.
    package func isShown(_ sequence: CharacterSequence) -> Bool {
        entry(sequence).map { $0 & CharacterTable.adobeFlag == 0 } ?? false
    }

    /// How many MJ names there are a way to write for, and how many only by a variation selector.
    package var coverage: (named: Int, bySelectorOnly: Int) {
        var (named, plain, last) = (0, 0, UInt64(0))
        for item in names {
            if item >> 32 != last {
                named += 1
                // Sequences of one name are in order; the one without a selector is not always the first.
                if sequences(of: MJName(code: item >> 32)).contains(where: { $0.selector == nil }) {
                    plain += 1
                }
            }
            last = item >> 32
        }
        return (named, named - plain)
    }

    private func sequences(of name: MJName?) -> [CharacterSequence] {
        name.map { sequences(of: $0) } ?? []
    }

    /// Every sequence the name's font shows, in the order of code points.
    package var shown: [CharacterSequence] {
        entries.lazy.filter { $0 & CharacterTable.adobeFlag == 0 }.compactMap {
            CharacterSequence(key: UInt32($0 >> 22))
        }
    }

    /// All shapes of one base character, itself first: the variants a palette offers (異体字).
    package func shapes(of base: Unicode.Scalar) -> [CharacterSequence] {
        var index = entries.partition { $0 >> 31 >= UInt64(base.value) }
        var found: [CharacterSequence] = []
        while index < entries.count, entries[index] >> 31 == UInt64(base.value) {
            if entries[index] & CharacterTable.adobeFlag == 0,
                let sequence = CharacterSequence(key: UInt32(entries[index] >> 22))
            {
                found.append(sequence)
            }
            index += 1
        }
        return found
    }

    private func entry(_ sequence: CharacterSequence) -> UInt64? {
        let key = UInt64(sequence.key)
        let index = entries.partition { $0 >> 22 >= key }
        return index < entries.count && entries[index] >> 22 == key ? entries[index] : nil
    }

    /// Lines of MJ name, code point and variation selector, separated by tabs, in the order of MJ names.
    package var tabSeparated: String {
        names.reduce(into: "") { text, item in
            guard let name = MJName(code: item >> 32),
                let sequence = CharacterSequence(key: UInt32(truncatingIfNeeded: item))
            else { return }
            let selector = sequence.selector.map { "U+\(hexadecimal($0.value))" } ?? ""
            text += "\(name)\tU+\(hexadecimal(sequence.base.value))\t\(selector)\n"
        }
    }
}

extension CharacterTable {
    private static let magic = Array("MJTABLE2".utf8)

    /// The compact file: a mark, the source, the number of entries, and the entries, little-endian.
    package var bytes: [UInt8] {
        let text = Array(source.utf8)
        var result = CharacterTable.magic
        for count in [text.count, entries.count] { result.append(contentsOf: littleEndian(UInt64(count))) }
        result.append(contentsOf: text)
        for entry in entries { result.append(contentsOf: littleEndian(entry)) }
        return result
    }

    private func littleEndian(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) }
    }

    /// Nil unless the bytes are a whole table in order; a file that is cut off is not read.
    package init?(bytes: [UInt8]) {
        func number(_ offset: Int) -> UInt64 {
            (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[offset + $1]) }
        }
        guard bytes.count >= 24, bytes.starts(with: CharacterTable.magic) else { return nil }
        let (length, count) = (number(8), number(16))
        guard length <= 1_000, count <= 1_000_000, bytes.count == 24 + Int(length) + 8 * Int(count) else { return nil }
        let start = 24 + Int(length)
        let entries = bytes.withUnsafeBytes { raw in
            (0..<Int(count)).map {
                UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: start + 8 * $0, as: UInt64.self))
            }
        }
        guard zip(entries, entries.dropFirst()).allSatisfy(<) else { return nil }
        self.init(source: String(decoding: bytes[24..<start], as: UTF8.self), entries: entries)
    }
}

extension [UInt64] {
    /// The first index from which on the condition holds; the elements must be sorted by it.
    fileprivate func partition(_ holds: (UInt64) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
