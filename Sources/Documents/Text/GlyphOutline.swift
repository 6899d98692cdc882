/// The outline of a glyph in font units, y upwards: closed contours of on-curve and quadratic control points.
struct GlyphOutline: Hashable, Sendable {
    struct Point: Hashable, Sendable {
        var x: Int
        var y: Int
        var isOnCurve: Bool
    }

    var contours: [[Point]]

    /// Reads a glyph's program; composites are put together from their parts.
    static func read(_ glyph: Int, from font: FontFile) throws(FontFault) -> GlyphOutline {
        try read(glyph, depth: 0) { (part) throws(FontFault) in try font.glyph(part) }
    }

    /// The same for any source of programs, such as a font embedded in a document.
    static func read(
        _ glyph: Int,
        depth: Int,
        program: (Int) throws(FontFault) -> [UInt8]
    ) throws(FontFault) -> GlyphOutline {
        var parts = 0
        return try read(glyph, depth, &parts, program)
    }

    /// Six levels of sixty-four parts each would be more than a computer holds: no glyph needs more than this many in all.
    private static let mostParts = 256

    private static func read(
        _ glyph: Int,
        _ depth: Int,
        _ parts: inout Int,
        _ program: (Int) throws(FontFault) -> [UInt8]
    ) throws(FontFault) -> GlyphOutline {
        parts += 1
        let bytes = BigEndian(try program(glyph))
        guard bytes.count > 0 else { return GlyphOutline(contours: []) }
        let count = try bytes.i16(0)
        if count >= 0 { return try simple(bytes, contourCount: count) }
        guard depth < 6, parts < mostParts else { throw .damaged("glyf") }
        var outline = GlyphOutline(contours: [])
        for part in try GlyphComponent.read(bytes) {
            let piece = try read(part.glyph, depth + 1, &parts, program)
            outline.contours += piece.contours.map { $0.map(part.place) }
        }
        return outline
    }

    private static func simple(_ bytes: BigEndian, contourCount: Int) throws(FontFault) -> GlyphOutline {
        var ends: [Int] = []
        for index in 0..<contourCount { ends.append(try bytes.u16(10 + index * 2)) }
        let pointCount = (ends.last ?? -1) + 1
        guard zip(ends, ends.dropFirst()).allSatisfy(<), pointCount <= bytes.count * 256 else { throw .damaged("glyf") }
        var place = 10 + contourCount * 2
        place += 2 + (try bytes.u16(place))
        var flags: [Int] = []
        while flags.count < pointCount {
            let flag = try bytes.u8(place)
            place += 1
            flags.append(flag)
            guard flag & 8 != 0 else { continue }
            let more = try bytes.u8(place)
            place += 1
            flags.append(contentsOf: repeatElement(flag, count: min(more, pointCount - flags.count)))
        }
        let xs = try coordinates(bytes, flags, at: &place, short: 2, same: 16)
        let ys = try coordinates(bytes, flags, at: &place, short: 4, same: 32)
        var contours: [[Point]] = []
        var first = 0
        for end in ends {
            contours.append(
                (first...max(first, end)).map { Point(x: xs[$0], y: ys[$0], isOnCurve: flags[$0] & 1 == 1) }
            )
            first = end + 1
        }
        return GlyphOutline(contours: contours)
    }

    private static func coordinates(
        _ bytes: BigEndian,
        _ flags: [Int],
        at place: inout Int,
        short: Int,
        same: Int
    ) throws(FontFault) -> [Int] {
        var value = 0
        var values: [Int] = []
        values.reserveCapacity(flags.count)
        for flag in flags {
            if flag & short != 0 {
                let step = try bytes.u8(place)
                place += 1
                value += flag & same != 0 ? step : -step
            } else if flag & same == 0 {
                value += try bytes.i16(place)
                place += 2
            }
            values.append(value)
        }
        return values
    }
}

/// A part of a composite glyph and where it goes.
struct GlyphComponent: Sendable {
    let glyph: Int
    let dx: Int
    let dy: Int
    /// Two by two, in 1/16384.
    let scale: [Int]
    /// Where the part's glyph number stands in the program.
    let numberPlace: Int
    /// Where the next part, or the instructions, begin.
    let end: Int

    static func read(_ bytes: BigEndian) throws(FontFault) -> [GlyphComponent] {
        var parts: [GlyphComponent] = []
        var place = 10
        while true {
            let flags = try bytes.u16(place)
            let words = flags & 1 != 0
            // Anchoring by matching points is not used by any font for Japanese; refuse rather than draw it wrong.
            guard flags & 2 != 0, parts.count < 64 else { throw .damaged("glyf") }
            let dx = words ? try bytes.i16(place + 4) : signed(try bytes.u8(place + 4))
            let dy = words ? try bytes.i16(place + 6) : signed(try bytes.u8(place + 5))
            var end = place + (words ? 8 : 6)
            var scale = [16_384, 0, 0, 16_384]
            if flags & 8 != 0 {
                scale[0] = try bytes.i16(end)
                scale[3] = scale[0]
                end += 2
            } else if flags & 0x40 != 0 {
                scale[0] = try bytes.i16(end)
                scale[3] = try bytes.i16(end + 2)
                end += 4
            } else if flags & 0x80 != 0 {
                for index in 0..<4 { scale[index] = try bytes.i16(end + index * 2) }
                end += 8
            }
            parts.append(
                GlyphComponent(
                    glyph: try bytes.u16(place + 2),
                    dx: dx,
                    dy: dy,
                    scale: scale,
                    numberPlace: place + 2,
                    end: end
                )
            )
            place = end
            if flags & 0x20 == 0 { return parts }
        }
    }

    private static func signed(_ byte: Int) -> Int { byte < 128 ? byte : byte - 256 }

    func place(_ point: GlyphOutline.Point) -> GlyphOutline.Point {
        guard scale != [16_384, 0, 0, 16_384] else {
            return GlyphOutline.Point(x: point.x + dx, y: point.y + dy, isOnCurve: point.isOnCurve)
        }
        let x = (point.x * scale[0] + point.y * scale[2] + 8_192) >> 14
        let y = (point.x * scale[1] + point.y * scale[3] + 8_192) >> 14
        return GlyphOutline.Point(x: x + dx, y: y + dy, isOnCurve: point.isOnCurve)
    }
}
