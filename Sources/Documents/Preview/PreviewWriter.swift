import Foundation
import Japanese
import Madoguchi

/// Draws pages as SVG for the screen (画面の控え), from the same layout as the PDF.
///
/// Glyphs are outlines from the font itself, so that every browser shows the exact character without having the font.
struct PreviewWriter {
    let library: FontLibrary

    func svg(_ page: DisplayPage, title: String) throws(FontFault) -> String {
        var glyphs: [GlyphKey: Int] = [:]
        var order: [GlyphKey] = []
        var body = ""
        for group in page.groups {
            for item in group.items {
                switch item {
                case .path(let steps, let paint): body += path(steps, paint)
                case .text(let run):
                    body += text(run) { key in
                        if let number = glyphs[key] { return number }
                        order.append(key)
                        glyphs[key] = order.count
                        return order.count
                    }
                }
            }
        }
        var outlines = ""
        for (index, key) in order.enumerated() {
            let outline = try GlyphOutline.read(key.glyph, from: library.files[key.font])
            outlines += "<path id=\"g\(index + 1)\" d=\"\(PreviewWriter.data(outline))\"/>"
        }
        let (width, height) = (number(page.size.width), number(page.size.height))
        let label = ArchiveMetadata.escaped(title)
        let below = picture(page.background, width, height)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" role="img" aria-label="\(label)">\
            <defs>\(outlines)</defs><rect width="\(width)" height="\(height)" fill="#fff"/>\(below)\(body)</svg>
            """
    }

    /// The city's own page as a picture: its vectors are for paper.
    private func picture(_ background: PageBackground?, _ width: String, _ height: String) -> String {
        guard let background, background.picture.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return "" }
        let data = Data(background.picture).base64EncodedString()
        return "<image width=\"\(width)\" height=\"\(height)\" preserveAspectRatio=\"none\" "
            + "href=\"data:image/png;base64,\(data)\"/>"
    }

    private struct GlyphKey: Hashable {
        let font: Int
        let glyph: Int
    }

    private func text(_ run: TextRun, _ numbered: (GlyphKey) -> Int) -> String {
        let font = library.files[run.font]
        let scale = run.size * 25.4 / 72 / Double(font.unitsPerEm)
        let spacing = run.spacing / run.size * Double(font.unitsPerEm)
        var out =
            "<g transform=\"translate(\(number(run.at.x)) \(number(run.at.y))) scale(\(fine(scale)) -\(fine(scale)))\""
        if run.colour != .black { out += " fill=\"\(hex(run.colour))\"" }
        out += ">"
        var way = 0.0
        var boxes = ""
        for letter in run.letters {
            let advance = letter.advance * Double(font.unitsPerEm)
            // In vertical text the glyph hangs from the middle of its top (PDF 1.7, 9.7.4.3: 0.88 em above the base line).
            let x = run.isVertical ? -advance / 2 : way
            let y = run.isVertical ? -way - 0.88 * Double(font.unitsPerEm) : 0
            if let missing = letter.missing {
                boxes += box(missing, x, y, Double(font.unitsPerEm), numbered)
                way += (run.isVertical ? Double(font.unitsPerEm) : advance) + spacing
                continue
            }
            out += "<use href=\"#g\(numbered(GlyphKey(font: run.font, glyph: letter.glyph)))\""
            if x != 0 { out += " x=\"\(number(x))\"" }
            if y != 0 { out += " y=\"\(number(y))\"" }
            out += "/>"
            way += (run.isVertical ? Double(font.unitsPerEm) : advance) + spacing
        }
        return out + boxes + "</g>"
    }

    /// The code points of a letter that no font draws, in a box of its size.
    private func box(
        _ letter: Letter,
        _ x: Double,
        _ y: Double,
        _ em: Double,
        _ numbered: (GlyphKey) -> Int
    ) -> String {
        let words = CharacterEscape.escape(RegisteredText(letter.text)) { _ in true }.split(separator: " ")
        var out = "<g class=\"no-glyph\" transform=\"translate(\(number(x)) \(number(y)))\">"
        out += "<rect x=\"\(number(em * 0.03))\" y=\"\(number(em * -0.09))\" width=\"\(number(em * 0.94))\""
        out += " height=\"\(number(em * 0.94))\" fill=\"none\" stroke=\"#c00\" stroke-width=\"\(number(em * 0.03))\"/>"
        for (line, word) in words.enumerated() {
            let shaped = library.shape(String(word), .gothic)
            let size = 0.84 / max(shaped.width, 3)
            var way = 0.08 * em
            let base = em * (0.55 - 0.3 * Double(line))
            for drawn in shaped.letters {
                let font = library.files[drawn.font]
                let scale = size * em / Double(font.unitsPerEm)
                out += "<use href=\"#g\(numbered(GlyphKey(font: drawn.font, glyph: drawn.glyph)))\""
                out += " transform=\"translate(\(number(way)) \(number(base))) scale(\(fine(scale)))\"/>"
                way += drawn.advance * size * em
            }
        }
        return out + "</g>"
    }

    private func path(_ steps: [PathStep], _ paint: Paint) -> String {
        var data = ""
        for step in steps {
            switch step {
            case .move(let to): data += "M\(point(to))"
            case .line(let to): data += "L\(point(to))"
            case .curve(let first, let second, let to): data += "C\(point(first)) \(point(second)) \(point(to))"
            case .close: data += "Z"
            }
        }
        var out = "<path d=\"\(data)\" fill=\"\(paint.fill.map(hex) ?? "none")\""
        if let pen = paint.stroke {
            out += " stroke=\"\(hex(pen.colour))\" stroke-width=\"\(number(pen.width))\""
            if !pen.dashes.isEmpty { out += " stroke-dasharray=\"\(pen.dashes.map(number).joined(separator: " "))\"" }
            if pen.hasRoundEnds { out += " stroke-linecap=\"round\" stroke-linejoin=\"round\"" }
        }
        return out + "/>"
    }

    /// TrueType contours as SVG path data; a contour may begin with a control point.
    static func data(_ outline: GlyphOutline) -> String {
        var data = ""
        for contour in outline.contours where contour.count > 1 {
            let start = contour.firstIndex { $0.isOnCurve }
            let first = start.map { contour[$0] } ?? middle(contour[0], contour[contour.count - 1])
            let order = (0..<contour.count).map { contour[($0 + (start.map { $0 + 1 } ?? 0)) % contour.count] }
            data += "M\(first.x) \(first.y)"
            var control: GlyphOutline.Point?
            for point in order + (start == nil ? [first] : []) {
                switch (control, point.isOnCurve) {
                case (nil, true): data += "L\(point.x) \(point.y)"
                case (nil, false): control = point
                case (let held?, true):
                    data += "Q\(held.x) \(held.y) \(point.x) \(point.y)"
                    control = nil
                case (let held?, false):
                    let between = middle(held, point)
                    data += "Q\(held.x) \(held.y) \(between.x) \(between.y)"
                    control = point
                }
            }
            if let control { data += "Q\(control.x) \(control.y) \(first.x) \(first.y)" }
            data += "Z"
        }
        return data
    }

    private static func middle(_ one: GlyphOutline.Point, _ other: GlyphOutline.Point) -> GlyphOutline.Point {
        GlyphOutline.Point(x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, isOnCurve: true)
    }

    private func point(_ point: PagePoint) -> String { "\(number(point.x)) \(number(point.y))" }

    private func hex(_ colour: Colour) -> String {
        "#" + [colour.red, colour.green, colour.blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func number(_ value: Double) -> String {
        var text = PDFText()
        text.write(value)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// Scales are small: seven decimals.
    private func fine(_ value: Double) -> String {
        let digits = String(Int((value * 10_000_000).rounded()))
        return "0." + String(repeating: "0", count: max(0, 7 - digits.utf8.count)) + digits
    }
}
