import CZXing
package import Foundation

/// Finds the codes in a picture (画像からの読み取り). To be called in the worker process only: pictures come from outside.
package enum CodeImage {
    /// A3 at 400 dots per inch.
    static let mostPixels = 32_000_000
    static let mostBytes = 20_000_000
    private static let mostSymbols = 16

    /// The contents of the codes in a PNG, the symbols of a structured append joined.
    package static func contents(png: Data) throws(CodeError) -> [[UInt8]] {
        guard png.count <= mostBytes else { throw .tooLarge }
        return try joined(try symbols(png))
    }

    struct Symbol: Hashable {
        var bytes: [UInt8]
        /// Place in a structured append, from 0; -1 for a symbol that stands alone.
        var index: Int
        var size: Int
        var parity: Int
    }

    private static func symbols(_ png: Data) throws(CodeError) -> [Symbol] {
        let empty = czxing_symbol(bytes: nil, count: 0, sequence_index: -1, sequence_size: 1, sequence_parity: -1)
        var raw = [czxing_symbol](repeating: empty, count: mostSymbols)
        var found = 0
        let outcome = png.withUnsafeBytes { bytes in
            let start = bytes.bindMemory(to: UInt8.self).baseAddress
            return czxing_read_png(start, bytes.count, mostPixels, &raw, mostSymbols, &found)
        }
        defer { czxing_free(&raw, found) }
        switch outcome {
        case CZXING_OK: break
        case CZXING_NO_CODE: throw .noCodeInImage
        case CZXING_TOO_LARGE: throw .tooLarge
        case CZXING_NOT_A_PICTURE: throw .unreadableImage
        default: throw .workerFailed
        }
        return raw.prefix(found).map { symbol in
            Symbol(
                bytes: Array(UnsafeBufferPointer(start: symbol.bytes, count: symbol.count)),
                index: Int(symbol.sequence_index),
                size: Int(symbol.sequence_size),
                parity: Int(symbol.sequence_parity)
            )
        }
    }

    /// Joins the symbols of each structured append; a letter may lie across two of them (JIS X 0510).
    static func joined(_ symbols: [Symbol]) throws(CodeError) -> [[UInt8]] {
        var whole = symbols.filter { $0.index < 0 }.map(\.bytes)
        var sets: [Int: [Symbol]] = [:]
        for symbol in symbols where symbol.index >= 0 { sets[symbol.parity, default: []].append(symbol) }
        for (parity, parts) in sets.sorted(by: { $0.key < $1.key }) {
            let sorted = parts.sorted { $0.index < $1.index }
            guard let size = sorted.first?.size, sorted.map(\.index) == Array(0..<size),
                sorted.allSatisfy({ $0.size == size })
            else { throw .incomplete }
            let bytes = sorted.flatMap(\.bytes)
            guard Int(bytes.reduce(0) { $0 ^ $1 }) == parity else { throw .damaged }
            whole.append(bytes)
        }
        return whole
    }
}
