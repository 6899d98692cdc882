/// The type of a value (型), DMN 1.5 §10.3.2.
indirect enum FeelType: Sendable, Hashable {
    case any
    case nothing
    case boolean, number, string, date, time, dateTime, daysDuration, yearsDuration
    case list(FeelType)
    case range(FeelType)
    case context([Member])
    case function([FeelType], FeelType)
    /// An item definition of the model, looked up when it is needed.
    case named(String)

    struct Member: Sendable, Hashable {
        let name: String
        let type: FeelType
    }

    init(name: String) {
        switch name {
        case "Any", "any": self = .any
        case "Null": self = .nothing
        case "boolean": self = .boolean
        case "number": self = .number
        case "string": self = .string
        case "date": self = .date
        case "time": self = .time
        case "date and time", "dateTime": self = .dateTime
        case "days and time duration", "dayTimeDuration": self = .daysDuration
        case "years and months duration", "yearMonthDuration": self = .yearsDuration
        case "list": self = .list(.any)
        case "context": self = .context([])
        default: self = .named(name)
        }
    }
}
