extension CharacterPalette {
    /// From the text of Unihan's files, as Debian's package unicode-data has them once uncompressed.
    ///
    /// - Parameters:
    ///   - sources: `Unihan_IRGSources.txt`, for `kRSUnicode` and `kTotalStrokes`.
    ///   - readings: `Unihan_Readings.txt`, for `kJapaneseOn` and `kJapaneseKun`.
    ///   - isShown: Whether the name's fonts have the character; others are left out.
    package init(sources: [UInt8], readings: [UInt8], isShown: (Unicode.Scalar) -> Bool) {
        var spellings: [UInt32: [UInt8]] = [:]
        UnihanLines.each(readings) { point, field, value in
            guard field == "kJapaneseOn" || field == "kJapaneseKun" else { return }
            spellings[point, default: []] += (spellings[point] == nil ? [] : [0x20]) + value
        }
        var places: [UInt32: (strokes: UInt8, radical: UInt8)] = [:]
        UnihanLines.each(sources) { point, field, value in
            if field == "kTotalStrokes" {
                places[point, default: (0, 0)].strokes = UnihanLines.number(value)
            } else if field == "kRSUnicode" {
                places[point, default: (0, 0)].radical = UnihanLines.number(value)
            }
        }
        var entries: [Entry] = []
        var text: [UInt8] = []
        for (point, place) in places.sorted(by: { $0.key < $1.key }) {
            guard let scalar = Unicode.Scalar(point), isShown(scalar) else { continue }
            let start = text.count
            text += (spellings[point] ?? []).prefix(255)
            entries.append(
                Entry(base: point, strokes: place.strokes, radical: place.radical, readings: start..<text.count)
            )
        }
        self.init(entries: entries, readings: text)
    }

    private static let magic = Array("MJPALET1".utf8)

    /// The compact file: a mark, two lengths, eight bytes for each character, the readings.
    package var bytes: [UInt8] {
        var result = CharacterPalette.magic
        for count in [entries.count, readings.count] {
            result += (0..<4).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
        }
        for entry in entries {
            result += (0..<3).map { UInt8(truncatingIfNeeded: entry.base >> (8 * $0)) }
            result += [entry.strokes, entry.radical, UInt8(entry.readings.count), 0, 0]
        }
        return result + readings
    }

    /// Nil unless the bytes are a whole palette.
    package init?(bytes: [UInt8]) {
        func number(_ offset: Int, _ width: Int) -> Int {
            (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
        }
        guard bytes.count >= 16, bytes.starts(with: CharacterPalette.magic) else { return nil }
        let (count, length) = (number(8, 4), number(12, 4))
        guard count <= 1_000_000, length <= 100_000_000, bytes.count == 16 + 8 * count + length else { return nil }
        var start = 0
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        for index in 0..<count {
            let record = 16 + 8 * index
            let end = start + number(record + 5, 1)
            guard end <= length else { return nil }
            entries.append(
                Entry(
                    base: UInt32(number(record, 3)),
                    strokes: bytes[record + 3],
                    radical: bytes[record + 4],
                    readings: start..<end
                )
            )
            start = end
        }
        self.init(entries: entries, readings: Array(bytes[(16 + 8 * count)...]))
    }
}

/// Lines `U+XXXX<tab>field<tab>value` of Unihan; others are passed over.
private enum UnihanLines {
    static func each(_ bytes: [UInt8], _ take: (UInt32, String, ArraySlice<UInt8>) -> Void) {
        for line in bytes.split(separator: 0x0A) where line.first == 0x55 {
            let parts = line.split(separator: 0x09)
            guard parts.count == 3,
                let point = UInt32(String(decoding: parts[0].dropFirst(2), as: UTF8.self), radix: 16)
            else { continue }
            take(point, String(decoding: parts[1], as: UTF8.self), parts[2])
        }
    }

    /// The number with which the value begins; 0 where it begins with none.
    static func number(_ value: ArraySlice<UInt8>) -> UInt8 {
        let number = value.prefix { (0x30...0x39).contains($0) }.prefix(4).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return UInt8(clamping: number)
    }
}
