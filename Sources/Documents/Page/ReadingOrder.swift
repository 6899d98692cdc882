import Madoguchi

/// The order in which a screen reader goes through a page: rows from the top, each from the left.
enum ReadingOrder {
    struct Placed: Sendable {
        let group: DisplayGroup
        let at: PagePoint
    }

    /// Things whose height differs less than this stand in one row, in millimetres.
    private static let rowHeight = 3.0

    static func sorted(_ placed: [Placed]) -> [DisplayGroup] {
        let byHeight = placed.enumerated().sorted { ($0.element.at.y, $0.offset) < ($1.element.at.y, $1.offset) }
        var groups: [DisplayGroup] = []
        var row: [(offset: Int, element: Placed)] = []
        func finishRow() {
            groups += row.sorted { ($0.element.at.x, $0.offset) < ($1.element.at.x, $1.offset) }.map(\.element.group)
            row = []
        }
        for item in byHeight {
            if let first = row.first, item.element.at.y - first.element.at.y > rowHeight { finishRow() }
            row.append(item)
        }
        finishRow()
        return groups
    }

    /// Whether something is read after a place: in a later row, or further right in the same.
    static func isAfter(_ other: PagePoint, _ place: PagePoint) -> Bool {
        abs(other.y - place.y) <= rowHeight ? other.x > place.x : other.y > place.y
    }

    /// The largest label, if it is clearly a title.
    static func heading(of drawing: [Figure]) -> Label? {
        var heading: Label?
        for case .label(let label) in drawing where label.size >= 13 && label.size > heading?.size ?? 0 {
            heading = label
        }
        return heading
    }
}
