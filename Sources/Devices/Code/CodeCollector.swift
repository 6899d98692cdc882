import Foundation

/// Puts together what one scan or several gave (分割されたコードの結合), in any order, each part as often as it comes.
///
/// A part is `IS1D|<set>|<k>/<n>|<base64url>|<CRC-32 of all before this bar>`; anything else is whole by itself. Parts
/// are joined as bytes, because a letter may lie across two of them.
package struct CodeCollector: Sendable, Hashable {
    package enum Progress: Hashable, Sendable {
        /// Parts read so far and how many there are, for 「2/3枚目」.
        case waiting(read: Int, of: Int)
        case complete([UInt8])
    }

    private static let mark = Array("IS1D|".utf8)
    private static let mostParts = 32

    private var set: [UInt8] = []
    private var total = 0
    private var parts: [Int: [UInt8]] = [:]

    package init() {}

    /// Which parts are still missing, from 1.
    package var missing: [Int] {
        total == 0 ? [] : (1...total).filter { parts[$0] == nil }
    }

    /// Takes one scan. After an error what was read before still counts.
    package mutating func add(_ raw: some Collection<UInt8>) throws(CodeError) -> Progress {
        let bytes = try PayloadBytes.cleaned(raw)
        guard bytes.starts(with: CodeCollector.mark) else {
            guard total == 0 else { throw .otherSet }
            return .complete(bytes)
        }
        let part = try Part(bytes)
        guard total == 0 || (part.set == set && part.total == total) else { throw .otherSet }
        if let known = parts[part.number], known != part.content { throw .badPart }
        (set, total) = (part.set, part.total)
        parts[part.number] = part.content
        guard parts.count == total else { return .waiting(read: parts.count, of: total) }
        return .complete((1...total).flatMap { parts[$0] ?? [] })
    }

    /// Writes a content as parts of at most `size` bytes each.
    package static func parts(of content: [UInt8], set: String, size: Int) -> [String] {
        let size = max(1, size)
        let total = max(1, (content.count + size - 1) / size)
        return (1...total).map { number in
            let chunk = content.dropFirst((number - 1) * size).prefix(size)
            let text = Data(chunk).base64EncodedString()
                .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
                .replacingOccurrences(of: "=", with: "")
            let body = "IS1D|\(set)|\(number)/\(total)|\(text)"
            return body + "|" + hexadecimal(cyclicCheck(body.utf8))
        }
    }

    private struct Part {
        let set: [UInt8]
        let number: Int
        let total: Int
        let content: [UInt8]

        init(_ bytes: [UInt8]) throws(CodeError) {
            let fields = bytes.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false)
            guard fields.count == 5 else { throw .incomplete }
            let body = bytes.dropLast(fields[4].count + 1)
            let check = String(decoding: fields[4], as: UTF8.self)
            guard check.utf8.count == 8 else { throw .incomplete }
            guard UInt32(check, radix: 16) == cyclicCheck(body) else { throw .damaged }
            let place = fields[2].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
                .map { Int(String(decoding: $0, as: UTF8.self)) }
            guard place.count == 2, let number = place[0], let total = place[1], (1...mostParts).contains(total),
                (1...total).contains(number), !fields[1].isEmpty, fields[1].count <= 40
            else { throw .badPart }
            guard let content = Part.decoded(fields[3]) else { throw .damaged }
            self.set = Array(fields[1])
            self.number = number
            self.total = total
            self.content = content
        }

        private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
            var standard = String(decoding: text, as: UTF8.self)
                .replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
            while standard.utf8.count % 4 != 0 { standard += "=" }
            return Data(base64Encoded: standard).map(Array.init)
        }
    }
}
