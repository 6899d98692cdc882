import Foundation
import Japanese
import Rules

/// A table in UTF-8 that a person keeps, separated by commas or tabs.
enum DelimitedFile {
    static func rows(_ path: String) throws -> [[String]] {
        var bytes = try InputFile.bytes(path)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        switch ByteDecoding.utf8(bytes) {
        case .failure(let fault): throw CommandFailure("\(path): \(fault.sentence)UTF-8 で保存し直してください。")
        case .success(let text): return rows(of: text)
        }
    }

    /// RFC 4180, by scalars: a combining mark after a comma must not hide the comma.
    static func rows(of text: String) -> [[String]] {
        let scalars = Array(text.unicodeScalars)
        var reader = DelimitedReader(separator: scalars.prefix { $0 != "\n" }.contains("\t") ? "\t" : ",")
        var index = 0
        while index < scalars.count {
            let next = index + 1 < scalars.count ? scalars[index + 1] : nil
            index += reader.take(scalars[index], before: next)
        }
        reader.endRow()
        return reader.rows
    }
}

private struct DelimitedReader {
    let separator: Unicode.Scalar
    private(set) var rows: [[String]] = []
    private var row: [String] = []
    private var field = String.UnicodeScalarView()
    private var isQuoted = false

    init(separator: Unicode.Scalar) {
        self.separator = separator
    }

    /// How many scalars were used up.
    mutating func take(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Int {
        if isQuoted {
            guard scalar == "\"" else {
                field.append(scalar)
                return 1
            }
            isQuoted = next == "\""
            if isQuoted { field.append(scalar) }
            return isQuoted ? 2 : 1
        }
        switch scalar {
        case "\"" where field.isEmpty: isQuoted = true
        case separator: endField()
        case "\n": endRow()
        case "\r": break
        default: field.append(scalar)
        }
        return 1
    }

    private mutating func endField() {
        row.append(String(field))
        field = String.UnicodeScalarView()
    }

    /// An empty line is no row.
    mutating func endRow() {
        endField()
        if row.count > 1 || row.first?.isEmpty == false { rows.append(row) }
        row = []
    }
}
