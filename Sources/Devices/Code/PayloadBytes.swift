/// What a reader sent, without the marks that readers add (読取機の付加文字).
enum PayloadBytes {
    /// No paper code holds more: 16 symbols of the largest version have 47,248 bytes.
    static let most = 65_536

    /// Drops the AIM identifier `]Q1`, the ECI mark `\000026`, doubled backslashes that come with it, and terminators.
    static func cleaned(_ raw: some Collection<UInt8>) throws(CodeError) -> [UInt8] {
        guard raw.count <= most else { throw .tooLarge }
        var bytes = Array(raw)
        while let last = bytes.last, [0x00, 0x04, 0x09, 0x0A, 0x0D].contains(last) { bytes.removeLast() }
        while let first = bytes.first, [0x02, 0x0A, 0x0D].contains(first) { bytes.removeFirst() }
        if bytes.count >= 3, bytes[0] == UInt8(ascii: "]"), isLetter(bytes[1]), isDigitOrLetter(bytes[2]) {
            bytes.removeFirst(3)
        }
        if bytes.count >= 7, bytes[0] == backslash, bytes[1...6].allSatisfy(isDigit) {
            bytes.removeFirst(7)
            bytes = halved(bytes)
        }
        guard !bytes.isEmpty else { throw .empty }
        return bytes
    }

    private static let backslash = UInt8(ascii: "\\")

    /// The ECI protocol sends each backslash of the content twice (ISO/IEC 15424).
    private static func halved(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var isSecond = false
        for byte in bytes {
            isSecond = byte == backslash && !isSecond
            if byte == backslash, isSecond { continue }
            result.append(byte)
        }
        return result
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
    private static func isDigitOrLetter(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}

/// CRC-32 as in zlib and PNG (ITU-T V.42), to notice misread parts; no protection against forgery.
package func cyclicCheck(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var value: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
        value ^= UInt32(byte)
        for _ in 0..<8 { value = value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~value
}

/// Eight hexadecimal digits, capitals.
func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
}
