/// The dependency table of docs/design/architecture.md: what each target may import.
struct DependencyTable {
    private var rooms: [String: Set<String>] = [:]
    private var others: [String: Set<String>] = [:]

    /// From the table whose header is `target | rooms | other modules`.
    init(_ file: TextFile) {
        let table = Markdown(file).tables.first { $0.header == ["target", "rooms", "other modules"] }
        for row in table?.rows ?? [] where row.cells.count == 3 {
            rooms[row.cells[0]] = DependencyTable.names(row.cells[1])
            others[row.cells[0]] = DependencyTable.names(row.cells[2])
        }
    }

    var targets: Set<String> { Set(rooms.keys) }

    func allows(_ module: String, in target: String) -> Bool {
        rooms[target]?.contains(module) == true || others[target]?.contains(module) == true
    }

    /// The chain of rooms that leads from a target back to itself, where there is one.
    var cycle: [String]? {
        targets.sorted().lazy.compactMap { walk(from: $0, to: $0, by: [$0]) }.first
    }

    private func walk(from: String, to goal: String, by way: [String]) -> [String]? {
        for next in (rooms[from] ?? []).sorted() {
            if next == goal { return way + [next] }
            if !way.contains(next), let found = walk(from: next, to: goal, by: way + [next]) { return found }
        }
        return nil
    }

    private static func names(_ cell: String) -> Set<String> {
        Set(cell.split(separator: ",").map { $0.filter { $0 != " " } }.filter { $0 != "–" })
    }
}

/// An import of a Swift file.
struct Import: Equatable {
    let module: String
    let line: Int
}

extension SwiftText {
    var imports: [Import] {
        let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let", "actor"]
        return words.indices.compactMap { index in
            guard words[index].text == "import", index + 1 < words.count else { return nil }
            let isKind = kinds.contains(words[index + 1].text) && index + 2 < words.count
            let name = words[index + (isKind ? 2 : 1)]
            return name.line == words[index].line ? Import(module: name.text, line: name.line) : nil
        }
    }
}

/// Imports that the table does not allow, and folders it does not know.
func forbiddenImports(in files: [TextFile], table: DependencyTable) -> [Finding] {
    files.flatMap { file -> [Finding] in
        let parts = file.path.split(separator: "/")
        guard parts.count > 2 else { return [Finding(file.path, "a file outside the target folders")] }
        let target = String(parts[1])
        guard table.targets.contains(target) else {
            return [Finding(file.path, "the dependency table has no target \(target)")]
        }
        return file.swift.imports.filter { !table.allows($0.module, in: target) }
            .map { Finding(file.path, $0.line, "\(target) may not import \($0.module)") }
    }
}
