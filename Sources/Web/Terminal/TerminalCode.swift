package import Madoguchi

/// The one-time code that makes a browser a registered terminal (端末登録コード); `madoguchi terminal issue` prints it.
///
/// The store keeps its digest in the terminal's row; registering replaces it by the digest of the browser's token.
package struct TerminalCode: Hashable, Sendable {
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".unicodeScalars)
    private let text: String

    /// From 10 random bytes: 10 letters, 50 bits.
    package init(random bytes: [UInt8]) {
        var text = String.UnicodeScalarView()
        for byte in bytes.prefix(10) { text.append(TerminalCode.letters[Int(byte & 31)]) }
        self.text = String(text)
    }

    /// What a person typed: small letters, hyphens, spaces and look-alikes are put right. Nil unless ten letters remain.
    package init?(reading typed: String) {
        var text = String.UnicodeScalarView()
        for scalar in typed.uppercased().unicodeScalars where scalar != "-" && !scalar.properties.isWhitespace {
            let letter: Unicode.Scalar =
                switch scalar {
                case "O": "0"
                case "I", "L": "1"
                default: scalar
                }
            guard TerminalCode.letters.contains(letter) else { return nil }
            text.append(letter)
        }
        guard text.count == 10 else { return nil }
        self.text = String(text)
    }

    /// `7K3M9-QXR2H`
    package var spaced: String { "\(text.prefix(5))-\(text.dropFirst(5))" }

    /// What stands in the store until the code is used.
    package var digest: Digest? { sha256("terminal-code:\(text)") }
}
