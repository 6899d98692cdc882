/// The logical structure of a document for screen readers (タグ付きPDF): one element per group, in reading order.
struct StructureTree {
    private struct Element {
        let role: DisplayGroup.Role
        let page: PDFFile.Reference
        let number: Int
    }

    let root: PDFFile.Reference
    private var elements: [Element] = []
    private var pageEnds: [Int] = []

    init(root: PDFFile.Reference) {
        self.root = root
    }

    static func name(_ role: DisplayGroup.Role) -> StaticString {
        switch role {
        case .artifact: "Artifact"
        case .heading: "H1"
        case .text: "P"
        case .figure: "Figure"
        }
    }

    /// The number that marks the group's content; nil for what is not read.
    mutating func add(_ role: DisplayGroup.Role, page: PDFFile.Reference) -> Int? {
        if case .artifact = role { return nil }
        let number = elements.count - (pageEnds.last ?? 0)
        elements.append(Element(role: role, page: page, number: number))
        return number
    }

    mutating func endPage() {
        pageEnds.append(elements.count)
    }

    func write(to file: inout PDFFile) {
        let document = file.reserve()
        let references = elements.map { element in
            var text = PDFText()
            text.write("<</Type/StructElem/S/")
            text.write(StructureTree.name(element.role))
            text.write("/P ")
            text.write(document)
            text.write(" 0 R/Pg ")
            text.write(element.page)
            text.write(" 0 R/K ")
            text.write(element.number)
            if case .figure(let words) = element.role {
                text.write("/Alt")
                text.writeTextString(words)
            }
            text.write(">>")
            return file.add(text)
        }
        file.set(document, list("<</Type/StructElem/S/Document/P ", references))
        var top = PDFText()
        top.write("<</Type/StructTreeRoot/K ")
        top.write(document)
        top.write(" 0 R/ParentTreeNextKey ")
        top.write(pageEnds.count)
        top.write("/ParentTree<</Nums[")
        var start = 0
        for (key, end) in pageEnds.enumerated() {
            top.write(key)
            top.write("[")
            for reference in references[start..<end] {
                top.write(reference)
                top.write(" 0 R ")
            }
            top.write("]")
            start = end
        }
        top.write("]>>>>")
        file.set(root, top)
    }

    private func list(_ start: StaticString, _ references: [PDFFile.Reference]) -> PDFText {
        var text = PDFText()
        text.write(start)
        text.write(root)
        text.write(" 0 R/K[")
        for reference in references {
            text.write(reference)
            text.write(" 0 R ")
        }
        text.write("]>>")
        return text
    }
}
