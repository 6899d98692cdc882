/// What follows a point (メンバー参照): entries of contexts, properties of times and ranges, DMN 1.5 Table 64 and 65.
extension Evaluation {
    func member(_ name: String, of value: Value) -> Value {
        switch value {
        case .context(let context): return context[name] ?? .null
        case .list(let items): return .list(items.map { member(name, of: $0) })
        case .date(let date): return Self.member(name, of: date) ?? .null
        case .time(let time): return Self.member(name, of: time, offset: time.offset) ?? .null
        case .dateTime(let moment):
            return Self.member(name, of: moment.date) ?? Self.member(name, of: moment.time, offset: moment.offset)
                ?? .null
        case .daysDuration(let length): return Self.member(name, of: length)
        case .yearsDuration(let length):
            switch name {
            case "years": return .number(length.months / 12)
            case "months": return .number(length.months % 12)
            default: return .null
            }
        case .range(let range): return Self.member(name, of: range)
        default: return .null
        }
    }

    private static func member(_ name: String, of date: FeelDate) -> Value? {
        switch name {
        case "year": .number(date.year)
        case "month": .number(date.month)
        case "day": .number(date.day)
        case "weekday": .number(date.weekday)
        default: nil
        }
    }

    private static func member(_ name: String, of time: FeelTime, offset: Int?) -> Value? {
        switch name {
        case "hour": return .number(time.hour)
        case "minute": return .number(time.minute)
        case "second":
            let seconds = FeelNumber(time.second * 1_000_000_000 + time.nanosecond)
            return seconds.scaled(by: -9).map(Value.number)
        case "time offset":
            return offset.map { .daysDuration(DaysDuration(nanoseconds: Int128($0) * 1_000_000_000)) }
        case "timezone":
            if case .named(let name)? = time.zone { return .string(name) }
            return nil
        default: return nil
        }
    }

    private static func member(_ name: String, of length: DaysDuration) -> Value {
        let size = length.nanoseconds.magnitude
        let sign: Int128 = length.isNegative ? -1 : 1
        let second = UInt128(1_000_000_000)
        func number(_ part: UInt128) -> Value { .number(FeelNumber(sign * Int128(part))) }
        switch name {
        case "days": return number(size / second / 86_400)
        case "hours": return number(size / second / 3_600 % 24)
        case "minutes": return number(size / second / 60 % 60)
        case "seconds": return FeelNumber(sign * Int128(size % (second * 60))).scaled(by: -9).map(Value.number) ?? .null
        default: return .null
        }
    }

    private static func member(_ name: String, of range: FeelRange) -> Value {
        switch name {
        case "start": range.low
        case "end": range.high
        case "start included": .boolean(range.includesLow)
        case "end included": .boolean(range.includesHigh)
        default: .null
        }
    }
}
