/// The core system's number of a person or household (宛名番号, 世帯番号).
package struct AddresseeNumber: Hashable, Sendable, Codable {
    /// Exactly as the core system wrote it, leading zeros included.
    package let text: String

    /// Nil for an empty text, one longer than 15 signs (基本データリスト) or one that is not letters and digits.
    package init?(_ text: String) {
        guard (1...15).contains(text.utf8.count),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
        else { return nil }
        self.text = text
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = AddresseeNumber(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an addressee number")
        }
        self = number
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// 住民記録システム標準仕様書 1.1.13: modulus 11, weights 2 to 7 from the right; numbers issued before need not pass.
    ///
    /// A remainder of 1 would give 10, for which the standard names no digit: `digitForTen`, 0 unless the vendor says else.
    package func check(digitForTen: Int = 0) -> NumberCheck {
        guard let read = DigitText(text), read.digits.count >= 2, let last = read.digits.last else {
            return .doubtful(sentence: "宛名番号が数字だけではありません。番号を確かめてください。")
        }
        let sum = read.digits.dropLast().reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 6 + 2) }
        let expected = sum % 11 == 0 ? 0 : (sum % 11 == 1 ? digitForTen : 11 - sum % 11)
        return last == expected
            ? .valid : .doubtful(sentence: "宛名番号の検査数字が合いません。古い番号でなければ、番号を確かめてください。")
    }
}

extension AddresseeNumber: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "宛名番号(\(redacted(text, keeping: 3)))" }
    package var debugDescription: String { description }
}
