/// Base-32 letters that survive being read aloud and typed (Crockford): no I, L, O and U.
enum Crockford {
    static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    static func isDigit(_ byte: UInt8) -> Bool {
        alphabet.contains(byte)
    }

    /// The value of a letter, reading O as 0, I and L as 1 and small letters as capitals.
    static func value(of scalar: Unicode.Scalar) -> UInt8? {
        guard scalar.isASCII else { return nil }
        let byte = UInt8(scalar.value)
        let capital = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
        switch capital {
        case UInt8(ascii: "O"): return 0
        case UInt8(ascii: "I"), UInt8(ascii: "L"): return 1
        default: return alphabet.firstIndex(of: capital).map(UInt8.init)
        }
    }

    /// The first `characters` letters of the bytes' bits, most significant first; missing bits count as zero.
    static func encode(_ bytes: [UInt8], characters: Int) -> String {
        var text = ""
        for index in 0..<characters {
            var value = 0
            for bit in 0..<5 {
                let position = index * 5 + bit
                let byte = position / 8 < bytes.count ? bytes[position / 8] : 0
                value = value << 1 | Int(byte >> (7 - UInt8(position % 8)) & 1)
            }
            text.unicodeScalars.append(Unicode.Scalar(alphabet[value]))
        }
        return text
    }
}
