/// The glyphs that stand in for others in vertical text (縦書き字形): feature `vert` of `GSUB`, single substitutions.
enum VerticalForms {
    static func read(_ table: BigEndian) -> [Int: Int] {
        // A damaged table leaves horizontal forms, which are readable.
        (try? forms(table)) ?? [:]
    }

    private static func forms(_ table: BigEndian) throws(FontFault) -> [Int: Int] {
        let features = try table.u16(6)
        let lookups = try table.u16(8)
        var wanted: Set<Int> = []
        for index in 0..<(try table.u16(features)) where try table.tag(features + 2 + index * 6) == "vert" {
            let feature = features + (try table.u16(features + 6 + index * 6))
            for place in 0..<(try table.u16(feature + 2)) { wanted.insert(try table.u16(feature + 4 + place * 2)) }
        }
        var forms: [Int: Int] = [:]
        for index in wanted.sorted() where index < (try table.u16(lookups)) {
            let lookup = lookups + (try table.u16(lookups + 2 + index * 2))
            for place in 0..<(try table.u16(lookup + 4)) {
                let subtable = lookup + (try table.u16(lookup + 6 + place * 2))
                try add(table, try table.u16(lookup), subtable, to: &forms)
            }
        }
        return forms
    }

    private static func add(_ table: BigEndian, _ kind: Int, _ start: Int, to forms: inout [Int: Int]) throws(FontFault)
    {
        if kind == 7, try table.u16(start + 2) == 1 {
            return try add(table, 1, start + (try table.u32(start + 4)), to: &forms)
        }
        guard kind == 1 else { return }
        let format = try table.u16(start)
        let covered = try coverage(table, start + (try table.u16(start + 2)))
        for (index, glyph) in covered.enumerated() {
            forms[glyph] =
                format == 1
                ? (glyph + (try table.i16(start + 4))) & 0xFFFF : try table.u16(start + 6 + index * 2)
        }
    }

    private static func coverage(_ table: BigEndian, _ start: Int) throws(FontFault) -> [Int] {
        let count = try table.u16(start + 2)
        var glyphs: [Int] = []
        for index in 0..<count {
            if try table.u16(start) == 1 {
                glyphs.append(try table.u16(start + 4 + index * 2))
            } else {
                let first = try table.u16(start + 4 + index * 6)
                let last = try table.u16(start + 6 + index * 6)
                guard first <= last, glyphs.count + last - first <= 65_536 else { throw .damaged("GSUB") }
                glyphs.append(contentsOf: first...last)
            }
        }
        return glyphs
    }
}
