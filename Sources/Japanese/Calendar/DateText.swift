/// Writes 令和8年11月23日 without the detour of string interpolation: registers are imported with several dates a row.
func dateText(era: String, year: Int, month: Int, day: Int) -> String {
    var text = era
    text.reserveCapacity(32)
    if year == 1, !era.isEmpty { text += "元" } else { append(year, to: &text) }
    text += "年"
    append(month, to: &text)
    text += "月"
    append(day, to: &text)
    text += "日"
    return text
}

private func append(_ number: Int, to text: inout String) {
    guard (0...99).contains(number) else {
        text += String(number)
        return
    }
    if number > 9 { text.unicodeScalars.append(Unicode.Scalar(UInt8(0x30 + number / 10))) }
    text.unicodeScalars.append(Unicode.Scalar(UInt8(0x30 + number % 10)))
}
