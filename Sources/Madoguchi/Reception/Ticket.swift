/// The opaque code on a guidance slip (手続案内書の二次元コード): `MG1`, 15 random letters and two check letters, no personal data.
package struct Ticket: Hashable, Sendable {
    /// 20 letters without hyphens: `MG1` + 15 + 2.
    package let text: String

    /// From 10 random bytes, of which 75 bits are used.
    package init(random bytes: [UInt8]) {
        let body = Crockford.encode(bytes, characters: 15)
        text = "MG1" + body + Ticket.checkLetters(of: body)
    }

    /// Reads what a scanner or a person typed: full-width echo, small letters, hyphens, spaces, O for 0 and I or L for 1.
    package init(reading typed: String) throws(TicketError) {
        let letters = typed.unicodeScalars.map(Ticket.narrowed).filter { $0 != "-" && !$0.properties.isWhitespace }
        guard letters.count >= 3, Ticket.isPrefix(letters.prefix(3)) else { throw .notATicket }
        guard letters.count >= 20 else { throw .incomplete }
        guard letters.count == 20 else { throw .notATicket }
        var digits = ""
        for letter in letters.dropFirst(3) {
            guard let value = Crockford.value(of: letter) else { throw .misread }
            digits.unicodeScalars.append(Unicode.Scalar(Crockford.alphabet[Int(value)]))
        }
        let body = String(digits.prefix(15))
        guard Ticket.checkLetters(of: body) == digits.suffix(2) else { throw .misread }
        text = "MG1" + digits
    }

    /// `MG17-K3M9-QXR2-HVC5-ABCD`, as printed under the code.
    package var spaced: String {
        stride(from: 0, to: 20, by: 4).map { start in
            let from = text.index(text.startIndex, offsetBy: start)
            return String(text[from..<text.index(from, offsetBy: 4)])
        }.joined(separator: "-")
    }

    /// Remainder by 1021, so that every single wrong letter and every swap of neighbours shows.
    private static func checkLetters(of body: String) -> String {
        let remainder = body.unicodeScalars.reduce(0) { sum, scalar in
            (sum * 32 + Int(Crockford.value(of: scalar) ?? 0)) % 1021
        }
        let letters = [remainder / 32, remainder % 32].map { Unicode.Scalar(Crockford.alphabet[$0]) }
        return String(String.UnicodeScalarView(letters))
    }

    private static func isPrefix(_ letters: ArraySlice<Unicode.Scalar>) -> Bool {
        let wanted: [[Unicode.Scalar]] = [["M", "m"], ["G", "g"], ["1", "I", "i", "l", "L"]]
        return zip(letters, wanted).allSatisfy { $1.contains($0) }
    }

    private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x2010...0x2015, 0x2212, 0x30FC, 0xFF70: "-"
        default: scalar
        }
    }
}

/// Why a code is not a slip's code; the sentences for the clerk are in the municipality's texts.
package enum TicketError: String, Error, Hashable, CaseIterable {
    case notATicket, incomplete, misread
}
