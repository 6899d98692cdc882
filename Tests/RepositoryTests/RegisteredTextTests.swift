import Foundation
import Testing

/// Swift's own comparison of texts merges about a thousand pairs of registered letters, 神 (U+FA19) with 神 among them.
@Suite struct RegisteredTextTests {
    /// Here `.string` is a scalar of YAML or a number's digits, never a registered text.
    private static let others = [
        "Sources/Procedures/Yaml/", "Sources/Registry/Layout/LayoutReader.swift",
        "Sources/Japanese/Address/LotNumber.swift",
    ]

    @Test func registeredTextIsComparedAsRegisteredText() throws {
        let files = try Repository.here.files(under: ["Sources"], extensions: ["swift"]).filter { file in
            !Self.others.contains { file.path.hasPrefix($0) }
        }
        #expect(files.count > 200)
        #expect(try comparedStrings(in: files) == [])
    }

    @Test(arguments: [
        "a.name.string == b", "if known != head.name.string {", "switch name.string {", "x()?.string == y",
        "name.string.contains(part)", "name.string.hasPrefix(part)", "name.string.count", "name.string.lowercased()",
        "name.string.replacingOccurrences(of: a, with: b)", "Set(people.map(\\.name.string))",
        "seen.contains(name.string)",
        "table[name.string] = 1", "name.string.first", "name.string < other.string",
        "names.sorted(by: { $0.string < $1.string })",
        "name.string.range(of: part)", "seen.insert(name.string)", "Dictionary(grouping: people) { $0.name.string }",
    ])
    func aComparisonOfStringsIsFound(source: String) throws {
        #expect(try !comparedStrings(in: [TextFile("Sources/Web/File.swift", source)]).isEmpty, "\(source)")
    }

    @Test(arguments: [
        "a.name == b.name", "a.name.string.utf8.elementsEqual(b.utf8)", "name.string.unicodeScalars.first",
        "token.kind == .string",
        "case .string: 1", "RegisteredText(a.string + b.string)", "name.string.isEmpty", "// a.name.string == b",
        "f(name.string)",
        "let text = \"a.string == b\"", "name.string.utf8.count", "a.stringValue == b",
    ])
    func anInnocentUseIsNotFound(source: String) throws {
        #expect(try comparedStrings(in: [TextFile("Sources/Web/File.swift", source)]) == [], "\(source)")
    }
}

/// Places where the text inside a registered text is compared, hashed or searched as Swift compares texts.
func comparedStrings(in files: [TextFile]) throws -> [Finding] {
    let value = #"[\w\)\]\?]\.string"#
    let members = [
        "contains", "hasPrefix", "hasSuffix", "count", "firstIndex", "lastIndex", "range", #"replacing\w*"#,
        "components", "split",
        "lowercased", "uppercased", "capitalized", "trimmingCharacters", "starts", "first", "last", "prefix", "suffix",
        "dropFirst", "dropLast", "reversed", "sorted", "compare", #"caseInsensitive\w*"#, #"localized\w*"#,
    ]
    let patterns = [
        value + #"\s*(==|!=|<[^<]|>[^>])"#, #"(==|!=)\s*[\w\.\(\)\?]*"# + value + #"\b(?!\.)"#,
        #"switch\s[\w\.\?\(\)]*"# + value + #"\s*\{"#,
        value + #"\.("# + members.joined(separator: "|") + #")\b"#, #"Set\([^()]*map\(\\(\.\w+)*\.string\)\)"#,
        #"\b(contains|insert|firstIndex)\([\w\.]*"# + value + #"\)"#, #"\[[\w\.]*"# + value + #"\]"#,
        #"(grouping|uniqueKeysWithValues):[^{]*\{[^}]*"# + value + #"\s*\}"#,
    ]
    let expression = try NSRegularExpression(pattern: patterns.map { "(?:\($0))" }.joined(separator: "|"))
    return files.flatMap { file -> [Finding] in
        let code = String(decoding: file.swift.code, as: UTF8.self)
        return expression.matches(in: code, range: NSRange(code.startIndex..., in: code)).compactMap { match in
            guard let range = Range(match.range, in: code) else { return nil }
            let offset = code.utf8.distance(from: code.startIndex, to: range.lowerBound)
            let what = code[range].trimmingCharacters(in: .whitespacesAndNewlines)
            return Finding(file.path, line(of: offset, in: Array(code.utf8)), "\(what) – compare RegisteredText itself")
        }
    }
}
