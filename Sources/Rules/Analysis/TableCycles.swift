/// Finds tables that need each other's results in a circle (判定表の循環).
package enum TableCycles {
    /// One finding for each circle, naming its tables in order.
    package static func findings(among tables: [DecisionTable]) -> [Diagnostic] {
        var makers: [TextKey: Int] = [:]
        for (number, table) in tables.enumerated() {
            for result in table.results { makers[TextKey(result.name)] = number }
            makers[TextKey(table.source.name)] = number
        }
        let needs = tables.map { table in
            Set(table.freeNames.compactMap { makers[TextKey($0)] }).sorted()
        }
        var finished: Set<Int> = []
        var findings: [Diagnostic] = []
        for start in tables.indices {
            var path: [Int] = []
            follow(start, needs, &path, &finished) { circle in
                let names = (circle + [circle[0]]).map { "「\(tables[$0].source.name)」" }.joined(separator: "→")
                findings.append(
                    Diagnostic(
                        file: tables[circle[0]].source.file,
                        message: "判定表が互いの結果を必要としています: \(names)",
                        hint: "どれかの表の列を、ほかの表の結果でない項目に替えてください",
                        english: "tables need each other"
                    )
                )
            }
        }
        return findings
    }

    private static func follow(
        _ table: Int,
        _ needs: [[Int]],
        _ path: inout [Int],
        _ finished: inout Set<Int>,
        _ found: ([Int]) -> Void
    ) {
        if let place = path.firstIndex(of: table) {
            found(Array(path[place...]))
            return
        }
        guard !finished.contains(table) else { return }
        path.append(table)
        for next in needs[table] { follow(next, needs, &path, &finished, found) }
        path.removeLast()
        finished.insert(table)
    }
}
