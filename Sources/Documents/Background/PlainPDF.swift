/// A PDF with a classic table of objects and none of them packed, as `qpdf --object-streams=disable` writes it.
struct PlainPDF {
    private let bytes: [UInt8]
    private var places: [Int: Int] = [:]
    private(set) var trailer: [String: PDFValue] = [:]

    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.starts(with: Array("%PDF-1.".utf8)), let start = PlainPDF.tableStart(bytes) else { return nil }
        var scanner = PDFScanner(bytes, at: start)
        guard case .word("xref")? = scanner.value() else { return nil }
        while let first = scanner.value() {
            if case .word("trailer") = first { break }
            guard let from = first.number, let count = scanner.value()?.number, from >= 0, (0...100_000).contains(count)
            else { return nil }
            for number in from..<from + count {
                guard let place = scanner.value()?.number, scanner.value()?.number != nil,
                    case .word(let kind)? = scanner.value()
                else { return nil }
                if kind == "n" { places[number] = place }
            }
        }
        guard case .dictionary(let entries)? = scanner.value() else { return nil }
        trailer = entries
    }

    private static func tableStart(_ bytes: [UInt8]) -> Int? {
        let word = Array("startxref".utf8)
        let from = max(0, bytes.count - 64)
        guard let place = (from..<bytes.count).last(where: { bytes[$0...].starts(with: word) }) else { return nil }
        var scanner = PDFScanner(bytes, at: place + word.count)
        return scanner.value()?.number
    }

    /// The object a value refers to, or the value itself.
    func value(_ value: PDFValue?) -> PDFValue {
        guard case .reference(let number)? = value else { return value ?? .null }
        return object(number)?.value ?? .null
    }

    func dictionary(_ value: PDFValue?) -> [String: PDFValue] { self.value(value).dictionary ?? [:] }

    /// A stream's entries without its length, and its bytes as they are.
    func stream(_ number: Int) -> (entries: [String: PDFValue], data: [UInt8])? {
        guard let (value, end) = object(number), var entries = value.dictionary,
            let length = self.value(entries["Length"]).number, length >= 0
        else { return nil }
        let word = Array("stream".utf8)
        var place = end
        while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
        guard bytes[min(place, bytes.count)...].starts(with: word) else { return nil }
        place += word.count
        if place < bytes.count, bytes[place] == 0x0D { place += 1 }
        guard place < bytes.count, bytes[place] == 0x0A, length <= bytes.count - place - 1 else { return nil }
        entries["Length"] = nil
        return (entries, Array(bytes[place + 1..<place + 1 + length]))
    }

    private func object(_ number: Int) -> (value: PDFValue, end: Int)? {
        guard let place = places[number], place > 0, place < bytes.count else { return nil }
        var scanner = PDFScanner(bytes, at: place)
        guard scanner.value()?.number == number, scanner.value()?.number == 0, case .word("obj")? = scanner.value(),
            let value = scanner.value()
        else { return nil }
        return (value, scanner.place)
    }
}
