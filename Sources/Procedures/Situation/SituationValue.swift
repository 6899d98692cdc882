import Japanese
import Madoguchi
import Rules

/// One value of a situation file, in any of the spellings people use for it (値の読み取り).
struct SituationValue {
    private static let unknown = ["わからない", "分からない", "不明", "未確認", "?", "unknown"]
    private static let yes = ["true", "はい", "有", "あり", "ある", "yes", "○", "〇"]
    private static let no = ["false", "いいえ", "無", "なし", "ない", "no", "×"]

    private let field: YamlField
    private let item: Item
    private let eras: EraTable

    init(_ field: YamlField, _ item: Item, _ eras: EraTable) {
        self.field = field
        self.item = item
        self.eras = eras
    }

    func read(_ findings: inout Findings) -> FactValue? {
        let plain = field.scalar.map { Spelling.plain($0) }
        if let plain, SituationValue.unknown.contains(plain) { return .unanswered }
        switch item.kind {
        case .text, .kana: return field.text(&findings).map { .text(RegisteredText($0)) }
        case .date: return date(plain, &findings)
        case .boolean: return flag(plain, &findings)
        case .number: return plain.flatMap { Int($0) }.map(FactValue.number) ?? number(&findings)
        case .choice: return choice(plain, &findings)
        }
    }

    private func number(_ findings: inout Findings) -> FactValue? {
        field.integer(&findings).map(FactValue.number)
    }

    /// `2026-04-01`, `2026/4/1`, `20260401`, `R8.4.1`, `令和8年4月1日`.
    private func date(_ plain: String?, _ findings: inout Findings) -> FactValue? {
        if let plain, let date = CivilDate(iso: plain) ?? DateReading.read(plain, source: .entry, eras: eras).date {
            return .date(date)
        }
        return field.date(&findings).map(FactValue.date)
    }

    private func flag(_ plain: String?, _ findings: inout Findings) -> FactValue? {
        if let plain, SituationValue.yes.contains(plain) { return .flag(true) }
        if let plain, SituationValue.no.contains(plain) { return .flag(false) }
        return field.flag(&findings).map(FactValue.flag)
    }

    private func choice(_ plain: String?, _ findings: inout Findings) -> FactValue? {
        let found = item.choices.first { choice in
            ([choice.value] + choice.also).contains { Spelling.plain($0) == plain }
        }
        if let found { return .choice(found.value) }
        return field.word(&findings, item.choices.map { ($0.value, $0.value) }).map(FactValue.choice)
    }
}
