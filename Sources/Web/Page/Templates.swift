import Foundation
import Hummingbird
import Madoguchi
import Mustache

/// A page as a value: only texts, flags and lists, ready to be printed by one template.
package protocol Page: Sendable {
    /// File below `Templates` without its ending.
    static var template: String { get }
}

/// The templates of all pages, read once at the start.
struct Templates: Sendable {
    private let library: MustacheLibrary
    private let glyphs: PageGlyphs?

    init(folder: String, glyphs: ScreenGlyphs? = nil) throws {
        self.glyphs = glyphs.map(PageGlyphs.init)
        // Mustache's own escaping goes by Swift characters and so lets `"` pass when a combining mark follows it.
        MustacheContentTypes.register(StrictHTML(), named: StrictHTML.name)
        var library = MustacheLibrary()
        for (name, bytes) in try ResourceFolder.files(below: folder, endingWith: [".mustache"]) {
            let text = "{{% CONTENT_TYPE:\(StrictHTML.name)}}\n" + String(decoding: bytes, as: UTF8.self)
            do {
                try library.register(text, named: String(name.dropLast(".mustache".count)))
            } catch let error as MustacheTemplate.ParserError {
                throw StartFault.template(
                    file: name,
                    line: error.context.lineNumber - 1,
                    reason: String(describing: error.error)
                )
            }
        }
        self.library = library
        for needed in pageTemplates where library.getTemplate(named: needed) == nil {
            throw StartFault.missingTemplate(needed)
        }
    }

    func text<P: Page>(_ page: P) throws -> String {
        guard let text = library.render(PageTree.of(page), withTemplate: P.template) else {
            throw StartFault.missingTemplate(P.template)
        }
        return glyphs?.finished(text) ?? text
    }

    func response<P: Page>(_ page: P, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: try text(page)))
        )
    }
}

/// Escapes HTML scalar by scalar, so that a combining mark or variation selector never hides a quotation mark.
struct StrictHTML: MustacheContentType {
    static let name = "STRICT_HTML"

    func escapeText(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
