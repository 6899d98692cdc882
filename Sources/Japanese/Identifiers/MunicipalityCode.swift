/// The six-digit code of a municipality (全国地方公共団体コード), five digits and a check digit.
package struct MunicipalityCode: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Six digits.
    package let digits: String

    /// From six digits whose check digit is right, or from five, to which it is added.
    package init?(_ text: String) {
        guard let read = DigitText(text), (5...6).contains(read.digits.count) else { return nil }
        let expected = MunicipalityCode.checkDigit(of: read)
        guard read.digits.count == 5 || read.digits[5] == expected else { return nil }
        digits = DigitText(text).map { $0.digits.prefix(5).map(String.init).joined() + String(expected) } ?? ""
    }

    package static func check(_ text: String) -> NumberCheck {
        guard let read = DigitText(text), read.digits.count == 6 else {
            return .malformed(sentence: "地方公共団体コードは6けたの数字です。けた数を確かめて入力してください。")
        }
        return read.digits[5] == checkDigit(of: read)
            ? .valid : .wrong(sentence: "地方公共団体コードの検査数字が合いません。コードを確かめて入力してください。")
    }

    package var prefecture: String { String(digits.prefix(2)) }

    package var description: String { digits }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let code = MunicipalityCode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a municipality code")
        }
        self = code
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digits)
    }

    /// Weights 6 to 2; the last digit of 11 − (Σ mod 11) (総務省 全国地方公共団体コード仕様).
    private static func checkDigit(of read: DigitText) -> Int {
        (11 - read.weighted([6, 5, 4, 3, 2]) % 11) % 10
    }
}
