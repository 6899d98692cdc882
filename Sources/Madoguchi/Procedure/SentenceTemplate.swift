package import Japanese
package import Rules

/// A sentence of a data file with names in braces (文型), e.g. `{氏名}さんは{年齢}歳です。`.
package struct SentenceTemplate: Hashable, Sendable {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// Names that are not known become `（未確認）`.
    package func filled(from context: Context, eras: EraTable = .national) -> String {
        var result = ""
        var rest = Substring(text)
        while let open = rest.unicodeScalars.firstIndex(of: "{") {
            result += rest[..<open]
            let tail = rest[rest.unicodeScalars.index(after: open)...]
            guard let close = tail.unicodeScalars.firstIndex(of: "}") else { return result + rest[open...] }
            result += context[String(tail[..<close])].map { SentenceTemplate.words($0, eras) } ?? "（未確認）"
            rest = tail[tail.unicodeScalars.index(after: close)...]
        }
        return result + rest
    }

    /// The same with plain texts.
    package func filled(with texts: [String: String]) -> String {
        filled(from: Context(texts.map { ($0.key, Value.string($0.value)) }))
    }

    /// The names in braces.
    package var names: [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.unicodeScalars.firstIndex(of: "}").map { String(part[..<$0]) }
        }
    }

    /// A value as a sentence has it.
    package static func words(_ value: Value, _ eras: EraTable = .national) -> String {
        switch value {
        case .string(let text): text
        case .boolean(let flag): flag ? "はい" : "いいえ"
        case .date(let date): date.wareki(in: eras)?.text ?? ""
        case .list(let values): values.map { words($0, eras) }.joined(separator: "・")
        case .context(let context): context["全体"].map { words($0, eras) } ?? ""
        case .null: ""
        default: "\(value)"
        }
    }
}

extension CivilDate {
    /// `4月13日（月）`.
    package var monthDayText: String {
        "\(month)月\(day)日（\(["月", "火", "水", "木", "金", "土", "日"][weekday - 1])）"
    }
}
