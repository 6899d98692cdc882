import Japanese
import Madoguchi

/// What people wrote by hand, added to the pages of a finished document with its place in the reading order.
extension DocumentSealer {
    func write(
        _ writings: [SealOrder.Writing],
        on pages: [Int],
        field: Int,
        _ base: PDFReading,
        _ update: inout PDFUpdate
    ) throws(SealFault) {
        guard writings.allSatisfy({ pages.indices.contains($0.page) }) else { throw .area }
        let root = base.dictionary(base.trailer["Root"])
        guard let structure = root["StructTreeRoot"]?.reference else { throw .content }
        var tree = base.dictionary(.reference(structure))
        guard let document = tree["K"]?.reference, var numbers = base.dictionary(tree["ParentTree"])["Nums"]?.array
        else { throw .content }
        var element = base.dictionary(.reference(document))
        var kids = element["K"]?.array ?? []
        for (index, number) in pages.enumerated() {
            let here = writings.filter { $0.page == index }
            guard index == 0 || !here.isEmpty else { continue }
            var page = base.dictionary(.reference(number))
            if index == 0 { page["Annots"] = .array([.reference(field)]) }
            defer { update.set(number, page) }
            guard !here.isEmpty, let content = page["Contents"], let key = page["StructParents"]?.number,
                numbers.indices.contains(key * 2 + 1), var marked = numbers[key * 2 + 1].array,
                let height = page["MediaBox"]?.array?.last?.points
            else { continue }
            let stream = DocumentSealer.stream(here, height: height, firstMark: marked.count, library)
            let before = update.addStream(Array("q\n".utf8))
            let after = update.addStream(stream)
            page["Contents"] = .array([.reference(before), content, .reference(after)])
            for writing in here {
                let figure = update.add(figure(writing, document, page: number, mark: marked.count))
                marked.append(.reference(figure))
                kids.append(.reference(figure))
            }
            numbers[key * 2 + 1] = .array(marked)
        }
        guard !writings.isEmpty else { return }
        element["K"] = .array(kids)
        tree["ParentTree"] = .dictionary(["Nums": .array(numbers)])
        update.set(document, element)
        update.set(structure, tree)
    }

    /// The drawing operators of what was written on one page; the same writings give the same bytes.
    static func stream(
        _ writings: [SealOrder.Writing],
        height: Double,
        firstMark: Int,
        _ library: FontLibrary
    ) -> [UInt8] {
        var content = ContentStream(height: height * 25.4 / 72)
        var uses = [GlyphUse](repeating: GlyphUse(), count: library.files.count)
        for (index, writing) in writings.enumerated() {
            content.begin(.figure(""), marked: firstMark + index)
            let ink = writing.ink.map { InkDrawing.items($0, in: writing.area) } ?? []
            let remark = writing.remark.map { RemarkDrawing.outlines($0, in: writing.area, library) } ?? []
            for item in ink + remark { content.draw(item, &uses) }
            content.end()
        }
        return Array("Q\n".utf8) + content.text.bytes
    }

    private func figure(_ writing: SealOrder.Writing, _ document: Int, page: Int, mark: Int) -> PDFText {
        var text = PDFText()
        text.write("<</Type/StructElem/S/Figure/P ")
        text.write(document)
        text.write(" 0 R/Pg ")
        text.write(page)
        text.write(" 0 R/K ")
        text.write(mark)
        text.write("/Alt")
        text.writeTextString(writing.words)
        text.write(">>")
        return text
    }
}

extension PDFValue {
    var points: Double? {
        guard case .number(let value) = self else { return nil }
        return value
    }
}

/// A remark in a signature area, such as 代筆 山田花子（長女）.
enum RemarkDrawing {
    private static let size = 7.0
    private static let height = 3.2

    /// Where it stands: at the lower edge of the area.
    static func runs(_ remark: RegisteredText, in area: PageArea, _ library: FontLibrary) -> [TextRun] {
        let place = PageArea(
            x: area.x,
            y: max(area.y, area.bottom - height),
            width: area.width,
            height: min(height, area.height)
        )
        let style = TextStyle(size: size, smallest: 3, align: .right)
        let shaped = library.shape(remark.string, .registered)
        guard let fitted = TextFitting(style, place).fit(shaped) else { return [] }
        return Typesetter(library: library).runs(fitted, style, in: place)
    }

    /// As filled outlines, since a sealed document takes no new fonts.
    static func outlines(_ remark: RegisteredText, in area: PageArea, _ library: FontLibrary) -> [DisplayItem] {
        runs(remark, in: area, library).flatMap { run -> [DisplayItem] in
            let font = library.files[run.font]
            let scale = run.size / Double(font.unitsPerEm) * 25.4 / 72
            var at = run.at
            return run.letters.map { letter in
                defer { at.x += (letter.advance * run.size + run.spacing) * 25.4 / 72 }
                let outline = (try? GlyphOutline.read(letter.glyph, from: font)) ?? GlyphOutline(contours: [])
                return .path(outline.steps(at: at, scale: scale), Paint(fill: .black))
            }
        }
    }
}

extension GlyphOutline {
    /// As cubic curves on a page; a quadratic curve is a cubic one with its control points at two thirds.
    func steps(at origin: PagePoint, scale: Double) -> [PathStep] {
        func place(_ point: (x: Double, y: Double)) -> PagePoint {
            PagePoint(origin.x + point.x * scale, origin.y - point.y * scale)
        }
        var steps: [PathStep] = []
        for contour in contours where contour.count > 1 {
            let path = contour.rounded
            var now = path[0].at
            var control: (x: Double, y: Double)?
            steps.append(.move(place(now)))
            for point in path.dropFirst() {
                guard let held = control else {
                    if point.isOnCurve { steps.append(.line(place(point.at))) } else { control = point.at }
                    if point.isOnCurve { now = point.at }
                    continue
                }
                let end = point.isOnCurve ? point.at : ((held.x + point.at.x) / 2, (held.y + point.at.y) / 2)
                let first = (now.x + (held.x - now.x) * 2 / 3, now.y + (held.y - now.y) * 2 / 3)
                let second = (end.0 + (held.x - end.0) * 2 / 3, end.1 + (held.y - end.1) * 2 / 3)
                steps.append(.curve(place(first), place(second), place(end)))
                control = point.isOnCurve ? nil : point.at
                now = end
            }
            steps.append(.close)
        }
        return steps
    }
}

extension [GlyphOutline.Point] {
    /// The contour from a point on the curve back to it.
    fileprivate var rounded: [(at: (x: Double, y: Double), isOnCurve: Bool)] {
        let points = map { (at: (x: Double($0.x), y: Double($0.y)), isOnCurve: $0.isOnCurve) }
        if let start = firstIndex(where: \.isOnCurve) { return (points[start...] + points[...start]).map { $0 } }
        let (first, last) = (points[0].at, points[points.count - 1].at)
        let between = (at: (x: (first.x + last.x) / 2, y: (first.y + last.y) / 2), isOnCurve: true)
        return [between] + points + [between]
    }
}
