import Japanese
import Rules

/// Rows for which a form has neither room nor an additional sheet of its own: they are written out on a plain sheet (続紙),
/// because nothing a citizen files may be left out.
struct SurplusRows {
    private let form: Form
    private let eras: EraTable

    private static let left = 20.0
    private static let top = 42.0
    private static let step = 14.0
    private static let perPage = 17

    init(_ form: Form, _ eras: EraTable) {
        self.form = form
        self.eras = eras
    }

    func pages(_ rows: [String: [Value]], _ data: Context) -> [FilledPage] {
        let continued = Set(form.continuation?.tables.map(\.id) ?? [])
        let entries = form.sheet.tables.filter { !continued.contains($0.id) }.flatMap { table in
            (rows[table.id] ?? []).enumerated().dropFirst(table.capacity).map { index, value in
                entry(table, index + 1, value, data)
            }
        }
        return stride(from: 0, to: entries.count, by: SurplusRows.perPage).map { start in
            page(entries[start..<min(start + SurplusRows.perPage, entries.count)])
        }
    }

    private func page(_ entries: ArraySlice<FilledPage.Entry>) -> FilledPage {
        let heading = Label(
            "\(form.title)（続紙）",
            at: PagePoint(SurplusRows.left, 28),
            font: .gothicBold,
            size: 14
        )
        var page = FilledPage(page: .a4, drawing: [.label(heading)])
        for (place, entry) in entries.enumerated() {
            var entry = entry
            entry.area.y = SurplusRows.top + Double(place) * SurplusRows.step
            page.entries.append(entry)
        }
        return page
    }

    /// 「3人目　氏名：…　学校：…」
    private func entry(_ table: PersonTable, _ number: Int, _ value: Value, _ data: Context) -> FilledPage.Entry {
        var scope = data
        scope[table.element] = value
        scope["行番号"] = .number(number)
        var words = ["\(table.id)　\(number)人目"]
        for box in table.boxes {
            if let visible = box.visible, visible.expression.evaluate(in: scope) != .boolean(true) { continue }
            for entry in BoxContent(box, box.value.expression.evaluate(in: scope), eras).entries {
                switch entry.content {
                case .text(let text, _), .comb(let text, _, _): words.append("\(box.name)：\(text.string)")
                case .mark: words.append(entry.name)
                case .code: break
                }
            }
        }
        return FilledPage.Entry(
            box: "\(table.id)[\(number)]",
            name: "\(table.id)の\(number)人目",
            area: PageArea(x: SurplusRows.left, y: 0, width: 170, height: 12),
            content: .text(RegisteredText(words.joined(separator: "　")), TextStyle(size: 11, smallest: 7, wraps: true))
        )
    }
}
