import Japanese
import Madoguchi

/// A font of few registered characters for browsers (画面用の部分フォント): outlines as on paper, every variant by its selector.
struct ScreenFont {
    let library: FontLibrary
    /// The name in the font file; the licence of IPAmj Mincho forbids derived fonts to bear its own.
    static let family = "Madoguchi"

    private struct Mapping {
        let letter: Letter
        let number: Int
    }

    /// Nil where no font at hand has any character of the slice.
    func bytes(_ slice: GlyphSlice) throws(FontFault) -> [UInt8]? {
        var main: FontFile?
        var sources: [FontSubset.Source] = []
        var mappings: [Mapping] = []
        for letter in letters(slice) {
            guard let (file, glyph) = library.source(of: letter, .registered) else { continue }
            let font = library.files[file]
            main = main ?? font
            guard font.unitsPerEm == main?.unitsPerEm else { continue }
            sources.append(FontSubset.Source(font: font, glyph: glyph))
            mappings.append(Mapping(letter: letter, number: sources.count))
        }
        guard let main else { return nil }
        let outlines = try FontSubset.tables(sources, measuredAs: main)
        let own: [FontSubset.Table] = [
            ("OS/2", style(main, mappings)), ("cmap", map(mappings)), ("name", ScreenFont.names),
            ("post", ScreenFont.post),
        ]
        return FontSubset.file((outlines + own).sorted { $0.tag < $1.tag })
    }

    /// Every character alone, and where they are wanted each with every selector there is.
    private func letters(_ slice: GlyphSlice) -> [Letter] {
        let bases = slice.scalars
        guard slice.hasVariants else { return bases.map { Letter($0) } }
        let selectors = [0xFE00...0xFE0F, 0xE0100...0xE01EF].joined().compactMap(Unicode.Scalar.init)
        return bases.map { Letter($0) } + bases.flatMap { base in selectors.map { Letter(base, $0) } }
    }

    private func map(_ mappings: [Mapping]) -> [UInt8] {
        let plain = mappings.filter { $0.letter.selector == nil }.sorted { $0.letter.base < $1.letter.base }
        let basic = plain.filter { $0.letter.base.value <= 0xFFFF }
        let varied = mappings.filter { $0.letter.selector != nil }
        var subtables: [(platform: Int, encoding: Int, bytes: [UInt8])] = []
        if !varied.isEmpty { subtables.append((0, 5, variations(varied))) }
        if !basic.isEmpty { subtables.append((3, 1, segments(basic))) }
        if basic.count < plain.count { subtables.append((3, 10, groups(plain))) }
        var table = BigEndianWriter()
        table.u16(0)
        table.u16(subtables.count)
        var place = 4 + 8 * subtables.count
        for subtable in subtables {
            table.u16(subtable.platform)
            table.u16(subtable.encoding)
            table.u32(place)
            place += subtable.bytes.count
        }
        for subtable in subtables { table.append(subtable.bytes) }
        return table.bytes
    }

    /// Format 4, a segment for each character.
    private func segments(_ basic: [Mapping]) -> [UInt8] {
        let codes = basic.map { Int($0.letter.base.value) }
        let deltas = basic.map { $0.number - Int($0.letter.base.value) }
        let count = codes.count + 1
        var (steps, power) = (0, 1)
        while power * 2 <= count { (steps, power) = (steps + 1, power * 2) }
        var table = BigEndianWriter()
        [4, 16 + 8 * count, 0, 2 * count, 2 * power, steps, 2 * (count - power)].forEach { table.u16($0) }
        (codes + [0xFFFF]).forEach { table.u16($0) }
        table.u16(0)
        (codes + [0xFFFF]).forEach { table.u16($0) }
        (deltas + [1]).forEach { table.u16($0) }
        for _ in 0..<count { table.u16(0) }
        return table.bytes
    }

    /// Format 12, a group for each character.
    private func groups(_ plain: [Mapping]) -> [UInt8] {
        var table = BigEndianWriter()
        [12, 0].forEach { table.u16($0) }
        [16 + 12 * plain.count, 0, plain.count].forEach { table.u32($0) }
        for mapping in plain {
            let code = Int(mapping.letter.base.value)
            [code, code, mapping.number].forEach { table.u32($0) }
        }
        return table.bytes
    }

    /// Format 14, every sequence with a glyph of its own.
    private func variations(_ varied: [Mapping]) -> [UInt8] {
        let bySelector = Dictionary(grouping: varied) { $0.letter.selector?.value ?? 0 }.sorted { $0.key < $1.key }
        var records = BigEndianWriter()
        var lists = BigEndianWriter()
        let start = 10 + 11 * bySelector.count
        for (selector, mappings) in bySelector {
            records.u24(Int(selector))
            records.u32(0)
            records.u32(start + lists.bytes.count)
            lists.u32(mappings.count)
            for mapping in mappings.sorted(by: { $0.letter.base < $1.letter.base }) {
                lists.u24(Int(mapping.letter.base.value))
                lists.u16(mapping.number)
            }
        }
        var table = BigEndianWriter()
        table.u16(14)
        table.u32(start + lists.bytes.count)
        table.u32(bySelector.count)
        table.append(records.bytes)
        table.append(lists.bytes)
        return table.bytes
    }

    /// `OS/2` version 3 (regular, installable).
    private func style(_ font: FontFile, _ mappings: [Mapping]) -> [UInt8] {
        let codes = mappings.map { Int(min($0.letter.base.value, 0xFFFF)) }
        let (ascent, descent) = (font.metrics.ascent, font.metrics.descent)
        var table = BigEndianWriter()
        [3, font.unitsPerEm, 400, 5, 0].forEach { table.u16($0) }
        for _ in 0..<11 { table.u16(0) }
        for _ in 0..<10 { table.u8(0) }
        for _ in 0..<4 { table.u32(0) }
        table.append("NONE".utf8)
        [0x40, codes.min() ?? 0, codes.max() ?? 0, ascent, descent, 0].forEach { table.u16($0) }
        [max(ascent, 0), max(-descent, 0)].forEach { table.u16($0) }
        for _ in 0..<2 { table.u32(0) }
        [0, font.metrics.capHeight, 0, 0, 1].forEach { table.u16($0) }
        return table.bytes
    }

    /// `post` version 3: no glyph names.
    private static let post: [UInt8] = {
        var table = BigEndianWriter()
        table.u32(0x0003_0000)
        for _ in 0..<7 { table.u32(0) }
        return table.bytes
    }()

    /// The family's name for Windows, in UTF-16.
    private static let names: [UInt8] = {
        let units = Array(family.utf16)
        var table = BigEndianWriter()
        [0, 1, 18, 3, 1, 0x409, 1, units.count * 2, 0].forEach { table.u16($0) }
        for unit in units { table.u16(Int(unit)) }
        return table.bytes
    }()
}
