import Madoguchi

/// Annexed sheets (別紙) with the texts that no box could hold, numbered as the boxes refer to them.
struct Annex {
    private struct Item {
        let number: Int
        let name: String
        let text: ShapedText
    }

    private var items: [Item] = []

    private static let margin = 20.0
    private static let size = 11.0
    private static let step = 6.0

    /// The number the box refers to.
    mutating func add(name: String, _ text: ShapedText, _ font: FormFont) -> Int {
        items.append(Item(number: items.count + 1, name: name, text: text))
        return items.count
    }

    func pages(title: String, _ library: FontLibrary) -> [DisplayPage] {
        guard !items.isEmpty else { return [] }
        let typesetter = Typesetter(library: library)
        let page = PageSize.a4
        var pages: [DisplayPage] = []
        var y = page.height
        func add(_ runs: [TextRun], _ role: DisplayGroup.Role) {
            if y > page.height - Annex.margin {
                pages.append(DisplayPage(size: page))
                y = Annex.margin + 6
                let head = Label("\(title)　別紙", at: PagePoint(Annex.margin, y), font: .gothicBold, size: 13)
                pages[pages.count - 1].groups.append(
                    DisplayGroup(role: .heading, items: typesetter.runs(head).runs.map { .text($0) })
                )
                y += 10
            }
            let moved = runs.map { run in
                var run = run
                run.at.y = y
                return DisplayItem.text(run)
            }
            pages[pages.count - 1].groups.append(DisplayGroup(role: role, items: moved))
            y += Annex.step
        }
        for item in items {
            let head = Label(
                "別紙\(item.number)　\(item.name)",
                at: PagePoint(Annex.margin, 0),
                font: .gothicBold,
                size: Annex.size
            )
            add(typesetter.runs(head).runs, .text)
            for line in lines(item.text, page) {
                let fitted = FittedText(size: Annex.size, lines: [line])
                let area = PageArea(x: Annex.margin, y: 0, width: page.width - 2 * Annex.margin, height: Annex.step)
                add(typesetter.runs(fitted, TextStyle(size: Annex.size, padding: 0), in: area), .text)
            }
            y += Annex.step
        }
        return pages
    }

    private func lines(_ text: ShapedText, _ page: PageSize) -> [[ShapedText.Drawn]] {
        let width = (page.width - 2 * Annex.margin) * TextFitting.pointsPerMillimetre / Annex.size
        return text.letters.split(omittingEmptySubsequences: false) { $0.letter.isLineEnd }.flatMap { paragraph in
            let letters = Array(paragraph)
            return LineBreaking.lines(letters, width: width, isVertical: false).map { Array(letters[$0]) }
        }
    }
}
