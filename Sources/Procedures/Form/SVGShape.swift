import Madoguchi

/// The outlines of SVG's basic shapes and paths, in the element's own coordinates.
enum SVGShape {
    /// Nil where a number does not read or a path uses what the subset leaves out.
    static func steps(_ name: String, _ attributes: SVGAttributes) -> [PathStep]? {
        func value(_ name: String) -> Double? { attributes[name] == nil ? 0 : attributes.number(name) }
        switch name {
        case "line":
            guard let x1 = value("x1"), let y1 = value("y1"), let x2 = value("x2"), let y2 = value("y2") else {
                return nil
            }
            return [.move(PagePoint(x1, y1)), .line(PagePoint(x2, y2))]
        case "rect":
            guard let x = value("x"), let y = value("y"), let width = value("width"), let height = value("height"),
                width >= 0, height >= 0, value("rx") == 0, value("ry") == 0
            else { return nil }
            return outline(.rectangle(PageArea(x: x, y: y, width: width, height: height), Paint()))
        case "circle", "ellipse":
            guard let cx = value("cx"), let cy = value("cy"), let rx = value(name == "circle" ? "r" : "rx"),
                let ry = value(name == "circle" ? "r" : "ry"), rx >= 0, ry >= 0
            else { return nil }
            return outline(.ellipse(PageArea(x: cx - rx, y: cy - ry, width: rx * 2, height: ry * 2), Paint()))
        case "polyline", "polygon":
            var scan = NumberScan(attributes["points"] ?? "")
            guard let numbers = scan.all(), numbers.count >= 4, numbers.count.isMultiple(of: 2) else { return nil }
            var steps = stride(from: 0, to: numbers.count, by: 2).map { index in
                let point = PagePoint(numbers[index], numbers[index + 1])
                return index == 0 ? PathStep.move(point) : .line(point)
            }
            if name == "polygon" { steps.append(.close) }
            return steps
        default: return SVGPathData.steps(attributes["d"] ?? "")
        }
    }

    private static func outline(_ figure: Figure) -> [PathStep] {
        guard case .path(let steps, _) = figure else { return [] }
        return steps
    }
}

/// The `d` of a path: M L H V C S Q T Z and their small forms.
enum SVGPathData {
    static func steps(_ text: String) -> [PathStep]? {
        var reader = Reader(scan: NumberScan(text))
        return reader.run() ? reader.steps : nil
    }

    private struct Reader {
        var scan: NumberScan
        var steps: [PathStep] = []
        var current = PagePoint(0, 0)
        var start = PagePoint(0, 0)
        /// The last control point, for the smooth commands, with the kind of curve it belongs to.
        var control: (point: PagePoint, isCubic: Bool)?

        init(scan: NumberScan) {
            self.scan = scan
        }

        mutating func run() -> Bool {
            var command: UInt8 = 0
            while !scan.isAtEnd {
                if let next = scan.command() {
                    command = next
                } else if command == 0 || command | 0x20 == UInt8(ascii: "z") {
                    return false
                } else if command | 0x20 == UInt8(ascii: "m") {
                    // Further pairs after a move are lines.
                    command = command == UInt8(ascii: "m") ? UInt8(ascii: "l") : UInt8(ascii: "L")
                }
                guard step(command), steps.count <= 100_000 else { return false }
            }
            return true
        }

        private mutating func step(_ command: UInt8) -> Bool {
            let isRelative = command & 0x20 != 0
            let origin = isRelative ? current : PagePoint(0, 0)
            let held = control
            control = nil
            switch command & 0xDF {
            case UInt8(ascii: "M"):
                guard let to = point(origin) else { return false }
                start = to
                add(.move(to), to)
            case UInt8(ascii: "L"):
                guard let to = point(origin) else { return false }
                add(.line(to), to)
            case UInt8(ascii: "H"):
                guard let x = scan.number() else { return false }
                let to = PagePoint(origin.x + x, current.y)
                add(.line(to), to)
            case UInt8(ascii: "V"):
                guard let y = scan.number() else { return false }
                let to = PagePoint(current.x, origin.y + y)
                add(.line(to), to)
            case UInt8(ascii: "Z"): add(.close, start)
            default: return curve(command & 0xDF, origin, held)
            }
            return true
        }

        private mutating func curve(
            _ command: UInt8,
            _ origin: PagePoint,
            _ held: (point: PagePoint, isCubic: Bool)?
        ) -> Bool {
            let isCubic = command == UInt8(ascii: "C") || command == UInt8(ascii: "S")
            var first = mirrored(held, isCubic: isCubic)
            switch command {
            case UInt8(ascii: "C"), UInt8(ascii: "Q"):
                guard let given = point(origin) else { return false }
                first = given
            case UInt8(ascii: "S"), UInt8(ascii: "T"): break
            default: return false
            }
            if isCubic {
                guard let second = point(origin), let to = point(origin) else { return false }
                add(.curve(first, second, to), to)
                control = (second, true)
            } else {
                guard let to = point(origin) else { return false }
                let from = current
                add(.curve(between(from, first), between(to, first), to), to)
                control = (first, false)
            }
            return true
        }

        private func mirrored(_ held: (point: PagePoint, isCubic: Bool)?, isCubic: Bool) -> PagePoint {
            guard let held, held.isCubic == isCubic else { return current }
            return PagePoint(2 * current.x - held.point.x, 2 * current.y - held.point.y)
        }

        /// A quadratic curve's control point as a cubic one's: two thirds of the way.
        private func between(_ end: PagePoint, _ control: PagePoint) -> PagePoint {
            PagePoint(end.x + (control.x - end.x) * 2 / 3, end.y + (control.y - end.y) * 2 / 3)
        }

        private mutating func point(_ origin: PagePoint) -> PagePoint? {
            guard let x = scan.number(), let y = scan.number() else { return nil }
            return PagePoint(origin.x + x, origin.y + y)
        }

        private mutating func add(_ step: PathStep, _ to: PagePoint) {
            steps.append(step)
            current = to
        }
    }
}
