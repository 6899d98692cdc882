package import Japanese

/// A form with every value in its place (記入済み様式): nothing is left to evaluate, and the same data gives an equal value.
///
/// It holds texts and their boxes, not glyph positions: those follow from the fonts and are the renderer's work.
package struct FilledForm: Hashable, Sendable, Codable {
    package var id: String
    package var title: String
    package var version: String
    package var pages: [FilledPage]

    package init(id: String, title: String, version: String, pages: [FilledPage]) {
        self.id = id
        self.title = title
        self.version = version
        self.pages = pages
    }

    /// The signature areas of all pages, in order.
    package var signatures: [SignatureArea] { pages.flatMap(\.signatures) }

    /// What is signed: the same form without anything written into the office's own columns.
    package var signedContent: FilledForm {
        var content = self
        for index in content.pages.indices { content.pages[index].office = [] }
        return content
    }
}

/// One page of a filled form.
package struct FilledPage: Hashable, Sendable, Codable {
    package var page: PageSize
    package var drawing: [Figure]
    package var entries: [Entry]
    /// Written into the office's own columns (事務処理欄) after signing.
    package var office: [Entry]
    package var signatures: [SignatureArea]
    package var background: PageBackground?

    package init(
        page: PageSize,
        drawing: [Figure],
        entries: [Entry] = [],
        office: [Entry] = [],
        signatures: [SignatureArea] = [],
        background: PageBackground? = nil
    ) {
        self.page = page
        self.drawing = drawing
        self.entries = entries
        self.office = office
        self.signatures = signatures
        self.background = background
    }

    /// One thing written on the page.
    package struct Entry: Hashable, Sendable, Codable {
        /// The box, such as `届出人電話`, with the row's number in a table: `異動者[2].氏名`.
        package var box: String
        /// What a person calls the box.
        package var name: String
        package var area: PageArea
        package var content: Content

        package init(box: String, name: String, area: PageArea, content: Content) {
            self.box = box
            self.name = name
            self.area = area
            self.content = content
        }
    }

    package enum Content: Hashable, Sendable, Codable {
        case text(RegisteredText, TextStyle)
        case comb(RegisteredText, cells: Int, TextStyle)
        case mark(MarkKind)
        case code(String)
    }
}

/// A filled form on its way to paper or screen, with what was signed on it.
package struct PrintedForm: Hashable, Sendable, Codable {
    package var form: FilledForm
    /// Handwriting by the identifier of its signature area.
    package var ink: [String: SignatureInk]
    /// Remarks by the identifier of their signature area, such as 代筆 with the writer's name.
    package var remarks: [String: RegisteredText]
    /// A second paper and a reprint say what they are.
    package var mark: PrintMark

    package init(
        _ form: FilledForm,
        ink: [String: SignatureInk] = [:],
        remarks: [String: RegisteredText] = [:],
        mark: PrintMark = .original
    ) {
        self.form = form
        self.ink = ink
        self.remarks = remarks
        self.mark = mark
    }
}
