/// Named values in the order they were given (コンテキスト); names compare by code points.
package struct Context: Sendable {
    private(set) var entries: [(name: String, value: Value)] = []
    /// Positions by name, kept once there are so many entries that searching would show.
    private var positions: [TextKey: Int]?

    package init() {}

    /// A later entry of the same name replaces the earlier one.
    package init(_ entries: [(String, Value)]) {
        for (name, value) in entries { self[name] = value }
    }

    package subscript(name: String) -> Value? {
        get {
            position(of: name).map { entries[$0].value }
        }
        set {
            switch (position(of: name), newValue) {
            case (let place?, let value?): entries[place].value = value
            case (let place?, nil):
                entries.remove(at: place)
                positions = nil
                indexIfLarge()
            case (nil, let value?):
                entries.append((name, value))
                if positions != nil { positions?[TextKey(name)] = entries.count - 1 } else { indexIfLarge() }
            case (nil, nil): break
            }
        }
    }

    package var names: [String] { entries.map(\.name) }
    package var isEmpty: Bool { entries.isEmpty }

    private func position(of name: String) -> Int? {
        if let positions { return positions[TextKey(name)] }
        return entries.firstIndex { sameText($0.name, name) }
    }

    private mutating func indexIfLarge() {
        guard entries.count > 12 else { return }
        positions = Dictionary(
            entries.enumerated().map { (TextKey($0.element.name), $0.offset) },
            uniquingKeysWith: { $1 }
        )
    }
}

extension Context: Hashable {
    /// Equal names with equal values; the order of the entries does not count (DMN 1.5 §10.3.2.13).
    package static func == (left: Context, right: Context) -> Bool {
        left.entries.count == right.entries.count && left.entries.allSatisfy { right[$0.name] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        var sum = 0
        for entry in entries {
            var part = Hasher()
            part.combine(TextKey(entry.name))
            part.combine(entry.value)
            sum &+= part.finalize()
        }
        hasher.combine(sum)
    }
}

extension Context: CustomStringConvertible {
    package var description: String { Value.context(self).description }
}
