/// A PDF of ours read back from its bytes (読み戻し): its table, objects and streams.
///
/// It reads what ``PDFFile`` writes, and refuses everything else.
struct PDFReading {
    private static let mostExpanded = 64 << 20

    let bytes: [UInt8]
    let trailer: [String: PDFValue]
    /// Where the last table begins.
    let tableStart: Int
    private var entries: [Int: PDFFile.Place] = [:]
    private var packs: [Int: [Int: PDFValue]] = [:]

    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.starts(with: Array("%PDF-1.7".utf8)), let start = PDFReading.tableStart(bytes),
            let table = PDFReading.table(at: start, in: bytes)
        else { return nil }
        tableStart = start
        trailer = table.trailer
        entries = table.entries
        if let before = trailer["Prev"]?.number {
            // A seal is one addition, so the table before it is the first.
            guard before < start, let first = PDFReading.table(at: before, in: bytes), first.trailer["Prev"] == nil
            else { return nil }
            entries.merge(first.entries) { newer, _ in newer }
        }
        for number in packNumbers { packs[number] = unpacked(number) }
    }

    private static func table(
        at start: Int,
        in bytes: [UInt8]
    ) -> (trailer: [String: PDFValue], entries: [Int: PDFFile.Place])? {
        guard let table = stream(at: start, in: bytes), table.entries["Type"]?.name == "XRef",
            let size = table.entries["Size"]?.number, (1...1_000_000).contains(size)
        else { return nil }
        let index = table.entries["Index"]?.array.map { $0.map { $0.number ?? -1 } } ?? [0, size]
        var numbers: [Int] = []
        for place in stride(from: 0, to: index.count - 1, by: 2) {
            guard index[place] >= 0, index[place + 1] >= 0, index[place] + index[place + 1] <= size else { return nil }
            numbers += index[place]..<index[place] + index[place + 1]
            guard numbers.count <= size else { return nil }
        }
        let rows = table.data
        guard rows.count == numbers.count * 7 else { return nil }
        var entries: [Int: PDFFile.Place] = [:]
        for (place, number) in numbers.enumerated() {
            let row = Array(rows[place * 7..<place * 7 + 7])
            let second = row[1...4].reduce(0) { $0 << 8 | Int($1) }
            switch row[0] {
            case 1: entries[number] = .at(second)
            case 2: entries[number] = .packed(in: second, Int(row[5]) << 8 | Int(row[6]))
            default: break
            }
        }
        return (table.entries, entries)
    }

    /// Whether the bytes are exactly those the writer made: the identifier is the digest of the content, and the table
    /// with everything after it is what follows from the content.
    var isUnchanged: Bool {
        guard case .reference(let root)? = trailer["Root"], case .reference(let info)? = trailer["Info"] else {
            return false
        }
        let count = (entries.keys.max() ?? 0)
        let places = (0..<count).map { entries[$0] ?? .free }
        return bytes[tableStart...].elementsEqual(
            PDFFile.table(of: bytes[..<tableStart], places, root: root, info: info)
        )
    }

    private var packNumbers: Set<Int> {
        Set(entries.values.compactMap { if case .packed(let number, _) = $0 { number } else { nil } })
    }

    /// The object a value refers to, or the value itself.
    func resolve(_ value: PDFValue?) -> PDFValue {
        guard case .reference(let number)? = value else { return value ?? .null }
        switch entries[number] {
        case .packed(let pack, _)?: return packs[pack]?[number] ?? .null
        case .at(let place)?: return PDFReading.body(at: place, in: bytes).map { .dictionary($0.entries) } ?? .null
        case .free?, nil: return .null
        }
    }

    func dictionary(_ value: PDFValue?) -> [String: PDFValue] {
        resolve(value).dictionary ?? [:]
    }

    /// The expanded bytes of a page's content, which is one stream or a list of them.
    func content(_ value: PDFValue?) -> [UInt8]? {
        guard let parts = value?.array else { return stream(value) }
        var all: [UInt8] = []
        for part in parts {
            guard let bytes = stream(part) else { return nil }
            all += bytes + [0x0A]
        }
        return all
    }

    /// The expanded bytes of a stream.
    func stream(_ value: PDFValue?) -> [UInt8]? {
        guard case .reference(let number)? = value, case .at(let place)? = entries[number] else { return nil }
        return PDFReading.stream(at: place, in: bytes)?.data
    }

    private func unpacked(_ number: Int) -> [Int: PDFValue] {
        guard case .at(let place)? = entries[number], let pack = PDFReading.stream(at: place, in: bytes),
            let count = pack.entries["N"]?.number, let first = pack.entries["First"]?.number,
            (0...10_000).contains(count)
        else { return [:] }
        var index = PDFScanner(pack.data)
        var members: [Int: PDFValue] = [:]
        for _ in 0..<count {
            guard let member = index.value()?.number, let offset = index.value()?.number else { return members }
            var scanner = PDFScanner(pack.data, at: first + max(0, offset))
            members[member] = scanner.value()
        }
        return members
    }

    private static func tableStart(_ bytes: [UInt8]) -> Int? {
        let word = Array("startxref".utf8)
        let from = max(0, bytes.count - 64)
        guard let place = (from..<bytes.count).last(where: { bytes[$0...].starts(with: word) }) else { return nil }
        var scanner = PDFScanner(bytes, at: place + word.count)
        return scanner.value()?.number
    }

    private static func body(at place: Int, in bytes: [UInt8]) -> (entries: [String: PDFValue], start: Int)? {
        guard place > 0, place < bytes.count else { return nil }
        var scanner = PDFScanner(bytes, at: place)
        guard scanner.value()?.number != nil, scanner.value()?.number == 0, case .word("obj")? = scanner.value(),
            case .dictionary(let entries)? = scanner.value()
        else { return nil }
        return (entries, scanner.place)
    }

    private static func stream(at place: Int, in bytes: [UInt8]) -> (entries: [String: PDFValue], data: [UInt8])? {
        guard let (entries, end) = body(at: place, in: bytes), let length = entries["Length"]?.number else {
            return nil
        }
        let word = Array("\nstream\n".utf8)
        guard bytes[end...].starts(with: word), length >= 0, end + word.count + length <= bytes.count else {
            return nil
        }
        let data = Array(bytes[end + word.count..<end + word.count + length])
        guard entries["Filter"]?.name == "FlateDecode" else { return entries["Filter"] == nil ? (entries, data) : nil }
        return Deflate.expand(data, limit: mostExpanded).map { (entries, $0) }
    }
}
