/// A person's number under the 番号法 (個人番号): twelve digits with a check digit. It never describes itself in full.
package struct MyNumber: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    package let digits: String

    /// Nil unless there are twelve digits and the last one fits (総務省令 平成26年第85号 5条).
    package init?(_ digits: String) {
        let values = digits.utf8.map { Int($0) - 0x30 }
        guard values.count == 12, values.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
        let remainder = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } % 11
        guard values[11] == (remainder <= 1 ? 0 : 11 - remainder) else { return nil }
        self.digits = digits
    }

    /// What a screen shows until somebody with the right asks for it.
    package static let masked = "●●●●●●●●●●●●"

    package var description: String { MyNumber.masked }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
