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
        guard var tags = WrittenTags(base) else { throw .content }
        for (index, number) in pages.enumerated() {
            let here = writings.filter { $0.page == index }
            guard index == 0 || !here.isEmpty else { continue }
            var page = base.dictionary(.reference(number))
            if index == 0 { page["Annots"] = .array([.reference(field)]) }
            defer { update.set(number, page) }
            guard !here.isEmpty else { continue }
            guard let content = page["Contents"], let drawn = base.content(content),
                let key = page["StructParents"]?.number, let marks = tags.count(on: key),
                let height = page["MediaBox"]?.array?.last?.points
            else { throw .content }
            let added = WrittenPage(here, height: height, firstMark: marks, library)
            guard added.isWhole else { throw .remark }
            let before = update.addStream(data: Array("q\n".utf8), isCompressed: false)
            let after = update.addStream(data: added.stream, isCompressed: false)
            page["Contents"] = .array([.reference(before), content, .reference(after)])
            page["Resources"] = .dictionary(try resources(base.dictionary(page["Resources"]), added, base, &update))
            let order = MarkedPlaces(content: drawn, height: height)
            for part in added.parts { tags.add(part, page: number, key: key, order, &update) }
        }
        if !writings.isEmpty { tags.write(to: &update) }
    }

    /// Those of the page with the fonts of what was added.
    private func resources(
        _ known: [String: PDFValue],
        _ added: WrittenPage,
        _ base: PDFReading,
        _ update: inout PDFUpdate
    ) throws(SealFault) -> [String: PDFValue] {
        var resources = known
        var fonts = base.dictionary(resources["Font"])
        for (index, use) in added.uses.enumerated() where !use.entries.isEmpty {
            let font = EmbeddedFont(font: library.files[index], use: use, programs: programs)
            do throws(FontFault) {
                fonts["R\(index)"] = .reference(try font.add(to: &update).horizontal)
            } catch {
                throw .remark
            }
        }
        resources["Font"] = .dictionary(fonts)
        return resources
    }
}

/// What is added to one page: its drawing operators, the glyphs they use, and a tagged part for each thing written.
struct WrittenPage {
    struct Part {
        /// Where it stands for somebody who hears the page.
        let at: PagePoint
        /// The words for a drawing; nil for text, which speaks for itself.
        let words: String?
        let mark: Int
    }

    private(set) var parts: [Part] = []
    private(set) var uses: [GlyphUse]
    /// False where a remark has a letter that no font draws, or is too long for its area.
    private(set) var isWhole = true
    private var content: ContentStream

    /// The same writings give the same bytes. `height` in points; `firstMark` is the number of parts the page has already.
    init(_ writings: [SealOrder.Writing], height: Double, firstMark: Int, _ library: FontLibrary) {
        content = ContentStream(height: height * 25.4 / 72, isAddition: true)
        uses = [GlyphUse](repeating: GlyphUse(), count: library.files.count)
        for writing in writings {
            let place = PagePoint(writing.area.x, writing.area.centre.y)
            if let ink = writing.ink {
                add(.figure(writing.words), InkDrawing.items(ink, in: writing.area), place, firstMark)
            }
            guard let remark = writing.remark else { continue }
            let runs = RemarkDrawing.runs(remark, in: writing.area, library)
            if runs.isEmpty || !library.shape(remark.string, .registered).missing.isEmpty { isWhole = false }
            add(.text, runs.map { .text($0) }, place, firstMark)
        }
    }

    var stream: [UInt8] { Array("Q\n".utf8) + content.text.bytes }

    private mutating func add(_ role: DisplayGroup.Role, _ items: [DisplayItem], _ at: PagePoint, _ firstMark: Int) {
        let mark = firstMark + parts.count
        content.begin(role, marked: mark)
        for item in items { content.draw(item, &uses) }
        content.end()
        var words: String?
        if case .figure(let said) = role { words = said }
        parts.append(Part(at: at, words: words, mark: mark))
    }
}

extension PDFValue {
    var points: Double? {
        guard case .number(let value) = self else { return nil }
        return value
    }
}

/// A remark in a signature area, such as 代筆 山田花子（長女）: at its lower edge, in two lines where one would be too small.
enum RemarkDrawing {
    private static let size = 7.0
    /// Height in millimetres and the smallest size in points that is tried, one after the other.
    private static let rooms = [(3.2, 5.5), (6.0, 5.5), (6.0, 3.0)]

    /// Empty for a remark that fits nowhere.
    static func runs(_ remark: RegisteredText, in area: PageArea, _ library: FontLibrary) -> [TextRun] {
        let shaped = library.shape(remark.string, .registered)
        for (height, smallest) in rooms {
            let place = PageArea(
                x: area.x,
                y: max(area.y, area.bottom - height),
                width: area.width,
                height: min(height, area.height)
            )
            let style = TextStyle(size: size, smallest: smallest, align: .right, valign: .bottom)
            guard let fitted = TextFitting(style, place).fit(shaped) else { continue }
            return Typesetter(library: library).runs(fitted, style, in: place)
        }
        return []
    }
}
