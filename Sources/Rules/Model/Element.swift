/// An element of an XML file (要素), namespaces cut off, with its place.
struct Element: Sendable {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    var text = ""
    let line: Int
    let column: Int

    func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
    func first(_ name: String) -> Element? { children.first { $0.name == name } }

    /// The trimmed text of a child such as `text` or `typeRef`.
    func text(of name: String) -> String? {
        first(name).map { trimmed($0.text) }
    }

    /// Calls `body` for every element below, this one included.
    func visitAll(_ body: (Element) -> Void) {
        body(self)
        for child in children { child.visitAll(body) }
    }
}
