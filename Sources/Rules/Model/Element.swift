/// An element of an XML file (要素), namespaces cut off, with its place.
package struct Element: Sendable {
    package let name: String
    package let attributes: [String: String]
    package var children: [Element] = []
    package var text = ""
    package let line: Int
    package let column: Int

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
}
