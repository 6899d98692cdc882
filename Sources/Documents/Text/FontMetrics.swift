/// What a PDF font descriptor and a layout need to know of a font, in font units.
struct FontMetrics: Hashable, Sendable {
    let ascent: Int
    let descent: Int
    let capHeight: Int
    let box: [Int]
    let isBold: Bool
    let isSerif: Bool
    /// Embedding is allowed (OpenType `fsType`: not restricted, not bitmap only).
    let mayEmbed: Bool

    init(head: BigEndian, header: BigEndian, _ directory: TableDirectory, _ descriptor: Int32) throws(FontFault) {
        ascent = try header.i16(4)
        descent = try header.i16(6)
        box = [try head.i16(36), try head.i16(38), try head.i16(40), try head.i16(42)]
        isBold = try head.u16(44) & 1 == 1
        guard directory.range("OS/2") != nil else {
            (capHeight, mayEmbed, isSerif) = (ascent, true, true)
            return
        }
        let os2 = try directory.table("OS/2", of: descriptor)
        let use = try os2.u16(8)
        mayEmbed = use & 0x000F != 2 && use & 0x0200 == 0
        // PANOSE: family text, serif style 11 to 15 is without serifs.
        let family = try os2.u8(32)
        let serif = try os2.u8(33)
        isSerif = !(family == 2 && (11...15).contains(serif))
        capHeight = try os2.u16(0) >= 2 ? try os2.i16(88) : ascent
    }

    /// Name 6 of the `name` table, in letters a PDF name may have.
    static func postScriptName(_ table: BigEndian) -> String {
        let found = (try? search(6, table)) ?? nil
        let letters = (found ?? []).filter { (0x21...0x7E).contains($0) && !"()<>[]{}/%#".utf8.contains($0) }
        return letters.isEmpty ? "Font" : String(decoding: letters, as: UTF8.self)
    }

    /// Name 5, in printable ASCII; empty where the font states none.
    static func version(_ table: BigEndian) -> String {
        let found = (try? search(5, table)) ?? nil
        return String(decoding: (found ?? []).filter { (0x20...0x7E).contains($0) }, as: UTF8.self)
    }

    private static func search(_ wanted: Int, _ table: BigEndian) throws(FontFault) -> [UInt8]? {
        let storage = try table.u16(4)
        for index in 0..<(try table.u16(2)) {
            let record = 6 + index * 12
            guard try table.u16(record + 6) == wanted else { continue }
            let length = try table.u16(record + 8)
            let start = storage + (try table.u16(record + 10))
            guard length <= 200, start + length <= table.count else { continue }
            // The name is ASCII; two-byte encodings put a zero before each letter.
            return table.bytes[start..<start + length].filter { $0 != 0 }
        }
        return nil
    }
}
