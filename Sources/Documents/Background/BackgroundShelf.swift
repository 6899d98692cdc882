import Madoguchi
import Synchronization

/// Backgrounds read once and kept (背景の控え): a town has a few dozen.
final class BackgroundShelf: Sendable {
    private let pages = Mutex<[String: BackgroundPage]>([:])
    private static let most = 200

    func page(_ background: PageBackground) throws(BackgroundFault) -> BackgroundPage {
        if let known = pages.withLock({ $0[background.name] }) { return known }
        let page = try BackgroundPage(background.bytes)
        pages.withLock { pages in
            if pages.count >= BackgroundShelf.most { pages.removeAll() }
            pages[background.name] = page
        }
        return page
    }

    /// Why a form cannot be printed over its backgrounds.
    func problems(in form: FilledForm) -> [DocumentProblem] {
        form.pages.compactMap { sheet -> DocumentProblem? in
            guard let background = sheet.background else { return nil }
            do throws(BackgroundFault) {
                let size = try page(background).size
                guard !size.fits(sheet.page) else { return nil }
                throw BackgroundFault.size
            } catch {
                return DocumentProblem(.background(error.description), form: form.title, field: "")
            }
        }
    }
}

extension PageSize {
    /// Paper sizes in whole points differ from those in millimetres by less than this.
    func fits(_ other: PageSize) -> Bool {
        abs(width - other.width) < 1.5 && abs(height - other.height) < 1.5
    }
}

extension BackgroundPage {
    /// Copies the page into a file as one drawing that pages refer to.
    func add(to file: inout PDFFile) -> PDFFile.Reference {
        var numbers: [Int: PDFFile.Reference] = [:]
        for number in parts.keys.sorted() { numbers[number] = file.reserve() }
        for (number, part) in parts.sorted(by: { $0.key < $1.key }) {
            guard let new = numbers[number] else { continue }
            file.set(new, part.entries.renumbered(numbers), data: part.data)
        }
        var entries = content.entries.dictionary ?? [:]
        entries["Type"] = .name("XObject")
        entries["Subtype"] = .name("Form")
        entries["BBox"] = .array(box.map { .number($0) })
        entries["Matrix"] = .array(matrix.map { .number($0) })
        entries["Resources"] = resources.renumbered(numbers)
        let drawing = file.reserve()
        file.set(drawing, .dictionary(entries), data: content.data ?? [])
        return drawing
    }
}

extension PDFValue {
    func renumbered(_ numbers: [Int: PDFFile.Reference]) -> PDFValue {
        switch self {
        case .reference(let number): numbers[number].map { .reference($0) } ?? .null
        case .array(let values): .array(values.map { $0.renumbered(numbers) })
        case .dictionary(let entries): .dictionary(entries.mapValues { $0.renumbered(numbers) })
        default: self
        }
    }
}
