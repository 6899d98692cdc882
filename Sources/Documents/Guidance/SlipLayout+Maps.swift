import Madoguchi

/// The floors on the way, two beside each other (案内図).
extension SlipLayout {
    private static let room = PageSize(width: 86, height: 56)

    mutating func maps() {
        guard !slip.maps.isEmpty else { return }
        // The heading stays with the first floors.
        page.y += 3
        _ = page.ensure(SlipLayout.room.height + 24)
        section(slip.words[.map], "")
        for (index, map) in slip.maps.enumerated() {
            let isLeft = index.isMultiple(of: 2)
            if isLeft, page.ensure(SlipLayout.room.height + 8) { page.y += 2 }
            let x = SlipPage.left + (isLeft ? 0 : SlipPage.right - SlipPage.left - SlipLayout.room.width)
            let top = page.y
            page.write(map.title, .gothicBold, 11, x: x, width: SlipLayout.room.width)
            draw(map, at: PagePoint(x, page.y))
            let isRowEnd = !isLeft || index == slip.maps.count - 1
            page.y = isRowEnd ? top + SlipLayout.room.height + 8 : top
        }
    }

    private mutating func draw(_ map: GuidanceSlip.FloorSketch, at origin: PagePoint) {
        let (size, room) = (map.plan.size, SlipLayout.room)
        let scale = min(room.width / max(size.width, 1), room.height / max(size.height, 1))
        func place(_ point: PagePoint) -> PagePoint {
            PagePoint(origin.x + point.x * scale, origin.y + point.y * scale)
        }
        for figure in map.plan.drawing {
            switch figure {
            case .path(let steps, let paint): page.draw(.path(steps.map { $0.moved(place) }, paint.scaled(scale)))
            case .label(var label):
                label.at = place(label.at)
                // Small letters of a large plan stay large enough to read.
                label.size = max(8, label.size * scale)
                page.write(label)
            }
        }
        for spot in map.spots {
            let centre = place(spot.at)
            let circle = PageArea(x: centre.x - 3.2, y: centre.y - 3.2, width: 6.4, height: 6.4)
            page.draw(.ellipse(circle, Paint(fill: .black)))
            page.write(
                Label(
                    "\(spot.number)",
                    at: PagePoint(centre.x, centre.y + 1.7),
                    font: .gothicBold,
                    size: 13,
                    align: .centre,
                    colour: .white
                )
            )
        }
    }
}

extension PathStep {
    fileprivate func moved(_ place: (PagePoint) -> PagePoint) -> PathStep {
        switch self {
        case .move(let to): .move(place(to))
        case .line(let to): .line(place(to))
        case .curve(let first, let second, let to): .curve(place(first), place(second), place(to))
        case .close: .close
        }
    }
}

extension Paint {
    fileprivate func scaled(_ scale: Double) -> Paint {
        var paint = self
        guard var pen = paint.stroke else { return paint }
        pen.width *= scale
        pen.dashes = pen.dashes.map { $0 * scale }
        paint.stroke = pen
        return paint
    }
}
