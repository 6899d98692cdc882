import Madoguchi

/// A page as it will be drawn (表示リスト): the one source of the PDF and of the preview on screen.
struct DisplayPage: Sendable {
    var size: PageSize
    var groups: [DisplayGroup] = []
    var background: PageBackground?
}

/// Things that belong together for somebody who listens to the page instead of looking at it.
struct DisplayGroup: Sendable {
    enum Role: Sendable {
        /// Lines and ornaments: nothing to read.
        case artifact
        /// The title of the form or a heading of the slip.
        case heading
        /// Printed or written text.
        case text
        /// A mark, signature or code, with words that say what it is.
        case figure(String)
    }

    var role: Role
    var items: [DisplayItem] = []
}

enum DisplayItem: Sendable {
    case path([PathStep], Paint)
    case text(TextRun)
}

/// Glyphs of one font in a row.
struct TextRun: Sendable {
    /// Place of the font in the library.
    var font: Int
    /// In points.
    var size: Double
    /// Base line's beginning in millimetres; when vertical, the top of the column's middle line.
    var at: PagePoint
    var isVertical: Bool
    var colour: Colour
    /// Added after each glyph, in points.
    var spacing: Double
    var letters: [ShapedText.Drawn]

    /// Along the line, in points.
    var length: Double {
        letters.reduce(0) { $0 + (isVertical ? 1 : $1.advance) * size + spacing }
    }
}
