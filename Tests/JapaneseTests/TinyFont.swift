/// A font of two tables, made by the test: `cmap` with formats 12 and 14 and a `post` with one name for each glyph.
enum TinyFont {
    static func bytes(
        codes: [UInt32] = [0x845B],
        sequences: [(UInt32, UInt32)] = [],
        isInCollection: Bool = false,
        prefix: String = "mj"
    ) -> [UInt8] {
        var map = u16(0) + u16(sequences.isEmpty ? 1 : 2)
        let first = sequences.isEmpty ? 12 : 20
        let format12 =
            u16(12) + u16(0) + u32(16 + 12 * codes.count) + u32(0) + u32(codes.count)
            + codes.enumerated().flatMap { u32(Int($0.element)) + u32(Int($0.element)) + u32($0.offset + 1) }
        map += u16(3) + u16(10) + u32(first)
        if !sequences.isEmpty { map += u16(0) + u16(5) + u32(first + format12.count) }
        map += format12
        if !sequences.isEmpty { map += format14(sequences) }
        let names: [UInt8] = (0...codes.count).flatMap { [8] + Array("\(prefix)00000\($0 % 10)".utf8) }
        let post =
            u32(0x20000) + [UInt8](repeating: 0, count: 28) + u16(codes.count + 1)
            + (0...codes.count).flatMap { (glyph: Int) -> [UInt8] in u16(258 + glyph) } + names
        let tables = [("cmap", map), ("post", post)]
        var directory = u32(0x10000) + u16(tables.count) + u16(0) + u16(0) + u16(0)
        let head = isInCollection ? Array("ttcf".utf8) + u32(0x10000) + u32(1) + u32(16) : []
        var offset = head.count + 12 + 16 * tables.count
        for (tag, table) in tables {
            directory += Array(tag.utf8) + u32(0) + u32(offset) + u32(table.count)
            offset += table.count
        }
        return head + directory + tables.flatMap(\.1)
    }

    private static func format14(_ sequences: [(UInt32, UInt32)]) -> [UInt8] {
        var records: [UInt8] = []
        var mappings: [UInt8] = []
        for (base, selector) in sequences {
            records += Array(u32(Int(selector)).dropFirst()) + u32(0) + u32(10 + 11 * sequences.count + mappings.count)
            mappings += u32(1) + Array(u32(Int(base)).dropFirst()) + u16(1)
        }
        return u16(14) + u32(10 + records.count + mappings.count) + u32(sequences.count) + records + mappings
    }

    private static func u16(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)] }
    private static func u32(_ value: Int) -> [UInt8] { u16(value >> 16 & 0xFFFF) + u16(value & 0xFFFF) }
}
