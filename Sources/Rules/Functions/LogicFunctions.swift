extension Builtin {
    /// Functions of truth and identity (論理), DMN 1.5 Table 73 and 79.
    static let logic: [Builtin] = [
        Builtin("not", "negand: boolean") { (arguments, _) throws(Exhausted) in
            if case .boolean(let truth) = arguments[0] { return .boolean(!truth) }
            return .null
        },
        Builtin("is", "value1: any?, value2: any?") { (arguments, _) throws(Exhausted) in
            .boolean(identical(arguments[0], arguments[1]))
        },
    ]

    /// The same element of the same domain: 10:00+01:00 is not 09:00Z, and a named zone is not its offset, though they are
    /// equal.
    private static func identical(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.time(let a), .time(let b)):
            a.nanosecondOfDay == b.nanosecondOfDay && a.zone == b.zone
        case (.dateTime(let a), .dateTime(let b)):
            a.date == b.date && a.time.nanosecondOfDay == b.time.nanosecondOfDay
                && a.time.zone == b.time.zone
        default: left == right
        }
    }
}
