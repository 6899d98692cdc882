/// What a font has glyphs for: its `cmap` (formats 4, 12 and 14) and the names of its glyphs (`post` 2.0).
package struct FontCharacters: Sendable {
    package struct Fault: Error, Hashable, Sendable {
        package let what: String

        package var sentence: String { "フォントを読めません（\(what)）。フォントのファイルを確かめてください。" }
    }

    /// Glyph of each code point.
    package let glyphs: [UInt32: Int]
    /// Glyph of each sequence of a base and a variation selector, as base << 32 | selector; those that show the base's own
    /// glyph included.
    package let sequences: [UInt64: Int]
    /// Name of each glyph, empty where the font names none.
    package let names: [String]
    /// The version string of the font (name ID 5).
    package let version: String

    package init(_ bytes: [UInt8], face: Int = 0) throws(Fault) {
        do {
            let font = try FontBytes(bytes, face: face)
            let reader = try CharacterMapReader(font.table("cmap"))
            glyphs = reader.glyphs
            sequences = reader.sequences
            names = try FontCharacters.names(font)
            version = (try? FontCharacters.version(font.table("name"))) ?? ""
        } catch {
            throw Fault(what: error.what)
        }
    }

    /// MJ characters that the font draws but no text can name: they are written by their escape alone.
    package var namesWithoutSequence: [MJName] {
        let reached = Set(glyphs.values).union(sequences.values)
        return names.enumerated().compactMap { reached.contains($0.offset) ? nil : MJName($0.element) }.sorted()
    }

    private static func names(_ font: FontBytes) throws(FontBytes.Fault) -> [String] {
        guard let post = try? font.table("post"), try post.u32(0) == 0x0002_0000 else { return [] }
        let count = try post.u16(32)
        var offset = 34 + 2 * count
        var own: [String] = []
        own.reserveCapacity(count)
        while offset < post.count {
            let length = try post.u8(offset)
            own.append(String(decoding: try post.text(offset + 1, length), as: UTF8.self))
            offset += 1 + length
        }
        var names: [String] = []
        names.reserveCapacity(count)
        for glyph in 0..<count {
            let index = try post.u16(34 + 2 * glyph) - 258
            names.append(own.indices.contains(index) ? own[index] : "")
        }
        return names
    }

    private static func version(_ table: FontTable) throws(FontBytes.Fault) -> String {
        let (count, texts) = (try table.u16(2), try table.u16(4))
        for index in 0..<count {
            let record = 6 + 12 * index
            guard try table.u16(record + 6) == 5, try table.u16(record) == 3 else { continue }
            let text = try table.text(texts + table.u16(record + 10), table.u16(record + 8))
            return String(decoding: text.enumerated().filter { $0.offset % 2 == 1 }.map(\.element), as: UTF8.self)
        }
        return ""
    }
}

/// Reads the subtables of `cmap`.
private struct CharacterMapReader {
    var glyphs: [UInt32: Int] = [:]
    var sequences: [UInt64: Int] = [:]
    private let table: FontTable

    init(_ table: FontTable) throws(FontBytes.Fault) {
        self.table = table
        glyphs.reserveCapacity(60_000)
        var selectors: Int?
        for index in 0..<(try table.u16(2)) {
            let offset = try table.u32(4 + 8 * index + 4)
            switch try table.u16(offset) {
            case 4: try readFormat4(offset)
            case 12: try readFormat12(offset)
            case 14: selectors = offset
            default: continue
            }
        }
        if let selectors { try readFormat14(selectors) }
    }

    private mutating func readFormat4(_ start: Int) throws(FontBytes.Fault) {
        let doubled = try table.u16(start + 6)
        var next = 0
        for segment in stride(from: 0, to: doubled, by: 2) {
            let last = try table.u16(start + 14 + segment)
            let first = try table.u16(start + 16 + doubled + segment)
            let delta = try table.u16(start + 16 + 2 * doubled + segment)
            let position = start + 16 + 3 * doubled + segment
            let rangeOffset = try table.u16(position)
            guard (next...0xFFFF).contains(first), first <= last else {
                throw FontBytes.Fault(what: "cmap 4: a segment is out of order")
            }
            next = min(last + 1, 0xFFFF)
            for code in first...last where code != 0xFFFF {
                var glyph = code
                if rangeOffset != 0 {
                    glyph = try table.u16(position + rangeOffset + 2 * (code - first))
                    guard glyph != 0 else { continue }
                }
                set(UInt32(code), (glyph + delta) & 0xFFFF)
            }
        }
    }

    private mutating func readFormat12(_ start: Int) throws(FontBytes.Fault) {
        var next = 0
        for group in 0..<(try table.u32(start + 12)) {
            let record = start + 16 + 12 * group
            let (first, last) = (try table.u32(record), try table.u32(record + 4))
            let glyph = try table.u32(record + 8)
            guard first >= next, first <= last, last <= 0x10FFFF else {
                throw FontBytes.Fault(what: "cmap 12: a group is out of order")
            }
            next = last + 1
            for code in first...last { set(UInt32(code), glyph + code - first) }
        }
    }

    private mutating func set(_ code: UInt32, _ glyph: Int) {
        if glyph != 0 { glyphs[code] = glyph }
    }

    private mutating func readFormat14(_ start: Int) throws(FontBytes.Fault) {
        for index in 0..<(try table.u32(start + 6)) {
            let record = start + 10 + 11 * index
            let selector = UInt64(try table.u24(record))
            let (same, other) = (try table.u32(record + 3), try table.u32(record + 7))
            if same != 0 {
                for range in 0..<(try table.u32(start + same)) {
                    let first = try table.u24(start + same + 4 + 4 * range)
                    for base in first...(first + (try table.u8(start + same + 7 + 4 * range))) {
                        sequences[UInt64(base) << 32 | selector] = glyphs[UInt32(base)] ?? 0
                    }
                }
            }
            if other != 0 {
                for mapping in 0..<(try table.u32(start + other)) {
                    let entry = start + other + 4 + 5 * mapping
                    sequences[UInt64(try table.u24(entry)) << 32 | selector] = try table.u16(entry + 3)
                }
            }
        }
    }
}
