import Madoguchi

/// What found no room in its place (うしろに載せること): the articles, and what to bring for the procedures of another day.
extension SlipLayout {
    private static let columnWidth = (SlipPage.right - SlipPage.left - 6) / 2

    mutating func notes() {
        guard deferred != .nothing else { return }
        let things = slip.later.filter { !$0.bring.isEmpty }.map {
            (SlipLayout.plain($0.name), $0.bring.joined(separator: "／"))
        }
        let laws = slip.stops.flatMap(\.procedures).compactMap { procedure in
            procedure.law.map { (SlipLayout.plain(procedure.name), $0) }
        }
        page.y += 3
        if deferred == .thingsAndLaws { list(slip.words[.laws], laws) }
        list(slip.words[.things], things)
    }

    /// Two columns of a name and what belongs to it, row by row.
    private mutating func list(_ title: String, _ entries: [(name: String, text: String)]) {
        guard !entries.isEmpty else { return }
        section(title, "")
        for row in stride(from: 0, to: entries.count, by: 2) {
            let pair = entries[row..<min(row + 2, entries.count)]
            _ = page.ensure(pair.map(height).max() ?? 0)
            let top = page.y
            var bottom = top
            for (index, entry) in pair.enumerated() {
                page.y = top
                let x = SlipPage.left + Double(index) * (SlipLayout.columnWidth + 6)
                page.write(entry.name, .gothicBold, 9.5, x: x, width: SlipLayout.columnWidth)
                page.write(entry.text, .gothic, 9, x: x + 3, width: SlipLayout.columnWidth - 3)
                bottom = max(bottom, page.y)
            }
            page.y = bottom + 1
        }
        page.y += 3
    }

    private func height(_ entry: (name: String, text: String)) -> Double {
        page.height(entry.name, .gothicBold, 9.5, width: SlipLayout.columnWidth)
            + page.height(entry.text, .gothic, 9, width: SlipLayout.columnWidth - 3) + 1
    }

    /// Small print without readings above it; they stand where the name is large.
    private static func plain(_ text: String) -> String { RubyText(text).base }
}
