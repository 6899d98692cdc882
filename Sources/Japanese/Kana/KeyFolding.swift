/// The work of ``SearchKey``: one pass over the scalars of a name.
struct KeyFolding {
    /// Kana and kanji on level K1, with ヂ and ヅ still apart.
    private var rest: [UInt32] = []
    /// The letters of all Latin words, and where each begins.
    private var letters: [UInt8] = []
    private var starts: [Int] = []
    private var isInWord = false
    /// Whether the last sign was ヴ, which waits for a small vowel.
    private var hasOpenV = false
    private let table = FoldTable.firstLevel
    private let latin = FoldTable.latin
    private let kana = KanaTables.firstLevel

    init() {
        rest.reserveCapacity(24)
    }

    mutating func run(_ text: String) {
        for scalar in text.unicodeScalars { take(scalar.value) }
    }

    private mutating func take(_ scalar: UInt32) {
        switch scalar {
        case 0x3041...0x3096, 0x309D...0x309E: takeKatakana(scalar + 0x60)
        case 0x309F:
            append(0x30E8)
            append(0x30EA)
        case 0x30FB: isInWord = false
        case 0x30A0...0x30FF: takeKatakana(scalar)
        case 0xFF66...0xFF9D: takeKatakana(KanaTables.halfWidth[Int(scalar - 0xFF66)])
        case 0x3099, 0x309B, 0xFF9E: mark(half: false)
        case 0x309A, 0x309C, 0xFF9F: mark(half: true)
        case 0x30...0x39: takeDigit(scalar)
        case 0x41...0x5A: takeLetter(UInt8(scalar))
        case 0x61...0x7A: takeLetter(UInt8(scalar - 0x20))
        case 0xFF01...0xFF5E: take(scalar - 0xFEE0)
        case 0x20, 0x3000, 0x2C, 0x2E, 0x2F, 0x28, 0x29, 0x09...0x0D, 0xA0, 0xB7, 0xFF65: isInWord = false
        case 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F: isInWord = false
        case 0...0x9F, 0x2010...0x2027, 0x2212, 0x301C, 0x0300...0x036F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: break
        case 0xB4, 0x2B9...0x2BC, 0x2500: break
        case 0xAD, 0x34F, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: break
        case 0xC0...0x24F, 0x1E00...0x1EFF: takeDiacritic(scalar)
        case 0x3005, 0x303B: repeatLast()
        case 0x31F0...0x31FF: append(KanaTables.small[Int(scalar - 0x31F0)])
        case 0x1B000...0x1B122: takeKatakana(table(scalar))
        default: append(table(scalar))
        }
    }

    @inline(__always)
    private mutating func append(_ scalar: UInt32) {
        isInWord = false
        hasOpenV = false
        rest.append(scalar)
    }

    private mutating func takeKatakana(_ scalar: UInt32) {
        switch scalar {
        case 0x30F4:
            append(0x30D6)
            hasOpenV = true
        case 0x30C2, 0x30C5: append(scalar)
        case 0x30FD: repeatLast(plain: true)
        case 0x30FE:
            repeatLast(plain: true)
            mark(half: false)
        case 0x30FF:
            append(0x30B3)
            append(0x30C8)
        case 0x30A1...0x30A9 where hasOpenV && scalar % 2 == 1 && scalar != 0x30A5:
            // ヴァ ヴィ ヴェ ヴォ are read バ ビ ベ ボ.
            let row: [UInt32] = [0x30D0, 0x30D3, 0x30D6, 0x30D9, 0x30DC]
            rest[rest.count - 1] = row[Int(scalar - 0x30A1) / 2]
            hasOpenV = false
        case 0x30A0...0x30FF:
            let folded = kana[Int(scalar - 0x30A0)]
            if folded != 0 { append(folded) }
        default: append(scalar)
        }
    }

    private mutating func mark(half: Bool) {
        guard let last = rest.last else { return }
        let marked = KanaTables.marked(last, half: half)
        guard marked != last else { return }
        rest.removeLast()
        takeKatakana(marked)
    }

    /// 々 and ヽ stand for the sign before them, ヽ without its voicing: づゝ is づつ, ばゞ is ばば.
    private mutating func repeatLast(plain: Bool = false) {
        guard let last = rest.last else { return }
        append(plain ? KanaTables.unmarked(last) : last)
    }

    private mutating func takeLetter(_ letter: UInt8) {
        if !isInWord {
            starts.append(letters.count)
            isInWord = true
        }
        letters.append(letter)
    }

    private mutating func takeDigit(_ digit: UInt32) {
        if isInWord { takeLetter(UInt8(digit)) } else { append(digit) }
    }

    private mutating func takeDiacritic(_ scalar: UInt32) {
        switch scalar {
        case 0xC6, 0xE6: both("A", "E")
        case 0x152, 0x153: both("O", "E")
        case 0xDF, 0x1E9E: both("S", "S")
        case 0xDE, 0xFE: both("T", "H")
        default:
            let base = latin(scalar)
            if base != 0x2D, base < 0x80 { takeLetter(UInt8(base)) }
        }
    }

    private mutating func both(_ first: Unicode.Scalar, _ second: Unicode.Scalar) {
        takeLetter(UInt8(ascii: first))
        takeLetter(UInt8(ascii: second))
    }

    func key() -> SearchKey {
        let sorted = words()
        var head: [UInt8] = []
        head.reserveCapacity(letters.count + sorted.count)
        for word in sorted {
            if !head.isEmpty { head.append(0x20) }
            head.append(contentsOf: word)
        }
        if !head.isEmpty, !rest.isEmpty { head.append(0x20) }
        let hasTwoReadings = rest.contains { $0 == 0x30C2 || $0 == 0x30C5 }
        let first = hasTwoReadings ? replaced(0x30B8, 0x30BA) : rest
        let k1 = text(head, first)
        return SearchKey(
            k1: k1,
            k2: rest.isEmpty ? k1 : text(head, second(first)),
            k2Plain: hasTwoReadings ? text(head, second(replaced(0x30C1, 0x30C4))) : nil,
            words: sorted.map { String(decoding: $0, as: UTF8.self) }
        )
    }

    private func words() -> [ArraySlice<UInt8>] {
        guard !starts.isEmpty else { return [] }
        let words = starts.indices.map {
            letters[starts[$0]..<($0 + 1 < starts.count ? starts[$0 + 1] : letters.count)]
        }
        return words.count > 1 ? words.sorted { $0.lexicographicallyPrecedes($1) } : words
    }

    private func replaced(_ forDi: UInt32, _ forDu: UInt32) -> [UInt32] {
        rest.map { $0 == 0x30C2 ? forDi : ($0 == 0x30C5 ? forDu : $0) }
    }

    private func second(_ first: [UInt32]) -> [UInt32] {
        let table = FoldTable.secondLevel
        var result: [UInt32] = []
        result.reserveCapacity(first.count)
        for scalar in first {
            let folded = table(scalar)
            // ウ after a sound of オ段 lengthens it: コウノ is searched as コオノ.
            let isLong = folded == 0x30A6 && (result.last.map { KanaTables.isOfO($0) } ?? false)
            result.append(isLong ? 0x30AA : folded)
        }
        return withKeBetweenIdeographs(result)
    }

    /// 関ヶ原, 関ケ原 and 関が原 are one place: a lone カ or ケ between ideographs is ケ.
    private func withKeBetweenIdeographs(_ scalars: [UInt32]) -> [UInt32] {
        var result = scalars
        for index in scalars.indices.dropFirst().dropLast() where scalars[index] == 0x30AB {
            if isIdeograph(scalars[index - 1]), isIdeograph(scalars[index + 1]) { result[index] = 0x30B1 }
        }
        return result
    }

    private func isIdeograph(_ scalar: UInt32) -> Bool {
        (0x3400...0x9FFF).contains(scalar) || (0x20000...0x3FFFF).contains(scalar)
    }

    private func text(_ head: [UInt8], _ tail: [UInt32]) -> String {
        String(unsafeUninitializedCapacity: head.count + tail.count * 4) { buffer in
            var count = 0
            for byte in head {
                buffer[count] = byte
                count += 1
            }
            for value in tail {
                for byte in UTF8.encode(Unicode.Scalar(value) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter {
                    buffer[count] = byte
                    count += 1
                }
            }
            return count
        }
    }
}
