import Japanese
import Madoguchi

/// Reads what a form sent into facts (入力の読み取り). Fields nobody touched are left alone.
struct FactAnswers: Sendable {
    private(set) var facts: [Fact] = []
    /// One sentence per field that could not be read, by key.
    private(set) var errors: [String: String] = [:]
    /// Everything as it was typed, by key, so that a refusal loses nothing.
    private(set) var typed: [String: String] = [:]

    /// A field is sent as `fact.KEY` with what the screen showed before as `was.KEY`.
    init(_ form: SubmittedForm, catalogue: Catalogue, source: FactSource, today: CivilDate) {
        for field in form.fields where field.name.hasPrefix("fact.") {
            let name = String(field.name.dropFirst(5))
            guard typed[name] == nil else { continue }
            typed[name] = field.value
            let key = FactKey(reading: name)
            guard !Same.text(field.value, form.exact("was.\(name)")), let item = catalogue.item(key.item) else {
                continue
            }
            switch FactAnswers.value(field.value, of: item, today: today) {
            case .success(let value?): facts.append(Fact(key, value, from: source))
            case .success(nil): break
            case .failure(let refusal): errors[name] = refusal.sentence
            }
        }
    }

    struct Refusal: Error {
        let sentence: String
    }

    /// Nil for an empty field, which says nothing.
    static func value(_ text: String, of item: Item, today: CivilDate) -> Result<FactValue?, Refusal> {
        let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        if isBlank { return .success(nil) }
        if Same.text(text, FactForm.unknownAnswer) { return .success(.unanswered) }
        let inspection = TextInspection.inspect(text, source: .entry)
        if !inspection.isAccepted, let sentence = inspection.sentences.first {
            return .failure(Refusal(sentence: sentence))
        }
        switch item.kind {
        case .text: return .success(.text(RegisteredText(text)))
        case .kana: return .success(.text(RegisteredText(KanaLetters.katakana(text))))
        case .boolean:
            guard Same.text(text, "はい") || Same.text(text, "いいえ") else { return .failure(chooseOne) }
            return .success(.flag(Same.text(text, "はい")))
        case .choice:
            guard let choice = item.choices.first(where: { Same.text($0.value, text) }) else {
                return .failure(chooseOne)
            }
            return .success(.choice(choice.value))
        case .number:
            guard let number = Int(KanaLetters.narrow(text)) else {
                return .failure(Refusal(sentence: "数字で入力してください。"))
            }
            return .success(.number(number))
        case .date:
            switch DateReading.read(text, today: today) {
            case .read(let written, _):
                guard let date = written.date else {
                    return .failure(Refusal(sentence: "年月日が決まらない書き方です。例: R8.4.1 または 5080401"))
                }
                return .success(.date(date))
            case .refused(let refusal): return .failure(Refusal(sentence: refusal.sentence))
            }
        }
    }

    private static let chooseOne = Refusal(sentence: "選択肢の中から選んでください。")
}

/// Letters of the reading field as the register has them.
enum KanaLetters {
    /// Hiragana becomes katakana; everything else is kept.
    static func katakana(_ text: String) -> String {
        mapped(text) { (0x3041...0x3096).contains($0) ? $0 + 0x60 : $0 }
    }

    /// Full-width ASCII becomes ASCII.
    static func narrow(_ text: String) -> String {
        mapped(text) { (0xFF01...0xFF5E).contains($0) ? $0 - 0xFEE0 : $0 }
    }

    private static func mapped(_ text: String, _ change: (UInt32) -> UInt32) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { Unicode.Scalar(change($0.value)) ?? $0 }))
    }
}
