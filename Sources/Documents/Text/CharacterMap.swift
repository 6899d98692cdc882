/// From characters to glyphs (`cmap` formats 4, 12 and 14).
struct CharacterMap: Sendable {
    private let table: BigEndian
    private let glyphCount: Int
    private var full: Int?
    private var basic: Int?
    private var variations: Int?

    init(_ table: BigEndian, glyphCount: Int) throws(FontFault) {
        self.table = table
        self.glyphCount = glyphCount
        for index in 0..<(try table.u16(2)) {
            let platform = try table.u16(4 + index * 8)
            let encoding = try table.u16(6 + index * 8)
            let start = try table.u32(8 + index * 8)
            guard platform == 0 || (platform == 3 && (encoding == 1 || encoding == 10)) else { continue }
            switch try table.u16(start) {
            case 4: basic = basic ?? start
            case 12: full = full ?? start
            case 14: variations = variations ?? start
            default: break
            }
        }
        guard full != nil || basic != nil else { throw .unsupported("cmap") }
    }

    /// The glyph of exactly this letter, or nil. A selector the font does not know is nil, never the base's glyph.
    func glyph(_ letter: Letter) -> Int? {
        guard let selector = letter.selector else { return glyph(letter.base.value) }
        return (try? variation(Int(letter.base.value), Int(selector.value))) ?? nil
    }

    func glyph(_ scalar: UInt32) -> Int? {
        let code = Int(scalar)
        let found: Int?? =
            if let full { try? segment12(full, code) } else if let basic { try? segment4(basic, code) } else { nil }
        guard let glyph = found ?? nil, glyph > 0, glyph < glyphCount else { return nil }
        return glyph
    }

    private func segment12(_ start: Int, _ code: Int) throws(FontFault) -> Int? {
        let count = min(try table.u32(start + 12), (table.count - start) / 12)
        let groups = start + 16
        let index = try BigEndian.partition(count) { (index) throws(FontFault) in
            try table.u32(groups + index * 12 + 4) < code
        }
        guard index < count else { return nil }
        let first = try table.u32(groups + index * 12)
        return first <= code ? try table.u32(groups + index * 12 + 8) + code - first : nil
    }

    private func segment4(_ start: Int, _ code: Int) throws(FontFault) -> Int? {
        guard code <= 0xFFFF else { return nil }
        let size = try table.u16(start + 6)
        let (ends, starts) = (start + 14, start + 16 + size)
        let count = size / 2
        let index = try BigEndian.partition(count) { (index) throws(FontFault) in
            try table.u16(ends + index * 2) < code
        }
        guard index < count else { return nil }
        let first = try table.u16(starts + index * 2)
        guard first <= code else { return nil }
        let delta = try table.u16(starts + size + index * 2)
        let place = starts + 2 * size + index * 2
        let offset = try table.u16(place)
        guard offset != 0 else { return (code + delta) & 0xFFFF }
        let glyph = try table.u16(place + offset + (code - first) * 2)
        return glyph == 0 ? nil : (glyph + delta) & 0xFFFF
    }

    private func variation(_ base: Int, _ selector: Int) throws(FontFault) -> Int? {
        guard let start = variations else { return nil }
        let count = min(try table.u32(start + 6), (table.count - start) / 11)
        let index = try BigEndian.partition(count) { (index) throws(FontFault) in
            try table.u24(start + 10 + index * 11) < selector
        }
        guard index < count, try table.u24(start + 10 + index * 11) == selector else { return nil }
        let defaults = try table.u32(start + 13 + index * 11)
        if defaults != 0, try isDefault(start + defaults, base) { return glyph(UInt32(base)) }
        let others = try table.u32(start + 17 + index * 11)
        return others == 0 ? nil : try mapped(start + others, base)
    }

    private func isDefault(_ start: Int, _ base: Int) throws(FontFault) -> Bool {
        let count = min(try table.u32(start), (table.count - start) / 4)
        let index = try BigEndian.partition(count) { (index) throws(FontFault) in
            let range = start + 4 + index * 4
            return try table.u24(range) + (try table.u8(range + 3)) < base
        }
        return index < count ? try table.u24(start + 4 + index * 4) <= base : false
    }

    private func mapped(_ start: Int, _ base: Int) throws(FontFault) -> Int? {
        let count = min(try table.u32(start), (table.count - start) / 5)
        let index = try BigEndian.partition(count) { (index) throws(FontFault) in
            try table.u24(start + 4 + index * 5) < base
        }
        guard index < count, try table.u24(start + 4 + index * 5) == base else { return nil }
        let glyph = try table.u16(start + 7 + index * 5)
        return glyph > 0 && glyph < glyphCount ? glyph : nil
    }
}
