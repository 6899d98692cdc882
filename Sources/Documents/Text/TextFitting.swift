import Madoguchi

/// Text that was given a size and lines for its box.
struct FittedText: Sendable {
    /// In points.
    let size: Double
    let lines: [[ShapedText.Drawn]]
}

/// Fits text into a box: made smaller down to the stated minimum, then broken into lines (or the other way round where the
/// box wraps first). Nil when it fits at no size; nothing is ever cut.
struct TextFitting: Sendable {
    /// Distance of base lines, in ems.
    static let leading = 1.16
    static let pointsPerMillimetre = 72 / 25.4

    let style: TextStyle
    /// Room along the line and across the lines, in points.
    let length: Double
    let depth: Double

    init(_ style: TextStyle, _ area: PageArea) {
        self.style = style
        let (along, across) =
            style.isVertical
            ? (area.height - 2 * style.padding, area.width) : (area.width - 2 * style.padding, area.height)
        length = max(0, along) * TextFitting.pointsPerMillimetre
        depth = max(0, across) * TextFitting.pointsPerMillimetre
    }

    func fit(_ shaped: ShapedText) -> FittedText? {
        let paragraphs = shaped.letters.split(omittingEmptySubsequences: false) { $0.letter.isLineEnd }.map(Array.init)
        if paragraphs.count == 1, !style.wraps, let single = singleLine(paragraphs[0]) { return single }
        return wrapped(paragraphs)
    }

    private func singleLine(_ letters: [ShapedText.Drawn]) -> FittedText? {
        let ems = letters.reduce(0) { $0 + (style.isVertical ? 1 : $1.advance) }
        let fitting = min(style.size, depth / 1.02, ems > 0 ? length / ems : style.size)
        // Rounded down to a tenth, so that the record of a layout is readable and stable.
        let size = (fitting * 10).rounded(.down) / 10
        return size >= min(style.smallest, style.size) ? FittedText(size: size, lines: [letters]) : nil
    }

    private func wrapped(_ paragraphs: [[ShapedText.Drawn]]) -> FittedText? {
        var size = style.size
        while size >= style.smallest - 1e-9, size > 0 {
            if let lines = lines(paragraphs, size) { return FittedText(size: size, lines: lines) }
            size -= 0.5
        }
        return lines(paragraphs, style.smallest).map { FittedText(size: style.smallest, lines: $0) }
    }

    private func lines(_ paragraphs: [[ShapedText.Drawn]], _ size: Double) -> [[ShapedText.Drawn]]? {
        let most = Int(((depth / size - 1.02) / TextFitting.leading).rounded(.down)) + 1
        let width = length / size
        // A glyph wider than the box would never fit, however many lines there are.
        guard depth / size >= 1.02, width >= 1 else { return nil }
        var lines: [[ShapedText.Drawn]] = []
        for paragraph in paragraphs {
            for range in LineBreaking.lines(paragraph, width: width, isVertical: style.isVertical) {
                lines.append(Array(paragraph[range]))
            }
            if lines.count > most { return nil }
        }
        return lines
    }
}
