import Madoguchi

/// Puts shaped text at its place on the page.
struct Typesetter: Sendable {
    let library: FontLibrary

    /// How far below the middle of a line its base line lies, in ems: between the letters of both scripts.
    private static let middleToBase = 0.38
    private static let millimetresPerPoint = 25.4 / 72

    /// A printed label.
    func runs(_ label: Label) -> (runs: [TextRun], missing: [Letter]) {
        let shaped = library.shape(label.text, label.font, isVertical: label.isVertical)
        var spacing = label.spacing / Typesetter.millimetresPerPoint
        let natural = length(shaped.letters, label.size, label.isVertical)
        if let spread = label.spread, shaped.letters.count > 1 {
            spacing = (spread / Typesetter.millimetresPerPoint - natural) / Double(shaped.letters.count - 1)
        }
        let total = natural + spacing * Double(max(0, shaped.letters.count - 1))
        let shift = Typesetter.shift(label.align, total) * Typesetter.millimetresPerPoint
        let start =
            label.isVertical
            ? PagePoint(label.at.x, label.at.y - shift) : PagePoint(label.at.x - shift, label.at.y)
        let runs = runs(shaped.letters, label.size, start, label.isVertical, label.colour, spacing)
        return (runs, shaped.missing)
    }

    /// Text that fits its box.
    func runs(_ text: FittedText, _ style: TextStyle, in area: PageArea, colour: Colour = .black) -> [TextRun] {
        let step = text.size * TextFitting.leading * Typesetter.millimetresPerPoint
        let em = text.size * Typesetter.millimetresPerPoint
        let block = em + step * Double(text.lines.count - 1)
        var runs: [TextRun] = []
        for (index, line) in text.lines.enumerated() {
            let across = Double(index) * step
            let natural = length(line, text.size, style.isVertical)
            let room = (style.isVertical ? area.height : area.width) - 2 * style.padding
            let free = max(0, room - natural * Typesetter.millimetresPerPoint)
            let (shift, spacing) = place(style.align, free, line.count)
            let start: PagePoint
            if style.isVertical {
                let middle = area.centre.x + block / 2 - em / 2 - across
                start = PagePoint(middle, area.y + style.padding + shift)
            } else {
                let top = Typesetter.top(style.valign, area, block) + across
                start = PagePoint(area.x + style.padding + shift, top + em * (0.5 + Typesetter.middleToBase))
            }
            runs += self.runs(line, text.size, start, style.isVertical, colour, spacing)
        }
        return runs
    }

    /// One letter in the middle of a cell.
    func run(_ letter: ShapedText.Drawn, size: Double, in cell: PageArea) -> TextRun {
        let em = size * Typesetter.millimetresPerPoint
        let start = PagePoint(
            cell.centre.x - letter.advance * em / 2,
            cell.centre.y + em * Typesetter.middleToBase
        )
        return TextRun(
            font: letter.font,
            size: size,
            at: start,
            isVertical: false,
            colour: .black,
            spacing: 0,
            letters: [letter]
        )
    }

    /// Splits where the font changes.
    private func runs(
        _ letters: [ShapedText.Drawn],
        _ size: Double,
        _ start: PagePoint,
        _ isVertical: Bool,
        _ colour: Colour,
        _ spacing: Double
    ) -> [TextRun] {
        var runs: [TextRun] = []
        var at = start
        var rest = letters[...]
        while let first = rest.first {
            let part = rest.prefix { $0.font == first.font }
            let run = TextRun(
                font: first.font,
                size: size,
                at: at,
                isVertical: isVertical,
                colour: colour,
                spacing: spacing,
                letters: Array(part)
            )
            let way = run.length * Typesetter.millimetresPerPoint
            if isVertical { at.y += way } else { at.x += way }
            runs.append(run)
            rest = rest.dropFirst(part.count)
        }
        return runs
    }

    private func length(_ letters: [ShapedText.Drawn], _ size: Double, _ isVertical: Bool) -> Double {
        letters.reduce(0) { $0 + (isVertical ? 1 : $1.advance) } * size
    }

    private static func shift(_ align: TextAlign, _ total: Double) -> Double {
        switch align {
        case .left, .justify: 0
        case .centre: total / 2
        case .right: total
        }
    }

    private static func top(_ valign: TextStyle.VerticalAlign, _ area: PageArea, _ block: Double) -> Double {
        switch valign {
        case .top: area.y
        case .middle: area.y + (area.height - block) / 2
        case .bottom: area.bottom - block
        }
    }

    /// Where a line begins, in millimetres, and what is added after each letter, in points.
    private func place(_ align: TextAlign, _ free: Double, _ count: Int) -> (Double, Double) {
        switch align {
        case .left: (0, 0)
        case .centre: (free / 2, 0)
        case .right: (free, 0)
        case .justify where count > 1: (0, free / Double(count - 1) / Typesetter.millimetresPerPoint)
        case .justify: (0, 0)
        }
    }
}
