/// The digits of a number as typed or registered (番号の検索キー), without leading zeros; nil where there are none.
struct SearchDigits {
    let text: String

    init?(_ typed: String) {
        let digits = typed.unicodeScalars.compactMap { scalar -> UInt8? in
            switch scalar.value {
            case 0x30...0x39: UInt8(scalar.value)
            case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10 + 0x30)
            default: nil
            }
        }
        guard !digits.isEmpty else { return nil }
        text = String(decoding: digits.drop { $0 == 0x30 }, as: UTF8.self)
    }
}
