import Madoguchi

/// The logical structure of a finished document with parts added to it (タグの追記): each stands where its place on the page is read.
struct WrittenTags {
    private let structure: PDFFile.Reference
    private let document: PDFFile.Reference
    private var tree: [String: PDFValue]
    private var element: [String: PDFValue]
    private var numbers: [PDFValue]
    private var kids: [PDFValue]

    /// Nil for a document that this product did not write.
    init?(_ base: PDFReading) {
        let root = base.dictionary(base.trailer["Root"])
        guard let structure = root["StructTreeRoot"]?.reference else { return nil }
        tree = base.dictionary(.reference(structure))
        guard let document = tree["K"]?.reference, let numbers = base.dictionary(tree["ParentTree"])["Nums"]?.array
        else { return nil }
        (self.structure, self.document, self.numbers) = (structure, document, numbers)
        element = base.dictionary(.reference(document))
        kids = element["K"]?.array ?? []
    }

    /// How many parts a page has.
    func count(on key: Int) -> Int? { parts(key)?.count }

    private func parts(_ key: Int) -> [PDFValue]? {
        numbers.indices.contains(key * 2 + 1) ? numbers[key * 2 + 1].array : nil
    }

    mutating func add(
        _ part: WrittenPage.Part,
        page: PDFFile.Reference,
        key: Int,
        _ order: MarkedPlaces,
        _ update: inout PDFUpdate
    ) {
        guard var parts = parts(key) else { return }
        let new = PDFValue.reference(update.add(body(part, page)))
        let next = order.first(after: part.at).flatMap { parts.indices.contains($0) ? parts[$0].reference : nil }
        kids.insert(new, at: next.flatMap(place) ?? end(of: parts))
        parts.append(new)
        numbers[key * 2 + 1] = .array(parts)
    }

    private func place(of reference: PDFFile.Reference) -> Int? {
        kids.firstIndex { $0.reference == reference }
    }

    /// Behind everything else of the page.
    private func end(of parts: [PDFValue]) -> Int {
        parts.compactMap(\.reference).compactMap(place).max().map { $0 + 1 } ?? kids.count
    }

    func write(to update: inout PDFUpdate) {
        var (tree, element) = (tree, element)
        element["K"] = .array(kids)
        tree["ParentTree"] = .dictionary(["Nums": .array(numbers)])
        update.set(document, element)
        update.set(structure, tree)
    }

    private func body(_ part: WrittenPage.Part, _ page: PDFFile.Reference) -> PDFText {
        var text = PDFText()
        text.write(part.words == nil ? "<</Type/StructElem/S/P/P " : "<</Type/StructElem/S/Figure/P ")
        text.write(document)
        text.write(" 0 R/Pg ")
        text.write(page)
        text.write(" 0 R/K ")
        text.write(part.mark)
        if let words = part.words {
            text.write("/Alt")
            text.writeTextString(words)
        }
        text.write(">>")
        return text
    }
}

/// Where the tagged parts of a page begin, read from its drawing operators.
struct MarkedPlaces {
    /// By the part's number.
    private var places: [Int: PagePoint] = [:]

    /// `height` of the page in points.
    init(content: [UInt8], height: Double) {
        var scanner = PDFScanner(content)
        var operands: [PDFValue] = []
        var mark: Int?
        while let value = scanner.value() {
            guard case .word(let word) = value else {
                operands.append(value)
                continue
            }
            switch word {
            case "BDC": mark = operands.last?.dictionary?["MCID"]?.number
            case "EMC": mark = nil
            case "Tm", "m":
                let numbers = operands.compactMap(\.points)
                guard let mark, places[mark] == nil, numbers.count >= 2 else { break }
                let (x, y) = (numbers[numbers.count - 2], height - numbers[numbers.count - 1])
                places[mark] = PagePoint(x * 25.4 / 72, y * 25.4 / 72)
            default: break
            }
            operands = []
        }
    }

    /// The number of the first part that is read after a place: in a later row, or further right in the same.
    func first(after place: PagePoint) -> Int? {
        places.sorted { $0.key < $1.key }.first { ReadingOrder.isAfter($0.value, place) }?.key
    }
}
