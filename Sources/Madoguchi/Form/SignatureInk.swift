/// One point of a pen's way, in fractions of the signature area.
package struct StrokePoint: Hashable, Sendable, Codable {
    /// 0 at the left edge, 1 at the right edge.
    package var x: Double
    /// 0 at the top edge, 1 at the bottom edge.
    package var y: Double
    /// Milliseconds since the first point of the signature.
    package var time: Int
    /// 0 to 1; a finger without pressure reports 0.5.
    package var pressure: Double

    package init(x: Double, y: Double, time: Int, pressure: Double) {
        self.x = x
        self.y = y
        self.time = time
        self.pressure = pressure
    }
}

/// From pen down to pen up.
package struct Stroke: Hashable, Sendable, Codable {
    package var points: [StrokePoint]

    package init(_ points: [StrokePoint]) {
        self.points = points
    }
}

/// A handwritten signature (自署) as vectors.
package struct SignatureInk: Hashable, Sendable, Codable {
    package var strokes: [Stroke]
    /// Width divided by height of the area it was written in, so that it is never distorted.
    package var aspect: Double

    package init(strokes: [Stroke], aspect: Double) {
        self.strokes = strokes
        self.aspect = aspect
    }

    /// Why ink is no signature.
    package enum Refusal: String, Hashable, Sendable, Codable {
        /// Nothing was written.
        case empty
        /// A dot or a short slip of the pen.
        case tooShort
        /// Points outside the area, or not numbers.
        case damaged
    }

    /// Nil for a signature that may be accepted. A name needs a way of at least a third of the area's height.
    package var refusal: Refusal? {
        let points = strokes.flatMap(\.points)
        guard !points.isEmpty else { return .empty }
        guard aspect.isFinite, aspect > 0, points.allSatisfy(\.isWithinArea) else { return .damaged }
        let length = strokes.reduce(0) { $0 + $1.length(aspect: aspect) }
        return length < 1.0 / 3 || points.count < 4 ? .tooShort : nil
    }
}

extension Stroke {
    /// The way of the pen, in heights of the area.
    func length(aspect: Double) -> Double {
        zip(points, points.dropFirst()).reduce(0) { sum, pair in
            let dx = (pair.1.x - pair.0.x) * aspect
            let dy = pair.1.y - pair.0.y
            return sum + (dx * dx + dy * dy).squareRoot()
        }
    }
}

extension StrokePoint {
    /// A pen may leave the area a little; NaN fails every comparison.
    fileprivate var isWithinArea: Bool {
        (-0.1...1.1).contains(x) && (-0.1...1.1).contains(y) && (0...1).contains(pressure) && time >= 0
    }
}
