import Mustache

/// A page as names and values (画面の値の木), made in one pass: the template engine itself would look through a whole value
/// again for every tag that stands in it (decision 0077).
enum PageTree {
    static func of(_ value: Any) -> Any {
        switch value {
        case let text as String: return Text(renderText: text)
        case is Bool, is Int, is any NamedValues: return value
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { of($0.value) } ?? nothing
        case .collection: return mirror.children.map { of($0.value) }
        default:
            var names: [String: Any] = [:]
            for child in mirror.children {
                if let label = child.label { names[label] = of(child.value) }
            }
            return Node(names: names)
        }
    }

    /// The value, or what keeps a name that is there and empty from being looked for further outside.
    static func value(_ known: String?) -> Any { known.map { Text(renderText: $0) } ?? nothing }

    private static let nothing: any MustacheCustomRenderable & Sendable = Nothing()

    private struct Nothing: MustacheCustomRenderable {
        var renderText: String { "" }
        var isNull: Bool { true }
    }

    /// A text that says at the engine's first question that it can be printed.
    private final class Text: MustacheCustomRenderable, Sendable {
        let renderText: String

        init(renderText: String) {
            self.renderText = renderText
        }

        var isNull: Bool { false }
    }

    /// A class of its own: the engine asks every value what it is, and a dictionary is slow to say it.
    private final class Node: MustacheParent {
        private let names: [String: Any]

        init(names: [String: Any]) {
            self.names = names
        }

        func child(named name: String) -> Any? { names[name] }
    }
}

/// A row that gives its values by name itself, because pages have many of it.
protocol NamedValues: MustacheParent {}
