import CQREncode
import Glibc
import Madoguchi

/// A QR code symbol (二次元コード), JIS X 0510: dark modules row by row.
package struct QRCode: Hashable, Sendable {
    /// How much of the symbol may be damaged and still be read.
    package enum Correction: Sendable {
        /// 7 %
        case low
        /// 15 %
        case medium
        /// 25 %
        case quartile
        /// 30 %
        case high
    }

    /// Modules along one side.
    package let side: Int
    private let modules: [Bool]

    /// The smallest symbol that holds the text; nil for an empty text, a text with U+0000 or more than a symbol holds.
    ///
    /// Digits and capital letters take the denser modes by themselves; other text goes in as UTF-8 bytes.
    package init?(_ text: String, correction: Correction = .medium) {
        let level =
            switch correction {
            case .low: QR_ECLEVEL_L
            case .medium: QR_ECLEVEL_M
            case .quartile: QR_ECLEVEL_Q
            case .high: QR_ECLEVEL_H
            }
        guard !text.isEmpty, !text.utf8.contains(0),
            let code = QRcode_encodeString(text, 0, level, QR_MODE_8, 1)
        else { return nil }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        guard let data = code.pointee.data else { return nil }
        self.side = side
        modules = (0..<side * side).map { data[$0] & 1 == 1 }
    }

    package func isDark(row: Int, column: Int) -> Bool {
        modules[row * side + column]
    }

    /// The dark modules as rectangles, with the quiet zone of four modules inside the area (JIS X 0510, 6.3.8).
    func figure(in area: PageArea) -> Figure {
        let size = min(area.width, area.height) / Double(side + 8)
        let left = area.centre.x - size * Double(side) / 2
        let top = area.centre.y - size * Double(side) / 2
        var steps: [PathStep] = []
        for row in 0..<side {
            var column = 0
            while column < side {
                guard isDark(row: row, column: column) else {
                    column += 1
                    continue
                }
                let start = column
                while column < side, isDark(row: row, column: column) { column += 1 }
                let (x, y) = (left + Double(start) * size, top + Double(row) * size)
                let (right, bottom) = (left + Double(column) * size, y + size)
                steps += [
                    .move(PagePoint(x, y)), .line(PagePoint(right, y)), .line(PagePoint(right, bottom)),
                    .line(PagePoint(x, bottom)), .close,
                ]
            }
        }
        return .path(steps, Paint(fill: .black))
    }
}
