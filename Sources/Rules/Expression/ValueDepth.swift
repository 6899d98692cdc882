/// Keeps values from nesting without end (値の入れ子の上限): freeing a list inside a list inside a list takes stack, which no
/// budget of steps protects.
extension Evaluation {
    /// Wraps that go unmeasured, and the depth that is allowed once they are used up.
    private static let freeWraps = 3_000

    /// Passes on a value that was just put together; stops the evaluation when it nests too deeply.
    ///
    /// Each wrap adds one level at most, so the first few thousand need no look.
    func wrapped(_ value: Value) throws(Exhausted) -> Value {
        guard value.holdsCompounds else { return value }
        wraps += 1
        if wraps > Evaluation.freeWraps { try measure(value, Evaluation.freeWraps) }
        return value
    }

    private func measure(_ value: Value, _ limit: Int) throws(Exhausted) {
        guard limit > 0 else { throw Exhausted(reason: .depth) }
        try budget.spend()
        switch value {
        case .list(let items):
            for item in items where item.isCompound { try measure(item, limit - 1) }
        case .context(let context):
            for entry in context.entries where entry.value.isCompound { try measure(entry.value, limit - 1) }
        default: break
        }
    }
}

extension Value {
    fileprivate var isCompound: Bool {
        switch self {
        case .list, .context: true
        default: false
        }
    }

    fileprivate var holdsCompounds: Bool {
        switch self {
        case .list(let items): items.contains { $0.isCompound }
        case .context(let context): context.entries.contains { $0.value.isCompound }
        default: false
        }
    }
}
