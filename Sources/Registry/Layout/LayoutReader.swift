import Foundation
import Japanese
package import Rules
import Yams

/// Reads a layout definition from YAML; every mistake in it is a ``Rules/Diagnostic`` with its place.
package struct LayoutReader {
    private let file: String
    private var found: [Diagnostic] = []

    private init(file: String) {
        self.file = file
    }

    /// Reads the file at a path.
    package static func read(path: String) throws(Diagnostics) -> Layout {
        guard let bytes = FileManager.default.contents(atPath: path),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            let message = "レイアウト定義を UTF-8 の文章として読めません。"
            throw Diagnostics([Diagnostic(file: path, message: message, hint: "ファイルの場所と文字コードを確かめてください。")])
        }
        return try read(text, file: path)
    }

    package static func read(_ text: String, file: String) throws(Diagnostics) -> Layout {
        var reader = LayoutReader(file: file)
        let layout = reader.layout(text)
        guard let layout, reader.found.isEmpty else { throw Diagnostics(reader.found) }
        return layout
    }

    private mutating func layout(_ text: String) -> Layout? {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            let mark = (error as? YamlError).flatMap(LayoutReader.mark)
            add(mark, "YAML として読めません。", "字下げと引用符を確かめてください。")
            return nil
        }
        guard let root, root.mapping != nil else {
            add(nil, "レイアウト定義が空です。", "「layout: 名前」から書き始めてください。")
            return nil
        }
        var dialect = CSVDialect()
        let encoding = choice(root, "encoding", FileEncoding.utf8)
        dialect.delimiter = delimiter(root, encoding)
        dialect.quote = quote(root)
        dialect.allowsNewlinesInFields = flag(root, "newlines-in-fields") ?? false
        let codes = codeTables(root["codes"])
        let hasHeader = flag(root, "header") ?? true
        let layout = Layout(
            name: string(root, "layout") ?? "",
            title: string(root, "title") ?? "",
            encoding: encoding,
            byteOrderMark: choice(root, "byte-order-mark", .either),
            dialect: dialect,
            hasHeader: hasHeader,
            control: control(root["control"]),
            businessDate: choice(root, "business-date", .fileName),
            largestDrop: number(root, "largest-drop") ?? 5,
            longestGap: Int(number(root, "longest-gap") ?? 4),
            codes: codes,
            files: files(root["files"], codes: codes, hasHeader: hasHeader)
        )
        if layout.name.isEmpty { add(root.mark, "layout がありません。", "「layout: 名前」を書いてください。") }
        if layout.file(.resident) == nil {
            add(root.mark, "住民のファイル（entity: resident）がありません。", "files に加えてください。")
        }
        return layout
    }

    private static func mark(_ error: YamlError) -> Mark? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark
        default: nil
        }
    }

    private mutating func add(_ mark: Mark?, _ message: String, _ hint: String) {
        found.append(
            Diagnostic(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, message: message, hint: hint)
        )
    }
}

// MARK: - Values

extension LayoutReader {
    private func string(_ node: Node, _ key: String) -> String? {
        node[key]?.scalar?.string
    }

    private mutating func flag(_ node: Node, _ key: String) -> Bool? {
        guard let value = node[key] else { return nil }
        if let flag = value.bool { return flag }
        add(value.mark, "\(key) は true か false です。", "どちらかを書いてください。")
        return nil
    }

    private mutating func number(_ node: Node, _ key: String) -> Double? {
        guard let value = node[key] else { return nil }
        if let number = value.float, number >= 0, number <= 100_000 { return number }
        add(value.mark, "\(key) は 0 以上の数です。", "数字を書いてください。")
        return nil
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: Node,
        _ key: String,
        _ fallback: Choice
    ) -> Choice where Choice.RawValue == String {
        guard let value = node[key] else { return fallback }
        if let found = value.scalar.flatMap({ Choice(rawValue: $0.string) }) { return found }
        let known = Choice.allCases.map(\.rawValue).joined(separator: "、")
        add(value.mark, "\(key) の値が違います。", "使えるのは \(known) です。")
        return fallback
    }

    private mutating func delimiter(_ root: Node, _ encoding: FileEncoding) -> UInt8 {
        guard let value = root["delimiter"] else { return UInt8(ascii: ",") }
        let text = value.scalar?.string ?? ""
        if text == "tab" { return 0x09 }
        let scalars = Array(text.unicodeScalars)
        if scalars.count == 1, let mark = scalars.first, (0x09...0x7E).contains(mark.value), mark != "\"" {
            // From 0x40 on a byte may be the second half of a letter in CP932.
            if encoding != .cp932 || mark.value < 0x40 { return UInt8(mark.value) }
        }
        add(value.mark, "区切り文字が使えません。", "「,」「;」「tab」などの半角1文字を書いてください。")
        return UInt8(ascii: ",")
    }

    private mutating func quote(_ root: Node) -> UInt8? {
        guard let value = root["quote"] else { return UInt8(ascii: "\"") }
        switch value.scalar?.string {
        case "none": return nil
        case "\"": return UInt8(ascii: "\"")
        case "'": return UInt8(ascii: "'")
        default:
            add(value.mark, "引用符が使えません。", "「\"」「'」「none」のどれかを書いてください。")
            return nil
        }
    }

    private mutating func control(_ node: Node?) -> ControlRule {
        guard let node else { return .none }
        if node.scalar?.string == "none" { return .none }
        let kind = string(node, "kind") ?? ""
        let pattern = string(node, "file")
        if kind == "trailer", let mark = string(node, "mark"), let column = number(node, "count-column"), column >= 1 {
            return .trailer(mark: mark, countColumn: Int(column), headerMark: string(node, "header-mark"))
        }
        switch (kind, pattern) {
        case ("end-marker", _): return .endMarker(suffix: string(node, "suffix") ?? ".end")
        case ("count-file", let pattern?): return .countFile(pattern: pattern)
        case ("sha256-list", let pattern?): return .digestList(pattern: pattern)
        default:
            let hint = "kind は end-marker、count-file と sha256-list（file も書く）、trailer（mark と count-column も書く）です。"
            add(node.mark, "control の書き方が違います。", hint)
            return .none
        }
    }

    private mutating func codeTables(_ node: Node?) -> [String: CodeTable] {
        guard let node else { return [:] }
        guard let mapping = node.mapping else {
            add(node.mark, "codes の書き方が違います。", "「表の名前:」の下に「コード: 値」を書いてください。")
            return [:]
        }
        var tables: [String: CodeTable] = [:]
        for (name, table) in mapping {
            let entries = table.mapping?.map { code, value in entry(code, value) } ?? []
            tables[name.scalar?.string ?? ""] = CodeTable(entries: entries)
        }
        return tables
    }

    private mutating func entry(_ code: Node, _ value: Node) -> CodeTable.Entry {
        let text = code.scalar?.string ?? ""
        if let plain = value.scalar?.string {
            return CodeTable.Entry(code: text, value: plain, from: nil, until: nil)
        }
        guard let meaning = string(value, "value") else {
            add(value.mark, "コードの値がありません。", "「\"1\": 値」か「\"1\": {value: 値, from: 2019-05-01}」と書いてください。")
            return CodeTable.Entry(code: text, value: "", from: nil, until: nil)
        }
        return CodeTable.Entry(code: text, value: meaning, from: day(value, "from"), until: day(value, "until"))
    }

    private mutating func day(_ node: Node, _ key: String) -> CivilDate? {
        guard let value = node[key] else { return nil }
        if let day = value.scalar.flatMap({ CivilDate(iso: $0.string) }) { return day }
        add(value.mark, "\(key) が日付ではありません。", "「2019-05-01」のように書いてください。")
        return nil
    }
}

// MARK: - Files and columns

extension LayoutReader {
    private mutating func files(_ node: Node?, codes: [String: CodeTable], hasHeader: Bool) -> [FileLayout] {
        guard let items = node?.sequence else {
            add(node?.mark, "files がありません。", "ファイルごとに entity、pattern、columns を書いてください。")
            return []
        }
        var files: [FileLayout] = []
        for item in items {
            guard let entity = Entity(rawValue: string(item, "entity") ?? "") else {
                let known = Entity.allCases.map(\.rawValue).joined(separator: "、")
                add(item["entity"]?.mark ?? item.mark, "entity が違います。", "使えるのは \(known) です。")
                continue
            }
            if files.contains(where: { $0.entity == entity }) {
                add(item.mark, "\(entity.rawValue) が二度あります。", "一つにまとめてください。")
            }
            let file = FileLayout(
                entity: entity,
                pattern: string(item, "pattern") ?? "",
                deltaPattern: string(item, "delta-pattern"),
                isRequired: flag(item, "required") ?? true,
                rejectLimit: number(item, "reject-limit") ?? 0,
                columns: columns(item["columns"], codes: codes, hasHeader: hasHeader)
            )
            if file.pattern.isEmpty { add(item.mark, "pattern がありません。", "ファイル名を「*」を使って書いてください。") }
            for field in entity.indispensableFields where file.columns(for: field).isEmpty {
                add(item.mark, "\(entity.japanese)に \(field.text) の列がありません。", "columns に加えてください。")
            }
            files.append(file)
        }
        return files
    }

    private mutating func columns(_ node: Node?, codes: [String: CodeTable], hasHeader: Bool) -> [Column] {
        guard let items = node?.sequence else {
            add(node?.mark, "columns がありません。", "列を順に書いてください。")
            return []
        }
        var columns: [Column] = []
        for (offset, item) in items.enumerated() {
            guard let name = string(item, "name"), !name.isEmpty else {
                add(item.mark, "列の name がありません。", "項目の名前を書いてください。")
                continue
            }
            let field = string(item, "field").flatMap { LogicalField($0) }
            if let value = item["field"], field == nil {
                add(value.mark, "field の値が違います。", "使える名前は docs/developing/layouts.md にあります。")
            }
            if let field, columns.contains(where: { $0.field == field }) {
                add(item.mark, "\(field.text) の列が二度あります。", "一つにしてください。")
            }
            let index = number(item, "index").map { Int($0) } ?? (hasHeader ? nil : offset + 1)
            columns.append(
                Column(
                    name: name,
                    index: index,
                    field: field,
                    kind: kind(item, codes),
                    width: Int(number(item, "width") ?? 0),
                    isRequired: flag(item, "required") ?? false,
                    line: item.mark?.line ?? 0
                )
            )
        }
        return columns
    }

    private mutating func kind(_ item: Node, _ codes: [String: CodeTable]) -> Column.Kind {
        guard let value = item["type"] else { return .text }
        let words = (value.scalar?.string ?? "").split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("text", 1): return .text
        case ("digits", 1): return .digits
        case ("date", 1): return .date(.compact)
        case ("date", 2):
            if let spelling = DateSpelling(rawValue: words[1]) { return .date(spelling) }
        case ("code", 2):
            if codes[words[1]] != nil { return .code(words[1]) }
        default: break
        }
        add(value.mark, "type が違います。", "text、digits、date yyyymmdd、code 表の名前 のどれかを書いてください。")
        return .text
    }
}
