/// A point on a page in millimetres, from the top left corner, y downwards.
package struct PagePoint: Hashable, Sendable, Codable {
    package var x: Double
    package var y: Double

    package init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A rectangle on a page in millimetres, from the top left corner, y downwards.
package struct PageArea: Hashable, Sendable, Codable {
    package var x: Double
    package var y: Double
    package var width: Double
    package var height: Double

    package init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    package var right: Double { x + width }
    package var bottom: Double { y + height }
    package var centre: PagePoint { PagePoint(x + width / 2, y + height / 2) }

    package func moved(x dx: Double = 0, y dy: Double = 0) -> PageArea {
        PageArea(x: x + dx, y: y + dy, width: width, height: height)
    }

    /// The area without a margin of that width on every side; never of negative size.
    package func inset(x dx: Double, y dy: Double) -> PageArea {
        PageArea(x: x + dx, y: y + dy, width: max(0, width - 2 * dx), height: max(0, height - 2 * dy))
    }

    package func contains(_ other: PageArea) -> Bool {
        let slack = 0.01
        return other.x >= x - slack && other.y >= y - slack && other.right <= right + slack
            && other.bottom <= bottom + slack
    }
}

/// The size of a sheet in millimetres (用紙の大きさ).
package struct PageSize: Hashable, Sendable, Codable {
    package let width: Double
    package let height: Double

    package init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    package static let a4 = PageSize(width: 210, height: 297)
    package static let a4Landscape = PageSize(width: 297, height: 210)

    package var area: PageArea { PageArea(x: 0, y: 0, width: width, height: height) }
}
