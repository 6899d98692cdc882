/// A value of PDF syntax.
indirect enum PDFValue: Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case name(String)
    case string([UInt8])
    case array([PDFValue])
    case dictionary([String: PDFValue])
    case reference(Int)
    /// An operator of a content stream, or a keyword.
    case word(String)

    var number: Int? {
        guard case .number(let value) = self, value.magnitude < 1e15 else { return nil }
        return Int(value)
    }

    var name: String? {
        guard case .name(let text) = self else { return nil }
        return text
    }

    var array: [PDFValue]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    var dictionary: [String: PDFValue]? {
        guard case .dictionary(let values) = self else { return nil }
        return values
    }
}

/// Reads values one after the other; bytes that are no PDF end the reading, they never trap.
struct PDFScanner {
    let bytes: [UInt8]
    private(set) var place: Int

    private static let mostDepth = 32

    init(_ bytes: [UInt8], at place: Int = 0) {
        self.bytes = bytes
        self.place = max(0, place)
    }

    /// The next value; nil at the end or where nothing reads.
    mutating func value(depth: Int = 0) -> PDFValue? {
        skip()
        guard place < bytes.count, depth < PDFScanner.mostDepth else { return nil }
        switch bytes[place] {
        case UInt8(ascii: "/"): return .name(name())
        case UInt8(ascii: "("): return literal()
        case UInt8(ascii: "["):
            place += 1
            return list(until: "]", depth).map { .array($0) }
        case UInt8(ascii: "<"):
            guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "<") else { return hexadecimal() }
            place += 2
            return dictionary(depth)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return numberOrReference()
        default: return word()
        }
    }

    private mutating func list(until end: Character, _ depth: Int) -> [PDFValue]? {
        var values: [PDFValue] = []
        while true {
            skip()
            guard place < bytes.count else { return nil }
            if bytes[place] == end.asciiValue {
                place += 1
                return values
            }
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
        }
    }

    private mutating func dictionary(_ depth: Int) -> PDFValue? {
        guard let values = list(until: ">", depth), place < bytes.count, bytes[place] == UInt8(ascii: ">"),
            values.count.isMultiple(of: 2)
        else { return nil }
        place += 1
        var members: [String: PDFValue] = [:]
        for index in stride(from: 0, to: values.count, by: 2) {
            guard case .name(let key) = values[index] else { return nil }
            members[key] = values[index + 1]
        }
        return .dictionary(members)
    }

    private mutating func numberOrReference() -> PDFValue? {
        guard let first = digits() else { return nil }
        let after = place
        // `12 0 R`
        if first >= 0, first == first.rounded() {
            skip()
            if place < bytes.count, bytes[place] == UInt8(ascii: "0"), digits() == 0 {
                skip()
                let isEnd = place + 1 >= bytes.count || !PDFScanner.isRegular(bytes[place + 1])
                if place < bytes.count, bytes[place] == UInt8(ascii: "R"), isEnd, first < 1e9 {
                    place += 1
                    return .reference(Int(first))
                }
            }
        }
        place = after
        return .number(first)
    }

    private mutating func digits() -> Double? {
        let start = place
        var whole = 0
        var isPlain = true
        while place < bytes.count {
            switch bytes[place] {
            case 0x30...0x39: whole = whole &* 10 &+ Int(bytes[place] - 0x30)
            case 0x2B, 0x2D, 0x2E: isPlain = false
            default:
                if isPlain, place > start, place - start < 16 { return Double(whole) }
                return Double(String(decoding: bytes[start..<place], as: UTF8.self))
            }
            place += 1
        }
        return Double(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private mutating func name() -> String {
        place += 1
        let start = place
        while place < bytes.count, PDFScanner.isRegular(bytes[place]) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func word() -> PDFValue? {
        let start = place
        while place < bytes.count, PDFScanner.isRegular(bytes[place]) { place += 1 }
        guard place > start else { return nil }
        switch String(decoding: bytes[start..<place], as: UTF8.self) {
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case "null": return .null
        case let word: return .word(word)
        }
    }

    private mutating func hexadecimal() -> PDFValue? {
        place += 1
        var digits: [UInt8] = []
        while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
            switch bytes[place] {
            case 0x30...0x39: digits.append(bytes[place] - 0x30)
            case 0x41...0x46: digits.append(bytes[place] - 0x41 + 10)
            case 0x61...0x66: digits.append(bytes[place] - 0x61 + 10)
            default: break
            }
            place += 1
        }
        guard place < bytes.count else { return nil }
        place += 1
        if !digits.count.isMultiple(of: 2) { digits.append(0) }
        return .string(stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    private mutating func literal() -> PDFValue? {
        place += 1
        var text: [UInt8] = []
        var depth = 1
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return .string(text) }
            case UInt8(ascii: "\\") where place < bytes.count:
                if let byte = escaped() { text.append(byte) }
                continue
            default: break
            }
            text.append(byte)
        }
        return nil
    }

    /// What stands after a backslash (ISO 32000-1, table 3); nil for a line end, which is left out.
    private mutating func escaped() -> UInt8? {
        let byte = bytes[place]
        place += 1
        switch byte {
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case 0x0A: return nil
        case 0x0D:
            if place < bytes.count, bytes[place] == 0x0A { place += 1 }
            return nil
        case 0x30...0x37:
            var value = Int(byte - 0x30)
            for _ in 0..<2 where place < bytes.count && (0x30...0x37).contains(bytes[place]) {
                value = value * 8 + Int(bytes[place] - 0x30)
                place += 1
            }
            return UInt8(value & 255)
        default: return byte
        }
    }

    private mutating func skip() {
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "%") {
                while place < bytes.count, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
            } else if bytes[place] <= 0x20 {
                place += 1
            } else {
                return
            }
        }
    }

    private static func isRegular(_ byte: UInt8) -> Bool {
        switch byte {
        case ...0x20, 0x25, 0x28, 0x29, 0x2F, 0x3C, 0x3E, 0x5B, 0x5D, 0x7B, 0x7D: false
        default: true
        }
    }
}
