import Japanese
import Rules
import Yams

/// One value of a YAML file with its place, so that every mistake can be pointed at.
struct YamlField {
    let node: Node
    let file: String
    /// What people call it: the key, or its number in a list.
    let label: String

    init(_ node: Node, file: String, label: String) {
        self.node = node
        self.file = file
        self.label = label
    }

    var line: Int { node.mark?.line ?? 0 }
    var column: Int { node.mark?.column ?? 0 }

    /// Whether the text begins at ``column`` without a quotation mark before it.
    var isPlain: Bool { node.scalar?.style == .plain || node.scalar?.style == .any }

    /// The text of a scalar as it was written; nil for lists, mappings and an empty value.
    var scalar: String? {
        guard let scalar = node.scalar, !isNull else { return nil }
        return scalar.string
    }

    /// An empty value or `~`.
    var isNull: Bool {
        guard let scalar = node.scalar else { return false }
        return scalar.style != .singleQuoted && scalar.style != .doubleQuoted
            && (scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null")
    }

    /// A list or a mapping with nothing in it.
    var isEmptyCollection: Bool { node.sequence?.isEmpty ?? node.mapping?.isEmpty ?? false }

    /// The text under a key, without any complaint.
    func peek(_ key: String) -> String? {
        node.mapping?[key]?.scalar?.string
    }

    func report(_ findings: inout Findings, _ message: String, _ hint: String) {
        findings.add(file, line: line, column: column, message: "\(label)：\(message)", hint: hint)
    }

    func text(_ findings: inout Findings) -> String? {
        guard let scalar else {
            report(&findings, "文字で書いてください", "「\(label): 値」の形にしてください")
            return nil
        }
        return scalar
    }

    func integer(_ findings: inout Findings) -> Int? {
        guard let scalar, let number = Int(scalar) else {
            report(&findings, "整数ではありません", "半角の数字で書いてください（例：14）")
            return nil
        }
        return number
    }

    func flag(_ findings: inout Findings) -> Bool? {
        switch scalar {
        case "true", "はい": return true
        case "false", "いいえ": return false
        default:
            report(&findings, "true でも false でもありません", "true か false を書いてください")
            return nil
        }
    }

    func date(_ findings: inout Findings) -> CivilDate? {
        guard let scalar, let date = CivilDate(iso: scalar) else {
            report(&findings, "暦にある日付ではありません", "2026-04-01 の形で書いてください")
            return nil
        }
        return date
    }

    /// One of the words a value may have.
    func word<Word>(_ findings: inout Findings, _ words: [(String, Word)]) -> Word? {
        let written = text(&findings)
        guard let written else { return nil }
        if let found = words.first(where: { $0.0 == written }) { return found.1 }
        let known = words.map(\.0)
        let guess = Spelling.closest(to: written, among: known).map { "もしかして「\($0)」ではありませんか。" } ?? ""
        report(&findings, "「\(written)」は使えません", "\(guess)\(known.joined(separator: "、")) のどれかを書いてください")
        return nil
    }

    /// The members of a list; a single value counts as a mistake.
    func list(_ findings: inout Findings) -> [YamlField] {
        if isNull { return [] }
        guard let sequence = node.sequence else {
            report(&findings, "一覧ではありません", "「- 」で始まる行を並べるか、[ ] で囲んでください")
            return []
        }
        return sequence.enumerated().map { YamlField($1, file: file, label: "\(label)の\($0 + 1)番目") }
    }

    func texts(_ findings: inout Findings) -> [String] {
        list(&findings).compactMap { $0.text(&findings) }
    }

    func mapping(_ findings: inout Findings) -> YamlMapping? {
        guard let mapping = node.mapping else {
            report(&findings, "「キー: 値」の組ではありません", "字下げと「:」を確かめてください")
            return nil
        }
        var entries: [(key: YamlField, value: YamlField)] = []
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            entries.append((YamlField(key, file: file, label: name), YamlField(value, file: file, label: name)))
        }
        return YamlMapping(field: self, entries: entries)
    }
}
