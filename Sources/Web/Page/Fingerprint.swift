import Crypto
import Madoguchi

/// SHA-256 of a text's UTF-8 bytes.
func sha256(_ text: String) -> Madoguchi.Digest? {
    Madoguchi.Digest(hex: hex(SHA256.hash(data: Array(text.utf8))))
}

/// Small hexadecimal letters.
func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".unicodeScalars)
    var text = String.UnicodeScalarView()
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(text)
}
