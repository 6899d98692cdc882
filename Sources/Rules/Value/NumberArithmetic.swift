extension FeelNumber {
    /// Nil when the sum is too large.
    package func adding(_ other: FeelNumber) -> FeelNumber? {
        if exponent == other.exponent {
            return FeelNumber.sum(coefficient, isNegative, other.coefficient, other.isNegative, exponent)
        }
        if isZero { return other }
        if other.isZero { return self }
        let (high, low) = exponent > other.exponent ? (self, other) : (other, self)
        let shift = high.exponent - low.exponent
        if digitCount(high.coefficient) + shift <= 37 {
            return FeelNumber.sum(
                high.coefficient * powersOfTen[shift],
                high.isNegative,
                low.coefficient,
                low.isNegative,
                low.exponent
            )
        }
        return FeelNumber.distantSum(self, other)
    }

    package func subtracting(_ other: FeelNumber) -> FeelNumber? {
        adding(other.negated)
    }

    private static func sum(
        _ left: UInt128,
        _ leftNegative: Bool,
        _ right: UInt128,
        _ rightNegative: Bool,
        _ exponent: Int
    ) -> FeelNumber? {
        if leftNegative == rightNegative {
            return FeelNumber(isNegative: leftNegative, coefficient: left + right, exponent: exponent)
        }
        if left >= right {
            return FeelNumber(isNegative: leftNegative, coefficient: left - right, exponent: exponent)
        }
        return FeelNumber(isNegative: rightNegative, coefficient: right - left, exponent: exponent)
    }

    /// Operands whose exponents lie far apart: 36 digits of the larger one, one digit that only says "something follows".
    private static func distantSum(_ left: FeelNumber, _ right: FeelNumber) -> FeelNumber? {
        let leftSize = left.exponent + digitCount(left.coefficient)
        let rightSize = right.exponent + digitCount(right.coefficient)
        let (large, small) = leftSize >= rightSize ? (left, right) : (right, left)
        let shift = 36 - digitCount(large.coefficient)
        let power = large.exponent - shift
        let wide = large.coefficient * powersOfTen[shift] * 10
        var narrow: UInt128
        let drop = power - small.exponent
        if drop <= 0 {
            narrow = small.coefficient * powersOfTen[min(-drop, 36)] * 10
        } else if drop > 37 {
            narrow = 1
        } else {
            let (quotient, remainder) = small.coefficient.quotientAndRemainder(dividingBy: powersOfTen[drop])
            narrow = quotient * 10 + (remainder == 0 ? 0 : 1)
        }
        return sum(wide, large.isNegative, narrow, small.isNegative, power - 1)
    }

    /// Nil when the product is too large.
    package func multiplied(by other: FeelNumber) -> FeelNumber? {
        let negative = isNegative != other.isNegative
        let power = exponent + other.exponent
        let (direct, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
        if !overflow {
            return FeelNumber(isNegative: negative, coefficient: direct, exponent: power)
        }
        // Schoolbook in base 10^17: high * 10^34 + low.
        let base = powersOfTen[17]
        let (leftHigh, leftLow) = coefficient.quotientAndRemainder(dividingBy: base)
        let (rightHigh, rightLow) = other.coefficient.quotientAndRemainder(dividingBy: base)
        let cross = leftHigh * rightLow + leftLow * rightHigh
        let lowSum = leftLow * rightLow + (cross % base) * base
        let low = lowSum % powersOfTen[34]
        let high = leftHigh * rightHigh + cross / base + lowSum / powersOfTen[34]
        guard high > 0 else {
            return FeelNumber(isNegative: negative, coefficient: low, exponent: power)
        }
        // Keep 37 digits; the rest only matters as "not zero".
        let keep = 37 - digitCount(high)
        let drop = 34 - keep
        guard drop > 0 else {
            return FeelNumber(
                isNegative: negative,
                coefficient: high * powersOfTen[34] + low,
                exponent: power
            )
        }
        let (kept, rest) = low.quotientAndRemainder(dividingBy: powersOfTen[drop])
        return FeelNumber(
            isNegative: negative,
            coefficient: high * powersOfTen[keep] + kept,
            exponent: power + drop,
            sticky: rest != 0
        )
    }

    /// Nil for division by zero or when the quotient is too large.
    package func divided(by other: FeelNumber) -> FeelNumber? {
        guard !other.isZero else { return nil }
        var (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: other.coefficient)
        var power = exponent - other.exponent
        while remainder != 0, quotient < powersOfTen[35] {
            let next = (remainder * 10).quotientAndRemainder(dividingBy: other.coefficient)
            quotient = quotient * 10 + next.quotient
            remainder = next.remainder
            power -= 1
            if power < FeelNumber.smallestExponent - 40 { break }
        }
        return FeelNumber(
            isNegative: isNegative != other.isNegative,
            coefficient: quotient,
            exponent: power,
            sticky: remainder != 0
        )
    }

    /// `dividend - divisor * floor(dividend / divisor)`: the sign follows the divisor (DMN 1.5 Table 76).
    package func modulo(_ divisor: FeelNumber) -> FeelNumber? {
        guard !divisor.isZero else { return nil }
        // Exact remainder of the magnitudes first, so that wide quotients lose nothing.
        let remainder = FeelNumber.exactRemainder(magnitude, divisor.magnitude)
        if remainder.isZero { return .zero }
        let signed = isNegative ? remainder.negated : remainder
        return isNegative == divisor.isNegative ? signed : signed.adding(divisor)
    }

    private static func exactRemainder(_ dividend: FeelNumber, _ divisor: FeelNumber) -> FeelNumber {
        if dividend < divisor { return dividend }
        let power = min(dividend.exponent, divisor.exponent)
        let divisorShift = divisor.exponent - power
        // A divisor that needs more room than this is larger than the dividend and was answered above.
        guard digitCount(divisor.coefficient) + divisorShift <= 37 else { return dividend }
        let modulus = divisor.coefficient * powersOfTen[divisorShift]
        var rest = dividend.coefficient % modulus
        for _ in 0..<(dividend.exponent - power) {
            rest = timesTen(rest, modulo: modulus)
            if rest == 0 { break }
        }
        return FeelNumber(isNegative: false, coefficient: rest, exponent: power) ?? .zero
    }

    private static func timesTen(_ number: UInt128, modulo modulus: UInt128) -> UInt128 {
        // number < modulus < 10^37, so ten times the number stays below 2^127.
        (number * 10) % modulus
    }
}
