import Mustache

/// A page as names and values (画面の値の木), made in one pass: the template engine itself would look through a whole value
/// again for every tag that stands in it.
enum PageTree {
    static func of(_ value: Any) -> Any {
        switch value {
        case is String, is Bool, is Int: return value
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { of($0.value) } ?? Nothing()
        case .collection: return mirror.children.map { of($0.value) }
        default:
            var names: [String: Any] = [:]
            for child in mirror.children {
                if let label = child.label { names[label] = of(child.value) }
            }
            return names
        }
    }

    /// Keeps a name that is there and empty from being looked for further outside.
    private struct Nothing: MustacheCustomRenderable {
        var renderText: String { "" }
        var isNull: Bool { true }
    }
}
