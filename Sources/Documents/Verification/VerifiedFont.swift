/// A font of a document beside its source; each number is compared once.
struct VerifiedFont {
    private let name: String
    private let source: FontFile?
    private let program: EmbeddedProgram?
    private let texts: [Int: String]
    /// As the document states them, in thousandths of the em, from number 1 on.
    private let widths: [Double]
    private let isVertical: Bool
    private var checked: [Int: DocumentVerifier.Fault?] = [:]

    init(_ font: [String: PDFValue], _ file: PDFReading, _ library: FontLibrary) {
        let base = font["BaseFont"]?.name ?? ""
        // ABCDEF+Name
        let name = base.utf8.count > 7 ? String(base.dropFirst(7)) : base
        self.name = name
        source = library.files.first { $0.name == name }
        isVertical = font["Encoding"]?.name == "Identity-V"
        texts = VerifiedFont.texts(file.stream(font["ToUnicode"]) ?? [])
        let descendant = file.dictionary(file.resolve(font["DescendantFonts"]).array?.first)
        let list = file.resolve(descendant["W"]).array ?? []
        widths = list.first?.number == 1 && list.count == 2 ? (list[1].array ?? []).compactMap(\.points) : []
        let descriptor = file.dictionary(descendant["FontDescriptor"])
        program = file.stream(descriptor["FontFile2"]).flatMap { try? EmbeddedProgram($0) }
    }

    func text(_ number: Int) -> String { texts[number] ?? "" }

    mutating func check(_ number: Int) -> DocumentVerifier.Fault? {
        if let known = checked[number] { return known }
        let fault = compare(number)
        checked[number] = fault
        return fault
    }

    private func compare(_ number: Int) -> DocumentVerifier.Fault? {
        guard let source, let program else { return .font(name) }
        guard let letter = texts[number].map({ Letter.letters(of: $0) }), letter.count == 1 else {
            return .untold(font: name, number: number)
        }
        let codePoints = letter[0].codePoints
        guard let upright = source.characters.glyph(letter[0]) else {
            return .wrongGlyph(font: name, codePoints: codePoints)
        }
        let glyph = isVertical ? source.verticalForms[upright] ?? upright : upright
        guard let wanted = try? GlyphOutline.read(glyph, from: source), let drawn = try? program.outline(number),
            wanted == drawn, source.unitsPerEm == program.unitsPerEm
        else { return .wrongGlyph(font: name, codePoints: codePoints) }
        let advance = source.advance(glyph)
        let stated = widths.indices.contains(number - 1) ? widths[number - 1] : -1
        guard (try? program.advance(number)) == advance,
            abs(stated - Double(advance) * 1_000 / Double(source.unitsPerEm)) < 0.01
        else {
            return .wrongWidth(font: name, codePoints: codePoints)
        }
        return nil
    }

    /// The `bfchar` lines of a ToUnicode map.
    private static func texts(_ map: [UInt8]) -> [Int: String] {
        var scanner = PDFScanner(map)
        var texts: [Int: String] = [:]
        var pending: [[UInt8]] = []
        var isInside = false
        while let value = scanner.value() {
            switch value {
            case .word("beginbfchar"): isInside = true
            case .word("endbfchar"): isInside = false
            case .string(let bytes) where isInside:
                pending.append(bytes)
                guard pending.count == 2 else { continue }
                let number = pending[0].reduce(0) { $0 << 8 | Int($1) } & 0xFFFF
                let units = stride(from: 0, to: pending[1].count - 1, by: 2).map {
                    UInt16(pending[1][$0]) << 8 | UInt16(pending[1][$0 + 1])
                }
                texts[number] = String(decoding: units, as: UTF16.self)
                pending = []
            default: break
            }
        }
        return texts
    }
}

extension DocumentVerifier.Fault: CustomStringConvertible {
    /// What is wrong and what it means, for staff.
    package var description: String {
        switch self {
        case .unreadable: "この製品が作ったPDFとして読めません。別のファイルか、途中で切れています。"
        case .altered: "作成したあとで内容が書き換えられています。原本と見比べてください。"
        case .foreignContent(let page): "\(page)ページ目に、この製品が書かない描画命令があります。"
        case .font(let name): "フォント「\(name)」が埋め込まれていないか、壊れているか、この計算機にありません。"
        case .untold(let font, let number): "フォント「\(font)」の\(number)番の字形に、対応する文字が記録されていません。"
        case .wrongGlyph(let font, let codePoints): "文字(\(codePoints))の字形が、フォント「\(font)」の字形と違います。"
        case .brokenSeal: "封印のあとで書き換えられているか、封印が壊れています。保管してある書類と見比べてください。"
        case .foreignSeal(let fingerprint): "別の証明書（SHA-256 \(fingerprint)）で封印されています。この窓口の書類ではありません。"
        case .wrongWidth(let font, let codePoints): "文字(\(codePoints))の幅が、フォント「\(font)」と違います。"
        }
    }
}
