/// What the pages of a document draw as text: glyph numbers by font resource, in order.
struct DrawnText {
    /// One `Tj`.
    struct Piece {
        /// Resource name, such as F0, or V0 for vertical text.
        let font: String
        let numbers: [Int]
    }

    private(set) var pieces: [Piece] = []
    /// False for operators the writer never uses, which could draw text unseen by this reading.
    private(set) var isOwn = true

    private static let harmless: Set<String> = [
        "BT", "ET", "Tm", "Tc", "m", "l", "c", "h", "S", "f", "B", "n", "w", "J", "j", "d", "RG", "rg", "BMC", "BDC",
        "EMC", "q", "Q",
    ]

    init(content: [UInt8]) {
        var scanner = PDFScanner(content)
        var operands: [PDFValue] = []
        var font = ""
        while let value = scanner.value() {
            guard case .word(let word) = value else {
                operands.append(value)
                continue
            }
            switch word {
            case "Tf": font = operands.first?.name ?? ""
            // A background of the file; its letters are the city's own print and no value of ours.
            case "Do" where operands.first?.name?.hasPrefix("B") == true: break
            case "Tj":
                guard case .string(let bytes)? = operands.last, bytes.count.isMultiple(of: 2) else {
                    isOwn = false
                    break
                }
                let numbers = stride(from: 0, to: bytes.count, by: 2).map { Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]) }
                pieces.append(Piece(font: font, numbers: numbers))
            default: if !DrawnText.harmless.contains(word) { isOwn = false }
            }
            operands = []
        }
        if scanner.place < content.count - 1 { isOwn = false }
    }
}
