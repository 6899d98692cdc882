/// A font program as a document embeds it, for comparing its outlines with those of the source.
struct EmbeddedProgram {
    private let glyphs: [UInt8]
    private let locations: BigEndian

    /// The widths in font units.
    private let advances: BigEndian
    let unitsPerEm: Int

    init(_ bytes: [UInt8]) throws(FontFault) {
        let file = BigEndian(bytes)
        var tables: [String: [UInt8]] = [:]
        for index in 0..<(try file.u16(4)) {
            let record = 12 + index * 16
            let start = try file.u32(record + 8)
            let length = try file.u32(record + 12)
            guard start + length <= bytes.count else { throw .damaged("directory") }
            tables[try file.tag(record)] = Array(bytes[start..<start + length])
        }
        guard let glyphs = tables["glyf"], let locations = tables["loca"], let advances = tables["hmtx"],
            let head = tables["head"]
        else { throw .unsupported("glyf") }
        self.glyphs = glyphs
        self.locations = BigEndian(locations)
        self.advances = BigEndian(advances)
        unitsPerEm = try BigEndian(head).u16(18)
    }

    func outline(_ glyph: Int) throws(FontFault) -> GlyphOutline {
        try GlyphOutline.read(glyph, depth: 0) { (part) throws(FontFault) in
            let start = try locations.u32(part * 4)
            let end = try locations.u32(part * 4 + 4)
            guard start <= end, end <= glyphs.count else { throw .damaged("loca") }
            return Array(glyphs[start..<end])
        }
    }

    func advance(_ glyph: Int) throws(FontFault) -> Int {
        try advances.u16(glyph * 4)
    }
}
