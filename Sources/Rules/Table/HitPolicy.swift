/// What a table answers when several rows match (ヒット方式), DMN 1.5 §8.2.10.
package enum HitPolicy: String, Sendable, Hashable, CaseIterable {
    case unique = "U"
    case any = "A"
    case priority = "P"
    case first = "F"
    case ruleOrder = "R"
    case outputOrder = "O"
    case collect = "C"
    case sum = "C+"
    case minimum = "C<"
    case maximum = "C>"
    case count = "C#"

    /// Whether the answer is one row rather than a list of rows.
    package var isSingle: Bool {
        switch self {
        case .unique, .any, .priority, .first: true
        default: false
        }
    }
}
