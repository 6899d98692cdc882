/// Attributes of an SVG element, those of `style` among them.
struct SVGAttributes {
    private var values: [String: String]

    init(_ attributes: [String: String]) {
        values = attributes
        for declaration in (attributes["style"] ?? "").split(separator: ";") {
            let parts = declaration.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            values[SVGAttributes.trimmed(parts[0])] = SVGAttributes.trimmed(parts[1])
        }
    }

    subscript(name: String) -> String? { values[name] }

    func number(_ name: String) -> Double? {
        values[name].flatMap { SVGAttributes.length($0) }
    }

    /// In millimetres: a number with mm, cm, pt or px, where a pixel is a user unit.
    func length(_ name: String) -> Double? {
        values[name].flatMap { SVGAttributes.length($0) }
    }

    /// Numbers between commas and spaces.
    func numbers(_ name: String) -> [Double] {
        var scan = NumberScan(values[name] ?? "")
        return scan.all() ?? []
    }

    static func length(_ text: String) -> Double? {
        let text = trimmed(text[...])
        for (unit, factor) in [("mm", 1.0), ("cm", 10), ("pt", 25.4 / 72), ("px", 1)] where text.hasSuffix(unit) {
            return Double(text.dropLast(2)).flatMap { $0.isFinite ? $0 * factor : nil }
        }
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    static func trimmed(_ text: Substring) -> String {
        var bytes = text.utf8
        while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
        while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
        return String(Substring(bytes))
    }
}

/// Numbers in SVG's compact spelling, such as `1.5-2,.5e1`.
struct NumberScan {
    private let bytes: [UInt8]
    private(set) var place = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool {
        mutating get {
            skip()
            return place == bytes.count
        }
    }

    /// The next letter of a path's command.
    mutating func command() -> UInt8? {
        skip()
        guard place < bytes.count, (0x41...0x5A).contains(bytes[place] & 0xDF) else { return nil }
        place += 1
        return bytes[place - 1]
    }

    mutating func number() -> Double? {
        skip()
        let start = place
        if place < bytes.count, bytes[place] == 0x2B || bytes[place] == 0x2D { place += 1 }
        digits()
        if place < bytes.count, bytes[place] == 0x2E {
            place += 1
            digits()
        }
        if place < bytes.count, bytes[place] | 0x20 == 0x65, place > start {
            place += 1
            if place < bytes.count, bytes[place] == 0x2B || bytes[place] == 0x2D { place += 1 }
            digits()
        }
        guard let value = Double(String(decoding: bytes[start..<place], as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    /// Every number to the end; nil if something else stands there.
    mutating func all() -> [Double]? {
        var numbers: [Double] = []
        while !isAtEnd {
            guard let number = number() else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private mutating func digits() {
        while place < bytes.count, (0x30...0x39).contains(bytes[place]) { place += 1 }
    }

    private mutating func skip() {
        while place < bytes.count, bytes[place] <= 0x20 || bytes[place] == 0x2C { place += 1 }
    }
}
