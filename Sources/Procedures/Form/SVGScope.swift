import Madoguchi

/// What elements of an SVG inherit: transform, paint and type.
struct SVGScope {
    var transform = SVGTransform()
    var isOffice = false
    private var stroke: Colour?
    private var fill: Colour? = .black
    private var strokeWidth = 1.0
    private var dashes: [Double] = []
    private var hasRoundEnds = false
    private var family = "BIZ UDMincho"
    private var isBold = false
    private(set) var fontSize = 4.0
    private(set) var anchor = TextAlign.left
    private(set) var spacing = 0.0
    private(set) var isVertical = false

    /// Takes over what the element says; returns what does not read, in Japanese.
    mutating func apply(_ attributes: SVGAttributes) -> [String] {
        var problems: [String] = []
        if let text = attributes["transform"] {
            if let own = SVGTransform(text) {
                transform = transform.with(own)
            } else {
                problems.append("transformが読めません")
            }
        }
        paint(attributes, &problems)
        type(attributes, &problems)
        if fontFace == nil { problems.append("書体「\(family)」は使えません") }
        return problems
    }

    private mutating func paint(_ attributes: SVGAttributes, _ problems: inout [String]) {
        if let text = attributes["stroke"] {
            if let colour = SVGColour.read(text) { stroke = colour.value } else { problems.append("色「\(text)」が読めません") }
        }
        if let text = attributes["fill"] {
            if let colour = SVGColour.read(text) { fill = colour.value } else { problems.append("色「\(text)」が読めません") }
        }
        if let width = attributes.number("stroke-width"), (0...50).contains(width) { strokeWidth = width }
        if let text = attributes["stroke-dasharray"] {
            dashes = text == "none" ? [] : attributes.numbers("stroke-dasharray")
            // Dashes and gaps of no length make a whole line, and PDF forbids them.
            if dashes.reduce(0, +) < 0.01 || dashes.contains(where: { !(0...5_000).contains($0) }) { dashes = [] }
        }
        if let cap = attributes["stroke-linecap"] { hasRoundEnds = cap == "round" }
    }

    private mutating func type(_ attributes: SVGAttributes, _ problems: inout [String]) {
        if let name = attributes["font-family"] {
            let first = name.split(separator: ",").first.map { SVGAttributes.trimmed($0) } ?? ""
            family = first.filter { $0 != "'" && $0 != "\"" }
        }
        if let weight = attributes["font-weight"] { isBold = weight == "bold" || (Int(weight) ?? 400) >= 600 }
        if attributes["font-size"] != nil {
            guard let size = attributes.length("font-size"), (0.5...100).contains(size) else {
                return problems.append("font-sizeが読めません")
            }
            fontSize = size
        }
        switch attributes["text-anchor"] {
        case "start": anchor = .left
        case "middle": anchor = .centre
        case "end": anchor = .right
        default: break
        }
        if let text = attributes["letter-spacing"] { spacing = text == "normal" ? 0 : SVGAttributes.length(text) ?? 0 }
        if let mode = attributes["writing-mode"] { isVertical = mode.hasPrefix("vertical") || mode.hasPrefix("tb") }
    }

    /// Nil for an element that is not painted at all.
    var paint: Paint? {
        guard stroke != nil || fill != nil else { return nil }
        let scale = transform.scale
        return Paint(
            stroke: stroke.map {
                Pen(strokeWidth * scale, colour: $0, dashes: dashes.map { $0 * scale }, hasRoundEnds: hasRoundEnds)
            },
            fill: fill
        )
    }

    var colour: Colour { fill ?? .black }

    var fontFace: FormFont? {
        switch family {
        case "BIZ UDMincho", "BIZ UDPMincho", "serif": .mincho
        case "BIZ UDGothic", "BIZ UDPGothic", "sans-serif": isBold ? .gothicBold : .gothic
        case "IPAmjMincho", "IPAmj明朝": .registered
        default: nil
        }
    }
}

/// A colour or `none`.
enum SVGColour {
    static func read(_ text: String) -> (value: Colour?, Void)? {
        switch text {
        case "none", "transparent": return (nil, ())
        case "black": return (.black, ())
        case "white": return (.white, ())
        case "gray", "grey": return (.grey(128), ())
        default: break
        }
        let digits = text.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), let number = Int(digits, radix: 16) else { return nil }
        if digits.utf8.count == 6 {
            return (
                Colour(red: UInt8(number >> 16), green: UInt8(number >> 8 & 255), blue: UInt8(number & 255)), ()
            )
        }
        guard digits.utf8.count == 3 else { return nil }
        return (
            Colour(red: UInt8(number >> 8) * 17, green: UInt8(number >> 4 & 15) * 17, blue: UInt8(number & 15) * 17), ()
        )
    }
}
