extension Builtin {
    /// Functions that make one type of another (変換), DMN 1.5 Table 72.
    static let conversions: [Builtin] = [
        Builtin(
            "date",
            [
                ("from: one", { (arguments, _) throws(Exhausted) in date(arguments[0]) }),
                (
                    "year: number, month: number, day: number",
                    { (arguments, _) throws(Exhausted) in
                        guard let year = arguments.number(0).intValue, let month = arguments.number(1).intValue,
                            let day = arguments.number(2).intValue
                        else { return .null }
                        return FeelDate(year: year, month: month, day: day).map(Value.date) ?? .null
                    }
                ),
            ]
        ),
        Builtin(
            "time",
            [
                ("from: one", { (arguments, _) throws(Exhausted) in time(arguments[0]) }),
                (
                    "hour: number, minute: number, second: number, offset: days and time duration?",
                    { (arguments, _) throws(Exhausted) in timeOfParts(arguments) }
                ),
            ]
        ),
        Builtin(
            "date and time",
            [
                ("from: one", { (arguments, _) throws(Exhausted) in moment(arguments[0]) }),
                (
                    "date: one, time: time",
                    { (arguments, _) throws(Exhausted) in
                        guard case .time(let time) = arguments[1] else { return .null }
                        switch arguments[0] {
                        case .date(let date): return .dateTime(FeelDateTime(date: date, time: time))
                        case .dateTime(let moment): return .dateTime(FeelDateTime(date: moment.date, time: time))
                        default: return .null
                        }
                    }
                ),
            ]
        ),
        Builtin("number", "from: one, grouping separator: any?, decimal separator: any?") {
            (arguments, _) throws(Exhausted) in
            number(arguments)
        },
        Builtin("string", "from: any") { (arguments, evaluation) throws(Exhausted) in
            arguments[0].isNull ? .null : .string(try arguments[0].text(evaluation.budget))
        },
        Builtin("duration", "from: one") { (arguments, _) throws(Exhausted) in
            switch arguments[0] {
            case .string(let text):
                switch DurationReading(text) {
                case .days(let length)?: return .daysDuration(length)
                case .years(let length)?: return .yearsDuration(length)
                case nil: return .null
                }
            case .daysDuration, .yearsDuration: return arguments[0]
            default: return .null
            }
        },
        Builtin("years and months duration", "from: one, to: one") { (arguments, _) throws(Exhausted) in
            months(from: arguments[0], to: arguments[1])
        },
        Builtin("range", "from: string") { (arguments, evaluation) throws(Exhausted) in
            try range(arguments.string(0), evaluation)
        },
    ]

    private static func date(_ value: Value) -> Value {
        switch value {
        case .string(let text): FeelDate(text).map(Value.date) ?? .null
        case .date: value
        case .dateTime(let moment): .date(moment.date)
        default: .null
        }
    }

    private static func time(_ value: Value) -> Value {
        switch value {
        case .string(let text): FeelTime(text).map(Value.time) ?? .null
        case .time: value
        case .dateTime(let moment): .time(moment.time)
        case .date: .time(FeelTime(nanosecondOfDay: 0, zone: .utc))
        default: .null
        }
    }

    private static func moment(_ value: Value) -> Value {
        switch value {
        case .string(let text):
            if let moment = FeelDateTime(text) { return .dateTime(moment) }
            return FeelDate(text).map { .dateTime(FeelDateTime(date: $0, time: .midnight)) } ?? .null
        case .dateTime: return value
        case .date(let date): return .dateTime(FeelDateTime(date: date, time: FeelTime(nanosecondOfDay: 0, zone: .utc)))
        default: return .null
        }
    }

    private static func timeOfParts(_ arguments: Arguments) -> Value {
        guard let hour = arguments.number(0).intValue, let minute = arguments.number(1).intValue,
            let whole = arguments.number(2).rounded(.floor), let second = whole.intValue,
            let fraction = arguments.number(2).subtracting(whole)?.scaled(by: 9)?.rounded(.down)?.intValue
        else { return .null }
        var zone: Zone?
        if case .daysDuration(let offset) = arguments[3] {
            guard let seconds = offset.seconds.intValue, seconds.magnitude <= 18 * 3600 else { return .null }
            zone = .offset(seconds: seconds)
        }
        return FeelTime(hour: hour, minute: minute, second: second, nanosecond: fraction, zone: zone).map(Value.time)
            ?? .null
    }

    private static func number(_ arguments: Arguments) -> Value {
        if arguments.values.count == 1, case .number = arguments[0] { return arguments[0] }
        guard case .string(var text) = arguments[0] else { return .null }
        if arguments.values.count == 1 { return number(FeelNumber(text)) }
        guard arguments.values.count == 3, let grouping = separator(arguments[1], [" ", ",", "."]),
            let point = separator(arguments[2], [",", "."]), grouping.isEmpty || !sameText(grouping, point)
        else { return .null }
        if !grouping.isEmpty { text = text.split(separator: grouping, omittingEmptySubsequences: false).joined() }
        if !point.isEmpty {
            // With another sign for the point, a point itself is a mistake.
            guard point == "." || !text.contains(".") else { return .null }
            text = text.split(separator: point, omittingEmptySubsequences: false).joined(separator: ".")
        }
        return number(FeelNumber(text))
    }

    /// One of the allowed signs, the empty text for null, nil for anything else.
    private static func separator(_ value: Value, _ allowed: [String]) -> String? {
        switch value {
        case .null: ""
        case .string(let text): allowed.first { sameText($0, text) }
        default: nil
        }
    }

    private static func months(from: Value, to: Value) -> Value {
        guard let start = moment(of: from), let end = moment(of: to) else { return .null }
        var months = (end.date.year - start.date.year) * 12 + end.date.month - start.date.month
        let startRest = (start.date.day, start.time.nanosecondOfDay)
        let endRest = (end.date.day, end.time.nanosecondOfDay)
        if months > 0, endRest < startRest { months -= 1 }
        if months < 0, endRest > startRest { months += 1 }
        return .yearsDuration(YearsDuration(months: months))
    }

    private static func moment(of value: Value) -> FeelDateTime? {
        switch value {
        case .date(let date): FeelDateTime(date: date, time: .midnight)
        case .dateTime(let moment): moment
        default: nil
        }
    }

    /// Reads a range whose ends are literals, never names or calculations.
    private static func range(_ text: String, _ evaluation: Evaluation) throws(Exhausted) -> Value {
        guard text.utf8.count < 10_000, let node = try? Parser.literalRange(text) else { return .null }
        guard case .range(let range) = try evaluation.evaluate(node, Scope(Context())) else { return .null }
        // The ends must ascend.
        if range.low.isNull != range.high.isNull { return .range(range) }
        return range.low.order(to: range.high).map { $0 != .greater } == true ? .range(range) : .null
    }
}
