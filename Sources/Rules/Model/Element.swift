import Foundation
import FoundationXML

/// An element of an XML file (要素), namespaces cut off, with its place.
struct Element: Sendable {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    var text = ""
    let line: Int
    let column: Int

    func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
    func first(_ name: String) -> Element? { children.first { $0.name == name } }

    /// The trimmed text of a child such as `text` or `typeRef`.
    func text(of name: String) -> String? {
        first(name).map { trimmed($0.text) }
    }

    /// Every element below, this one included.
    func visitAll(_ body: (Element) -> Void) {
        body(self)
        for child in children { child.visitAll(body) }
    }
}

/// Reads a whole XML document; external entities are never resolved.
enum ElementReader {
    static func read(_ data: [UInt8], file: String) throws(Diagnostics) -> Element {
        let parser = XMLParser(data: Data(data))
        let builder = ElementBuilder()
        parser.delegate = builder
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        guard parser.parse(), let root = builder.root else {
            throw Diagnostics([
                Diagnostic(
                    file: file,
                    line: parser.lineNumber,
                    column: parser.columnNumber,
                    message: "XMLとして読めません",
                    hint: "タグの閉じ忘れや、使えない文字がないか確かめてください",
                    english: "not well-formed XML"
                )
            ])
        }
        return root
    }
}

private final class ElementBuilder: NSObject, XMLParserDelegate {
    private var open: [Element] = []
    private(set) var root: Element?

    func parser(
        _ parser: XMLParser,
        didStartElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        let local = elementName.split(separator: ":").last.map(String.init) ?? elementName
        open.append(
            Element(name: local, attributes: attributes, line: parser.lineNumber, column: parser.columnNumber)
        )
        if open.count > 500 { parser.abortParsing() }
    }

    func parser(
        _ parser: XMLParser,
        didEndElement elementName: String,
        namespaceURI: String?,
        qualifiedName: String?
    ) {
        guard let done = open.popLast() else { return }
        if open.isEmpty {
            root = done
        } else {
            open[open.count - 1].children.append(done)
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if !open.isEmpty { open[open.count - 1].text += string }
    }

    func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
        if !open.isEmpty { open[open.count - 1].text += String(decoding: CDATABlock, as: UTF8.self) }
    }
}
