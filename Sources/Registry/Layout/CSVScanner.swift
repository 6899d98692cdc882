/// The marks of a delimited file (RFC 4180 and the habits of vendors).
package struct CSVDialect: Sendable, Equatable {
    package var delimiter: UInt8 = UInt8(ascii: ",")
    /// Nil where the file quotes nothing.
    package var quote: UInt8? = UInt8(ascii: "\"")
    /// Whether a quoted field may go on in the next line. Where not, a lost quotation mark costs one line only.
    package var allowsNewlinesInFields = false

    package init() {}
}

/// Where one field lies in the file, quotation marks left out.
struct CSVField {
    var start: Int
    var end: Int
    /// Whether doubled quotation marks must be halved.
    var hasDoubledQuotes: Bool
}

/// One line of a delimited file; reused for all of them.
struct CSVRecord {
    var line = 0
    var fields: [CSVField] = []
}

enum CSVFault: Equatable {
    case unclosedQuote
    case textAfterQuote(column: Int)
    case nul(column: Int)
    case strayReturn(column: Int)
    case tooLong
}

enum CSVOutcome: Equatable {
    case record
    case broken(CSVFault)
    case end
}

/// How many bytes make a unit and how it is read; ASCII marks are single units in all encodings served.
protocol CodeUnits {
    static var width: Int { get }
    static func unit(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt16
}

enum SingleBytes: CodeUnits {
    static var width: Int { 1 }
    static func unit(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt16 { UInt16(bytes[index]) }
}

enum LittleEndianPairs: CodeUnits {
    static var width: Int { 2 }
    static func unit(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt16 {
        UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
    }
}

enum BigEndianPairs: CodeUnits {
    static var width: Int { 2 }
    static func unit(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt16 {
        UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }
}

/// Splits bytes into records without making a `String`: in Swift `"\r\n"` is one `Character`, so texts cannot be split.
///
/// In CP932 the second byte of a letter is 0x40 or more, so comma, tab, quotation mark and line ends stay plain; other
/// delimiters are refused by the layout.
struct CSVScanner<Units: CodeUnits> {
    /// No line of a register is longer; a larger one is a broken file.
    static var longestRecord: Int { 1 << 20 }

    let bytes: UnsafeRawBufferPointer
    private(set) var position: Int
    private(set) var line = 1
    private let end: Int
    private let delimiter: UInt16
    private let quote: UInt16
    private let allowsNewlines: Bool

    private static var lineFeed: UInt16 { 0x0A }
    private static var carriageReturn: UInt16 { 0x0D }
    /// MS-DOS wrote 0x1A at the end of a file, and some programs still do.
    private static var endOfFileMark: UInt16 { 0x1A }

    init(_ bytes: UnsafeRawBufferPointer, from start: Int, dialect: CSVDialect) {
        self.bytes = bytes
        position = start
        end = start + (bytes.count - start) / Units.width * Units.width
        delimiter = UInt16(dialect.delimiter)
        quote = dialect.quote.map(UInt16.init) ?? 0xFFFF
        allowsNewlines = dialect.allowsNewlinesInFields
    }

    /// Reads the next record. After a broken one the scanner stands at the beginning of the following line.
    mutating func next(into record: inout CSVRecord) -> CSVOutcome {
        skipEmptyLines()
        guard position < end else { return .end }
        record.line = line
        record.fields.removeAll(keepingCapacity: true)
        let start = position
        let startLine = line
        if let fault = readFields(into: &record) {
            position = start
            line = startLine
            skipLine()
            return .broken(fault)
        }
        return .record
    }

    private mutating func skipEmptyLines() {
        while position < end {
            switch Units.unit(bytes, position) {
            case Self.lineFeed:
                line += 1
                position += Units.width
            case Self.carriageReturn where unit(after: position) == Self.lineFeed:
                line += 1
                position += 2 * Units.width
            case Self.endOfFileMark where position + Units.width == end:
                position = end
            default:
                return
            }
        }
    }

    private mutating func skipLine() {
        while position < end {
            let unit = Units.unit(bytes, position)
            position += Units.width
            if unit == Self.lineFeed {
                line += 1
                return
            }
        }
    }

    private mutating func readFields(into record: inout CSVRecord) -> CSVFault? {
        let limit = position + Self.longestRecord
        while true {
            let isQuoted = position < end && Units.unit(bytes, position) == quote
            let fault = isQuoted ? readQuoted(&record, limit) : readPlain(&record, limit)
            if let fault { return fault }
            guard position < end else { return nil }
            let unit = Units.unit(bytes, position)
            position += Units.width
            if unit == delimiter { continue }
            if unit == Self.carriageReturn { position += Units.width }
            line += 1
            return nil
        }
    }

    /// Stops before the delimiter or line end that follows the field.
    private mutating func readPlain(_ record: inout CSVRecord, _ limit: Int) -> CSVFault? {
        let start = position
        while position < end {
            let unit = Units.unit(bytes, position)
            if unit == delimiter || unit == Self.lineFeed { break }
            if unit == Self.carriageReturn {
                guard self.unit(after: position) == Self.lineFeed else {
                    return .strayReturn(column: record.fields.count + 1)
                }
                break
            }
            if unit == 0 { return .nul(column: record.fields.count + 1) }
            if position >= limit { return .tooLong }
            position += Units.width
        }
        record.fields.append(CSVField(start: start, end: withoutEndMark(start), hasDoubledQuotes: false))
        return nil
    }

    private mutating func readQuoted(_ record: inout CSVRecord, _ limit: Int) -> CSVFault? {
        position += Units.width
        let start = position
        var hasDoubledQuotes = false
        while position < end {
            let unit = Units.unit(bytes, position)
            if unit == quote {
                guard self.unit(after: position) == quote else { break }
                hasDoubledQuotes = true
                position += 2 * Units.width
                continue
            }
            if unit == Self.lineFeed {
                guard allowsNewlines else { return .unclosedQuote }
                line += 1
            }
            if unit == 0 { return .nul(column: record.fields.count + 1) }
            if position >= limit { return .tooLong }
            position += Units.width
        }
        guard position < end else { return .unclosedQuote }
        record.fields.append(CSVField(start: start, end: position, hasDoubledQuotes: hasDoubledQuotes))
        position += Units.width
        return endOfQuoted(column: record.fields.count)
    }

    private mutating func endOfQuoted(column: Int) -> CSVFault? {
        guard position < end else { return nil }
        let unit = Units.unit(bytes, position)
        if unit == delimiter || unit == Self.lineFeed { return nil }
        if unit == Self.carriageReturn {
            return self.unit(after: position) == Self.lineFeed ? nil : .strayReturn(column: column)
        }
        if unit == Self.endOfFileMark, position + Units.width == end {
            position = end
            return nil
        }
        return .textAfterQuote(column: column)
    }

    private func unit(after index: Int) -> UInt16? {
        let next = index + Units.width
        return next < end ? Units.unit(bytes, next) : nil
    }

    private func withoutEndMark(_ start: Int) -> Int {
        guard position == end, position > start,
            Units.unit(bytes, position - Units.width) == Self.endOfFileMark
        else { return position }
        return position - Units.width
    }
}
