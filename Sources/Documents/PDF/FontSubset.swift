/// A TrueType font with only the glyphs a document or a screen draws (部分フォント).
///
/// Programs of glyphs are taken over bit by bit except that hinting is dropped: outlines stay what they were, which
/// reading the document back proves.
enum FontSubset {
    typealias Table = (tag: String, bytes: [UInt8])

    /// A glyph of one font file.
    struct Source {
        let font: FontFile
        let glyph: Int

        fileprivate var key: Key { Key(font: ObjectIdentifier(font), glyph: glyph) }
    }

    fileprivate struct Key: Hashable {
        let font: ObjectIdentifier
        let glyph: Int
    }

    /// `glyphs` become numbers 1, 2, 3 …; number 0 is blank. What PDF asks for and no more.
    static func build(_ glyphs: [Int], from font: FontFile) throws(FontFault) -> [UInt8] {
        file(try tables(glyphs.map { Source(font: font, glyph: $0) }, measuredAs: font))
    }

    /// The tables of the outlines, in the order of their tags. All fonts must have the em of `main`.
    static func tables(_ glyphs: [Source], measuredAs main: FontFile) throws(FontFault) -> [Table] {
        var sources = [Source(font: main, glyph: 0)] + glyphs
        var numbers: [Key: Int] = [:]
        var programs = BigEndianWriter()
        var places = [0, 0]
        var index = 1
        while index < sources.count {
            let font = sources[index].font
            var program = try withoutHints(try font.glyph(sources[index].glyph))
            let bytes = BigEndian(program)
            if bytes.count > 0, try bytes.i16(0) < 0 {
                for part in try GlyphComponent.read(bytes) {
                    let number: Int
                    let source = Source(font: font, glyph: part.glyph)
                    if let known = numbers[source.key] {
                        number = known
                    } else {
                        sources.append(source)
                        number = sources.count - 1
                        numbers[source.key] = number
                    }
                    program[part.numberPlace] = UInt8(truncatingIfNeeded: number >> 8)
                    program[part.numberPlace + 1] = UInt8(truncatingIfNeeded: number)
                }
            }
            programs.append(program)
            programs.pad(to: 4)
            places.append(programs.bytes.count)
            index += 1
        }
        guard sources.count <= 65_535 else { throw .damaged("glyf") }
        return assemble(sources, main, programs.bytes, places)
    }

    /// The program without its instructions.
    private static func withoutHints(_ program: [UInt8]) throws(FontFault) -> [UInt8] {
        let bytes = BigEndian(program)
        guard bytes.count > 0 else { return [] }
        let count = try bytes.i16(0)
        var result = program
        if count >= 0 {
            let place = 10 + count * 2
            let length = try bytes.u16(place)
            guard place + 2 + length <= program.count else { throw .damaged("glyf") }
            guard length > 0 else { return program }
            result.replaceSubrange(place..<place + 2 + length, with: [0, 0])
        } else {
            for part in try GlyphComponent.read(bytes) { result[part.numberPlace - 2] &= 0xFE }
            result.removeSubrange((try GlyphComponent.read(bytes).last?.end ?? program.count)...)
        }
        return result
    }

    private static func assemble(
        _ sources: [Source],
        _ main: FontFile,
        _ programs: [UInt8],
        _ places: [Int]
    ) -> [Table] {
        var advances = BigEndianWriter()
        var locations = BigEndianWriter()
        for (number, source) in sources.enumerated() {
            advances.u16(source.font.advance(source.glyph))
            advances.u16(number == 0 ? 0 : source.font.sideBearing(source.glyph))
        }
        for place in places { locations.u32(place) }
        return [
            ("glyf", programs), ("head", head(main)), ("hhea", header(main, sources.count)),
            ("hmtx", advances.bytes), ("loca", locations.bytes), ("maxp", profile(sources.count)),
        ]
    }

    private static func head(_ font: FontFile) -> [UInt8] {
        var table = BigEndianWriter()
        table.u32(0x0001_0000)
        table.u32(0x0001_0000)
        table.u32(0)
        table.u32(0x5F0F_3CF5)
        table.u16(0x000B)
        table.u16(font.unitsPerEm)
        for _ in 0..<4 { table.u32(0) }
        for side in font.metrics.box { table.u16(side) }
        table.u16(font.metrics.isBold ? 1 : 0)
        table.u16(8)
        table.u16(2)
        table.u16(1)
        table.u16(0)
        return table.bytes
    }

    private static func header(_ font: FontFile, _ count: Int) -> [UInt8] {
        var table = BigEndianWriter()
        table.u32(0x0001_0000)
        table.u16(font.metrics.ascent)
        table.u16(font.metrics.descent)
        table.u16(0)
        table.u16(font.unitsPerEm)
        for _ in 0..<3 { table.u16(0) }
        table.u16(1)
        for _ in 0..<7 { table.u16(0) }
        table.u16(count)
        return table.bytes
    }

    private static func profile(_ count: Int) -> [UInt8] {
        var table = BigEndianWriter()
        table.u32(0x0001_0000)
        table.u16(count)
        // Limits an unhinted font does not reach; readers only use them to reserve room.
        for limit in [4_096, 512, 8_192, 1_024, 1, 0, 0, 0, 0, 0, 0, 64, 6] { table.u16(limit) }
        return table.bytes
    }

    /// The whole font; the tables must be in the order of their tags.
    static func file(_ tables: [Table]) -> [UInt8] {
        var out = BigEndianWriter()
        out.u32(0x0001_0000)
        out.u16(tables.count)
        var (steps, power) = (0, 1)
        while power * 2 <= tables.count { (steps, power) = (steps + 1, power * 2) }
        [power * 16, steps, (tables.count - power) * 16].forEach { out.u16($0) }
        var place = 12 + tables.count * 16
        for table in tables {
            out.append(table.tag.utf8)
            out.u32(checksum(table.bytes))
            out.u32(place)
            out.u32(table.bytes.count)
            place += (table.bytes.count + 3) / 4 * 4
        }
        for table in tables {
            out.append(table.bytes)
            out.pad(to: 4)
        }
        return out.bytes
    }

    private static func checksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = 0
        var index = 0
        while index < bytes.count {
            var word: UInt32 = 0
            for offset in 0..<4 {
                word = word << 8 | (index + offset < bytes.count ? UInt32(bytes[index + offset]) : 0)
            }
            sum &+= word
            index += 4
        }
        return Int(sum)
    }
}
