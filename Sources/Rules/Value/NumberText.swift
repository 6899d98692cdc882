extension FeelNumber {
    /// Reads `-12.50`, `.5` or `1.2e3`; nil for anything else or for a number that is too large.
    package init?(_ text: String) {
        self.init(ascii: Array(text.utf8))
    }

    init?(ascii bytes: [UInt8]) {
        var index = 0
        var negative = false
        if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            negative = sign == UInt8(ascii: "-")
            index = 1
        }
        guard let mantissa = Mantissa(bytes, from: &index) else { return nil }
        var power = mantissa.exponent
        if index < bytes.count {
            guard bytes[index] | 0x20 == UInt8(ascii: "e"),
                let written = FeelNumber.exponent(bytes, from: index + 1)
            else { return nil }
            power += written
        }
        self.init(
            isNegative: negative,
            coefficient: mantissa.coefficient,
            exponent: power,
            sticky: mantissa.sticky
        )
    }

    private static func exponent(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        var negative = false
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
            negative = bytes[index] == UInt8(ascii: "-")
            index += 1
        }
        guard index < bytes.count else { return nil }
        var value = 0
        while index < bytes.count {
            guard isDigit(bytes[index]) else { return nil }
            value = min(value * 10 + Int(bytes[index] - UInt8(ascii: "0")), 1_000_000)
            index += 1
        }
        return negative ? -value : value
    }

    private struct Mantissa {
        var coefficient: UInt128 = 0
        var exponent = 0
        var sticky = false

        init?(_ bytes: [UInt8], from index: inout Int) {
            var digits = 0
            var point = false
            while index < bytes.count {
                let byte = bytes[index]
                if byte == UInt8(ascii: "."), !point {
                    point = true
                    index += 1
                    continue
                }
                guard isDigit(byte) else { break }
                take(byte, afterPoint: point)
                digits += 1
                index += 1
            }
            guard digits > 0, bytes[index - 1] != UInt8(ascii: ".") else { return nil }
        }

        private mutating func take(_ byte: UInt8, afterPoint: Bool) {
            if coefficient < powersOfTen[36] {
                coefficient = coefficient * 10 + UInt128(byte - UInt8(ascii: "0"))
                if afterPoint { exponent -= 1 }
            } else {
                if byte != UInt8(ascii: "0") { sticky = true }
                if !afterPoint { exponent += 1 }
            }
        }
    }
}

extension FeelNumber: CustomStringConvertible {
    /// Plain digits without exponent where that stays readable, `d.dddE+n` beyond 40 places.
    package var description: String {
        let sign = isNegative ? "-" : ""
        let digits = String(coefficient)
        if exponent >= 0 {
            if exponent <= 40 { return sign + digits + String(repeating: "0", count: exponent) }
            return sign + FeelNumber.scientific(digits, exponent)
        }
        let places = -exponent
        if places >= digits.utf8.count {
            if places > 40 { return sign + FeelNumber.scientific(digits, exponent) }
            return sign + "0." + String(repeating: "0", count: places - digits.utf8.count) + digits
        }
        return sign + digits.dropLast(places) + "." + digits.suffix(places)
    }

    private static func scientific(_ digits: String, _ exponent: Int) -> String {
        var fraction = digits.dropFirst()
        while fraction.last == "0" { fraction = fraction.dropLast() }
        let power = exponent + digits.utf8.count - 1
        let sign = power < 0 ? "-" : "+"
        return digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction) + "E" + sign + String(power.magnitude)
    }
}

func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
