/// Finds the names that an expression reads from outside (自由な名前).
struct FreeNames {
    struct Occurrence {
        let name: String
        let offset: Int
    }

    private var found: [Occurrence] = []
    private var bound: [String] = []

    static func of(_ node: Node) -> [Occurrence] {
        var search = FreeNames()
        search.visit(node)
        return search.found
    }

    private mutating func visit(_ node: Node) {
        switch node {
        case .name(let name, let offset):
            let isBound = sameText(name, "?") || bound.contains { sameText($0, name) } || Builtin.named(name) != nil
            if !isBound { found.append(Occurrence(name: name, offset: offset)) }
        case .context(let entries):
            scoped { search in
                for entry in entries {
                    search.visit(entry.node)
                    search.bound.append(entry.name)
                }
            }
        case .function(let function):
            scoped { search in
                search.bound += function.parameters.map(\.name)
                if !function.isExternal { search.visit(function.body) }
            }
        case .iteration(let loops, let body, _), .quantified(_, let loops, let body):
            scoped { search in
                for loop in loops {
                    search.visit(loop.domain)
                    if let end = loop.end { search.visit(end) }
                    search.bound.append(loop.name)
                }
                search.bound.append("partial")
                search.visit(body)
            }
        case .filter(let list, let condition):
            visit(list)
            scoped { search in
                search.bound.append("item")
                search.visit(condition)
            }
        default: for child in node.children { visit(child) }
        }
    }

    private mutating func scoped(_ body: (inout FreeNames) -> Void) {
        let count = bound.count
        body(&self)
        bound.removeLast(bound.count - count)
    }
}
