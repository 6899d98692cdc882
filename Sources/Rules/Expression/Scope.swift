/// The values that a name can mean at one place of an expression, innermost first (有効範囲).
final class Scope: Sendable {
    enum Content: Sendable {
        case binding(String, Value)
        case context(Context)
    }

    let parent: Scope?
    let content: Content

    init(_ context: Context, parent: Scope? = nil) {
        content = .context(context)
        self.parent = parent
    }

    init(_ name: String, _ value: Value, parent: Scope?) {
        content = .binding(name, value)
        self.parent = parent
    }

    subscript(name: String) -> Value? {
        var scope: Scope? = self
        while let here = scope {
            switch here.content {
            case .binding(let bound, let value): if sameText(bound, name) { return value }
            case .context(let context): if let value = context[name] { return value }
            }
            scope = here.parent
        }
        return nil
    }
}
