import Japanese

/// Looks at the beginning of a file for signs that it is not in the encoding that the layout says (文字コードの取り違え).
enum EncodingCheck {
    /// What the bytes look like; nil where they agree with the layout or say nothing.
    static func mismatch(_ bytes: UnsafeRawBufferPointer, _ layout: Layout) -> String? {
        let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(65_536))
        let looks = appearance(head)
        switch (layout.encoding, looks) {
        case (_, nil), (.utf8, .utf8), (.cp932, .cp932), (.utf16LittleEndian, .utf16LittleEndian),
            (.utf16BigEndian, .utf16BigEndian):
            return nil
        case (_, let looks?): return looks.name
        }
    }

    enum Appearance {
        case utf8, cp932, utf16LittleEndian, utf16BigEndian, binary

        var name: String {
            switch self {
            case .utf8: "UTF-8"
            case .cp932: "シフトJIS(CP932)"
            case .utf16LittleEndian: "UTF-16(リトルエンディアン)"
            case .utf16BigEndian: "UTF-16(ビッグエンディアン)"
            case .binary: "文章ではないデータ"
            }
        }
    }

    /// Nil for plain ASCII, which is the same in three of the four encodings.
    static func appearance(_ head: UnsafeRawBufferPointer) -> Appearance? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        // Commas and line ends of UTF-16 leave a zero in every second place.
        let zeros = head.enumerated().reduce(into: (even: 0, odd: 0)) { counts, byte in
            guard byte.element == 0 else { return }
            if byte.offset % 2 == 0 { counts.even += 1 } else { counts.odd += 1 }
        }
        if zeros.even + zeros.odd > head.count / 50 {
            if zeros.odd > 8 * zeros.even { return .utf16LittleEndian }
            if zeros.even > 8 * zeros.odd { return .utf16BigEndian }
            return .binary
        }
        guard head.contains(where: { $0 >= 0x80 }) else { return nil }
        let whole = withoutCutLetter(head)
        if String(validating: whole, as: UTF8.self) != nil { return .utf8 }
        // A few bytes may be broken in an otherwise good file: count the letters of more than one byte.
        return wellFormedShare(whole) > 0.9 ? .utf8 : .cp932
    }

    /// The head of a longer file may end within a letter.
    private static func withoutCutLetter(_ head: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var end = head.count
        var steps = 0
        while end > 0, steps < 4, head[end - 1] & 0xC0 == 0x80 {
            end -= 1
            steps += 1
        }
        if end > 0, head[end - 1] >= 0xC0 { end -= 1 } else { end = head.count }
        return UnsafeRawBufferPointer(rebasing: head[..<end])
    }

    private static func wellFormedShare(_ bytes: UnsafeRawBufferPointer) -> Double {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var (good, bad) = (0, 0)
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): good += scalar.isASCII ? 0 : 1
            case .error: bad += 1
            case .emptyInput: return Double(good) / Double(max(1, good + bad))
            }
        }
    }
}
