import Crypto

/// What takes objects: a new file, or an addition to one.
protocol PDFObjects {
    mutating func add(_ body: PDFText) -> PDFFile.Reference
    /// `entries` are the dictionary's entries besides Length and, for compressed data, the filter.
    mutating func addStream(_ entries: PDFText, data: [UInt8], isCompressed: Bool) -> PDFFile.Reference
}

/// The objects of a PDF 1.7 file and their table. Everything but streams goes into compressed object streams, which
/// PDF/A-2 allows and which keeps hundreds of structure elements small.
struct PDFFile: PDFObjects {
    typealias Reference = Int

    private enum Stored {
        case reserved
        case plain([UInt8])
        case stream(entries: [UInt8], data: [UInt8])
    }

    private var objects: [Stored] = [.reserved]

    mutating func reserve() -> Reference {
        objects.append(.reserved)
        return objects.count - 1
    }

    mutating func add(_ body: PDFText) -> Reference {
        objects.append(.plain(body.bytes))
        return objects.count - 1
    }

    mutating func set(_ reference: Reference, _ body: PDFText) {
        objects[reference] = .plain(body.bytes)
    }

    /// A value taken over from another file; with data it is a stream.
    mutating func set(_ reference: Reference, _ value: PDFValue, data: [UInt8]?) {
        var text = PDFText()
        guard let data, case .dictionary(let entries) = value else {
            text.write(value)
            objects[reference] = .plain(text.bytes)
            return
        }
        for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
            text.write(.name(name))
            text.write(" ")
            text.write(entry)
        }
        objects[reference] = .stream(entries: text.bytes, data: data)
    }

    /// `entries` are the dictionary's entries besides Length.
    mutating func addStream(_ entries: PDFText = PDFText(), data: [UInt8], isCompressed: Bool = true) -> Reference {
        var dictionary = entries
        if isCompressed { dictionary.write("/Filter/FlateDecode") }
        objects.append(.stream(entries: dictionary.bytes, data: data))
        return objects.count - 1
    }

    /// The file's bytes. Its identifier is the digest of everything before the table, so equal content has an equal one.
    func bytes(root: Reference, info: Reference) -> [UInt8] {
        var out = PDFText(reserving: 131_072)
        out.write("%PDF-1.7\n%")
        out.write([0xE2, 0xE3, 0xCF, 0xD3, 0x0A])
        var places = [Place](repeating: .free, count: objects.count)
        for (number, object) in objects.enumerated() {
            guard case .stream(let entries, let data) = object else { continue }
            places[number] = .at(out.bytes.count)
            PDFFile.write(number, entries, data, to: &out)
        }
        for pack in packs() {
            let number = places.count
            places.append(.at(out.bytes.count))
            for (index, member) in pack.members.enumerated() { places[member] = .packed(in: number, index) }
            PDFFile.write(number, pack.entries, pack.data, to: &out)
        }
        writeTable(places, root, info, to: &out)
        return out.bytes
    }

    /// Where an object lies.
    enum Place {
        case free
        case at(Int)
        case packed(in: Int, Int)
    }

    /// Groups of at most 200 objects.
    private func packs() -> [(members: [Int], entries: [UInt8], data: [UInt8])] {
        let members = objects.indices.filter { if case .plain = objects[$0] { true } else { false } }
        return stride(from: 0, to: members.count, by: 200).map { start in
            let part = Array(members[start..<min(start + 200, members.count)])
            var index = PDFText()
            var bodies = PDFText()
            for number in part {
                guard case .plain(let body) = objects[number] else { continue }
                index.write(number)
                index.write(" ")
                index.write(bodies.bytes.count)
                index.write(" ")
                bodies.write(body)
                bodies.write("\n")
            }
            var entries = PDFText()
            entries.write("/Type/ObjStm/N ")
            entries.write(part.count)
            entries.write("/First ")
            entries.write(index.bytes.count)
            entries.write("/Filter/FlateDecode")
            return (part, entries.bytes, Deflate.compress(index.bytes + bodies.bytes))
        }
    }

    private func writeTable(_ places: [Place], _ root: Reference, _ info: Reference, to out: inout PDFText) {
        out.write(PDFFile.table(of: out.bytes[...], places, root: root, info: info))
    }

    /// The table and everything after it for a file that begins with these bytes; reading back compares it byte for byte.
    static func table(of body: ArraySlice<UInt8>, _ places: [Place], root: Reference, info: Reference) -> [UInt8] {
        let identifier = Array(SHA256.hash(data: body).prefix(16))
        var table = BigEndianWriter()
        for place in places + [.at(body.count)] {
            switch place {
            case .free: writeEntry(0, 0, 0, to: &table)
            case .at(let offset): writeEntry(1, offset, 0, to: &table)
            case .packed(let number, let index): writeEntry(2, number, index, to: &table)
            }
        }
        var entries = PDFText()
        entries.write("/Type/XRef/W[1 4 2]/Size ")
        entries.write(places.count + 1)
        entries.write("/Root ")
        entries.write(root)
        entries.write(" 0 R/Info ")
        entries.write(info)
        entries.write(" 0 R/ID[<")
        entries.writeHex(identifier)
        entries.write("><")
        entries.writeHex(identifier)
        entries.write(">]/Filter/FlateDecode")
        var out = PDFText()
        write(places.count, entries.bytes, Deflate.compress(table.bytes), to: &out)
        out.write("startxref\n")
        out.write(body.count)
        out.write("\n%%EOF\n")
        return out.bytes
    }

    private static func writeEntry(_ kind: Int, _ second: Int, _ third: Int, to table: inout BigEndianWriter) {
        table.u8(kind)
        table.u32(second)
        table.u16(third)
    }

    private static func write(_ number: Int, _ entries: [UInt8], _ data: [UInt8], to out: inout PDFText) {
        out.write(number)
        out.write(" 0 obj\n<<")
        out.write(entries)
        out.write("/Length ")
        out.write(data.count)
        out.write(">>\nstream\n")
        out.write(data)
        out.write("\nendstream\nendobj\n")
    }
}
