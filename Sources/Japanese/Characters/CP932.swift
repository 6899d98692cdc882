/// The Shift_JIS of Microsoft (CP932), with the preference of Windows where a character stands twice in the chart.
///
/// Foundation's encoder answers nil for a whole text that holds one foreign character, and its lossy mode ends the process
/// on a variation selector; this one names the character and its place.
package enum CP932 {
    /// A scalar that CP932 lacks, or bytes that are no character.
    package struct Fault: Error, Hashable, Sendable {
        /// Which scalar (encoding) or byte (decoding), from 0.
        package let position: Int
        /// The scalar that cannot be encoded; 0 when decoding.
        package let scalar: UInt32
    }

    /// The bytes; variation selectors and everything else outside CP932 are faults, see ``Degradation``.
    ///
    /// 〜 ‖ − ¢ £ ¬ — are taken for the full-width forms that Microsoft gave the same cells.
    package static func encode(_ text: String) -> Result<[UInt8], Fault> {
        var native = text
        let codes = LegacyTables.shared.codes
        let bytes = native.withUTF8 { utf8 in
            [UInt8](unsafeUninitializedCapacity: utf8.count) { buffer, count in
                count = encode(utf8, codes, into: buffer) ?? 0
            }
        }
        if !bytes.isEmpty || text.isEmpty { return .success(bytes) }
        for (position, scalar) in text.unicodeScalars.enumerated() where !canEncode(scalar) {
            return .failure(Fault(position: position, scalar: scalar.value))
        }
        return .success(bytes)
    }

    /// Never longer than the UTF-8: two bytes from two or three, one from one or three. Nil at the first fault.
    private static func encode(
        _ utf8: UnsafeBufferPointer<UInt8>,
        _ codes: [UInt16],
        into buffer: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        var (index, count) = (0, 0)
        return codes.withUnsafeBufferPointer { codes in
            while index < utf8.count {
                let lead = utf8[index]
                if lead < 0x80 {
                    buffer[count] = lead
                    index += 1
                    count += 1
                    continue
                }
                guard lead < 0xF0 else { return nil }
                var value = Int(lead & 0x1F) << 6 | Int(utf8[index + 1] & 0x3F)
                if lead >= 0xE0 {
                    value = Int(lead & 0x0F) << 12 | Int(utf8[index + 1] & 0x3F) << 6 | Int(utf8[index + 2] & 0x3F)
                    index += 1
                }
                index += 2
                let code = codes[value]
                guard code != 0 else { return nil }
                if code > 0xFF {
                    buffer[count] = UInt8(code >> 8)
                    count += 1
                }
                buffer[count] = UInt8(code & 0xFF)
                count += 1
            }
            return count
        }
    }

    package static func canEncode(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 || (scalar.value < 0x1_0000 && LegacyTables.shared.codes[Int(scalar.value)] != 0)
    }

    /// The text; F040 to F9FC become the private use characters U+E000 to U+E757 (外字), as Windows has it.
    package static func decode(_ bytes: [UInt8]) -> Result<String, Fault> {
        let cells = LegacyTables.shared.cells
        var fault: Int?
        let text = String(unsafeUninitializedCapacity: bytes.count * 3) { buffer in
            var (index, count) = (0, 0)
            while index < bytes.count {
                let lead = bytes[index]
                if lead < 0x80 {
                    buffer[count] = lead
                    index += 1
                    count += 1
                    continue
                }
                let (value, width) = character(bytes, index, cells)
                guard value != 0 else {
                    fault = index
                    return 0
                }
                index += width
                if value >= 0x800 {
                    buffer[count] = UInt8(0xE0 | value >> 12)
                    buffer[count + 1] = UInt8(0x80 | value >> 6 & 0x3F)
                    count += 2
                } else {
                    buffer[count] = UInt8(0xC0 | value >> 6)
                    count += 1
                }
                buffer[count] = UInt8(0x80 | value & 0x3F)
                count += 1
            }
            return count
        }
        return fault.map { .failure(Fault(position: $0, scalar: 0)) } ?? .success(text)
    }

    /// The code point, at least U+0080, and how many bytes it takes; 0 where there is none.
    private static func character(_ bytes: [UInt8], _ index: Int, _ cells: [UInt16]) -> (value: UInt16, width: Int) {
        let lead = bytes[index]
        switch lead {
        case 0xA1...0xDF: return (0xFEC0 + UInt16(lead), 1)
        case 0x81...0x9F, 0xE0...0xFC:
            guard index + 1 < bytes.count, let cell = LegacyTables.cell(lead, bytes[index + 1]) else { return (0, 1) }
            return (cells[cell], 2)
        default: return (0, 1)
        }
    }
}

/// The charts in the form in which they are looked up; built on first use.
struct LegacyTables: Sendable {
    /// CP932 of each BMP code point; 0 where it has none.
    let codes: [UInt16]
    /// The BMP code point of each cell, 94 to a row from row 1.
    let cells: [UInt16]
    /// Characters of JIS X 0208, and those that JIS X 0213 adds.
    let standard: Set<UInt32>
    let added: Set<UInt32>
    /// Two code points each, the first in the upper half.
    let addedPairs: Set<UInt64>
    let fallback: FoldTable

    static let shared = LegacyTables()

    /// Written otherwise by Unicode's and by Microsoft's table, one character in JIS X 0208.
    static let aliases: [(unicode: UInt32, microsoft: UInt32)] = [
        (0x301C, 0xFF5E), (0x2016, 0x2225), (0x2212, 0xFF0D), (0x00A2, 0xFFE0), (0x00A3, 0xFFE1), (0x00AC, 0xFFE2),
        (0x2014, 0x2015),
    ]

    private init() {
        var cells = [UInt16](repeating: 0, count: 120 * 94)
        let rows = LegacyCharts.cp932Rows.flatMap { Array($0) }
        let lines = LegacyTables.scalars(LegacyCharts.cp932).split(separator: "\n")
        for (row, line) in zip(rows, lines) {
            for (offset, scalar) in line.enumerated() where scalar != "\u{2400}" {
                cells[(row - 1) * 94 + offset] = UInt16(scalar.value)
            }
        }
        for offset in 0..<1880 { cells[94 * 94 + offset] = UInt16(0xE000 + offset) }
        self.cells = cells
        codes = LegacyTables.codes(cells)
        let plain = Array(
            cells[..<(84 * 94)].enumerated().lazy.filter { $0.offset / 94 != 12 }.map { UInt32($0.element) }
        )
        standard = Set(plain).subtracting([0]).union(LegacyTables.aliases.map(\.unicode))
        added = Set(LegacyTables.scalars(LegacyCharts.jisx0213).map(\.value))
        let pairs = LegacyTables.scalars(LegacyCharts.jisx0213Pairs).map { UInt64($0.value) }
        addedPairs = Set(stride(from: 0, to: pairs.count - 1, by: 2).map { pairs[$0] << 32 | pairs[$0 + 1] })
        var table = FoldTable()
        table.set(pairs: LegacyCharts.fallback)
        fallback = table
    }

    /// Windows writes a character of several cells in JIS X 0208 first, then row 13, then rows 115 to 119.
    private static func codes(_ cells: [UInt16]) -> [UInt16] {
        var codes = [UInt16](repeating: 0, count: 0x1_0000)
        for row in [1...12, 14...88, 13...13, 115...119, 89...92, 95...114].flatMap({ Array($0) }) {
            for offset in 0..<94 {
                let scalar = Int(cells[(row - 1) * 94 + offset])
                if scalar != 0, codes[scalar] == 0 { codes[scalar] = code(row, offset + 1) }
            }
        }
        for value in 0..<63 { codes[0xFF61 + value] = UInt16(0xA1 + value) }
        for alias in aliases { codes[Int(alias.unicode)] = codes[Int(alias.microsoft)] }
        return codes
    }

    private static func code(_ row: Int, _ cell: Int) -> UInt16 {
        let first = (row - 1) / 2 + (row <= 62 ? 0x81 : 0xC1)
        let second = row % 2 == 0 ? cell + 0x9E : cell + 0x3F + (cell >= 64 ? 1 : 0)
        return UInt16(first << 8 | second)
    }

    /// The index into ``cells`` of two bytes; nil where they are none of the chart.
    static func cell(_ lead: UInt8, _ trail: UInt8) -> Int? {
        guard (0x40...0xFC).contains(trail), trail != 0x7F else { return nil }
        let pair = Int(lead) - (lead < 0xA0 ? 0x81 : 0xC1)
        let offset = Int(trail) - 0x40 - (trail > 0x7F ? 1 : 0)
        let index = pair * 188 + offset
        return index < 120 * 94 ? index : nil
    }

    private static func scalars(_ text: StaticString) -> [Unicode.Scalar] {
        text.withUTF8Buffer { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) }
    }
}
