extension Builtin {
    /// Functions of truth and identity (論理), DMN 1.5 Table 73 and 79.
    static let logic: [Builtin] = [
        Builtin("not", "negand: boolean") { (arguments, _) throws(Exhausted) in
            if case .boolean(let truth) = arguments[0] { return .boolean(!truth) }
            return .null
        },
        Builtin("is", "value1: any, value2: any") { (arguments, _) throws(Exhausted) in
            .boolean(identical(arguments[0], arguments[1]))
        },
    ]

    /// The same element of the same domain: 10:00+01:00 is not 09:00Z though they are equal.
    private static func identical(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.time(let a), .time(let b)):
            a.nanosecondOfDay == b.nanosecondOfDay && sameZone(a.zone, a.offset, b.zone, b.offset)
        case (.dateTime(let a), .dateTime(let b)):
            a.date == b.date && a.time.nanosecondOfDay == b.time.nanosecondOfDay
                && sameZone(a.time.zone, a.offset, b.time.zone, b.offset)
        default: left == right
        }
    }

    private static func sameZone(_ left: Zone?, _ leftOffset: Int?, _ right: Zone?, _ rightOffset: Int?) -> Bool {
        left == right || (left != nil && right != nil && leftOffset == rightOffset)
    }
}
