extension Builtin {
    /// Functions of numbers (数値), DMN 1.5 Table 76 and 77.
    static let numbers: [Builtin] = [
        Builtin("decimal", "n: number, scale: number") { (arguments, _) throws(Exhausted) in
            round(arguments, .halfEven)
        },
        Builtin("floor", "n: number, scale: number?") { (arguments, _) throws(Exhausted) in
            round(arguments, .floor)
        },
        Builtin("ceiling", "n: number, scale: number?") { (arguments, _) throws(Exhausted) in
            round(arguments, .ceiling)
        },
        Builtin("round up", "n: number, scale: number") { (arguments, _) throws(Exhausted) in
            round(arguments, .up)
        },
        Builtin("round down", "n: number, scale: number") { (arguments, _) throws(Exhausted) in
            round(arguments, .down)
        },
        Builtin("round half up", "n: number, scale: number") { (arguments, _) throws(Exhausted) in
            round(arguments, .halfUp)
        },
        Builtin("round half down", "n: number, scale: number") { (arguments, _) throws(Exhausted) in
            round(arguments, .halfDown)
        },
        Builtin("abs", "n: one") { (arguments, evaluation) throws(Exhausted) in
            switch arguments[0] {
            case .number(let number): .number(number.magnitude)
            case .daysDuration(let length): length.isNegative ? evaluation.negate(arguments[0]) : arguments[0]
            case .yearsDuration(let length): length.months < 0 ? evaluation.negate(arguments[0]) : arguments[0]
            default: .null
            }
        },
        Builtin("modulo", "dividend: number, divisor: number") { (arguments, _) throws(Exhausted) in
            number(arguments.number(0).modulo(arguments.number(1)))
        },
        Builtin("sqrt", "number: number") { (arguments, _) throws(Exhausted) in
            number(arguments.number(0).squareRoot)
        },
        Builtin("log", "number: number") { (arguments, _) throws(Exhausted) in
            number(arguments.number(0).naturalLogarithm)
        },
        Builtin("exp", "number: number") { (arguments, _) throws(Exhausted) in
            number(arguments.number(0).exponential)
        },
        Builtin("odd", "number: number") { (arguments, _) throws(Exhausted) in
            parity(arguments.number(0)).map { .boolean($0 == 1) } ?? .null
        },
        Builtin("even", "number: number") { (arguments, _) throws(Exhausted) in
            parity(arguments.number(0)).map { .boolean($0 == 0) } ?? .null
        },
    ]

    static func number(_ number: FeelNumber?) -> Value {
        number.map(Value.number) ?? .null
    }

    private static func round(_ arguments: Arguments, _ rounding: Rounding) -> Value {
        guard arguments.values.count > 1 else { return number(arguments.number(0).rounded(rounding)) }
        guard let scale = arguments.optionalNumber(1)?.rounded(.down)?.intValue else { return .null }
        return number(arguments.number(0).rounded(rounding, scale: scale))
    }

    /// 0 or 1; nil for a number with a fraction.
    private static func parity(_ number: FeelNumber) -> Int? {
        guard number.isInteger else { return nil }
        return number.exponent == 0 ? Int(number.coefficient % 2) : 0
    }
}
