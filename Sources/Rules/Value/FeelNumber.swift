/// A decimal number of 34 significant digits (数値), as DMN 1.5 §10.3.2.3.1 asks: IEEE 754 decimal128, ties to the even neighbour.
package struct FeelNumber: Sendable, Hashable {
    /// The digits without sign; below 10^34. Zero is never negative.
    let coefficient: UInt128
    /// The power of ten; the pair is canonical, so that equal numbers have equal fields.
    let exponent: Int
    let isNegative: Bool

    package static let zero = FeelNumber(0)
    package static let one = FeelNumber(1)
    static let precision = 34
    static let largestExponent = 6144
    static let smallestExponent = -6176

    package init(_ number: Int) {
        coefficient = UInt128(number.magnitude)
        exponent = 0
        isNegative = number < 0
    }

    init(_ number: Int128) {
        guard number.magnitude >= powersOfTen[34] else {
            coefficient = number.magnitude
            exponent = 0
            isNegative = number < 0
            return
        }
        let rounded = FeelNumber.rounded(number.magnitude, exponent: 0, sticky: false)
        coefficient = rounded.coefficient
        exponent = rounded.exponent
        isNegative = number < 0
    }

    private init(canonical coefficient: UInt128, exponent: Int, isNegative: Bool) {
        self.coefficient = coefficient
        self.exponent = exponent
        self.isNegative = isNegative && coefficient != 0
    }

    /// Rounds to 34 digits and brings to canonical form; nil when the number is too large.
    init?(isNegative: Bool, coefficient: UInt128, exponent: Int, sticky: Bool = false) {
        var (digits, power) = FeelNumber.rounded(coefficient, exponent: exponent, sticky: sticky)
        if digits == 0 {
            self.init(canonical: 0, exponent: 0, isNegative: false)
            return
        }
        if power > 0 {
            let room = FeelNumber.precision - digitCount(digits)
            let shift = min(room, power)
            digits *= powersOfTen[shift]
            power -= shift
        }
        while power < 0 {
            let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
            guard remainder == 0 else { break }
            digits = quotient
            power += 1
        }
        guard power + digitCount(digits) - 1 <= FeelNumber.largestExponent else { return nil }
        if power < FeelNumber.smallestExponent {
            self.init(canonical: 0, exponent: 0, isNegative: false)
            return
        }
        self.init(canonical: digits, exponent: power, isNegative: isNegative)
    }

    static func rounded(
        _ coefficient: UInt128,
        exponent: Int,
        sticky: Bool
    ) -> (coefficient: UInt128, exponent: Int) {
        let surplus = digitCount(coefficient) - precision
        guard surplus > 0 else { return (coefficient, exponent) }
        let unit = powersOfTen[surplus]
        var (quotient, remainder) = coefficient.quotientAndRemainder(dividingBy: unit)
        let half = unit / 2
        if remainder > half || (remainder == half && (sticky || !quotient.isMultiple(of: 2))) {
            quotient += 1
        }
        if quotient == powersOfTen[precision] {
            return (powersOfTen[precision - 1], exponent + surplus + 1)
        }
        return (quotient, exponent + surplus)
    }

    /// The number as `Int`, or nil when it has a fraction or does not fit.
    package var intValue: Int? {
        guard exponent >= 0, exponent < 20, coefficient <= UInt128(UInt64.max) else {
            return nil
        }
        let (magnitude, overflow) = coefficient.multipliedReportingOverflow(by: powersOfTen[exponent])
        guard !overflow, magnitude <= UInt128(Int.max) else { return nil }
        return isNegative ? -Int(magnitude) : Int(magnitude)
    }

    package var isZero: Bool { coefficient == 0 }
    package var isInteger: Bool { exponent >= 0 }

    package var negated: FeelNumber {
        FeelNumber(canonical: coefficient, exponent: exponent, isNegative: !isNegative)
    }

    package var magnitude: FeelNumber {
        FeelNumber(canonical: coefficient, exponent: exponent, isNegative: false)
    }

    /// An approximation, for starting values of iterations only.
    var approximation: Double {
        Double(description) ?? 0
    }
}

extension FeelNumber: Comparable {
    package static func < (left: FeelNumber, right: FeelNumber) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return left.isNegative ? right.isSmallerInMagnitude(than: left) : left.isSmallerInMagnitude(than: right)
    }

    func isSmallerInMagnitude(than other: FeelNumber) -> Bool {
        if exponent == other.exponent { return coefficient < other.coefficient }
        if coefficient == 0 || other.coefficient == 0 { return coefficient == 0 && other.coefficient != 0 }
        let size = exponent + digitCount(coefficient)
        let otherSize = other.exponent + digitCount(other.coefficient)
        if size != otherSize { return size < otherSize }
        // Same size, so the wider exponent can be shifted without leaving 34 digits.
        if exponent > other.exponent {
            return coefficient * powersOfTen[exponent - other.exponent] < other.coefficient
        }
        return coefficient < other.coefficient * powersOfTen[other.exponent - exponent]
    }
}

/// 10^0 to 10^38.
let powersOfTen: [UInt128] = {
    var powers: [UInt128] = [1]
    for _ in 0..<38 { powers.append((powers.last ?? 1) * 10) }
    return powers
}()

/// Decimal digits of a number; 0 has none.
func digitCount(_ number: UInt128) -> Int {
    guard number > 0 else { return 0 }
    let bits = 128 - number.leadingZeroBitCount
    let estimate = (bits * 1233) >> 12
    return number >= powersOfTen[estimate] ? estimate + 1 : estimate
}
