import Foundation
import FoundationXML
import Madoguchi
import Rules

/// Reads the documented subset of SVG into figures; everything else is a mistake with its place, never a silent loss.
final class DrawingReader: NSObject {
    struct Drawing {
        var page: PageSize
        var figures: [Figure] = []
        var office: [Figure] = []
    }

    private static let namespace = "http://www.w3.org/2000/svg"
    private static let mostBytes = 4 << 20
    private static let mostElements = 20_000
    private static let mostDepth = 64

    private let path: String
    private(set) var diagnostics: [Diagnostic] = []
    private var drawing: Drawing?
    private var scopes: [SVGScope] = []
    private var skipped = 0
    private var elements = 0
    private var text: SVGText?
    private var place = (line: 0, column: 0)

    init(path: String) {
        self.path = path
    }

    func read(_ bytes: [UInt8]) -> Drawing? {
        guard bytes.count <= DrawingReader.mostBytes else {
            fail("図面のファイルが大きすぎます", "4 MB以下にしてください")
            return nil
        }
        // Entities can blow a small file up to gigabytes; no drawing needs a document type.
        if let place = DrawingReader.find("<!DOCTYPE", in: bytes) ?? DrawingReader.find("<!ENTITY", in: bytes) {
            self.place = (bytes[..<place].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }, 0)
            fail("文書型宣言(DOCTYPE)や実体(ENTITY)は使えません", "その行を削ってください")
            return nil
        }
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = self
        if !parser.parse(), diagnostics.isEmpty {
            place = (parser.lineNumber, parser.columnNumber)
            fail("SVGとして読めません", "XMLの書き方(閉じ忘れなど)を確かめてください")
        }
        if drawing == nil, diagnostics.isEmpty { fail("<svg>がありません", "SVGのファイルを置いてください") }
        return diagnostics.contains { $0.severity == .error } ? nil : drawing
    }

    private static func find(_ word: String, in bytes: [UInt8]) -> Int? {
        let word = Array(word.utf8)
        guard bytes.count >= word.count else { return nil }
        return (0...bytes.count - word.count).first { start in
            bytes[start] == word[0] && bytes[start..<start + word.count].elementsEqual(word)
        }
    }

    private func fail(_ message: String, _ hint: String) {
        guard diagnostics.count < 100 else { return }
        diagnostics.append(
            Diagnostic(file: path, line: place.line, column: place.column, message: message, hint: hint)
        )
    }

    private func add(_ figure: Figure) {
        guard let scope = scopes.last else { return }
        if scope.isOffice { drawing?.office.append(figure) } else { drawing?.figures.append(figure) }
    }
}

extension DrawingReader: XMLParserDelegate {
    func parser(_ parser: XMLParser, foundProcessingInstructionWithTarget target: String, data: String?) {
        place = (parser.lineNumber, parser.columnNumber)
        fail("処理命令(<?\(target) …?>)は使えません", "その行を削ってください")
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        place = (parser.lineNumber, parser.columnNumber)
        elements += 1
        guard elements <= DrawingReader.mostElements, scopes.count <= DrawingReader.mostDepth else {
            fail("図面の要素が多すぎるか、入れ子が深すぎます", "図面を単純にしてください")
            return parser.abortParsing()
        }
        guard skipped == 0 else { return skipped += 1 }
        guard namespaceURI == DrawingReader.namespace, !["title", "desc", "metadata"].contains(name) else {
            return skipped += 1
        }
        if let link = attributes.keys.first(where: { $0 == "href" || $0.hasSuffix(":href") }) {
            fail("外への参照(\(link))は使えません", "図形をそのまま描いてください")
        }
        if let handler = attributes.keys.first(where: { $0.hasPrefix("on") }) {
            fail("スクリプト(\(handler))は使えません", "その属性を削ってください")
        }
        start(name, SVGAttributes(attributes))
    }

    func parser(
        _ parser: XMLParser,
        didEndElement name: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard skipped == 0 else { return skipped -= 1 }
        if name == "text" {
            text?.finishLine()
            for label in text?.labels ?? [] { add(.label(label)) }
            text = nil
        } else if name == "tspan" {
            text?.endSpan()
        }
        scopes.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if skipped == 0 { text?.append(string) }
    }

    private func start(_ name: String, _ attributes: SVGAttributes) {
        guard var scope = scopes.last ?? (name == "svg" ? SVGScope() : nil) else {
            fail("一番外の要素は<svg>でなければなりません", "")
            return scopes.append(SVGScope())
        }
        let problems = scope.apply(attributes)
        for problem in problems { fail(problem, "docs/developing/forms.mdの表にある書き方にしてください") }
        switch name {
        case "svg": root(attributes, &scope)
        case "g": scope.isOffice = scope.isOffice || attributes["id"] == "office"
        case "defs": skipped = 0
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

    private func root(_ attributes: SVGAttributes, _ scope: inout SVGScope) {
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

    private func shape(_ name: String, _ attributes: SVGAttributes, _ scope: SVGScope) {
        guard let steps = SVGShape.steps(name, attributes) else {
            return fail("<\(name)>の値が読めません", "数の書き方と、使える命令(M L H V C S Q T Z)を確かめてください")
        }
        let moved = steps.map { $0.moved(by: scope.transform) }
        guard moved.allSatisfy(\.isReasonable) else { return fail("<\(name)>が用紙から遠く離れています", "位置を確かめてください") }
        if let paint = scope.paint, !moved.isEmpty { add(.path(moved, paint)) }
    }
}
