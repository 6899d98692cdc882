import Japanese
import Madoguchi

/// Lays out a filled form (組版): drawing, values, marks, ink; what does not fit its box goes to annexed sheets.
struct FormComposer {
    let library: FontLibrary
    private let typesetter: Typesetter
    private(set) var problems: [DocumentProblem] = []
    private var annex = Annex()
    private var title = ""

    init(_ library: FontLibrary) {
        self.library = library
        typesetter = Typesetter(library: library)
    }

    mutating func pages(of printed: PrintedForm) -> [DisplayPage] {
        title = printed.form.title
        var pages: [DisplayPage] = []
        for (index, page) in printed.form.pages.enumerated() {
            pages.append(self.page(page, printed, isFirst: index == 0))
        }
        checkInk(printed)
        return pages + annex.pages(title: title, library)
    }

    private mutating func page(_ page: FilledPage, _ printed: PrintedForm, isFirst: Bool) -> DisplayPage {
        var lines = DisplayGroup(role: .artifact)
        var placed: [ReadingOrder.Placed] = []
        let heading = isFirst ? ReadingOrder.heading(of: page.drawing) : nil
        for figure in page.drawing {
            switch figure {
            case .path(let steps, let paint): lines.items.append(.path(steps, paint))
            case .label(let label):
                let group = self.label(label, isHeading: label == heading)
                placed.append(ReadingOrder.Placed(group: group, at: label.at))
            }
        }
        for entry in page.entries + page.office {
            placed.append(
                ReadingOrder.Placed(group: group(entry), at: PagePoint(entry.area.x, entry.area.centre.y + 1))
            )
        }
        for area in page.signatures { placed += signature(area, printed) }
        var groups = [lines] + ReadingOrder.sorted(placed)
        if isFirst, let words = printed.mark.words { groups.append(mark(words, page.page)) }
        return DisplayPage(size: page.page, groups: groups, background: page.background)
    }

    /// The handwriting in an area and, as text of its own, the remark there.
    private mutating func signature(_ area: SignatureArea, _ printed: PrintedForm) -> [ReadingOrder.Placed] {
        var groups: [DisplayGroup] = []
        if let ink = printed.ink[area.id], ink.refusal != .damaged {
            groups.append(DisplayGroup(role: .figure("\(area.signer)の署名"), items: InkDrawing.items(ink, in: area.area)))
        }
        if let remark = printed.remarks[area.id] {
            let runs = RemarkDrawing.runs(remark, in: area.area, library)
            if runs.isEmpty { problems.append(DocumentProblem(.overflow, form: title, field: area.signer)) }
            report(library.shape(remark.string, .registered).missing, field: area.signer)
            groups.append(DisplayGroup(role: .text, items: runs.map { .text($0) }))
        }
        return groups.map { ReadingOrder.Placed(group: $0, at: PagePoint(area.area.x, area.area.centre.y)) }
    }

    private mutating func label(_ label: Label, isHeading: Bool) -> DisplayGroup {
        let (runs, missing) = typesetter.runs(label)
        report(missing, field: label.text)
        return DisplayGroup(role: isHeading ? .heading : .text, items: runs.map { .text($0) })
    }

    private mutating func group(_ entry: FilledPage.Entry) -> DisplayGroup {
        switch entry.content {
        case .text(let text, let style):
            return DisplayGroup(role: .text, items: self.text(text.string, style, entry).map { .text($0) })
        case .comb(let text, let cells, let style):
            return DisplayGroup(role: .text, items: comb(text.string, cells, style, entry).map { .text($0) })
        case .mark(let kind):
            let items = MarkDrawing.figures(kind, in: entry.area).compactMap(\.pathItem)
            return DisplayGroup(role: .figure("\(entry.name)：\(kind.words)"), items: items)
        case .code(let text):
            guard let code = QRCode(text) else {
                problems.append(DocumentProblem(.code, form: title, field: entry.name))
                return DisplayGroup(role: .artifact)
            }
            let items = [code.figure(in: entry.area)].compactMap(\.pathItem)
            return DisplayGroup(role: .figure("\(entry.name)：二次元コード"), items: items)
        }
    }

    /// More than any registered value has; an annexed sheet would go on for dozens of pages.
    private static let mostLetters = 20_000

    private mutating func text(_ text: String, _ style: TextStyle, _ entry: FilledPage.Entry) -> [TextRun] {
        guard text.unicodeScalars.count <= FormComposer.mostLetters else {
            problems.append(DocumentProblem(.overflow, form: title, field: entry.name))
            return []
        }
        let shaped = library.shape(text, style.font, isVertical: style.isVertical)
        report(shaped.missing, field: entry.name)
        let fitting = TextFitting(style, entry.area)
        if let fitted = fitting.fit(shaped) { return typesetter.runs(fitted, style, in: entry.area) }
        let number = annex.add(name: entry.name, shaped, style.font)
        for reference in ["別紙\(number)のとおり", "別紙\(number)"] {
            if let fitted = fitting.fit(library.shape(reference, style.font, isVertical: style.isVertical)) {
                return typesetter.runs(fitted, style, in: entry.area)
            }
        }
        problems.append(DocumentProblem(.overflow, form: title, field: entry.name))
        return []
    }

    private mutating func comb(
        _ text: String,
        _ cells: Int,
        _ style: TextStyle,
        _ entry: FilledPage.Entry
    ) -> [TextRun] {
        let shaped = library.shape(String(text.prefix(cells + 1)), style.font)
        report(shaped.missing, field: entry.name)
        guard shaped.letters.count <= cells, cells > 0 else {
            problems.append(DocumentProblem(.tooManyLetters(cells: cells), form: title, field: entry.name))
            return []
        }
        let width = entry.area.width / Double(cells)
        let room = min(width, entry.area.height) * TextFitting.pointsPerMillimetre
        let skipped = style.align == .right ? cells - shaped.letters.count : 0
        return shaped.letters.enumerated().map { index, letter in
            let cell = PageArea(
                x: entry.area.x + Double(index + skipped) * width,
                y: entry.area.y,
                width: width,
                height: entry.area.height
            )
            return typesetter.run(letter, size: min(style.size, room), in: cell)
        }
    }

    /// In a frame at the upper right, so that it is known which paper of one document is the original.
    private func mark(_ words: String, _ size: PageSize) -> DisplayGroup {
        let width = 6 + 6.6 * Double(words.unicodeScalars.count)
        let area = PageArea(x: size.width - 8 - width, y: 4, width: width, height: 7)
        let label = Label(
            words,
            at: PagePoint(area.centre.x, area.y + 5.2),
            font: .gothicBold,
            size: 13,
            align: .centre
        )
        let frame = Figure.rectangle(area, Paint(stroke: Pen(0.5)))
        let runs = typesetter.runs(label).runs.map { DisplayItem.text($0) }
        return DisplayGroup(role: .text, items: [frame].compactMap(\.pathItem) + runs)
    }

    private mutating func report(_ missing: [Letter], field: String) {
        for letter in missing {
            let problem = DocumentProblem(.missingGlyph(codePoints: letter.codePoints), form: title, field: field)
            if !problems.contains(problem) { problems.append(problem) }
        }
    }

    private mutating func checkInk(_ printed: PrintedForm) {
        let areas = Dictionary(
            printed.form.signatures.map { ($0.id, $0.signer) },
            uniquingKeysWith: { first, _ in first }
        )
        for (id, ink) in printed.ink.sorted(by: { $0.key < $1.key }) where areas[id] == nil || ink.refusal != nil {
            problems.append(DocumentProblem(.signature, form: title, field: areas[id] ?? id))
        }
    }
}

extension Figure {
    /// Labels are no paths.
    var pathItem: DisplayItem? {
        guard case .path(let steps, let paint) = self else { return nil }
        return .path(steps, paint)
    }
}

extension PrintMark {
    /// What stands on the paper; nothing on a first one.
    fileprivate var words: String? {
        switch self {
        case .original: nil
        case .reprint: "再印刷（この紙が原本）"
        case .reissue: "再発行"
        }
    }
}

extension MarkKind {
    /// For those who hear the page.
    fileprivate var words: String {
        switch self {
        case .circle: "丸"
        case .check: "チェック"
        case .strike: "取り消し線"
        case .fill: "塗りつぶし"
        }
    }
}
