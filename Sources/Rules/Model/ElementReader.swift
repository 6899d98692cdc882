/// Reads a whole XML document of UTF-8 (XMLの読取り): elements, attributes and text, which is all that DMN and drawings need.
///
/// Foundation's parser ends the program on some malformed names, and document types open the door to entities that grow
/// without end; this reader refuses both.
package struct ElementReader {
    private struct Malformed: Error {
        let message: String
        let offset: Int
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var lineStart = 0
    private var open: [Element] = []
    private var root: Element?
    private var count = 0
    private let mostElements: Int
    private static let maximumDepth = 200

    package static func read(
        _ data: [UInt8],
        file: String,
        mostElements: Int = 1_000_000
    ) throws(Diagnostics) -> Element {
        guard let text = String(validating: data, as: UTF8.self) else {
            throw Diagnostics([
                Diagnostic(file: file, message: "文字コードがUTF-8ではありません", hint: "UTF-8で保存してください", english: "not UTF-8")
            ])
        }
        var reader = ElementReader(text, mostElements)
        do {
            return try reader.document()
        } catch {
            throw Diagnostics([
                Diagnostic(
                    file: file,
                    line: reader.line,
                    column: reader.index - reader.lineStart + 1,
                    message: "XMLとして読めません（\(error.message)）",
                    hint: "タグの閉じ忘れや、使えない文字がないか確かめてください",
                    english: "not well-formed XML"
                )
            ])
        }
    }

    private init(_ text: String, _ mostElements: Int) {
        self.mostElements = mostElements
        scalars = Array(text.unicodeScalars)
        if scalars.first == "\u{FEFF}" { index = 1 }
    }

    private mutating func document() throws(Malformed) -> Element {
        while index < scalars.count {
            if starts("<!--") {
                try skip(to: "-->")
            } else if starts("<![CDATA[") {
                try characterData()
            } else if starts("<?") {
                try skip(to: "?>")
            } else if starts("<!") {
                throw malformed("文書型宣言は使えません")
            } else if starts("</") {
                try closeTag()
            } else if scalars[index] == "<" {
                try openTag()
            } else {
                try characters()
            }
        }
        guard open.isEmpty, let root else { throw malformed("終わりのタグがありません") }
        return root
    }

    private func malformed(_ message: String) -> Malformed {
        Malformed(message: message, offset: index)
    }

    // MARK: Moving on

    private func starts(_ text: String) -> Bool {
        scalars[index...].starts(with: text.unicodeScalars)
    }

    private mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < scalars.count {
            if scalars[index] == "\n" {
                line += 1
                lineStart = index + 1
            }
            index += 1
        }
    }

    private mutating func skip(to end: String) throws(Malformed) {
        while index < scalars.count, !starts(end) { advance() }
        guard index < scalars.count else { throw malformed("注釈などが閉じられていません") }
        advance(end.unicodeScalars.count)
    }

    private mutating func skipSpaces() {
        while index < scalars.count, Lexer.isSpace(scalars[index]) { advance() }
    }

    // MARK: Parts

    private mutating func openTag() throws(Malformed) {
        guard root == nil else { throw malformed("根の要素が二つあります") }
        let (startLine, startColumn) = (line, index - lineStart + 1)
        advance()
        let name = try name()
        var attributes: [String: String] = [:]
        while true {
            skipSpaces()
            guard index < scalars.count else { throw malformed("タグが閉じられていません") }
            if starts("/>") || scalars[index] == ">" { break }
            let (key, value) = try attribute()
            guard attributes[key] == nil else { throw malformed("同じ属性が二つあります") }
            attributes[key] = value
        }
        count += 1
        guard count <= mostElements else { throw malformed("要素が多すぎます") }
        let local = name.split(separator: ":").last.map(String.init) ?? name
        let element = Element(
            name: local,
            prefix: local.utf8.count < name.utf8.count ? String(name.prefix { $0 != ":" }) : "",
            attributes: attributes,
            line: startLine,
            column: startColumn
        )
        guard open.count < ElementReader.maximumDepth else { throw malformed("入れ子が深すぎます") }
        if starts("/>") {
            advance(2)
            finish(element)
        } else {
            advance()
            open.append(element)
        }
    }

    private mutating func closeTag() throws(Malformed) {
        advance(2)
        let name = try name()
        skipSpaces()
        let local = name.split(separator: ":").last.map(String.init) ?? name
        guard let element = open.last, sameText(element.name, local), starts(">") else {
            throw malformed("終わりのタグが始まりのタグと合いません")
        }
        advance()
        open.removeLast()
        finish(element)
    }

    private mutating func finish(_ element: Element) {
        if open.isEmpty {
            root = element
        } else {
            open[open.count - 1].append(element)
        }
    }

    private mutating func name() throws(Malformed) -> String {
        let start = index
        while index < scalars.count, !Lexer.isSpace(scalars[index]),
            !"<>/=\"'&".unicodeScalars.contains(scalars[index])
        {
            advance()
        }
        guard index > start else { throw malformed("名前がありません") }
        return String(String.UnicodeScalarView(scalars[start..<index]))
    }

    private mutating func attribute() throws(Malformed) -> (String, String) {
        let key = try name()
        skipSpaces()
        guard starts("=") else { throw malformed("属性の値がありません") }
        advance()
        skipSpaces()
        guard index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" else {
            throw malformed("属性の値は引用符で囲んでください")
        }
        let quote = scalars[index]
        advance()
        var value = String.UnicodeScalarView()
        while index < scalars.count, scalars[index] != quote {
            guard scalars[index] != "<" else { throw malformed("属性の値に < は書けません") }
            if scalars[index] == "&" {
                value.append(try reference())
            } else {
                value.append(Lexer.isSpace(scalars[index]) && scalars[index].value < 32 ? " " : scalars[index])
                advance()
            }
        }
        guard index < scalars.count else { throw malformed("引用符が閉じられていません") }
        advance()
        return (key, String(value))
    }

    private mutating func characters() throws(Malformed) {
        var text = String.UnicodeScalarView()
        while index < scalars.count, scalars[index] != "<" {
            if scalars[index] == "&" {
                text.append(try reference())
            } else {
                // Line ends are read as a line feed (XML 1.0 §2.11).
                if scalars[index] != "\r" {
                    text.append(scalars[index])
                } else if index + 1 >= scalars.count || scalars[index + 1] != "\n" {
                    text.append("\n")
                }
                advance()
            }
        }
        if open.isEmpty {
            guard text.allSatisfy(Lexer.isSpace) else { throw malformed("要素の外に文字があります") }
        } else {
            open[open.count - 1].append(String(text))
        }
    }

    private mutating func characterData() throws(Malformed) {
        advance(9)
        let start = index
        while index < scalars.count, !starts("]]>") { advance() }
        guard index < scalars.count, !open.isEmpty else { throw malformed("CDATAが閉じられていません") }
        open[open.count - 1].append(String(String.UnicodeScalarView(scalars[start..<index])))
        advance(3)
    }

    /// `&lt;`, `&#20986;` or `&#x51FA;`.
    private mutating func reference() throws(Malformed) -> Unicode.Scalar {
        let end = min(index + 12, scalars.count)
        guard let close = scalars[index..<end].firstIndex(of: ";") else { throw malformed("& の書き方が正しくありません") }
        let name = String(String.UnicodeScalarView(scalars[(index + 1)..<close]))
        let named: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
        var scalar = named[name]
        if name.hasPrefix("#x") {
            scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        } else if name.hasPrefix("#") {
            scalar = UInt32(name.dropFirst(1)).flatMap(Unicode.Scalar.init)
        }
        guard let scalar, scalar.value != 0 else { throw malformed("& の書き方が正しくありません") }
        advance(close - index + 1)
        return scalar
    }
}
