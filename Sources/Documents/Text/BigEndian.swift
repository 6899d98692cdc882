/// Bytes of a font table, read with a check of every bound: a damaged font must be an error, never a crash.
struct BigEndian: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var count: Int { bytes.count }

    func u8(_ at: Int) throws(FontFault) -> Int {
        guard at >= 0, at < bytes.count else { throw .damaged("bounds") }
        return Int(bytes[at])
    }

    func u16(_ at: Int) throws(FontFault) -> Int {
        guard at >= 0, at <= bytes.count - 2 else { throw .damaged("bounds") }
        return Int(bytes[at]) << 8 | Int(bytes[at + 1])
    }

    func i16(_ at: Int) throws(FontFault) -> Int {
        let value = try u16(at)
        return value < 0x8000 ? value : value - 0x10000
    }

    func u24(_ at: Int) throws(FontFault) -> Int {
        guard at >= 0, at <= bytes.count - 3 else { throw .damaged("bounds") }
        return Int(bytes[at]) << 16 | Int(bytes[at + 1]) << 8 | Int(bytes[at + 2])
    }

    func u32(_ at: Int) throws(FontFault) -> Int {
        guard at >= 0, at <= bytes.count - 4 else { throw .damaged("bounds") }
        return Int(bytes[at]) << 24 | Int(bytes[at + 1]) << 16 | Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
    }

    /// Four letters.
    func tag(_ at: Int) throws(FontFault) -> String {
        let value = try u32(at)
        return String(decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }, as: UTF8.self)
    }

    /// The first index below `count` for which the test is false, when it is true for all before it.
    static func partition(_ count: Int, _ isBefore: (Int) throws(FontFault) -> Bool) throws(FontFault) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if try isBefore(middle) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Big-endian writing for the tables of an embedded font.
struct BigEndianWriter {
    private(set) var bytes: [UInt8] = []

    mutating func u8(_ value: Int) { bytes.append(UInt8(truncatingIfNeeded: value)) }

    mutating func u16(_ value: Int) {
        bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        bytes.append(UInt8(truncatingIfNeeded: value))
    }

    mutating func u24(_ value: Int) {
        u8(value >> 16)
        u16(value)
    }

    mutating func u32(_ value: Int) {
        u16(value >> 16)
        u16(value)
    }

    mutating func append(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

    mutating func pad(to boundary: Int) {
        while bytes.count % boundary != 0 { bytes.append(0) }
    }

    mutating func put16(_ value: Int, at place: Int) {
        bytes[place] = UInt8(truncatingIfNeeded: value >> 8)
        bytes[place + 1] = UInt8(truncatingIfNeeded: value)
    }

    mutating func put32(_ value: Int, at place: Int) {
        put16(value >> 16, at: place)
        put16(value, at: place + 2)
    }
}
