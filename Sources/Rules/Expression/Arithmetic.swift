/// Sums, products and powers of numbers, texts, days and durations (四則演算), DMN 1.5 §10.3.2.15.
extension Evaluation {
    func arithmetic(_ first: Node, _ rest: [Node.Operand], _ scope: Scope) throws(Exhausted) -> Value {
        var result = try evaluate(first, scope)
        for operand in rest {
            let right = try evaluate(operand.node, scope)
            result = try combine(result, operand.symbol, right)
        }
        return result
    }

    func negate(_ value: Value) -> Value {
        switch value {
        case .number(let number): .number(number.negated)
        case .daysDuration(let length): .daysDuration(DaysDuration(nanoseconds: -length.nanoseconds))
        case .yearsDuration(let length): .yearsDuration(YearsDuration(months: -length.months))
        default: .null
        }
    }

    private func combine(
        _ left: Value,
        _ symbol: ArithmeticOperator,
        _ right: Value
    ) throws(Exhausted) -> Value {
        if case .number(let a) = left, case .number(let b) = right { return numbers(a, symbol, b) }
        switch symbol {
        case .add: return try add(left, right)
        case .subtract: return subtract(left, right)
        case .multiply: return multiply(left, right)
        case .divide: return divide(left, right)
        case .power: return .null
        }
    }

    private func numbers(_ left: FeelNumber, _ symbol: ArithmeticOperator, _ right: FeelNumber) -> Value {
        let result =
            switch symbol {
            case .add: left.adding(right)
            case .subtract: left.subtracting(right)
            case .multiply: left.multiplied(by: right)
            case .divide: left.divided(by: right)
            case .power: left.raised(to: right)
            }
        return result.map(Value.number) ?? .null
    }

    func add(_ left: Value, _ right: Value) throws(Exhausted) -> Value {
        if case .number(let a) = left, case .number(let b) = right { return numbers(a, .add, b) }
        switch (left, right) {
        case (.string(let a), .string(let b)):
            try budget.spend((a.utf8.count + b.utf8.count) / 16)
            return .string(a + b)
        case (.daysDuration(let a), .daysDuration(let b)):
            return .daysDuration(nanoseconds: a.nanoseconds + b.nanoseconds)
        case (.yearsDuration(let a), .yearsDuration(let b)):
            return .yearsDuration(months: a.months.addingReportingOverflow(b.months))
        case (_, .daysDuration(let length)): return later(left, nanoseconds: length.nanoseconds)
        case (.daysDuration(let length), _): return later(right, nanoseconds: length.nanoseconds)
        case (_, .yearsDuration(let length)): return later(left, months: length.months)
        case (.yearsDuration(let length), _): return later(right, months: length.months)
        default: return .null
        }
    }

    private func subtract(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.daysDuration(let a), .daysDuration(let b)):
            return .daysDuration(nanoseconds: a.nanoseconds - b.nanoseconds)
        case (.yearsDuration(let a), .yearsDuration(let b)):
            return .yearsDuration(months: a.months.subtractingReportingOverflow(b.months))
        case (.time(let a), .time(let b)):
            guard (a.zone == nil) == (b.zone == nil) else { return .null }
            let shift = ((b.offset ?? 0) - (a.offset ?? 0)) * 1_000_000_000
            return .daysDuration(nanoseconds: Int128(a.nanosecondOfDay - b.nanosecondOfDay + shift))
        case (_, .daysDuration(let length)): return later(left, nanoseconds: -length.nanoseconds)
        case (_, .yearsDuration(let length)): return later(left, months: -length.months)
        default:
            guard let a = moment(left), let b = moment(right) else { return .null }
            guard (a.time.zone == nil) == (b.time.zone == nil) else { return .null }
            return .daysDuration(nanoseconds: a.instant - b.instant)
        }
    }

    /// A day counts as its midnight at UTC when it meets a moment (DMN 1.5 §10.3.2.3.6).
    private func moment(_ value: Value) -> FeelDateTime? {
        switch value {
        case .date(let date): FeelDateTime(date: date, time: FeelTime(nanosecondOfDay: 0, zone: .utc))
        case .dateTime(let moment): moment
        default: nil
        }
    }

    private func later(_ value: Value, nanoseconds: Int128) -> Value {
        switch value {
        case .date(let date):
            // The sum is taken from midnight and cut back to the day.
            return FeelDateTime(date: date, time: .midnight).adding(nanoseconds: nanoseconds)
                .map { .date($0.date) } ?? .null
        case .dateTime(let moment): return moment.adding(nanoseconds: nanoseconds).map(Value.dateTime) ?? .null
        case .time(let time):
            let shift = Int(nanoseconds % nanosecondsPerDay)
            return .time(FeelTime(nanosecondOfDay: time.nanosecondOfDay + shift, zone: time.zone))
        default: return .null
        }
    }

    private func later(_ value: Value, months: Int) -> Value {
        switch value {
        case .date(let date): return date.adding(months: months).map(Value.date) ?? .null
        case .dateTime(let moment):
            return moment.date.adding(months: months).map { .dateTime(FeelDateTime(date: $0, time: moment.time)) }
                ?? .null
        default: return .null
        }
    }

    private func multiply(_ left: Value, _ right: Value) -> Value {
        switch (left, right) {
        case (.number(let factor), .daysDuration(let length)), (.daysDuration(let length), .number(let factor)):
            return length.seconds.multiplied(by: factor).flatMap(DaysDuration.init(seconds:)).map(Value.daysDuration)
                ?? .null
        case (.number(let factor), .yearsDuration(let length)), (.yearsDuration(let length), .number(let factor)):
            return months(FeelNumber(length.months).multiplied(by: factor))
        default: return .null
        }
    }

    func divide(_ left: Value, _ right: Value) -> Value {
        if case .number(let a) = left, case .number(let b) = right { return numbers(a, .divide, b) }
        switch (left, right) {
        case (.daysDuration(let a), .daysDuration(let b)):
            return a.seconds.divided(by: b.seconds).map(Value.number) ?? .null
        case (.yearsDuration(let a), .yearsDuration(let b)):
            return FeelNumber(a.months).divided(by: FeelNumber(b.months)).map(Value.number) ?? .null
        case (.daysDuration(let length), .number(let divisor)):
            return length.seconds.divided(by: divisor).flatMap(DaysDuration.init(seconds:)).map(Value.daysDuration)
                ?? .null
        case (.yearsDuration(let length), .number(let divisor)):
            return months(FeelNumber(length.months).divided(by: divisor))
        default: return .null
        }
    }

    private func months(_ number: FeelNumber?) -> Value {
        guard let months = number?.rounded(.down)?.intValue, months.magnitude <= YearsDuration.longest else {
            return .null
        }
        return .yearsDuration(YearsDuration(months: months))
    }
}

extension Value {
    /// Null when longer than any calendar FEEL knows.
    fileprivate static func daysDuration(nanoseconds: Int128) -> Value {
        guard nanoseconds.magnitude < UInt128(nanosecondsPerDay) * 1_000_000_000_000 else { return .null }
        return .daysDuration(DaysDuration(nanoseconds: nanoseconds))
    }

    fileprivate static func yearsDuration(months: (partialValue: Int, overflow: Bool)) -> Value {
        guard !months.overflow, months.partialValue.magnitude <= YearsDuration.longest else { return .null }
        return .yearsDuration(YearsDuration(months: months.partialValue))
    }
}
