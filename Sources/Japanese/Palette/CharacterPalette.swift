/// Characters to choose from where a keyboard cannot type them (文字パレット): by strokes, radical, reading and likeness.
///
/// Made at set-up from Unihan and the ``CharacterTable``, kept as a compact file.
package struct CharacterPalette: Sendable {
    package struct Query: Hashable, Sendable {
        /// Counted as Unihan does, which may differ by one from a Japanese dictionary: better a range than a number.
        package var strokes: ClosedRange<Int>?
        /// 1 to 214 (康熙部首).
        package var radical: Int?
        /// Kana; the beginning of an On or Kun reading, whole readings first.
        package var reading: String?
        /// Shapes of this character, its modern and old forms, and names that sound alike.
        package var similarTo: Unicode.Scalar?

        package init(
            strokes: ClosedRange<Int>? = nil,
            radical: Int? = nil,
            reading: String? = nil,
            similarTo: Unicode.Scalar? = nil
        ) {
            self.strokes = strokes
            self.radical = radical
            self.reading = reading
            self.similarTo = similarTo
        }
    }

    package struct Character: Hashable, Sendable {
        package let base: Unicode.Scalar
        package let strokes: Int
        package let radical: Int
    }

    struct Entry: Hashable, Sendable {
        let base: UInt32
        let strokes: UInt8
        let radical: UInt8
        /// Where its readings lie in the common text.
        let readings: Range<Int>
    }

    let entries: [Entry]
    /// Readings of all entries in capitals, those of one entry separated by spaces.
    let readings: [UInt8]

    init(entries: [Entry], readings: [UInt8]) {
        self.entries = entries
        self.readings = readings
    }

    package var count: Int { entries.count }

    /// The characters that fit and how many there are in all: those of JIS X 0208, which most names are written with,
    /// before the tens of thousands of others, and of each kind those of fewest strokes first.
    package func find(_ query: Query, offset: Int = 0, limit: Int = 200) -> (found: [Character], count: Int) {
        let spelling = query.reading.map { Array(Romaji.of($0).utf8) } ?? []
        guard query.reading == nil || !spelling.isEmpty else { return ([], 0) }
        let likeness = query.similarTo.map { Likeness($0) }
        let common = LegacyTables.shared.standard
        var hits: [(rank: Int, entry: Entry)] = []
        for entry in entries {
            if let strokes = query.strokes, !strokes.contains(Int(entry.strokes)) { continue }
            if let radical = query.radical, radical != Int(entry.radical) { continue }
            if let likeness, !likeness.fits(entry.base) { continue }
            guard !spelling.isEmpty else {
                hits.append((common.contains(entry.base) ? 0 : 1, entry))
                continue
            }
            guard let rank = rank(spelling, in: entry.readings) else { continue }
            hits.append((rank * 2 + (common.contains(entry.base) ? 0 : 1), entry))
        }
        hits.sort { ($0.rank, $0.entry.strokes, $0.entry.base) < ($1.rank, $1.entry.strokes, $1.entry.base) }
        let page = hits.dropFirst(max(offset, 0)).prefix(max(limit, 0))
        return (page.compactMap { character($0.entry) }, hits.count)
    }

    private func character(_ entry: Entry) -> Character? {
        Unicode.Scalar(entry.base).map {
            Character(base: $0, strokes: Int(entry.strokes), radical: Int(entry.radical))
        }
    }

    /// 0 where the spelling is a whole reading, 1 where it begins one.
    private func rank(_ spelling: [UInt8], in range: Range<Int>) -> Int? {
        var best: Int?
        var start = range.lowerBound
        while start < range.upperBound {
            var end = start
            while end < range.upperBound, readings[end] != 0x20 { end += 1 }
            if end - start >= spelling.count, readings[start..<end].starts(with: spelling) {
                if end - start == spelling.count { return 0 }
                best = 1
            }
            start = end + 1
        }
        return best
    }

    private struct Likeness {
        private let first: UInt32
        private let second: UInt32

        init(_ scalar: Unicode.Scalar) {
            first = FoldTable.firstLevel(scalar.value)
            second = FoldTable.secondLevel(first)
        }

        func fits(_ scalar: UInt32) -> Bool {
            let other = FoldTable.firstLevel(scalar)
            return other == first || FoldTable.secondLevel(other) == second
        }
    }
}

/// The radicals of the Kangxi dictionary (康熙部首).
package enum KangxiRadical {
    package static let numbers = 1...214

    /// The radical as a character to show; nil outside ``numbers``.
    package static func character(_ number: Int) -> Unicode.Scalar? {
        numbers.contains(number) ? Unicode.Scalar(UInt32(0x2F00 + number - 1)) : nil
    }
}
