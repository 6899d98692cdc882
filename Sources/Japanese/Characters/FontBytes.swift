/// Big-endian numbers out of the bytes of a font (SFNT, ISO/IEC 14496-22); every read is checked.
struct FontBytes: Sendable {
    struct Fault: Error, Hashable, Sendable {
        /// What could not be read, in English, for a log.
        let what: String
    }

    private let bytes: [UInt8]
    private let tables: [UInt32: Range<Int>]

    /// A single font, or one of a collection (`ttcf`).
    init(_ bytes: [UInt8], face: Int = 0) throws(Fault) {
        self.bytes = bytes
        var start = 0
        if bytes.starts(with: Array("ttcf".utf8)) {
            start = Int(try FontBytes.number(bytes, 12 + 4 * face, 4))
        }
        let count = Int(try FontBytes.number(bytes, start + 4, 2))
        var tables: [UInt32: Range<Int>] = [:]
        for index in 0..<count {
            let record = start + 12 + 16 * index
            let tag = try FontBytes.number(bytes, record, 4)
            let offset = Int(try FontBytes.number(bytes, record + 8, 4))
            let length = Int(try FontBytes.number(bytes, record + 12, 4))
            guard offset <= bytes.count, length <= bytes.count - offset else {
                throw Fault(what: "a table lies outside the file")
            }
            tables[tag] = offset..<(offset + length)
        }
        self.tables = tables
    }

    func table(_ tag: StaticString) throws(Fault) -> FontTable {
        let number = tag.withUTF8Buffer { $0.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } }
        guard let range = tables[number] else { throw Fault(what: "no table \(tag)") }
        return FontTable(bytes: bytes, range: range)
    }

    static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) throws(Fault) -> UInt32 {
        guard offset >= 0, offset <= bytes.count - width else { throw Fault(what: "the file ends too early") }
        var value: UInt32 = 0
        for index in offset..<(offset + width) { value = value << 8 | UInt32(bytes[index]) }
        return value
    }
}

/// One table of a font; offsets count from its beginning.
struct FontTable {
    let bytes: [UInt8]
    let range: Range<Int>

    var count: Int { range.count }

    func number(_ offset: Int, _ width: Int) throws(FontBytes.Fault) -> Int {
        guard offset >= 0, offset <= range.count - width else {
            throw FontBytes.Fault(what: "a table ends too early")
        }
        return Int(try FontBytes.number(bytes, range.lowerBound + offset, width))
    }

    func u8(_ offset: Int) throws(FontBytes.Fault) -> Int { try number(offset, 1) }
    func u16(_ offset: Int) throws(FontBytes.Fault) -> Int { try number(offset, 2) }
    func u24(_ offset: Int) throws(FontBytes.Fault) -> Int { try number(offset, 3) }
    func u32(_ offset: Int) throws(FontBytes.Fault) -> Int { try number(offset, 4) }

    func text(_ offset: Int, _ length: Int) throws(FontBytes.Fault) -> ArraySlice<UInt8> {
        guard offset >= 0, length >= 0, offset <= range.count - length else {
            throw FontBytes.Fault(what: "a table ends too early")
        }
        return bytes[(range.lowerBound + offset)..<(range.lowerBound + offset + length)]
    }
}
