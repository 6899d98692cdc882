/// A ZIP archive (書庫) as spreadsheets are kept in: members by name, read whole and bounded.
struct Archive {
    enum Fault: Error {
        /// An old binary workbook or an encrypted one.
        case compoundFile
        case encrypted, damaged, tooLarge
    }

    private struct Entry {
        let method: Int
        let checksum: UInt32
        let packed: Int
        let size: Int
        let offset: Int
    }

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]
    /// Of a workbook of decision tables, packed or unpacked.
    static let usual = 64_000_000
    private static let mostEntries = 5_000

    init(_ bytes: [UInt8], largest: Int = Archive.usual) throws(Fault) {
        self.bytes = bytes
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw .compoundFile }
        guard bytes.count <= largest else { throw .tooLarge }
        guard let end = endRecord() else { throw .damaged }
        let count = number(end + 10, 2)
        guard count <= Archive.mostEntries else { throw .tooLarge }
        var place = number(end + 16, 4)
        var total = 0
        for _ in 0..<count {
            guard place + 46 <= bytes.count, number(place, 4) == 0x0201_4B50 else { throw .damaged }
            let nameLength = number(place + 28, 2)
            guard place + 46 + nameLength <= bytes.count else { throw .damaged }
            if number(place + 8, 2) & 1 == 1 { throw .encrypted }
            let name = String(decoding: bytes[(place + 46)..<(place + 46 + nameLength)], as: UTF8.self)
            let entry = Entry(
                method: number(place + 10, 2),
                checksum: UInt32(number(place + 16, 4)),
                packed: number(place + 20, 4),
                size: number(place + 24, 4),
                offset: number(place + 42, 4)
            )
            total += entry.size
            guard total <= largest else { throw .tooLarge }
            entries[name] = entry
            place += 46 + nameLength + number(place + 30, 2) + number(place + 32, 2)
        }
    }

    /// The bytes of a member; nil when the archive has none of that name.
    func member(_ name: String) throws(Fault) -> [UInt8]? {
        guard let entry = entries[name] else { return nil }
        guard entry.offset + 30 <= bytes.count, number(entry.offset, 4) == 0x0403_4B50 else { throw .damaged }
        let start = entry.offset + 30 + number(entry.offset + 26, 2) + number(entry.offset + 28, 2)
        guard start + entry.packed <= bytes.count else { throw .damaged }
        let packed = Array(bytes[start..<(start + entry.packed)])
        let content: [UInt8]?
        switch entry.method {
        case 0: content = packed
        case 8: content = RawDeflate.expand(packed, limit: entry.size)
        default: throw .damaged
        }
        guard let content, content.count == entry.size, RawDeflate.checksum(content) == entry.checksum else {
            throw .damaged
        }
        return content
    }

    /// The record at the end, behind which stands at most a comment of 65,535 bytes.
    private func endRecord() -> Int? {
        guard bytes.count >= 22 else { return nil }
        var place = bytes.count - 22
        let last = max(0, place - 65_535)
        while place >= last {
            if number(place, 4) == 0x0605_4B50 { return place }
            place -= 1
        }
        return nil
    }

    /// A little-endian number; zero behind the end.
    private func number(_ place: Int, _ width: Int) -> Int {
        guard place >= 0, place + width <= bytes.count else { return 0 }
        return (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
}

/// Writes a ZIP archive whose bytes depend on nothing but its members (書庫の書出し).
struct ArchiveWriter {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    mutating func add(_ name: String, _ content: [UInt8]) {
        let squeezed = RawDeflate.compress(content)
        let packed = squeezed ?? content
        let offset = body.count
        // Version 2.0, names in UTF-8, and the first day that the format can say.
        var fields: [UInt8] = []
        ArchiveWriter.append(20, 2, to: &fields)
        ArchiveWriter.append(0x0800, 2, to: &fields)
        ArchiveWriter.append(squeezed == nil ? 0 : 8, 2, to: &fields)
        ArchiveWriter.append(0, 2, to: &fields)
        ArchiveWriter.append(0x0021, 2, to: &fields)
        ArchiveWriter.append(Int(RawDeflate.checksum(content)), 4, to: &fields)
        ArchiveWriter.append(packed.count, 4, to: &fields)
        ArchiveWriter.append(content.count, 4, to: &fields)
        ArchiveWriter.append(name.utf8.count, 2, to: &fields)
        ArchiveWriter.append(0, 2, to: &fields)
        ArchiveWriter.append(0x0403_4B50, 4, to: &body)
        body += fields + Array(name.utf8) + packed
        ArchiveWriter.append(0x0201_4B50, 4, to: &directory)
        ArchiveWriter.append(20, 2, to: &directory)
        directory += fields
        directory += [UInt8](repeating: 0, count: 10)
        ArchiveWriter.append(offset, 4, to: &directory)
        directory += Array(name.utf8)
        count += 1
    }

    var bytes: [UInt8] {
        var end: [UInt8] = []
        ArchiveWriter.append(0x0605_4B50, 4, to: &end)
        ArchiveWriter.append(0, 4, to: &end)
        ArchiveWriter.append(count, 2, to: &end)
        ArchiveWriter.append(count, 2, to: &end)
        ArchiveWriter.append(directory.count, 4, to: &end)
        ArchiveWriter.append(body.count, 4, to: &end)
        ArchiveWriter.append(0, 2, to: &end)
        return body + directory + end
    }

    private static func append(_ number: Int, _ width: Int, to bytes: inout [UInt8]) {
        for place in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
}
