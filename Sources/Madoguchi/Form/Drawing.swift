/// One thing a form's drawing shows (罫線・見出し): a path with its paint, or a printed label.
package enum Figure: Hashable, Sendable, Codable {
    case path([PathStep], Paint)
    case label(Label)

    package static func line(from start: PagePoint, to end: PagePoint, _ pen: Pen) -> Figure {
        .path([.move(start), .line(end)], Paint(stroke: pen))
    }

    package static func rectangle(_ area: PageArea, _ paint: Paint) -> Figure {
        .path(
            [
                .move(PagePoint(area.x, area.y)), .line(PagePoint(area.right, area.y)),
                .line(PagePoint(area.right, area.bottom)), .line(PagePoint(area.x, area.bottom)), .close,
            ],
            paint
        )
    }

    /// Four cubic curves; the deviation from the true ellipse is under 0.03 % of the radius.
    package static func ellipse(_ area: PageArea, _ paint: Paint) -> Figure {
        let centre = area.centre
        let (rx, ry) = (area.width / 2, area.height / 2)
        let (kx, ky) = (rx * 0.5522847498, ry * 0.5522847498)
        return .path(
            [
                .move(PagePoint(centre.x + rx, centre.y)),
                .curve(
                    PagePoint(centre.x + rx, centre.y + ky),
                    PagePoint(centre.x + kx, centre.y + ry),
                    PagePoint(centre.x, centre.y + ry)
                ),
                .curve(
                    PagePoint(centre.x - kx, centre.y + ry),
                    PagePoint(centre.x - rx, centre.y + ky),
                    PagePoint(centre.x - rx, centre.y)
                ),
                .curve(
                    PagePoint(centre.x - rx, centre.y - ky),
                    PagePoint(centre.x - kx, centre.y - ry),
                    PagePoint(centre.x, centre.y - ry)
                ),
                .curve(
                    PagePoint(centre.x + kx, centre.y - ry),
                    PagePoint(centre.x + rx, centre.y - ky),
                    PagePoint(centre.x + rx, centre.y)
                ),
                .close,
            ],
            paint
        )
    }
}

/// One step of a path, in millimetres.
package enum PathStep: Hashable, Sendable, Codable {
    case move(PagePoint)
    case line(PagePoint)
    /// A cubic curve: two control points and the end.
    case curve(PagePoint, PagePoint, PagePoint)
    case close
}

/// How a path is painted: its line, its inside, or both.
package struct Paint: Hashable, Sendable, Codable {
    package var stroke: Pen?
    package var fill: Colour?

    package init(stroke: Pen? = nil, fill: Colour? = nil) {
        self.stroke = stroke
        self.fill = fill
    }
}

/// A drawn line: colour, width and dashes in millimetres.
package struct Pen: Hashable, Sendable, Codable {
    package var colour: Colour
    package var width: Double
    package var dashes: [Double]
    package var hasRoundEnds: Bool

    package init(_ width: Double, colour: Colour = .black, dashes: [Double] = [], hasRoundEnds: Bool = false) {
        self.colour = colour
        self.width = width
        self.dashes = dashes
        self.hasRoundEnds = hasRoundEnds
    }
}

/// A colour of sRGB, 0 to 255 each.
package struct Colour: Hashable, Sendable, Codable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    package static let black = Colour(red: 0, green: 0, blue: 0)
    package static let white = Colour(red: 255, green: 255, blue: 255)

    package static func grey(_ level: UInt8) -> Colour {
        Colour(red: level, green: level, blue: level)
    }
}

/// Printed text of a drawing (見出し): the point is on the baseline, or, when vertical, at the top of the column's middle.
package struct Label: Hashable, Sendable, Codable {
    package var text: String
    package var at: PagePoint
    package var font: FormFont
    /// In points.
    package var size: Double
    package var align: TextAlign
    package var isVertical: Bool
    package var colour: Colour
    /// Letters are spread evenly over this length in millimetres (均等割付).
    package var spread: Double?
    /// Space between letters in millimetres.
    package var spacing: Double

    package init(
        _ text: String,
        at point: PagePoint,
        font: FormFont,
        size: Double,
        align: TextAlign = .left,
        isVertical: Bool = false,
        colour: Colour = .black,
        spread: Double? = nil,
        spacing: Double = 0
    ) {
        self.text = text
        self.at = point
        self.font = font
        self.size = size
        self.align = align
        self.isVertical = isVertical
        self.colour = colour
        self.spread = spread
        self.spacing = spacing
    }
}

/// The faces a form may use. Which font files stand behind them is configuration of the renderer.
package enum FormFont: String, Hashable, Sendable, Codable, CaseIterable {
    /// Names and addresses as registered (文字情報基盤): IPAmj Mincho, then the added characters (GJ), then fallbacks.
    case registered
    /// Printed labels in Mincho (明朝).
    case mincho
    /// Printed labels in Gothic (ゴシック).
    case gothic
    /// Headings (太ゴシック).
    case gothicBold
}

/// Where text stands across its box, or along it when vertical.
package enum TextAlign: String, Hashable, Sendable, Codable, CaseIterable {
    case left
    case centre
    case right
    /// Letters spread evenly over the box (均等割付).
    case justify
}
