/// How a number is brought to fewer places (丸め方); the six ways of DMN 1.5 Table 77.
enum Rounding: Sendable {
    case floor, ceiling, up, down, halfUp, halfDown, halfEven
}

extension FeelNumber {
    /// The number with at most `scale` places after the point; nil when `scale` is outside decimal128.
    func rounded(_ rounding: Rounding, scale: Int = 0) -> FeelNumber? {
        guard (-6111...6176).contains(scale) else { return nil }
        let drop = -scale - exponent
        guard drop > 0, !isZero else { return self }
        var quotient: UInt128 = 0
        var comparison = -1
        if drop <= 34 {
            let unit = powersOfTen[drop]
            let parts = coefficient.quotientAndRemainder(dividingBy: unit)
            quotient = parts.quotient
            if parts.remainder == 0 { return self }
            let half = unit / 2
            comparison = parts.remainder == half ? 0 : (parts.remainder > half ? 1 : -1)
        }
        if awayFromZero(rounding, comparison: comparison, isOdd: !quotient.isMultiple(of: 2)) { quotient += 1 }
        return FeelNumber(isNegative: isNegative, coefficient: quotient, exponent: -scale)
    }

    private func awayFromZero(_ rounding: Rounding, comparison: Int, isOdd: Bool) -> Bool {
        switch rounding {
        case .floor: isNegative
        case .ceiling: !isNegative
        case .up: true
        case .down: false
        case .halfUp: comparison >= 0
        case .halfDown: comparison > 0
        case .halfEven: comparison > 0 || (comparison == 0 && isOdd)
        }
    }

    /// Nil for a negative number; correct to the last digit by Newton's iteration.
    var squareRoot: FeelNumber? {
        guard !isNegative else { return nil }
        guard !isZero else { return .zero }
        // Bring the number to 1..<100 so that the Double start is always in range.
        let size = exponent + digitCount(coefficient) - 1
        let shift = size - (((size % 2) + 2) % 2)
        guard let scaled = scaled(by: -shift), let two = Optional(FeelNumber(2)),
            var root = FeelNumber("\(scaled.approximation.squareRoot())")
        else { return nil }
        for _ in 0..<4 {
            guard let quotient = scaled.divided(by: root), let sum = root.adding(quotient),
                let next = sum.divided(by: two)
            else { return nil }
            root = next
        }
        return FeelNumber.polished(root, of: scaled)?.scaled(by: shift / 2)
    }

    /// The root to its last digit: cut in halves, its square is exact, and so is what is missing.
    private static func polished(_ root: FeelNumber, of number: FeelNumber) -> FeelNumber? {
        guard let high = root.rounded(.down, scale: 16), let low = root.subtracting(high),
            let square = high.multiplied(by: high), let cross = high.multiplied(by: low)?.multiplied(by: FeelNumber(2)),
            let rest = low.multiplied(by: low),
            let missing = number.subtracting(square)?.subtracting(cross)?.subtracting(rest),
            let correction = missing.divided(by: root)?.divided(by: FeelNumber(2))
        else { return nil }
        return root.adding(correction)
    }

    func scaled(by power: Int) -> FeelNumber? {
        FeelNumber(isNegative: isNegative, coefficient: coefficient, exponent: exponent + power)
    }

    /// e to the power of this number; nil when too large.
    var exponential: FeelNumber? {
        guard magnitude < FeelNumber(20_000) else { return isNegative ? .zero : nil }
        // x = k ln 10 + r, then r is halved eight times so that the series converges at once.
        guard let ratio = divided(by: .naturalLogOfTen)?.rounded(.halfEven), let power = ratio.intValue,
            let whole = FeelNumber.naturalLogOfTen.multiplied(by: ratio), let rest = subtracting(whole),
            let small = rest.divided(by: FeelNumber(256))
        else { return nil }
        // The distance from one keeps its digits through the doublings, which the power itself would not.
        var term = FeelNumber.one
        var sum = FeelNumber.zero
        for step in 1...30 {
            guard let next = term.multiplied(by: small)?.divided(by: FeelNumber(step)),
                let total = sum.adding(next)
            else { return nil }
            term = next
            sum = total
            if next.isZero { break }
        }
        for _ in 0..<8 {
            guard let square = sum.multiplied(by: sum), let next = sum.adding(sum)?.adding(square) else { return nil }
            sum = next
        }
        return sum.adding(.one)?.scaled(by: power)
    }

    /// Natural logarithm; nil unless positive.
    var naturalLogarithm: FeelNumber? {
        guard !isNegative, !isZero else { return nil }
        // m * 10^k with 0.3 < m < 4, then ln m = 2 artanh((m-1)/(m+1)) after two square roots.
        var power = exponent + digitCount(coefficient)
        guard var mantissa = scaled(by: -power) else { return nil }
        if mantissa.approximation < 0.316 {
            power -= 1
            guard let wider = mantissa.scaled(by: 1) else { return nil }
            mantissa = wider
        }
        guard let root = mantissa.squareRoot?.squareRoot,
            let above = root.subtracting(.one), let below = root.adding(.one),
            let ratio = above.divided(by: below), let square = ratio.multiplied(by: ratio)
        else { return nil }
        var term = ratio
        var sum = ratio
        for step in 1...60 {
            guard let next = term.multiplied(by: square), let part = next.divided(by: FeelNumber(2 * step + 1)),
                let total = sum.adding(part)
            else { return nil }
            term = next
            if total == sum { break }
            sum = total
        }
        return sum.multiplied(by: FeelNumber(8))?.adding(
            FeelNumber.naturalLogOfTen.multiplied(by: FeelNumber(power)) ?? .zero
        )
    }

    static let naturalLogOfTen =
        FeelNumber("2.302585092994045684017991454684364208") ?? .zero

    /// `self ** other`; nil where undefined (0 to a negative power, fraction of a negative number) or too large.
    func raised(to other: FeelNumber) -> FeelNumber? {
        if let whole = other.intValue, whole.magnitude <= 1_000_000_000 {
            return raised(to: whole)
        }
        if isZero { return other.isNegative ? nil : .zero }
        // Halves are roots, which come out exact where they can.
        if let half = other.subtracting(other.rounded(.floor) ?? .zero), half == FeelNumber("0.5"),
            let whole = other.rounded(.floor)?.intValue, whole.magnitude <= 1_000_000_000
        {
            return squareRoot.flatMap { root in raised(to: whole)?.multiplied(by: root) }
        }
        guard let logarithm = naturalLogarithm, let power = logarithm.multiplied(by: other) else { return nil }
        return power.exponential
    }

    private func raised(to power: Int) -> FeelNumber? {
        if isZero, power < 0 { return nil }
        var result = FeelNumber.one
        var factor = self
        var rest = power.magnitude
        while rest > 0 {
            if rest & 1 == 1 {
                guard let product = result.multiplied(by: factor) else { return power < 0 ? .zero : nil }
                result = product
            }
            rest >>= 1
            if rest > 0 {
                guard let square = factor.multiplied(by: factor) else { return power < 0 ? .zero : nil }
                factor = square
            }
        }
        return power < 0 ? FeelNumber.one.divided(by: result) : result
    }
}
