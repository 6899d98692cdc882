import Japanese
import Madoguchi

/// Whether a finished document says, letter for letter, what the boxes of its forms hold (文字の層の照合).
struct TextTruth {
    /// The text layer of each page without blanks, which line ends swallow.
    private let pages: [[Unicode.Scalar]]

    /// A text per page, as reading back gives it.
    init(_ text: [String]) {
        pages = text.map(TextTruth.scalars)
    }

    private static func scalars(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace }
    }

    /// The boxes whose value does not stand on its page, nor on the annexed sheets of its form; `sheets` are the pages of
    /// each form in order, annexed ones last.
    func untold(_ forms: [PrintedForm], sheets: [Int]) -> [DocumentProblem] {
        var problems: [DocumentProblem] = []
        var start = 0
        for (printed, count) in zip(forms, sheets) {
            let form = printed.form
            let annexes = pages[min(start + form.pages.count, pages.count)..<min(start + count, pages.count)]
            let annexed = annexes.flatMap { $0 }
            for (index, page) in form.pages.enumerated() where start + index < pages.count {
                for entry in page.entries + page.office {
                    guard let wanted = TextTruth.wanted(entry.content), !wanted.isEmpty,
                        !TextTruth.holds(pages[start + index], wanted), !TextTruth.spells(annexed, wanted)
                    else { continue }
                    problems.append(DocumentProblem(.readBack, form: form.title, field: entry.name))
                }
            }
            start += count
        }
        return problems
    }

    private static func wanted(_ content: FilledPage.Content) -> [Unicode.Scalar]? {
        switch content {
        case .text(let text, _), .comb(let text, _, _): scalars(text.string)
        case .mark, .code: nil
        }
    }

    /// In one piece.
    private static func holds(_ page: [Unicode.Scalar], _ wanted: [Unicode.Scalar]) -> Bool {
        guard page.count >= wanted.count else { return false }
        return (0...page.count - wanted.count).contains { place in
            page[place] == wanted[0] && page[place..<place + wanted.count].elementsEqual(wanted)
        }
    }

    /// In order, with the headings of annexed sheets between.
    private static func spells(_ pages: [Unicode.Scalar], _ wanted: [Unicode.Scalar]) -> Bool {
        var rest = wanted[...]
        for scalar in pages where scalar == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}
