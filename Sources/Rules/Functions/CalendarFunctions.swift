extension Builtin {
    /// Functions of the calendar (暦), DMN 1.5 Table 80, and the clock that only the conformance kit has.
    static let calendar: [Builtin] = [
        Builtin("day of year", "date: one") { (arguments, _) throws(Exhausted) in
            day(arguments[0]).map { .number($0.dayOfYear) } ?? .null
        },
        Builtin("week of year", "date: one") { (arguments, _) throws(Exhausted) in
            day(arguments[0]).map { .number($0.weekOfYear) } ?? .null
        },
        Builtin("day of week", "date: one") { (arguments, _) throws(Exhausted) in
            let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            return day(arguments[0]).map { .string(names[$0.weekday - 1]) } ?? .null
        },
        Builtin("month of year", "date: one") { (arguments, _) throws(Exhausted) in
            let names = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
            return day(arguments[0]).map { .string(names[$0.month - 1]) } ?? .null
        },
        Builtin("today", "") { (_, evaluation) throws(Exhausted) in
            evaluation.clock.map { .date($0.date) } ?? .null
        },
        Builtin("now", "") { (_, evaluation) throws(Exhausted) in
            evaluation.clock.map(Value.dateTime) ?? .null
        },
    ]

    private static func day(_ value: Value) -> FeelDate? {
        switch value {
        case .date(let date): date
        case .dateTime(let moment): moment.date
        default: nil
        }
    }
}
