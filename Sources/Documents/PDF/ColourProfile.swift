import Glibc

/// The sRGB profile (IEC 61966-2-1) as ICC version 2 bytes, made from the standard's own numbers.
///
/// PDF/A asks for an output intent; a profile of our own avoids a data file and its licence.
enum ColourProfile {
    static let sRGB: [UInt8] = build()

    private static func build() -> [UInt8] {
        let curve = toneCurve()
        let tables: [(tag: String, bytes: [UInt8])] = [
            ("desc", description("sRGB IEC61966-2.1")), ("cprt", text("No copyright, use freely")),
            ("wtpt", xyz(0.9505, 1, 1.0891)), ("rXYZ", xyz(0.43607, 0.22249, 0.01392)),
            ("gXYZ", xyz(0.38515, 0.71687, 0.09708)), ("bXYZ", xyz(0.14307, 0.06061, 0.71410)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ]
        var directory = BigEndianWriter()
        var data = BigEndianWriter()
        let start = 132 + tables.count * 12
        directory.u32(tables.count)
        var curvePlace = 0
        for table in tables {
            directory.append(table.tag.utf8)
            // The three curves are one.
            if table.tag == "rTRC" { curvePlace = data.bytes.count }
            let isShared = table.tag == "gTRC" || table.tag == "bTRC"
            directory.u32(start + (isShared ? curvePlace : data.bytes.count))
            directory.u32(table.bytes.count)
            guard !isShared else { continue }
            data.append(table.bytes)
            data.pad(to: 4)
        }
        return header(start + data.bytes.count) + directory.bytes + data.bytes
    }

    private static func header(_ size: Int) -> [UInt8] {
        var out = BigEndianWriter()
        out.u32(size)
        out.u32(0)
        out.u32(0x0210_0000)
        out.append("mntrRGB XYZ ".utf8)
        // A fixed date: the profile is a constant.
        for part in [2026, 1, 1, 0, 0, 0] { out.u16(part) }
        out.append("acsp".utf8)
        for _ in 0..<7 { out.u32(0) }
        for value in [0.9642, 1, 0.8249] { out.u32(fixed(value)) }
        while out.bytes.count < 128 { out.u8(0) }
        return out.bytes
    }

    private static func fixed(_ value: Double) -> Int { Int((value * 65_536).rounded()) }

    private static func xyz(_ x: Double, _ y: Double, _ z: Double) -> [UInt8] {
        var out = BigEndianWriter()
        out.append("XYZ ".utf8)
        out.u32(0)
        for value in [x, y, z] { out.u32(fixed(value)) }
        return out.bytes
    }

    private static func text(_ words: String) -> [UInt8] {
        Array("text".utf8) + [0, 0, 0, 0] + Array(words.utf8) + [0]
    }

    private static func description(_ words: String) -> [UInt8] {
        var out = BigEndianWriter()
        out.append("desc".utf8)
        out.u32(0)
        out.u32(words.utf8.count + 1)
        out.append(words.utf8)
        out.u8(0)
        // No Unicode and no Macintosh spelling: 4 + 4 + 2 + 1 + 67 bytes.
        for _ in 0..<78 { out.u8(0) }
        return out.bytes
    }

    private static func toneCurve() -> [UInt8] {
        var out = BigEndianWriter()
        out.append("curv".utf8)
        out.u32(0)
        out.u32(256)
        for step in 0..<256 {
            let value = Double(step) / 255
            let linear = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            out.u16(Int((linear * 65_535).rounded()))
        }
        return out.bytes
    }
}
