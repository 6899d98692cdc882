import Glibc
import Japanese

/// Makes texts of a file's bytes, strictly: what is no letter of the encoding is a fault and never replaced.
final class FieldDecoder {
    private let encoding: FileEncoding
    private let converter: iconv_t?

    /// Nil where the machine cannot convert the encoding.
    init?(_ encoding: FileEncoding) {
        self.encoding = encoding
        guard encoding == .cp932 else {
            converter = nil
            return
        }
        let opened = iconv_open("UTF-8", "CP932")
        guard opened != iconv_t(bitPattern: -1) else { return nil }
        converter = opened
    }

    deinit {
        if let converter { iconv_close(converter) }
    }

    /// Nil where the bytes are no text of the encoding.
    func text(_ bytes: UnsafeRawBufferPointer) -> String? {
        if bytes.isEmpty { return "" }
        switch encoding {
        case .utf8: return String(validating: bytes, as: UTF8.self)
        case .utf16LittleEndian: return try? ByteDecoding.utf16(Array(bytes), bigEndian: false).get()
        case .utf16BigEndian: return try? ByteDecoding.utf16(Array(bytes), bigEndian: true).get()
        case .cp932: return converted(bytes)
        }
    }

    private func converted(_ bytes: UnsafeRawBufferPointer) -> String? {
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(validating: bytes, as: UTF8.self) }
        var source = Array(bytes).map(CChar.init(bitPattern:))
        var target = [CChar](repeating: 0, count: bytes.count * 3 + 4)
        let targetSize = target.count
        let written = source.withUnsafeMutableBufferPointer { from in
            target.withUnsafeMutableBufferPointer { to -> Int? in
                var (input, output) = (from.baseAddress, to.baseAddress)
                var (inputLeft, outputLeft) = (from.count, targetSize)
                iconv(converter, nil, nil, nil, nil)
                let outcome = iconv(converter, &input, &inputLeft, &output, &outputLeft)
                return outcome == -1 ? nil : targetSize - outputLeft
            }
        }
        return written.flatMap { count in
            String(validating: target[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }
}
