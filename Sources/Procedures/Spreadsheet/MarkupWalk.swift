/// Walks the XML of a workbook's part without keeping any of it (XMLの走査): a list of sixty thousand rows is a hundred
/// megabytes of it, and a tree of elements many times that.
///
/// Document types are refused, as in ``Rules/ElementReader``.
struct MarkupWalk {
    enum Event {
        /// The name is without its prefix.
        case start(String)
        case end(String)
        case text(String)
    }

    struct Malformed: Error {
        let message: String
        let line: Int
    }

    private let bytes: ArraySlice<UInt8>
    private var index: Int
    private var open: [ArraySlice<UInt8>] = []
    private var attributes: ArraySlice<UInt8> = []
    /// Of a tag without content, which begins and ends at once.
    private var pendingEnd: String?
    private var hasRoot = false

    init(_ bytes: [UInt8]) {
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        index = self.bytes.startIndex
    }

    /// Nil at the end of a document whose tags all fit.
    mutating func next() throws(Malformed) -> Event? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name)
        }
        while index < bytes.endIndex {
            guard bytes[index] == UInt8(ascii: "<") else {
                if let text = try characters() { return .text(text) }
                continue
            }
            if starts("<!--") {
                _ = try piece(4, to: "-->")
            } else if starts("<?") {
                _ = try piece(2, to: "?>")
            } else if starts("<![CDATA[") {
                return .text(try text(piece(9, to: "]]>")))
            } else if starts("<!") {
                throw malformed("文書型宣言は使えません")
            } else {
                return starts("</") ? try endTag() : try startTag()
            }
        }
        guard open.isEmpty, hasRoot else { throw malformed("終わりのタグがありません") }
        return nil
    }

    /// An attribute of the tag that began last.
    func attribute(_ name: StaticString) -> String? {
        var rest = attributes
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            let key = rest[..<equals].filter { !MarkupWalk.isSpace($0) }
            let after = rest[(equals + 1)...].drop { MarkupWalk.isSpace($0) }
            guard let quote = after.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let close = after.dropFirst().firstIndex(of: quote)
            else { return nil }
            if name.withUTF8Buffer({ key.elementsEqual($0) }) {
                return try? text(after[(after.startIndex + 1)..<close])
            }
            rest = after[(close + 1)...]
        }
        return nil
    }

    // MARK: Parts

    private mutating func startTag() throws(Malformed) -> Event {
        var place = index + 1
        var quote: UInt8?
        while place < bytes.endIndex, quote != nil || bytes[place] != UInt8(ascii: ">") {
            let byte = bytes[place]
            if byte == quote { quote = nil } else if quote == nil, byte == 0x22 || byte == 0x27 { quote = byte }
            place += 1
        }
        guard place < bytes.endIndex else { throw malformed("タグが閉じられていません") }
        guard !open.isEmpty || !hasRoot else { throw malformed("根の要素が二つあります") }
        hasRoot = true
        var inside = bytes[(index + 1)..<place]
        let isEmpty = inside.last == UInt8(ascii: "/")
        if isEmpty { inside = inside.dropLast() }
        let name = inside.prefix { !MarkupWalk.isSpace($0) }
        guard !name.isEmpty else { throw malformed("名前がありません") }
        attributes = inside.dropFirst(name.count)
        index = place + 1
        let local = MarkupWalk.local(name)
        if isEmpty { pendingEnd = local } else { open.append(name) }
        return .start(local)
    }

    private mutating func endTag() throws(Malformed) -> Event {
        let inside = try piece(2, to: ">")
        let name = inside.prefix { !MarkupWalk.isSpace($0) }
        guard let last = open.popLast(), last.elementsEqual(name) else { throw malformed("終わりのタグが始まりのタグと合いません") }
        return .end(MarkupWalk.local(name))
    }

    /// Nil for white space between tags outside the root.
    private mutating func characters() throws(Malformed) -> String? {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
        let piece = bytes[index..<end]
        guard !open.isEmpty || piece.allSatisfy(MarkupWalk.isSpace) else { throw malformed("要素の外に文字があります") }
        index = end
        return open.isEmpty ? nil : try text(piece)
    }

    private mutating func piece(_ skipped: Int, to end: StaticString) throws(Malformed) -> ArraySlice<UInt8> {
        let start = index + skipped
        var place = start
        while place < bytes.endIndex {
            if end.withUTF8Buffer({ bytes[place...].starts(with: $0) }) {
                index = place + end.utf8CodeUnitCount
                return bytes[start..<place]
            }
            place += 1
        }
        throw malformed("タグや注釈が閉じられていません")
    }

    private func text(_ piece: ArraySlice<UInt8>) throws(Malformed) -> String {
        guard let text = String(validating: piece, as: UTF8.self) else { throw malformed("文字コードがUTF-8ではありません") }
        guard piece.contains(UInt8(ascii: "&")) else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "&" else {
                result.append(scalar)
                continue
            }
            let name = rest.prefix { $0 != ";" }
            guard name.count < 10, name.endIndex < rest.endIndex, let found = MarkupWalk.reference(String(name)) else {
                throw malformed("& の書き方が正しくありません")
            }
            result.append(found)
            rest = rest[rest.index(after: name.endIndex)...]
        }
        return String(result)
    }

    private static func reference(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.utf8.first == UInt8(ascii: "#") else { return nil }
            let isHexadecimal = name.utf8.dropFirst().first == UInt8(ascii: "x")
            let digits = name.utf8.dropFirst(isHexadecimal ? 2 : 1)
            return UInt32(String(decoding: Array(digits), as: UTF8.self), radix: isHexadecimal ? 16 : 10)
                .flatMap(Unicode.Scalar.init)
        }
    }

    private func starts(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes[index...].starts(with: $0) }
    }

    func malformed(_ message: String) -> Malformed {
        Malformed(message: message, line: bytes[..<min(index, bytes.endIndex)].count { $0 == 0x0A } + 1)
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private static func local(_ name: ArraySlice<UInt8>) -> String {
        let start = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.startIndex
        return String(decoding: name[start...], as: UTF8.self)
    }
}
