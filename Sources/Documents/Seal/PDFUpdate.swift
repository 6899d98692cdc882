import Crypto

/// An addition to a written document (増分更新): the bytes before it stay what they are, to the last one.
struct PDFUpdate: PDFObjects {
    private let base: PDFReading
    private var objects: [Int: [UInt8]] = [:]
    private var next: Int

    init(of base: PDFReading) {
        self.base = base
        next = base.trailer["Size"]?.number ?? 0
    }

    mutating func reserve() -> PDFFile.Reference {
        next += 1
        return next - 1
    }

    mutating func add(_ body: PDFText) -> PDFFile.Reference {
        let number = reserve()
        set(number, body)
        return number
    }

    /// A new object, or a new state of one that the document has.
    mutating func set(_ number: PDFFile.Reference, _ body: PDFText) {
        objects[number] = body.bytes
    }

    mutating func set(_ number: PDFFile.Reference, _ entries: [String: PDFValue]) {
        var text = PDFText()
        text.write(.dictionary(entries))
        set(number, text)
    }

    mutating func addStream(_ entries: PDFText = PDFText(), data: [UInt8], isCompressed: Bool) -> PDFFile.Reference {
        var text = PDFText()
        text.write("<<")
        text.write(entries.bytes)
        if isCompressed { text.write("/Filter/FlateDecode") }
        text.write("/Length ")
        text.write(data.count)
        text.write(">>\nstream\n")
        text.write(data)
        text.write("\nendstream")
        return add(text)
    }

    /// The document with the addition. Its first identifier stays, the second follows from the added objects.
    func bytes() -> [UInt8] {
        var out = PDFText(reserving: base.bytes.count + 65_536)
        out.write(base.bytes)
        var places: [(number: Int, at: Int)] = []
        for (number, body) in objects.sorted(by: { $0.key < $1.key }) {
            places.append((number, out.bytes.count))
            out.write(number)
            out.write(" 0 obj\n")
            out.write(body)
            out.write("\nendobj\n")
        }
        let start = out.bytes.count
        places.append((next, start))
        let table = Deflate.compress(rows(places))
        out.write(next)
        out.write(" 0 obj\n")
        out.write(.dictionary(trailer(places.map(\.number), added: out.bytes[base.bytes.count...], table.count)))
        out.write("\nstream\n")
        out.write(table)
        out.write("\nendstream\nendobj\nstartxref\n")
        out.write(start)
        out.write("\n%%EOF\n")
        return out.bytes
    }

    private func rows(_ places: [(number: Int, at: Int)]) -> [UInt8] {
        var rows = BigEndianWriter()
        for place in places {
            rows.u8(1)
            rows.u32(place.at)
            rows.u16(0)
        }
        return rows.bytes
    }

    private func trailer(_ numbers: [Int], added: ArraySlice<UInt8>, _ length: Int) -> [String: PDFValue] {
        var index: [PDFValue] = []
        for number in numbers { index += [.number(Double(number)), .number(1)] }
        let identifier = PDFValue.string(Array(SHA256.hash(data: added).prefix(16)))
        let first = base.trailer["ID"]?.array?.first ?? identifier
        return [
            "Type": .name("XRef"), "W": .array([.number(1), .number(4), .number(2)]),
            "Size": .number(Double(next + 1)), "Index": .array(index), "ID": .array([first, identifier]),
            "Root": base.trailer["Root"] ?? .null, "Info": base.trailer["Info"] ?? .null,
            "Prev": .number(Double(base.tableStart)), "Filter": .name("FlateDecode"), "Length": .number(Double(length)),
        ]
    }
}

extension PDFText {
    /// A value as it was read; names of a dictionary in order, so that equal values have equal bytes.
    mutating func write(_ value: PDFValue) {
        switch value {
        case .null: write("null")
        case .boolean(let flag): write(flag ? "true" : "false")
        case .number(let number): writeExact(number)
        case .name(let name):
            write("/")
            write(text: name)
        case .string(let bytes):
            write("<")
            writeHex(bytes)
            write(">")
        case .array(let values):
            write("[")
            for (index, value) in values.enumerated() {
                if index > 0 { write(" ") }
                write(value)
            }
            write("]")
        case .dictionary(let entries):
            write("<<")
            for (name, value) in entries.sorted(by: { $0.key < $1.key }) {
                write(.name(name))
                write(" ")
                write(value)
            }
            write(">>")
        case .reference(let number):
            write(number)
            write(" 0 R")
        case .word(let word): write(text: word)
        }
    }
}
