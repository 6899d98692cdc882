import Glibc
import Japanese

/// Text from the bytes of a code, in the first of the allowed encodings that fits.
enum PayloadText {
    static func decoded(_ bytes: [UInt8], _ encodings: [PayloadProfile.Encoding]) -> String? {
        for encoding in encodings {
            switch encoding {
            case .utf8:
                if let text = String(validating: bytes, as: UTF8.self) { return text }
            case .cp932:
                if let text = fromCP932(bytes) { return text }
            }
        }
        return nil
    }

    private static func fromCP932(_ bytes: [UInt8]) -> String? {
        let converter = iconv_open("UTF-8", "CP932")
        guard converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var source = bytes.map(CChar.init(bitPattern:))
        var target = [CChar](repeating: 0, count: bytes.count * 3 + 4)
        let size = target.count
        let written = source.withUnsafeMutableBufferPointer { from in
            target.withUnsafeMutableBufferPointer { to -> Int? in
                var (input, output) = (from.baseAddress, to.baseAddress)
                var (inputLeft, outputLeft) = (from.count, size)
                return iconv(converter, &input, &inputLeft, &output, &outputLeft) == -1 ? nil : size - outputLeft
            }
        }
        return written.flatMap { String(validating: target[..<$0].map(UInt8.init(bitPattern:)), as: UTF8.self) }
    }
}
