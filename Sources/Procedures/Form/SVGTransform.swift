import Foundation
import Madoguchi

/// An affine transform as SVG writes it: x' = ax + cy + e, y' = bx + dy + f.
struct SVGTransform {
    var a = 1.0
    var b = 0.0
    var c = 0.0
    var d = 1.0
    var e = 0.0
    var f = 0.0

    init() {}

    init(a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// A list of `translate`, `scale`, `rotate` and `matrix`; nil for anything else.
    init?(_ text: String) {
        var rest = SVGAttributes.trimmed(text[...])
        while !rest.isEmpty {
            guard let open = rest.firstIndex(of: "("), let close = rest.firstIndex(of: ")"), open < close else {
                return nil
            }
            var scan = NumberScan(String(rest[rest.index(after: open)..<close]))
            guard let numbers = scan.all(),
                let step = SVGTransform(named: SVGAttributes.trimmed(rest[..<open]), numbers)
            else { return nil }
            self = with(step)
            rest = SVGAttributes.trimmed(rest[rest.index(after: close)...])
            if rest.hasPrefix(",") { rest = SVGAttributes.trimmed(rest.dropFirst()) }
        }
    }

    private init?(named name: String, _ numbers: [Double]) {
        switch (name, numbers.count) {
        case ("translate", 1...2):
            self.init(a: 1, b: 0, c: 0, d: 1, e: numbers[0], f: numbers.count > 1 ? numbers[1] : 0)
        case ("scale", 1...2):
            self.init(a: numbers[0], b: 0, c: 0, d: numbers.count > 1 ? numbers[1] : numbers[0], e: 0, f: 0)
        case ("rotate", 1), ("rotate", 3):
            let angle = numbers[0] * .pi / 180
            let (x, y) = numbers.count == 3 ? (numbers[1], numbers[2]) : (0, 0)
            let (s, t) = (sin(angle), cos(angle))
            self.init(a: t, b: s, c: -s, d: t, e: x - t * x + s * y, f: y - s * x - t * y)
        case ("matrix", 6):
            self.init(a: numbers[0], b: numbers[1], c: numbers[2], d: numbers[3], e: numbers[4], f: numbers[5])
        default: return nil
        }
    }

    /// The inner transform first, then this one.
    func with(_ inner: SVGTransform) -> SVGTransform {
        SVGTransform(
            a: a * inner.a + c * inner.b,
            b: b * inner.a + d * inner.b,
            c: a * inner.c + c * inner.d,
            d: b * inner.c + d * inner.d,
            e: a * inner.e + c * inner.f + e,
            f: b * inner.e + d * inner.f + f
        )
    }

    func callAsFunction(_ point: PagePoint) -> PagePoint {
        PagePoint(a * point.x + c * point.y + e, b * point.x + d * point.y + f)
    }

    /// How much lengths grow.
    var scale: Double { abs(a * d - b * c).squareRoot() }

    /// Neither turned nor stretched more one way than the other.
    var isUpright: Bool { abs(b) < 1e-6 && abs(c) < 1e-6 && a > 0 && abs(a - d) < 1e-3 * abs(a) }
}

extension PathStep {
    func moved(by transform: SVGTransform) -> PathStep {
        switch self {
        case .move(let to): .move(transform(to))
        case .line(let to): .line(transform(to))
        case .curve(let first, let second, let to): .curve(transform(first), transform(second), transform(to))
        case .close: .close
        }
    }

    /// Within a few sheets of the page.
    var isReasonable: Bool {
        let points: [PagePoint] =
            switch self {
            case .move(let to), .line(let to): [to]
            case .curve(let first, let second, let to): [first, second, to]
            case .close: []
            }
        return points.allSatisfy(\.isReasonable)
    }
}

extension PagePoint {
    /// Within a few sheets of the page.
    var isReasonable: Bool { abs(x) < 5_000 && abs(y) < 5_000 }
}
