extension Builtin {
    /// Allen's relations of points and intervals (範囲の関係), DMN 1.5 Table 78.
    static let ranges: [Builtin] = [
        relation("before", [.pointPoint, .pointRange, .rangePoint, .rangeRange], Relations.before),
        relation("after", [.pointPoint, .pointRange, .rangePoint, .rangeRange]) { Relations.before($1, $0) },
        relation("meets", [.rangeRange], Relations.meets),
        relation("met by", [.rangeRange]) { Relations.meets($1, $0) },
        relation("overlaps", [.rangeRange], Relations.overlaps),
        relation("overlaps before", [.rangeRange], Relations.overlapsBefore),
        relation("overlaps after", [.rangeRange]) { Relations.overlapsBefore($1, $0) },
        relation("finishes", [.pointRange, .rangeRange], Relations.finishes),
        relation("finished by", [.rangePoint, .rangeRange]) { Relations.finishes($1, $0) },
        relation("includes", [.rangePoint, .rangeRange], Relations.includes),
        relation("during", [.pointRange, .rangeRange]) { Relations.includes($1, $0) },
        relation("starts", [.pointRange, .rangeRange], Relations.starts),
        relation("started by", [.rangePoint, .rangeRange]) { Relations.starts($1, $0) },
        relation("coincides", [.pointPoint, .rangeRange], Relations.coincides),
    ]

    private enum Shape {
        case pointPoint, pointRange, rangePoint, rangeRange

        var parameters: String {
            switch self {
            case .pointPoint: "point1: one, point2: one"
            case .pointRange: "point: one, range: range"
            case .rangePoint: "range: range, point: one"
            case .rangeRange: "range1: range, range2: range"
            }
        }

        func accepts(_ left: Value, _ right: Value) -> Bool {
            switch self {
            case .pointPoint: !left.isRange && !right.isRange
            case .pointRange: !left.isRange && right.isRange
            case .rangePoint: left.isRange && !right.isRange
            case .rangeRange: left.isRange && right.isRange
            }
        }
    }

    private static func relation(
        _ name: String,
        _ shapes: [Shape],
        _ holds: @escaping @Sendable (FeelRange, FeelRange) -> Bool?
    ) -> Builtin {
        Builtin(
            name,
            // Ranges first, so that a point never swallows a range.
            shapes.reversed().map { shape in
                (
                    shape.parameters,
                    { (arguments, _) throws(Exhausted) in
                        guard shapes.contains(where: { $0.accepts(arguments[0], arguments[1]) }) else { return .null }
                        return Value(holds(FeelRange(point: arguments[0]), FeelRange(point: arguments[1])))
                    }
                )
            }
        )
    }
}

extension Value {
    fileprivate var isRange: Bool {
        if case .range = self { return true }
        return false
    }
}

extension FeelRange {
    /// A point is the closed interval from itself to itself.
    fileprivate init(point: Value) {
        if case .range(let range) = point {
            self = range
        } else {
            self.init(low: point, includesLow: true, high: point, includesHigh: true)
        }
    }

    fileprivate var isPoint: Bool { !low.isNull && low == high && includesLow && includesHigh }
}

/// The relations themselves; nil when the ends cannot be compared. A missing end is infinite.
private enum Relations {
    static func before(_ left: FeelRange, _ right: FeelRange) -> Bool? {
        guard let order = edge(left.high, right.low) else { return left.high.isNull || right.low.isNull ? false : nil }
        return order == .less || (order == .equal && !(left.includesHigh && right.includesLow))
    }

    static func meets(_ left: FeelRange, _ right: FeelRange) -> Bool? {
        guard let order = edge(left.high, right.low) else { return left.high.isNull || right.low.isNull ? false : nil }
        return order == .equal && left.includesHigh && right.includesLow
    }

    static func overlaps(_ left: FeelRange, _ right: FeelRange) -> Bool? {
        guard let apart = before(left, right), let behind = before(right, left) else { return nil }
        return !apart && !behind
    }

    /// Left starts first and ends inside right.
    static func overlapsBefore(_ left: FeelRange, _ right: FeelRange) -> Bool? {
        guard let shared = overlaps(left, right), let starts = lowOrder(left, right), let ends = highOrder(left, right)
        else { return nil }
        return shared && starts == .less && ends != .greater
    }

    static func finishes(_ left: FeelRange, _ right: FeelRange) -> Bool? {
        guard let ends = highOrder(left, right), let starts = lowOrder(left, right) else { return nil }
        return ends == .equal && !right.high.isNull && starts != .less
    }

    static func starts(_ left: FeelRange, _ right: FeelRange) -> Bool? {
        guard let starts = lowOrder(left, right), let ends = highOrder(left, right) else { return nil }
        return starts == .equal && !right.low.isNull && ends != .greater
    }

    static func includes(_ left: FeelRange, _ right: FeelRange) -> Bool? {
        guard let starts = lowOrder(left, right), let ends = highOrder(left, right) else { return nil }
        return starts != .greater && ends != .less
    }

    static func coincides(_ left: FeelRange, _ right: FeelRange) -> Bool? {
        guard let starts = lowOrder(left, right), let ends = highOrder(left, right) else { return nil }
        return starts == .equal && ends == .equal
    }

    private static func edge(_ left: Value, _ right: Value) -> Order? {
        left.isNull || right.isNull ? nil : left.order(to: right)
    }

    /// Which interval starts first; a closed end starts before an open one at the same value.
    private static func lowOrder(_ left: FeelRange, _ right: FeelRange) -> Order? {
        if left.low.isNull || right.low.isNull {
            return left.low.isNull ? (right.low.isNull ? .equal : .less) : .greater
        }
        guard let order = left.low.order(to: right.low) else { return nil }
        guard order == .equal, left.includesLow != right.includesLow else { return order }
        return left.includesLow ? .less : .greater
    }

    private static func highOrder(_ left: FeelRange, _ right: FeelRange) -> Order? {
        if left.high.isNull || right.high.isNull {
            return left.high.isNull ? (right.high.isNull ? .equal : .greater) : .less
        }
        guard let order = left.high.order(to: right.high) else { return nil }
        guard order == .equal, left.includesHigh != right.includesHigh else { return order }
        return left.includesHigh ? .greater : .less
    }
}
