/// An element of an XML file (要素), its prefix cut off, with its place.
package struct Element: Sendable {
    /// What stands inside, in order.
    package enum Part: Sendable {
        case text(String)
        /// Place in ``children``.
        case child(Int)
    }

    package let name: String
    /// The letters before the colon; empty for a plain name.
    package let prefix: String
    package let attributes: [String: String]
    package internal(set) var children: [Element] = []
    package internal(set) var parts: [Part] = []
    package let line: Int
    package let column: Int

    /// The text directly inside.
    package var text: String {
        parts.reduce(into: "") { all, part in if case .text(let text) = part { all += text } }
    }

    package func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
    package func first(_ name: String) -> Element? { children.first { $0.name == name } }

    /// The trimmed text of a child such as `text` or `typeRef`.
    package func text(of name: String) -> String? {
        first(name).map { trimmed($0.text) }
    }

    /// Calls `body` for every element below, this one included.
    func visitAll(_ body: (Element) -> Void) {
        body(self)
        for child in children { child.visitAll(body) }
    }

    mutating func append(_ text: String) {
        if !text.isEmpty { parts.append(.text(text)) }
    }

    mutating func append(_ child: Element) {
        parts.append(.child(children.count))
        children.append(child)
    }
}
