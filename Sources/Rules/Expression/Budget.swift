/// Why an evaluation was stopped before its end.
struct Exhausted: Error {
    let reason: Reason

    enum Reason: Sendable {
        case steps, depth
    }
}

/// What one evaluation may use (計算の上限): steps bound time and memory, depth bounds the stack.
///
/// Every value that is produced costs steps, so no expression can make more of them than the budget has.
final class Budget {
    private(set) var stepsLeft: Int
    private var depth = 0
    private let maximumDepth: Int
    private let stackStart: UInt
    /// A thread of the server has 8 MB on Debian; the rest is for whoever called.
    private static let stackBytes: UInt = 2_000_000

    init(steps: Int = 1_000_000, depth: Int = 3_000) {
        stepsLeft = steps
        maximumDepth = depth
        stackStart = stackPosition()
    }

    func spend(_ steps: Int = 1) throws(Exhausted) {
        stepsLeft -= steps
        if stepsLeft < 0 { throw Exhausted(reason: .steps) }
    }

    func enter() throws(Exhausted) {
        depth += 1
        let here = stackPosition()
        let used = stackStart > here ? stackStart - here : here - stackStart
        if depth > maximumDepth || used > Budget.stackBytes {
            depth -= 1
            throw Exhausted(reason: .depth)
        }
    }

    func leave() {
        depth -= 1
    }
}

/// About where the stack of this thread stands; only differences mean anything.
@inline(never)
func stackPosition() -> UInt {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
}
