import Madoguchi

/// A background read from the plain PDF that the worker leaves: classic table, no object streams, one page.
///
/// Everything the page's drawing refers to is copied, and nothing else: no annotations, actions, outlines or metadata.
struct BackgroundPage: Sendable {
    /// An object of the page, its references by the numbers of the source.
    struct Part: Sendable {
        var entries: PDFValue
        var data: [UInt8]?
    }

    /// In millimetres, as it is seen.
    let size: PageSize
    /// From the page's own space to that of the sheet, in points.
    let matrix: [Double]
    let box: [Double]
    let resources: PDFValue
    let content: Part
    let parts: [Int: Part]

    static let mostBytes = 8 << 20
    private static let mostParts = 5_000
    private static let idle: Set<String> = [
        "Parent", "P", "StructParent", "StructParents", "Metadata", "PieceInfo", "Annots", "AA", "Thumb", "B",
        "LastModified",
    ]

    init(_ bytes: [UInt8]) throws(BackgroundFault) {
        guard bytes.count <= BackgroundPage.mostBytes else { throw .tooLarge }
        guard let file = PlainPDF(bytes) else { throw .unreadable }
        guard file.trailer["Encrypt"] == nil else { throw .encrypted }
        let root = file.dictionary(file.trailer["Root"])
        let tree = file.dictionary(root["Pages"])
        guard let kids = file.value(tree["Kids"]).array, kids.count == 1, let first = kids.first else {
            throw .unreadable
        }
        let page = file.dictionary(first)
        guard let box = BackgroundPage.box(page["CropBox"] ?? page["MediaBox"] ?? tree["MediaBox"], file) else {
            throw .unreadable
        }
        self.box = box
        let turn = ((page["Rotate"]?.number ?? 0) % 360 + 360) % 360
        (size, matrix) = BackgroundPage.place(box, turn)
        var parts: [Int: Part] = [:]
        resources = try BackgroundPage.copied(.dictionary(file.dictionary(page["Resources"])), from: file, into: &parts)
        guard case .reference(let number)? = page["Contents"], let stream = file.stream(number) else {
            throw .unreadable
        }
        content = Part(entries: .dictionary(stream.entries), data: stream.data)
        self.parts = parts
        for part in [Part(entries: resources)] + parts.sorted(by: { $0.key < $1.key }).map(\.value) {
            try BackgroundFonts(parts).check(part.entries)
        }
    }

    private static func box(_ value: PDFValue?, _ file: PlainPDF) -> [Double]? {
        let sides = file.value(value ?? .null).array?.compactMap(\.points) ?? []
        guard sides.count == 4, sides.allSatisfy({ $0.magnitude < 10_000 }) else { return nil }
        let box = [min(sides[0], sides[2]), min(sides[1], sides[3]), max(sides[0], sides[2]), max(sides[1], sides[3])]
        return box[2] - box[0] > 50 && box[3] - box[1] > 50 ? box : nil
    }

    /// The size as it is seen and the way there, for a page that is turned by quarters.
    private static func place(_ box: [Double], _ turn: Int) -> (PageSize, [Double]) {
        let (width, height) = (box[2] - box[0], box[3] - box[1])
        let unit = 25.4 / 72
        switch turn {
        case 90: return (PageSize(width: height * unit, height: width * unit), [0, -1, 1, 0, -box[1], box[2]])
        case 180: return (PageSize(width: width * unit, height: height * unit), [-1, 0, 0, -1, box[2], box[3]])
        case 270: return (PageSize(width: height * unit, height: width * unit), [0, 1, -1, 0, box[3], -box[0]])
        default: return (PageSize(width: width * unit, height: height * unit), [1, 0, 0, 1, -box[0], -box[1]])
        }
    }

    /// The value without what no page on paper needs; whatever it refers to goes into `parts`.
    private static func copied(
        _ value: PDFValue,
        from file: PlainPDF,
        into parts: inout [Int: Part]
    ) throws(BackgroundFault) -> PDFValue {
        switch value {
        case .dictionary(let entries):
            var copy: [String: PDFValue] = [:]
            for (key, inner) in entries where !idle.contains(key) {
                copy[key] = try copied(inner, from: file, into: &parts)
            }
            return .dictionary(copy)
        case .array(let values):
            var copy: [PDFValue] = []
            for inner in values { copy.append(try copied(inner, from: file, into: &parts)) }
            return .array(copy)
        case .reference(let number):
            guard parts[number] == nil else { return value }
            guard parts.count < mostParts else { throw .tooLarge }
            // Marked before its inside is read: objects may refer to each other in circles.
            parts[number] = Part(entries: .null)
            if let stream = file.stream(number) {
                guard stream.entries["F"] == nil else { throw .forbidden("ほかのファイルへの参照") }
                let entries = try copied(.dictionary(stream.entries), from: file, into: &parts)
                parts[number] = Part(entries: entries, data: stream.data)
            } else {
                parts[number] = Part(entries: try copied(file.value(value), from: file, into: &parts))
            }
            return value
        default: return value
        }
    }
}

/// Every font of a background is embedded and can be read out (PDF/A-2u); nothing runs or reaches out.
struct BackgroundFonts {
    private let parts: [Int: BackgroundPage.Part]

    init(_ parts: [Int: BackgroundPage.Part]) {
        self.parts = parts
    }

    func check(_ value: PDFValue) throws(BackgroundFault) {
        switch value {
        case .array(let values): for inner in values { try check(inner) }
        case .dictionary(let entries):
            if entries["Type"]?.name == "Font" { try font(entries) }
            if entries["Subtype"]?.name == "PS" { throw .forbidden("PostScript") }
            for key in ["JS", "JavaScript", "OPI", "Ref"] where entries[key] != nil { throw .forbidden(key) }
            for inner in entries.values { try check(inner) }
        default: break
        }
    }

    private func entries(_ value: PDFValue?) -> [String: PDFValue] {
        guard case .reference(let number)? = value else { return value?.dictionary ?? [:] }
        return parts[number]?.entries.dictionary ?? [:]
    }

    private func list(_ value: PDFValue?) -> [PDFValue] {
        guard case .reference(let number)? = value else { return value?.array ?? [] }
        return parts[number]?.entries.array ?? []
    }

    private func font(_ font: [String: PDFValue]) throws(BackgroundFault) {
        let name = font["BaseFont"]?.name ?? "無名"
        let kind = font["Subtype"]?.name
        guard kind != "Type3" else { throw .font(name) }
        // The descendants of a composite font are looked at with it.
        guard kind != "CIDFontType0", kind != "CIDFontType2" else { return }
        let descendant = kind == "Type0" ? entries(list(font["DescendantFonts"]).first) : font
        let descriptor = entries(descendant["FontDescriptor"])
        guard ["FontFile", "FontFile2", "FontFile3"].contains(where: { descriptor[$0] != nil }) else {
            throw .font(name)
        }
        let known: Set<String> = ["WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding"]
        let encoding = font["Encoding"]?.name ?? entries(font["Encoding"])["BaseEncoding"]?.name ?? ""
        guard font["ToUnicode"] != nil || kind != "Type0" && known.contains(encoding) else {
            throw .unreadableFont(name)
        }
    }
}
