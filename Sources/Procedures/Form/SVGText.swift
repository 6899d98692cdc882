import Madoguchi

/// A `<text>` with its `<tspan>`s on the way to labels: each span with a place of its own is a label of its own.
struct SVGText {
    private(set) var labels: [Label] = []
    private var stack: [SVGScope]
    private var at: PagePoint
    private var spread: Double?
    private var content = ""

    init(_ attributes: SVGAttributes, _ scope: SVGScope) {
        stack = [scope]
        at = PagePoint(attributes.number("x") ?? 0, attributes.number("y") ?? 0)
        spread = attributes.number("textLength")
    }

    var isReadable: Bool { stack.last?.transform.isUpright ?? false }

    /// Whether every label begins near the paper and spreads no further than it.
    var isReasonable: Bool {
        labels.allSatisfy { $0.at.isReasonable && (0...2_000).contains($0.spread ?? 0) && abs($0.spacing) < 2_000 }
    }

    mutating func beginSpan(_ attributes: SVGAttributes, _ scope: SVGScope) {
        if attributes["x"] != nil || attributes["y"] != nil {
            finishLine()
            at = PagePoint(attributes.number("x") ?? at.x, attributes.number("y") ?? at.y)
            spread = attributes.number("textLength")
        }
        stack.append(scope)
    }

    mutating func endSpan() {
        finishLine()
        if stack.count > 1 { stack.removeLast() }
    }

    mutating func append(_ text: String) {
        content += text
    }

    mutating func finishLine() {
        let text = SVGText.collapsed(content)
        content = ""
        guard !text.isEmpty, let scope = stack.last, let font = scope.fontFace else { return }
        let scale = scope.transform.scale
        labels.append(
            Label(
                text,
                at: scope.transform(at),
                font: font,
                size: scope.fontSize * scale * 72 / 25.4,
                align: scope.anchor,
                isVertical: scope.isVertical,
                colour: scope.colour,
                spread: spread.map { $0 * scale },
                spacing: scope.spacing * scale
            )
        )
    }

    /// Runs of blanks, tabs and line ends become one blank, as SVG has it; full-width blanks stay.
    private static func collapsed(_ text: String) -> String {
        text.unicodeScalars.split { [0x20, 0x09, 0x0A, 0x0D].contains($0.value) }
            .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }
}
