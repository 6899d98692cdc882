/// Kana as the readings of Unihan are spelt (kJapaneseOn, kJapaneseKun): Hepburn in capitals, long vowels as written.
enum Romaji {
    static func of(_ kana: String) -> String {
        var result: [UInt8] = []
        var doubles = false
        for scalar in Kana.katakana(Kana.fullWidth(kana)).unicodeScalars {
            switch scalar {
            case "ッ": doubles = true
            case "ャ", "ュ", "ョ": join(scalar, to: &result)
            case "ー": if let last = result.last { result.append(last) }
            default:
                guard let text = syllable(scalar) else { continue }
                if doubles, let first = text.utf8.first {
                    result.append(text.utf8.starts(with: "CH".utf8) ? 0x54 : first)
                }
                doubles = false
                result.append(contentsOf: text.utf8)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// キャ is KYA, シャ is SHA.
    private static func join(_ small: Unicode.Scalar, to result: inout [UInt8]) {
        guard result.last == UInt8(ascii: "I") else { return }
        result.removeLast()
        let isSoft = result.last == UInt8(ascii: "H") || result.last == UInt8(ascii: "J")
        let isHard = result.count == 1 || (result.dropLast().last.map { !"SC".utf8.contains($0) } ?? true)
        if !isSoft || (result.last == UInt8(ascii: "H") && isHard) { result.append(UInt8(ascii: "Y")) }
        result.append(small == "ャ" ? UInt8(ascii: "A") : (small == "ュ" ? UInt8(ascii: "U") : UInt8(ascii: "O")))
    }

    private static func syllable(_ scalar: Unicode.Scalar) -> Substring? {
        guard scalar.value >= 0x30A1, scalar.value <= 0x30F6 else { return nil }
        let text = table[Int(scalar.value - 0x30A1)]
        return text == "-" ? nil : text
    }

    /// U+30A1 to U+30F6.
    private static let table: [Substring] = """
        A A I I U U E E O O KA GA KI GI KU GU KE GE KO GO SA ZA SHI JI SU ZU SE ZE SO ZO TA DA CHI JI - TSU ZU TE DE TO DO \
        NA NI NU NE NO HA BA PA HI BI PI FU BU PU HE BE PE HO BO PO MA MI MU ME MO - YA - YU - YO RA RI RU RE RO WA WA I E O N \
        VU KA KE
        """.split(separator: " ")
}
