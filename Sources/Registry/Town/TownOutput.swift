import Crypto
import Foundation
import Japanese
import Rules

/// The files of a layout being written, line by line, every value quoted, UTF-8 with CRLF.
struct TownOutput {
    private struct File {
        let entity: Entity
        let url: URL
        let handle: FileHandle
        let columns: [Column]
        var buffer: [UInt8] = []
        var digest = SHA256()
        var lines = 0
    }

    private let layout: Layout
    private let businessDate: CivilDate
    private let folder: URL
    private var files: [File] = []
    /// Codes by meaning, looked up once for each pair of table and meaning.
    private let codes: [String: [String: String]]

    init(_ layout: Layout, _ businessDate: CivilDate, _ folder: URL) throws {
        self.layout = layout
        self.businessDate = businessDate
        self.folder = folder
        guard layout.encoding == .utf8, layout.hasHeader, layout.dialect == CSVDialect() else {
            let message = "この形式（\(layout.name)）では書き出せません。"
            throw Diagnostics([Diagnostic(message: message, hint: "UTF-8、見出しあり、カンマ区切りの定義を使ってください。")])
        }
        var codes: [String: [String: String]] = [:]
        for (name, table) in layout.codes {
            var meanings: [String: String] = [:]
            for entry in table.entries where meanings[entry.value] == nil {
                meanings[entry.value] = table.code(for: entry.value, on: businessDate)
            }
            codes[name] = meanings
        }
        self.codes = codes
        for file in layout.files { try open(file) }
    }

    private mutating func open(_ file: FileLayout) throws {
        let url = folder.appendingPathComponent(named(file.pattern))
        try Data().write(to: url)
        var opened = File(
            entity: file.entity,
            url: url,
            handle: try FileHandle(forWritingTo: url),
            columns: file.columns
        )
        if layout.byteOrderMark == .always { opened.buffer = layout.encoding.byteOrderMark }
        TownOutput.add(file.columns.map(\.name), to: &opened)
        files.append(opened)
    }

    private func named(_ pattern: String) -> String {
        let day = businessDate.iso.utf8.filter { $0 != UInt8(ascii: "-") }
        return pattern.split(separator: "*", omittingEmptySubsequences: false)
            .joined(separator: String(decoding: Array(day), as: UTF8.self))
    }

    mutating func append(_ record: TownRecord, to entity: Entity) throws {
        guard let place = files.firstIndex(where: { $0.entity == entity }) else { return }
        let values = files[place].columns.map { column in
            let value = record[column.name] ?? ""
            switch column.kind {
            case .code(let table): return codes[table]?[value] ?? value
            case .date(let spelling): return TownOutput.spelt(value, spelling)
            case .text, .digits: return value
            }
        }
        TownOutput.add(values, to: &files[place])
        files[place].lines += 1
        if files[place].buffer.count > 1 << 20 { try flush(place) }
    }

    private static func add(_ values: [String], to file: inout File) {
        for (place, value) in values.enumerated() {
            if place > 0 { file.buffer.append(UInt8(ascii: ",")) }
            file.buffer.append(UInt8(ascii: "\""))
            for byte in value.utf8 {
                if byte == UInt8(ascii: "\"") { file.buffer.append(byte) }
                file.buffer.append(byte)
            }
            file.buffer.append(UInt8(ascii: "\""))
        }
        file.buffer += [0x0D, 0x0A]
    }

    /// Records have dates as eight digits.
    private static func spelt(_ date: String, _ spelling: DateSpelling) -> String {
        let mark =
            switch spelling {
            case .compact: ""
            case .hyphenated: "-"
            case .slashed: "/"
            }
        guard date.utf8.count == 8, !mark.isEmpty else { return date }
        return "\(date.prefix(4))\(mark)\(date.dropFirst(4).prefix(2))\(mark)\(date.suffix(2))"
    }

    private mutating func flush(_ place: Int) throws {
        files[place].digest.update(data: files[place].buffer)
        try files[place].handle.write(contentsOf: files[place].buffer)
        files[place].buffer.removeAll(keepingCapacity: true)
    }

    /// Ends the files, writes the control file the layout wants, and gives all of them.
    mutating func close() throws -> [URL] {
        for place in files.indices {
            try flush(place)
            try files[place].handle.close()
        }
        return files.map(\.url) + (try writeControl())
    }

    private func writeControl() throws -> [URL] {
        switch layout.control {
        case .none, .trailer: return []
        case .endMarker(let suffix):
            return try files.map { file in
                let marker = folder.appendingPathComponent(file.url.lastPathComponent + suffix)
                try Data().write(to: marker)
                return marker
            }
        case .countFile(let pattern):
            return [try write(files.map { "\($0.url.lastPathComponent),\($0.lines)\r\n" }, pattern)]
        case .digestList(let pattern):
            let lines = files.map { file in
                let digest = file.digest.finalize().map {
                    $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16)
                }
                return "\(digest.joined())  \(file.url.lastPathComponent)\r\n"
            }
            return [try write(lines, pattern)]
        }
    }

    private func write(_ lines: [String], _ pattern: String) throws -> URL {
        let url = folder.appendingPathComponent(named(pattern))
        try Data(lines.joined().utf8).write(to: url)
        return url
    }
}
