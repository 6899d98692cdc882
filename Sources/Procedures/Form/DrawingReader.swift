import Madoguchi
import Rules

/// Reads the documented subset of SVG into figures; everything else is a mistake with its place, never a silent loss.
struct DrawingReader {
    struct Drawing {
        var page: PageSize
        var figures: [Figure] = []
        var office: [Figure] = []
    }

    private static let namespace = "http://www.w3.org/2000/svg"
    private static let mostBytes = 4 << 20
    private static let mostElements = 20_000
    private static let mostDepth = 64
    private static let silent: Set<String> = ["title", "desc", "metadata"]

    private let path: String
    private(set) var diagnostics: [Diagnostic] = []
    private var drawing: Drawing?
    private var scopes: [SVGScope] = []
    private var text: SVGText?
    private var place = (line: 0, column: 0)

    init(path: String) {
        self.path = path
    }

    mutating func read(_ bytes: [UInt8]) -> Drawing? {
        guard bytes.count <= DrawingReader.mostBytes else {
            fail("図面のファイルが大きすぎます", "4 MB以下にしてください")
            return nil
        }
        // Entities can blow a small file up to gigabytes; no drawing needs a document type or an instruction.
        if let start = DrawingReader.find("<!DOCTYPE", in: bytes) ?? DrawingReader.find("<!ENTITY", in: bytes) {
            place = (DrawingReader.line(of: start, in: bytes), 0)
            fail("文書型宣言(DOCTYPE)や実体(ENTITY)は使えません", "その行を削ってください")
            return nil
        }
        if let start = DrawingReader.find("<?", in: bytes, after: bytes.starts(with: Array("<?xml ".utf8)) ? 2 : 0) {
            place = (DrawingReader.line(of: start, in: bytes), 0)
            fail("処理命令(<? …?>)は使えません", "その行を削ってください")
            return nil
        }
        do throws(Diagnostics) {
            visit(try ElementReader.read(bytes, file: path, mostElements: DrawingReader.mostElements), [:])
        } catch {
            diagnostics += error.all
        }
        if drawing == nil, diagnostics.isEmpty { fail("<svg>がありません", "SVGのファイルを置いてください") }
        return diagnostics.contains { $0.severity == .error } ? nil : drawing
    }

    private static func find(_ word: String, in bytes: [UInt8], after start: Int = 0) -> Int? {
        let word = Array(word.utf8)
        guard bytes.count >= start + word.count else { return nil }
        return (start...bytes.count - word.count).first { start in
            bytes[start] == word[0] && bytes[start..<start + word.count].elementsEqual(word)
        }
    }

    private static func line(of place: Int, in bytes: [UInt8]) -> Int {
        bytes[..<place].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    }

    private mutating func fail(_ message: String, _ hint: String) {
        guard diagnostics.count < 100 else { return }
        diagnostics.append(
            Diagnostic(file: path, line: place.line, column: place.column, message: message, hint: hint)
        )
    }

    private mutating func add(_ figure: Figure) {
        guard let scope = scopes.last else { return }
        if scope.isOffice { drawing?.office.append(figure) } else { drawing?.figures.append(figure) }
    }
}

// MARK: Elements

extension DrawingReader {
    /// `spaces` are the namespaces in force by their prefixes.
    private mutating func visit(_ element: Element, _ spaces: [String: String]) {
        var spaces = spaces
        for (name, value) in element.attributes {
            if name == "xmlns" { spaces[""] = value }
            if name.hasPrefix("xmlns:") { spaces[String(name.dropFirst(6))] = value }
        }
        place = (element.line, element.column)
        guard scopes.count <= DrawingReader.mostDepth else {
            return fail("図面の入れ子が深すぎます", "グループを減らしてください")
        }
        // What other programs keep in a drawing has namespaces of its own and draws nothing.
        guard spaces[element.prefix] == DrawingReader.namespace, !DrawingReader.silent.contains(element.name) else {
            return
        }
        check(element)
        start(element.name, SVGAttributes(element.attributes.filter { !$0.key.contains(":") }))
        for part in element.parts {
            switch part {
            case .text(let string): text?.append(string)
            case .child(let index): visit(element.children[index], spaces)
            }
        }
        end(element.name)
    }

    private mutating func check(_ element: Element) {
        let names = element.attributes.keys.sorted()
        if let link = names.first(where: { $0 == "href" || $0.hasSuffix(":href") }) {
            fail("外への参照(\(link))は使えません", "図形をそのまま描いてください")
        }
        if let handler = names.first(where: { $0.hasPrefix("on") }) {
            fail("スクリプト(\(handler))は使えません", "その属性を削ってください")
        }
    }

    private mutating func end(_ name: String) {
        if name == "text" {
            text?.finishLine()
            if text?.isReasonable == false {
                fail("<text>が用紙から遠く離れているか、textLengthが大きすぎます", "位置と長さを確かめてください")
            }
            for label in text?.labels ?? [] { add(.label(label)) }
            text = nil
        } else if name == "tspan" {
            text?.endSpan()
        }
        scopes.removeLast()
    }

    private mutating func start(_ name: String, _ attributes: SVGAttributes) {
        guard var scope = scopes.last ?? (name == "svg" ? SVGScope() : nil) else {
            fail("一番外の要素は<svg>でなければなりません", "")
            return scopes.append(SVGScope())
        }
        let problems = scope.apply(attributes)
        for problem in problems { fail(problem, "docs/developing/forms.mdの表にある書き方にしてください") }
        switch name {
        case "svg": root(attributes, &scope)
        case "g": scope.isOffice = scope.isOffice || attributes["id"] == "office"
        case "defs": break
        case "text": text = SVGText(attributes, scope)
        case "tspan": text?.beginSpan(attributes, scope)
        case "line", "rect", "circle", "ellipse", "polyline", "polygon", "path":
            scopes.append(scope)
            shape(name, attributes, scope)
            return
        default: fail("<\(name)>は使えません", "線・四角・円・折れ線・パス・文字だけで描いてください")
        }
        if name == "text", text?.isReadable == false {
            fail("文字を傾けたり、縦横を違う倍率で伸ばしたりはできません", "縦書きはwriting-mode=\"vertical-rl\"にしてください")
        }
        scopes.append(scope)
    }

    private mutating func root(_ attributes: SVGAttributes, _ scope: inout SVGScope) {
        guard scopes.isEmpty else { return fail("<svg>の中に<svg>は置けません", "グループ(<g>)にしてください") }
        let box = attributes.numbers("viewBox")
        guard let width = attributes.length("width"), let height = attributes.length("height"), box.count == 4,
            (20...1_200).contains(width), (20...1_200).contains(height), box[2] > 0, box[3] > 0
        else {
            return fail("用紙の大きさが読めません", "<svg width=\"210mm\" height=\"297mm\" viewBox=\"0 0 210 297\">のように書いてください")
        }
        drawing = Drawing(page: PageSize(width: width, height: height))
        scope.transform = SVGTransform(
            a: width / box[2],
            b: 0,
            c: 0,
            d: height / box[3],
            e: -box[0] * width / box[2],
            f: -box[1] * height / box[3]
        )
    }

    private mutating func shape(_ name: String, _ attributes: SVGAttributes, _ scope: SVGScope) {
        guard let steps = SVGShape.steps(name, attributes) else {
            return fail("<\(name)>の値が読めません", "数の書き方と、使える命令(M L H V C S Q T Z)を確かめてください")
        }
        let moved = steps.map { $0.moved(by: scope.transform) }
        guard moved.allSatisfy(\.isReasonable) else { return fail("<\(name)>が用紙から遠く離れています", "位置を確かめてください") }
        if let paint = scope.paint, !moved.isEmpty { add(.path(moved, paint)) }
    }
}
