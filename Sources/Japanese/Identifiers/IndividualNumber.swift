/// The twelve-digit number of a person (個人番号, マイナンバー); kept out of logs:番号法20条, 12条.
package struct IndividualNumber: Hashable, Sendable {
    /// Twelve half-width digits.
    package let digits: String

    /// Nil unless ``check(_:)`` says the number is valid.
    package init?(_ text: String) {
        guard case .valid = IndividualNumber.check(text), let read = DigitText(text) else { return nil }
        digits = read.string
    }

    /// 番号法施行令8条, 総務省令85号 5条: 11 − (Σ Pn·Qn mod 11), 0 where the remainder is 0 or 1.
    package static func check(_ text: String) -> NumberCheck {
        guard let read = DigitText(text), read.digits.count == 12 else {
            return .malformed(sentence: "個人番号は12けたの数字です。けた数を確かめて入力してください。")
        }
        let remainder = read.weighted([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        let expected = remainder <= 1 ? 0 : 11 - remainder
        return read.digits[11] == expected
            ? .valid : .wrong(sentence: "個人番号の検査数字が合いません。もう一度カードや通知を見て入力してください。")
    }
}

extension IndividualNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Never any digit: the number itself is protected, not only its holder.
    package var description: String { "個人番号(************)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
