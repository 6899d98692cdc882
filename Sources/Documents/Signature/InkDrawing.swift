import Madoguchi

/// A handwritten signature as vectors in its box (自署の描画): smooth curves whose width follows the pen's pressure.
enum InkDrawing {
    /// Line widths in millimetres for pressure 0 and 1.
    private static let widths = (thin: 0.25, thick: 0.75)

    static func items(_ ink: SignatureInk, in area: PageArea) -> [DisplayItem] {
        let place = Place(ink, area)
        return ink.strokes.flatMap { stroke($0.points, place) }
    }

    /// From fractions of the pad to millimetres, the whole pad fitted into the area without distortion.
    private struct Place {
        let width: Double
        let height: Double
        let origin: PagePoint

        init(_ ink: SignatureInk, _ area: PageArea) {
            height = min(area.height, area.width / ink.aspect)
            width = height * ink.aspect
            origin = PagePoint(area.centre.x - width / 2, area.centre.y - height / 2)
        }

        func callAsFunction(_ point: StrokePoint) -> PagePoint {
            PagePoint(origin.x + point.x * width, origin.y + point.y * height)
        }
    }

    private static func stroke(_ points: [StrokePoint], _ place: Place) -> [DisplayItem] {
        guard points.count > 1 else { return points.map { dot($0, place) } }
        let spots = points.map { place($0) }
        var items: [DisplayItem] = []
        var steps: [PathStep] = []
        var level = -1
        for index in 0..<points.count - 1 {
            // Ten widths: neighbouring pieces of one width become one path.
            let now = Int(((points[index].pressure + points[index + 1].pressure) * 5).rounded())
            if now != level {
                if !steps.isEmpty { items.append(.path(steps, paint(level))) }
                steps = [.move(spots[index])]
                level = now
            }
            steps.append(curve(spots, index))
        }
        items.append(.path(steps, paint(level)))
        return items
    }

    /// Catmull-Rom through the points, as a cubic curve from one to the next.
    private static func curve(_ spots: [PagePoint], _ index: Int) -> PathStep {
        let (from, to) = (spots[index], spots[index + 1])
        let before = spots[max(0, index - 1)]
        let after = spots[min(spots.count - 1, index + 2)]
        return .curve(
            PagePoint(from.x + (to.x - before.x) / 6, from.y + (to.y - before.y) / 6),
            PagePoint(to.x - (after.x - from.x) / 6, to.y - (after.y - from.y) / 6),
            to
        )
    }

    private static func paint(_ level: Int) -> Paint {
        let share = Double(min(max(level, 0), 10)) / 10
        return Paint(stroke: Pen(widths.thin + (widths.thick - widths.thin) * share, hasRoundEnds: true))
    }

    private static func dot(_ point: StrokePoint, _ place: Place) -> DisplayItem {
        let centre = place(point)
        let radius = (widths.thin + (widths.thick - widths.thin) * point.pressure) / 2
        let area = PageArea(x: centre.x - radius, y: centre.y - radius, width: radius * 2, height: radius * 2)
        guard case .path(let steps, let paint) = Figure.ellipse(area, Paint(fill: .black)) else {
            return .path([], Paint())
        }
        return .path(steps, paint)
    }
}
