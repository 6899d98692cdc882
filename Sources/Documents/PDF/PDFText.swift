/// Bytes of PDF syntax, written without any formatting that depends on a locale.
struct PDFText: Sendable {
    private(set) var bytes: [UInt8] = []

    init(reserving count: Int = 0) {
        bytes.reserveCapacity(count)
    }

    mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func write(text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    mutating func write(_ more: [UInt8]) {
        bytes.append(contentsOf: more)
    }

    mutating func write(_ number: Int) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(number.magnitude)
    }

    /// At most three decimals: a thousandth of a point is a third of a micrometre.
    mutating func write(_ number: Double) {
        // Beyond any page; a number of another file must not end the program.
        let bounded = number.isFinite ? min(max(number, -1e12), 1e12) : 0
        let thousandths = Int((bounded * 1_000).rounded())
        if thousandths < 0 { bytes.append(UInt8(ascii: "-")) }
        let magnitude = thousandths.magnitude
        digits(magnitude / 1_000)
        var rest = magnitude % 1_000
        guard rest != 0 else { return }
        bytes.append(UInt8(ascii: "."))
        var weight: UInt = 100
        while rest != 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / weight))
            rest %= weight
            weight /= 10
        }
    }

    /// Six decimals, for numbers of other files that stand for more than places on a page.
    mutating func writeExact(_ number: Double) {
        guard number.magnitude < 1e12 else { return write(number) }
        let millionths = Int((number * 1_000_000).rounded())
        guard !millionths.isMultiple(of: 1_000) else { return write(number) }
        if millionths < 0 { bytes.append(UInt8(ascii: "-")) }
        let magnitude = millionths.magnitude
        digits(magnitude / 1_000_000)
        bytes.append(UInt8(ascii: "."))
        var rest = magnitude % 1_000_000
        var weight: UInt = 100_000
        while rest != 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(rest / weight))
            rest %= weight
            weight /= 10
        }
    }

    mutating func writeNumbers(_ numbers: Double...) {
        for number in numbers {
            write(number)
            bytes.append(UInt8(ascii: " "))
        }
    }

    mutating func writeHex(_ value: Int) {
        for shift in [12, 8, 4, 0] { bytes.append(PDFText.hexDigits[value >> shift & 15]) }
    }

    mutating func writeHex(_ more: [UInt8]) {
        for byte in more {
            bytes.append(PDFText.hexDigits[Int(byte >> 4)])
            bytes.append(PDFText.hexDigits[Int(byte & 15)])
        }
    }

    /// UTF-16BE in hexadecimal digits, without brackets.
    mutating func writeUTF16(_ text: String) {
        for unit in text.utf16 { writeHex(Int(unit)) }
    }

    /// A text string with its byte order mark.
    mutating func writeTextString(_ text: String) {
        write("<FEFF")
        writeUTF16(text)
        write(">")
    }

    private mutating func digits(_ number: UInt) {
        guard number >= 10 else { return bytes.append(UInt8(ascii: "0") + UInt8(number)) }
        digits(number / 10)
        bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
