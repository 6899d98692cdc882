import Japanese
import Rules

/// What is wrong with a line: where and why, without any value of it, because the values are personal data.
struct LineFault: Error {
    /// Number of the column in the line, from 1; 0 for the whole line.
    var column: Int
    var message: String
    var hint: String

    init(column: Int = 0, _ message: String, _ hint: String) {
        self.column = column
        self.message = message
        self.hint = hint
    }
}

/// Turns the records of one file into rows: decoding, lengths, digits, dates and codes are checked here.
struct RowReader {
    private let plan: RowPlan
    private let decoder: FieldDecoder
    private let bytes: UnsafeRawBufferPointer
    private let quote: UInt8
    /// Codes that the layout's tables do not have, with how often each came.
    private(set) var unknownCodes: [UnknownCode: Int] = [:]
    private(set) var mapping: ExternalMapping
    /// Signs that nobody sees or that have no form, kept because the register has them, with how often each came.
    private(set) var oddities: [TextInspection.Kind: Int] = [:]

    struct UnknownCode: Hashable {
        let column: String
        let code: String
    }

    init(
        _ plan: RowPlan,
        _ decoder: FieldDecoder,
        _ bytes: UnsafeRawBufferPointer,
        _ dialect: CSVDialect,
        _ mapping: ExternalMapping
    ) {
        self.plan = plan
        self.decoder = decoder
        self.bytes = bytes
        self.mapping = mapping
        quote = dialect.quote ?? UInt8(ascii: "\"")
    }

    /// Fills the row, or throws the first thing wrong in the line.
    mutating func read(_ record: CSVRecord, into row: inout Row) throws(LineFault) {
        try checkCount(record.fields.count)
        row.line = record.line
        mapping.beginLine()
        for index in plan.sources.indices {
            let field = record.fields[plan.places[index]]
            // Most columns of most people are empty.
            if field.start == field.end, !plan.isRequired[index] {
                if let place = plan.fieldPlaces[index] { row.values[place] = "" }
                continue
            }
            let isOrdinary = !field.hasDoubledQuotes && decoder.isOrdinary(field, in: bytes)
            // What means nothing to the program is only looked at.
            if isOrdinary, plan.isPlain[index] { continue }
            let text = try self.text(of: field, at: plan.places[index])
            let value = plan.isPlain[index] ? text : try checked(text, plan.sources[index], isOrdinary)
            if let place = plan.fieldPlaces[index] { row.values[place] = value }
        }
        row.received = mapping.received
    }

    private func checkCount(_ count: Int) throws(LineFault) {
        if count < plan.leastFields {
            throw LineFault("列が \(plan.leastFields) 必要ですが、\(count) しかありません。", "行が途中で切れていないか確かめてください。")
        }
        if let most = plan.mostFields, count > most {
            throw LineFault("列が \(most) のはずですが、\(count) あります。", "値の中の区切り文字が引用符で囲まれているか確かめてください。")
        }
    }

    private func text(of field: CSVField, at place: Int) throws(LineFault) -> String {
        let raw = UnsafeRawBufferPointer(rebasing: bytes[field.start..<field.end])
        guard let text = decoder.text(raw) else {
            throw LineFault(column: place + 1, "文字コードの決まりに合わないバイトがあります。", "送り元のファイルの文字コードを確かめてください。")
        }
        return field.hasDoubledQuotes ? halved(text) : text
    }

    private func halved(_ text: String) -> String {
        let mark = Unicode.Scalar(quote)
        var result = String.UnicodeScalarView()
        var isSecond = false
        for scalar in text.unicodeScalars {
            isSecond = scalar == mark && !isSecond
            if scalar == mark, isSecond { continue }
            result.append(scalar)
        }
        return String(result)
    }

    private mutating func checked(
        _ text: String,
        _ source: RowPlan.Source,
        _ isOrdinary: Bool
    ) throws(LineFault) -> String {
        let column = source.column
        let number = source.place + 1
        if text.utf8.isEmpty {
            if column.isRequired {
                throw LineFault(column: number, "「\(column.name)」が空です。", "必ず要る項目です。送り元で入れてください。")
            }
            return text
        }
        switch column.kind {
        // A column that means nothing to the program may hold anything.
        case .text: return column.field == nil ? text : try written(text, column, number, isOrdinary)
        case .digits:
            guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw LineFault(column: number, "「\(column.name)」に半角数字でない文字があります。", "送り元の値を確かめてください。")
            }
            if column.width > 0, text.utf8.count > column.width {
                throw LineFault(column: number, "「\(column.name)」が \(column.width) けたを超えています。", "送り元の値を確かめてください。")
            }
            return text
        case .date(let spelling):
            try check(date: FileDate(text, spelling), column, number, spelling)
            return text
        case .code:
            return meaning(of: text, source)
        }
    }

    /// Registered text: kept as it is but for the core system's own characters that a person has identified.
    private mutating func written(
        _ text: String,
        _ column: Column,
        _ number: Int,
        _ isOrdinary: Bool
    ) throws(LineFault) -> String {
        if column.width > 0, text.utf8.count > column.width, RowReader.letters(of: text) > column.width {
            throw LineFault(column: number, "「\(column.name)」が \(column.width)文字を超えています。", "列がずれていないか、送り元の値を確かめてください。")
        }
        if isOrdinary, text.utf8.count <= 1_000 { return text }
        let inspection = TextInspection.inspect(text, source: .register)
        guard inspection.isAccepted else {
            let sentence = inspection.sentences.first ?? ""
            throw LineFault(column: number, "「\(column.name)」の\(sentence)", "送り元の値を確かめてください。")
        }
        for finding in inspection.findings where finding.kind != .privateUse { oddities[finding.kind, default: 0] += 1 }
        return mapping.text(text, in: column)
    }

    /// Without variation selectors, which are no letters of their own.
    private static func letters(of text: String) -> Int {
        text.unicodeScalars.count { !(0xFE00...0xFE0F).contains($0.value) && !(0xE0100...0xE01EF).contains($0.value) }
    }

    private func check(date: FileDate, _ column: Column, _ number: Int, _ spelling: DateSpelling) throws(LineFault) {
        switch date {
        case .none, .placeholder, .day: return
        // A register may hold a birth on 29 February of a common year (住民記録システム標準仕様書 1.1.8).
        case .impossible where column.field == .birthDate: return
        case .impossible:
            throw LineFault(column: number, "「\(column.name)」が暦にない日です。", "送り元の日付を確かめてください。")
        case .malformed:
            let hint = "レイアウト定義では \(spelling.rawValue) です。"
            throw LineFault(column: number, "「\(column.name)」を日付として読めません。", hint)
        }
    }

    /// An unknown code never stops the import: it is counted, and the raw code goes on.
    private mutating func meaning(of code: String, _ source: RowPlan.Source) -> String {
        if let value = source.table?.value(of: code, on: mapping.day) { return value }
        let key = UnknownCode(column: source.column.name, code: code)
        // Codes are short and few; a wrong column would otherwise fill the memory.
        if unknownCodes.count < 1_000 || unknownCodes[key] != nil { unknownCodes[key, default: 0] += 1 }
        return code
    }
}
