extension Node {
    /// The type that the text alone shows (自明な型); nil where only evaluating can tell, and `Null`, which fits every type,
    /// for such parts of it.
    var evidentType: FeelType? {
        switch self {
        case .literal(let value): value.evidentType
        case .comparison, .conjunction, .disjunction, .between, .membership, .instance, .quantified: .boolean
        case .list(let items):
            .list(
                items.first?.evidentType.flatMap { first in items.allSatisfy { $0.evidentType == first } ? first : nil }
                    ?? .nothing
            )
        case .context(let entries):
            .context(entries.map { FeelType.Member(name: $0.name, type: $0.node.evidentType ?? .nothing) })
        case .iteration: .list(.nothing)
        default: nil
        }
    }
}

extension Value {
    fileprivate var evidentType: FeelType? {
        switch self {
        case .null: .nothing
        case .boolean: .boolean
        case .number: .number
        case .string: .string
        case .date: .date
        case .time: .time
        case .dateTime: .dateTime
        case .daysDuration: .daysDuration
        case .yearsDuration: .yearsDuration
        case .list, .context, .range, .function: nil
        }
    }
}
