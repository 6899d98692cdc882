import Rules
import Yams

/// A YAML file as it was read: its root and every mistake of spelling in it.
struct YamlFile {
    let root: YamlField?

    /// Reads one document; a file that is not YAML gives one finding with its place.
    init(_ bytes: [UInt8], file: String, _ findings: inout Findings) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            findings.add(file, message: "文字コードがUTF-8ではありません", hint: "エディターで「UTF-8」を選んで保存し直してください")
            root = nil
            return
        }
        do {
            // Fields say themselves what they read a text as; guessing types took a fifth of the time.
            let node = try Yams.compose(yaml: text, .basic)
            if node == nil { findings.add(file, message: "中身がありません", hint: "ほかの自治体の同じ名前のファイルを写して直してください") }
            root = node.map { YamlField($0, file: file, label: "全体") }
        } catch let error as YamlError {
            findings.all.append(YamlFile.diagnostic(error, text, file))
            root = nil
        } catch {
            findings.add(file, message: "YAMLとして読めません", hint: "字下げ（半角の空白）と「:」を確かめてください")
            root = nil
        }
    }

    private static func diagnostic(_ error: YamlError, _ text: String, _ file: String) -> Diagnostic {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return Diagnostic(
                file: file,
                line: mark.line,
                column: mark.column,
                message: "YAMLとして読めません",
                hint: "字下げは半角の空白にし、「{」「:」「#」などを含む文は \" で囲んでください",
                english: problem
            )
        case .duplicatedKeysInMapping(let duplicates, let context):
            return Diagnostic(
                file: file,
                line: secondLine(of: duplicates.first ?? "", in: text, from: context.mark.line),
                message: "同じキーが二度書かれています：\(duplicates.joined(separator: "、"))",
                hint: "どちらか一つにしてください"
            )
        default:
            return Diagnostic(file: file, message: "YAMLとして読めません", hint: "字下げ（半角の空白）と「:」を確かめてください")
        }
    }
}

extension YamlFile {
    /// The line on which a key stands for the second time, looked for from the beginning of its mapping.
    private static func secondLine(of key: String, in text: String, from first: Int) -> Int {
        let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { String($0) }
        let places = lines.indices.dropFirst(max(0, first - 1)).filter { index in
            lines[index].drop { $0 == " " || $0 == "-" || $0 == "\"" }.hasPrefix(key)
        }
        return (places.dropFirst().first ?? first - 1) + 1
    }
}

/// Findings collected while reading a folder (指摘の一覧).
struct Findings {
    var all: [Diagnostic] = []

    mutating func add(_ file: String, line: Int = 0, column: Int = 0, message: String, hint: String) {
        all.append(Diagnostic(file: file, line: line, column: column, message: message, hint: hint))
    }

    /// With a line and a column each; what concerns a whole file stands at its beginning. A file that several editions
    /// share is read for each of them, and its mistakes are told once.
    var placed: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return all.compactMap { finding in
            var placed = finding
            placed.line = max(1, finding.line)
            placed.column = max(1, finding.column)
            return seen.insert(placed).inserted ? placed : nil
        }
    }

    /// Findings of a text that stands inside a file, moved to the place of that text.
    mutating func add(_ inner: Diagnostics, at field: YamlField) {
        for diagnostic in inner.all {
            var placed = diagnostic
            placed.file = field.file
            placed.line = field.line
            placed.column = field.column + (field.isPlain ? max(0, diagnostic.column - 1) : 0)
            placed.message = "\(field.label)：\(diagnostic.message)"
            all.append(placed)
        }
    }
}
