extension Value {
    /// The text that `string()` gives: FEEL's way of writing the value, a bare text for a string.
    func text(_ budget: Budget) throws(Exhausted) -> String {
        if case .string(let text) = self { return text }
        return try literal(budget)
    }

    /// The value as FEEL writes it, strings in quotation marks.
    private func literal(_ budget: Budget) throws(Exhausted) -> String {
        try budget.spend()
        switch self {
        case .null: return "null"
        case .boolean(let truth): return truth ? "true" : "false"
        case .number(let number): return number.description
        case .string(let text):
            try budget.spend(text.utf8.count / 16)
            return "\"" + Value.escaped(text) + "\""
        case .date(let date): return date.description
        case .time(let time): return time.description
        case .dateTime(let moment): return moment.description
        case .daysDuration(let length): return length.description
        case .yearsDuration(let length): return length.description
        case .function: return "function"
        case .list, .context, .range: return try compound(budget)
        }
    }

    private func compound(_ budget: Budget) throws(Exhausted) -> String {
        try budget.enter()
        defer { budget.leave() }
        switch self {
        case .list(let items):
            var parts: [String] = []
            for item in items { parts.append(try item.literal(budget)) }
            return "[" + parts.joined(separator: ", ") + "]"
        case .context(let context):
            var parts: [String] = []
            for entry in context.entries {
                parts.append(Value.key(entry.name) + ": " + (try entry.value.literal(budget)))
            }
            return "{" + parts.joined(separator: ", ") + "}"
        case .range(let range):
            let low = range.low.isNull && range.symbol != nil ? "" : try range.low.end(budget)
            let high = range.high.isNull && range.symbol != nil ? "" : try range.high.end(budget)
            if let symbol = range.symbol { return symbol.rawValue + (low.isEmpty ? high : low) }
            return (range.includesLow ? "[" : "(") + low + ".." + high + (range.includesHigh ? "]" : ")")
        default: return ""
        }
    }

    /// An end of a range, readable again by `range()`.
    private func end(_ budget: Budget) throws(Exhausted) -> String {
        switch self {
        case .date, .time, .dateTime, .daysDuration, .yearsDuration: "@\"" + (try literal(budget)) + "\""
        default: try literal(budget)
        }
    }

    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }

    private static func key(_ name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        guard let first = scalars.first, Lexer.isNameStart(first),
            scalars.allSatisfy({ Lexer.isNamePart($0) || $0 == " " })
        else { return "\"" + escaped(name) + "\"" }
        return name
    }

    /// The value of `@"…"`: date, time, moment or duration, whichever the text spells.
    init?(temporalText text: String) {
        if let date = FeelDate(text) {
            self = .date(date)
        } else if let moment = FeelDateTime(text) {
            self = .dateTime(moment)
        } else if let time = FeelTime(text) {
            self = .time(time)
        } else {
            switch DurationReading(text) {
            case .days(let length)?: self = .daysDuration(length)
            case .years(let length)?: self = .yearsDuration(length)
            case nil: return nil
            }
        }
    }
}

extension Value: CustomStringConvertible {
    package var description: String {
        (try? literal(Budget(steps: 100_000))) ?? "…"
    }
}
