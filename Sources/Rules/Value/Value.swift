/// A FEEL value (値), DMN 1.5 §10.3.2. Texts compare by code points, never by canonical equivalence.
///
/// "Not known yet" is no value: it is a name that the context does not hold (see ``DecisionTable``).
package enum Value: Sendable {
    case null
    case boolean(Bool)
    case number(FeelNumber)
    case string(String)
    case date(FeelDate)
    case time(FeelTime)
    case dateTime(FeelDateTime)
    case daysDuration(DaysDuration)
    case yearsDuration(YearsDuration)
    case list([Value])
    case context(Context)
    case range(FeelRange)
    case function(FeelFunction)

    package static func number(_ number: Int) -> Value { .number(FeelNumber(number)) }

    package var isNull: Bool {
        if case .null = self { return true }
        return false
    }
}

extension Value: Hashable {
    /// The same value: type and content. FEEL's `=` is ``feelEquals(_:budget:)``, which can also answer null.
    package static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.boolean(let a), .boolean(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.string(let a), .string(let b)): sameText(a, b)
        case (.date(let a), .date(let b)): a == b
        case (.time(let a), .time(let b)): a == b
        case (.dateTime(let a), .dateTime(let b)): a == b
        case (.daysDuration(let a), .daysDuration(let b)): a == b
        case (.yearsDuration(let a), .yearsDuration(let b)): a == b
        case (.list(let a), .list(let b)): a == b
        case (.context(let a), .context(let b)): a == b
        case (.range(let a), .range(let b)): a == b
        case (.function(let a), .function(let b)): a == b
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .boolean(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): hashText(value, into: &hasher)
        case .date(let value): hasher.combine(value)
        case .time(let value): hasher.combine(value)
        case .dateTime(let value): hasher.combine(value)
        case .daysDuration(let value): hasher.combine(value)
        case .yearsDuration(let value): hasher.combine(value)
        case .list(let value): hasher.combine(value)
        case .context(let value): hasher.combine(value)
        case .range(let value): hasher.combine(value)
        case .function(let value): hasher.combine(value)
        }
    }
}

/// Equal code points.
package func sameText(_ left: String, _ right: String) -> Bool {
    let count = left.utf8.count
    guard count == right.utf8.count else { return false }
    return left.utf8.elementsEqual(right.utf8)
}

/// Order by code points; UTF-8 keeps that order byte by byte.
func textPrecedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
}

func hashText(_ text: String, into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
}

/// A text as key of a dictionary, compared by code points.
struct TextKey: Hashable, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: TextKey, right: TextKey) -> Bool { sameText(left.text, right.text) }

    func hash(into hasher: inout Hasher) { hashText(text, into: &hasher) }
}
