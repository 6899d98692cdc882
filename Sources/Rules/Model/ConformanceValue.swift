/// Values as the files of the kit write them (試験の値), and when a result counts as equal to one.
enum ConformanceValue {
    /// Reads the `value`, `list` or `component` children of an element.
    static func read(_ element: Element) -> Value {
        if let list = element.first("list") {
            if isNil(list) { return .null }
            return .list(list.all("item").map(read))
        }
        let components = element.all("component")
        if !components.isEmpty {
            return .context(Context(components.map { (trimmed($0.attributes["name"] ?? ""), read($0)) }))
        }
        guard let value = element.first("value") else { return .null }
        return scalar(value)
    }

    private static func isNil(_ element: Element) -> Bool {
        ["true", "1"].contains(attribute("nil", of: element) ?? "")
    }

    /// An attribute of XML Schema, whose prefix the file may choose.
    private static func attribute(_ name: String, of element: Element) -> String? {
        element.attributes["xsi:" + name] ?? element.attributes.first { $0.key.hasSuffix(":" + name) }?.value
    }

    private static func scalar(_ element: Element) -> Value {
        if isNil(element) { return .null }
        let type = attribute("type", of: element)?.split(separator: ":").last.map(String.init) ?? "string"
        let text = trimmed(element.text)
        switch type {
        case "string": return .string(element.text)
        case "boolean": return .boolean(text == "true" || text == "1")
        case "decimal", "double", "integer", "int", "float", "long", "short", "nonNegativeInteger", "positiveInteger":
            return FeelNumber(text).map(Value.number) ?? .null
        case "date": return FeelDate(text).map(Value.date) ?? .null
        case "time": return FeelTime(text).map(Value.time) ?? .null
        case "dateTime":
            if let moment = FeelDateTime(text) { return .dateTime(moment) }
            return FeelDate(text).map { .dateTime(FeelDateTime(date: $0, time: .midnight)) } ?? .null
        case "duration", "dayTimeDuration", "yearMonthDuration":
            switch DurationReading(text) {
            case .days(let length)?: return .daysDuration(length)
            case .years(let length)?: return .yearsDuration(length)
            case nil: return .null
            }
        default: return .string(element.text)
        }
    }

    /// Equal values; numbers may differ by one part in a hundred million, since the kit writes most of them as doubles.
    static func matches(_ actual: Value, _ expected: Value) -> Bool {
        switch (actual, expected) {
        case (.number(let a), .number(let b)):
            guard let distance = a.subtracting(b)?.magnitude, let unit = FeelNumber("0.00000001") else { return false }
            let scale = b.magnitude > .one ? b.magnitude : .one
            return distance <= (unit.multiplied(by: scale) ?? unit)
        case (.list(let a), .list(let b)):
            return a.count == b.count && zip(a, b).allSatisfy(matches)
        case (.context(let a), .context(let b)):
            return a.names.count == b.names.count
                && b.names.allSatisfy { name in a[name].map { matches($0, b[name] ?? .null) } ?? false }
        case (.time(let a), .time(let b)):
            // FEEL's `=` leaves fractions of a second aside; an expected result means them.
            return a.nanosecond == b.nanosecond && (try? actual.feelEquals(expected, Budget())) == true
        case (.dateTime(let a), .dateTime(let b)):
            return a.time.nanosecond == b.time.nanosecond && (try? actual.feelEquals(expected, Budget())) == true
        default:
            return (try? actual.feelEquals(expected, Budget())) == true
        }
    }
}
