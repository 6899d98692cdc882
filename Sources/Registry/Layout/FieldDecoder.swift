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
}
