import Japanese

/// Makes texts of a file's bytes, strictly: what is no letter of the encoding is a fault and never replaced.
struct FieldDecoder {
    let encoding: FileEncoding

    init(_ encoding: FileEncoding) {
        self.encoding = encoding
    }

    /// Most fields are numbers, dates and codes.
    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.reduce(0 as UInt8) { $0 | $1 } < 0x80
    }

    private static func copy(_ bytes: UnsafeRawBufferPointer) -> String {
        String(unsafeUninitializedCapacity: bytes.count) { buffer in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
            return bytes.count
        }
    }

    /// Nil where the bytes are no text of the encoding.
    func text(_ bytes: UnsafeRawBufferPointer) -> String? {
        if bytes.isEmpty { return "" }
        switch encoding {
        case .utf8:
            return FieldDecoder.isASCII(bytes) ? FieldDecoder.copy(bytes) : String(validating: bytes, as: UTF8.self)
        case .utf16LittleEndian: return try? ByteDecoding.utf16(Array(bytes), bigEndian: false).get()
        case .utf16BigEndian: return try? ByteDecoding.utf16(Array(bytes), bigEndian: true).get()
        case .cp932: return try? CP932.decode(Array(bytes)).get()
        }
    }

    /// Whether all bytes are well-formed letters that nobody need look at: printable ASCII and U+3000 to U+CFFF without
    /// the Hangul filler, which is most of what a register writes. Said of UTF-8 alone; false means nothing.
    func isOrdinary(_ field: CSVField, in bytes: UnsafeRawBufferPointer) -> Bool {
        guard encoding == .utf8 else { return false }
        var place = field.start
        while place < field.end {
            let byte = bytes[place]
            if (0x20...0x7E).contains(byte) {
                place += 1
                continue
            }
            guard (0xE3...0xEC).contains(byte), place + 2 < field.end, bytes[place + 1] & 0xC0 == 0x80,
                bytes[place + 2] & 0xC0 == 0x80, !(byte == 0xE3 && bytes[place + 1] == 0x85)
            else { return false }
            place += 3
        }
        return true
    }
}
