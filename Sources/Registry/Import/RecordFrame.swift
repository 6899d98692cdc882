/// The first and the last record of a file that frame its data (ヘッダー・トレーラーレコード), where the layout says so.
struct RecordFrame {
    private let marks: (header: String?, trailer: String, countColumn: Int)?
    private var announced: String?
    private var hasDataAfterTrailer = false

    init(_ control: ControlRule) {
        guard case .trailer(let mark, let countColumn, let header) = control else {
            marks = nil
            return
        }
        marks = (header, mark, countColumn)
    }

    /// Whether the record is no data; remembers what the last one announces.
    mutating func isFrame(_ record: CSVRecord, _ decoder: FieldDecoder, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let marks else { return false }
        func text(_ place: Int) -> String? {
            guard place < record.fields.count else { return nil }
            let field = record.fields[place]
            return decoder.text(UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end]))
        }
        let first = text(0)
        if announced != nil { hasDataAfterTrailer = true }
        if first == marks.trailer {
            announced = text(marks.countColumn - 1) ?? ""
            return true
        }
        return marks.header != nil && first == marks.header
    }

    func fault(lines: Int) -> LineFault? {
        guard marks != nil else { return nil }
        let hint = "途中で切れていないか、もう一度受け取ってください。"
        guard let announced else { return LineFault("終わりのレコード（トレーラー）がありません。", hint) }
        if hasDataAfterTrailer { return LineFault("終わりのレコード（トレーラー）の後に行があります。", hint) }
        guard let count = Int(announced) else { return LineFault("終わりのレコードの件数が数字ではありません。", hint) }
        return count == lines ? nil : LineFault("終わりのレコードは\(count)件、データは\(lines)件です。", hint)
    }
}
