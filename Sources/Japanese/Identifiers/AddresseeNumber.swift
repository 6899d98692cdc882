/// The check digit of the core system's number of a person or household (宛名番号, 世帯番号).
///
/// Numbers issued before the standard need not pass, so a difference is a hint and never a reason to refuse.
package enum AddresseeNumber {
    /// 住民記録システム標準仕様書 1.1.13: modulus 11, weights 2 to 7 from the right.
    ///
    /// A remainder of 1 would give 10, for which the standard names no digit: `digitForTen`, 0 unless the vendor says else.
    package static func check(_ text: String, digitForTen: Int = 0) -> NumberCheck {
        guard let read = DigitText(text), (2...15).contains(read.digits.count), let last = read.digits.last else {
            return .doubtful(sentence: "宛名番号は15けたまでの数字です。番号を確かめてください。")
        }
        let sum = read.digits.dropLast().reversed().enumerated().reduce(0) { $0 + $1.element * ($1.offset % 6 + 2) }
        let expected = sum % 11 == 0 ? 0 : (sum % 11 == 1 ? digitForTen : 11 - sum % 11)
        return last == expected
            ? .valid : .doubtful(sentence: "宛名番号の検査数字が合いません。古い番号でなければ、番号を確かめてください。")
    }

    /// The last three digits, the others hidden, for a log.
    package static func redacted(_ text: String) -> String {
        Japanese.redacted(text, keeping: 3)
    }
}
