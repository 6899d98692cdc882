/// The number of a driver's licence (運転免許証の番号), twelve digits of which the eleventh is a check digit.
package struct DriverLicenceNumber: Hashable, Sendable {
    package let digits: String

    package init?(_ text: String) {
        guard DriverLicenceNumber.check(text).isUsable, let read = DigitText(text) else { return nil }
        digits = read.string
    }

    /// Weights 5,4,3,2,7,6,5,4,3,2; no official document gives the rule, so a difference is a doubt and no error.
    package static func check(_ text: String) -> NumberCheck {
        guard let read = DigitText(text), read.digits.count == 12 else {
            return .malformed(sentence: "免許証番号は12けたの数字です。けた数を確かめて入力してください。")
        }
        let expected = (11 - read.weighted([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 10
        return read.digits[10] == expected
            ? .valid : .doubtful(sentence: "免許証番号の検査数字が合いません。免許証と見比べてください。")
    }
}

/// The number of a residence card or special permanent resident certificate (在留カード等番号): `AB12345678CD`.
package struct ResidenceCardNumber: Hashable, Sendable {
    package let text: String

    /// Two letters, eight digits, two letters; the check rule is not public. Lower case and full width are folded.
    package init?(_ typed: String) {
        var letters: [UInt8] = []
        for scalar in typed.unicodeScalars {
            let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            switch value {
            case 0x30...0x39, 0x41...0x5A: letters.append(UInt8(value))
            case 0x61...0x7A: letters.append(UInt8(value - 0x20))
            case 0x20, 0x3000, 0x2D: continue
            default: return nil
            }
            guard letters.count <= 12 else { return nil }
        }
        guard letters.count == 12,
            letters.enumerated().allSatisfy({ (2..<10).contains($0.offset) == ($0.element < 0x41) })
        else { return nil }
        text = String(decoding: letters, as: UTF8.self)
    }

    package static func check(_ typed: String) -> NumberCheck {
        ResidenceCardNumber(typed) == nil
            ? .malformed(sentence: "在留カード番号は英字2・数字8・英字2の12けたです。カードを見て入力してください。") : .valid
    }
}

/// The number of a health insurer (保険者番号): six digits of a municipality's national health insurance, or eight.
package struct InsurerNumber: Hashable, Sendable, CustomStringConvertible {
    package let digits: String

    package init?(_ text: String) {
        guard InsurerNumber.check(text) == .valid, let read = DigitText(text) else { return nil }
        digits = read.string
    }

    /// Weights 2,1,2,1… from the digit before the last; digits of the products are summed; 10 − (Σ mod 10).
    package static func check(_ text: String) -> NumberCheck {
        guard let read = DigitText(text), [6, 8].contains(read.digits.count) else {
            return .malformed(sentence: "保険者番号は6けたか8けたの数字です。けた数を確かめて入力してください。")
        }
        let sum = read.digits.dropLast().reversed().enumerated().reduce(0) { total, item in
            let product = item.element * (item.offset % 2 == 0 ? 2 : 1)
            return total + product / 10 + product % 10
        }
        return read.digits.last == (10 - sum % 10) % 10
            ? .valid : .wrong(sentence: "保険者番号の検査数字が合いません。保険証や資格確認書を見て入力してください。")
    }

    package var description: String { digits }
}

extension DriverLicenceNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "免許証番号(\(redacted(digits, keeping: 2)))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension ResidenceCardNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "在留カード番号(\(redacted(text, keeping: 2)))" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
