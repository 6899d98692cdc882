/// The drawing of a floor (階の見取図): the documented subset of SVG, as forms have it.
package struct FloorPlan: Hashable, Sendable, Codable {
    package var size: PageSize
    package var drawing: [Figure]

    package init(size: PageSize, drawing: [Figure]) {
        self.size = size
        self.drawing = drawing
    }
}
