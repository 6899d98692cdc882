import Japanese
import Rules

/// What a box shows for a value (記入内容).
struct BoxContent {
    private let box: Box
    private let value: Value
    private let eras: EraTable

    init(_ box: Box, _ value: Value, _ eras: EraTable) {
        self.box = box
        self.value = value
        self.eras = eras
    }

    /// Empty for a box that stays blank.
    var entries: [FilledPage.Entry] {
        switch box.kind {
        case .text:
            return text(words(value)) { .text($0, box.style) }
        case .datePart(let part):
            return text(words(value, part)) { .text($0, box.style) }
        case .comb(let cells):
            return text(words(value)) { .comb($0, cells: cells, box.style) }
        case .mark(let kind):
            guard value == .boolean(true) else { return [] }
            return [entry(box.id, box.name, box.area, .mark(kind))]
        case .choice(let kind, let choices):
            return choices.filter(isChosen).map {
                entry("\(box.id)/\($0.value)", "\(box.name)：\($0.value)", $0.area, .mark(kind))
            }
        }
    }

    private func text(_ words: String, _ content: (RegisteredText) -> FilledPage.Content) -> [FilledPage.Entry] {
        words.isEmpty ? [] : [entry(box.id, box.name, box.area, content(RegisteredText(words)))]
    }

    private func entry(
        _ id: String,
        _ name: String,
        _ area: PageArea,
        _ content: FilledPage.Content
    ) -> FilledPage.Entry {
        FilledPage.Entry(box: id, name: name, area: area, content: content)
    }

    private func isChosen(_ choice: BoxKind.Choice) -> Bool {
        if case .list(let list) = value { return list.contains { matches($0, choice) } }
        return matches(value, choice)
    }

    /// The answers はい and いいえ stand for true and false.
    private func matches(_ value: Value, _ choice: BoxKind.Choice) -> Bool {
        let wanted = RegisteredText(choice.value)
        if case .boolean(let flag) = value {
            let words: [RegisteredText] = flag ? ["はい", "有", "true"] : ["いいえ", "無", "false"]
            return words.contains(wanted)
        }
        if case .date(let date) = value { return wanted == RegisteredText(self.date(date, .era) ?? "") }
        return RegisteredText(words(value)) == wanted
    }

    /// Text as people write it; nothing for null and for values that are no text.
    private func words(_ value: Value) -> String {
        switch value {
        case .string(let text): text
        case .number(let number): number.description
        case .date(let date): self.date(date, .wareki) ?? ""
        case .boolean(let flag): flag ? "はい" : "いいえ"
        case .list(let list): list.map { words($0) }.filter { !$0.isEmpty }.joined(separator: "、")
        default: ""
        }
    }

    private func words(_ value: Value, _ part: DatePart) -> String {
        switch value {
        case .date(let date): return self.date(date, part) ?? ""
        // 年月日不詳 and other wordings stand as they are registered, but have no parts.
        case .string(let text) where [.wareki, .warekiShort, .seireki].contains(part): return text
        default: return ""
        }
    }

    private func date(_ date: FeelDate, _ part: DatePart) -> String? {
        guard let civil = date.civil else { return nil }
        switch part {
        case .era: return date.wareki(in: eras)?.era.name
        case .year: return date.wareki(in: eras)?.yearText
        case .month: return String(civil.month)
        case .day: return String(civil.day)
        case .wareki: return date.wareki(in: eras)?.text ?? civil.westernText
        case .warekiShort: return date.wareki(in: eras)?.short
        case .seireki: return civil.westernText
        case .seirekiYear: return String(civil.year)
        }
    }
}
