import Madoguchi

/// The marks a pen would make on a form (丸囲み・レ点・見え消し).
enum MarkDrawing {
    static func figures(_ kind: MarkKind, in area: PageArea) -> [Figure] {
        let pen = Pen(0.35, hasRoundEnds: true)
        switch kind {
        case .circle: return [area.width > 2 * area.height ? capsule(area, pen) : .ellipse(area, Paint(stroke: pen))]
        case .fill: return [.ellipse(square(area, 0.55), Paint(fill: .black))]
        case .check: return [check(area)]
        case .strike:
            return [-0.5, 0.5].map { offset in
                .line(
                    from: PagePoint(area.x, area.centre.y + offset),
                    to: PagePoint(area.right, area.centre.y + offset),
                    Pen(0.3)
                )
            }
        }
    }

    /// Round long words an ellipse would run through the first and the last letter.
    private static func capsule(_ area: PageArea, _ pen: Pen) -> Figure {
        let radius = area.height / 2
        let (left, right) = (area.x + radius, area.right - radius)
        // Half circles of one cubic each: 4/3 of the radius.
        let reach = radius * 4 / 3
        return .path(
            [
                .move(PagePoint(left, area.y)), .line(PagePoint(right, area.y)),
                .curve(
                    PagePoint(right + reach, area.y),
                    PagePoint(right + reach, area.bottom),
                    PagePoint(right, area.bottom)
                ),
                .line(PagePoint(left, area.bottom)),
                .curve(
                    PagePoint(left - reach, area.bottom),
                    PagePoint(left - reach, area.y),
                    PagePoint(left, area.y)
                ),
                .close,
            ],
            Paint(stroke: pen)
        )
    }

    /// A tick that leaves its square at the upper right a little, as one writes it.
    private static func check(_ area: PageArea) -> Figure {
        let box = square(area, 1)
        return .path(
            [
                .move(PagePoint(box.x + box.width * 0.15, box.y + box.height * 0.50)),
                .line(PagePoint(box.x + box.width * 0.42, box.y + box.height * 0.82)),
                .line(PagePoint(box.x + box.width * 1.02, box.y - box.height * 0.02)),
            ],
            Paint(stroke: Pen(0.5, hasRoundEnds: true))
        )
    }

    private static func square(_ area: PageArea, _ share: Double) -> PageArea {
        let side = min(area.width, area.height) * share
        return PageArea(x: area.centre.x - side / 2, y: area.centre.y - side / 2, width: side, height: side)
    }
}
