import Japanese
import Madoguchi

/// Reads what a form sent into facts (入力の読み取り). Fields nobody touched are left alone.
struct FactAnswers: Sendable {
    private(set) var facts: [Fact] = []
    /// One sentence per field that could not be read, by key.
    private(set) var errors: [String: String] = [:]
    /// What was typed anew, by key, so that a refusal loses nothing and brings nothing old back.
    private(set) var typed: [String: String] = [:]

    /// A field is sent as `fact.KEY` with what the screen showed before as `was.KEY`; a name written beside a choice of people,
    /// as `other.KEY`, goes before the choice.
    init(_ form: SubmittedForm, catalogue: Catalogue, source: FactSource, today: CivilDate) {
        let written = form.fields.filter { $0.name.hasPrefix("other.") && !$0.value.isEmpty }.map {
            SubmittedForm.Field(name: "fact." + $0.name.dropFirst(6), value: $0.value)
        }
        for field in written + form.fields where field.name.hasPrefix("fact.") {
            let name = String(field.name.dropFirst(5))
            let key = FactKey(reading: name)
            guard typed[name] == nil, !Same.text(field.value, form.exact("was.\(name)")),
                let item = catalogue.item(key.item)
            else { continue }
            typed[name] = field.value
            switch FactAnswers.value(field.value, of: item, today: today, eras: catalogue.municipality.eras) {
            case .success(.text(let text)?) where item.id == .newTown && !catalogue.municipality.lists(text):
                errors[name] = FactAnswers.noSuchTown.sentence
            case .success(let value?):
                facts.append(Fact(key, value, from: source))
                if let words = FactAnswers.birthWords(field.value, key, catalogue.municipality.eras) {
                    facts.append(Fact(FactKey(.birthText, key.person), .text(words), from: source))
                }
            case .success(nil): break
            case .failure(let refusal): errors[name] = refusal.sentence
            }
        }
    }

    /// A birth typed as 明治45年7月30日 is not to be printed as 大正元年: on a day of two eras what was typed is kept too.
    private static func birthWords(_ text: String, _ key: FactKey, _ eras: EraTable) -> RegisteredText? {
        guard key.item == .birthDate, let written = DateReading.read(text, eras: eras).written,
            let date = written.date, written.era != nil, eras.eras(on: date).count > 1
        else { return nil }
        return written.text
    }

    struct Refusal: Error {
        let sentence: String
    }

    /// Nil for an empty field, which says nothing.
    static func value(
        _ text: String,
        of item: Item,
        today: CivilDate,
        eras: EraTable = .national
    ) -> Result<FactValue?, Refusal> {
        let isBlank = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        if isBlank { return .success(nil) }
        if Same.text(text, FactForm.unknownAnswer) { return .success(.unanswered) }
        let inspection = TextInspection.inspect(text, source: .entry)
        if !inspection.isAccepted, let sentence = inspection.sentences.first {
            return .failure(Refusal(sentence: sentence))
        }
        if holdsMyNumber(text) { return .failure(Refusal(sentence: "個人番号は、この欄には入れられません。個人番号を消してください。")) }
        switch item.kind {
        case .text: return .success(.text(RegisteredText(text)))
        case .kana: return .success(.text(RegisteredText(Kana.katakana(Kana.fullWidth(text)))))
        case .boolean:
            guard Same.text(text, "はい") || Same.text(text, "いいえ") else { return .failure(chooseOne) }
            return .success(.flag(Same.text(text, "はい")))
        case .choice:
            guard let choice = item.choices.first(where: { Same.text($0.value, text) }) else {
                return .failure(chooseOne)
            }
            return .success(.choice(choice.value))
        case .number:
            guard let number = Int(narrowed(text)) else {
                return .failure(Refusal(sentence: "数字で入力してください。"))
            }
            return .success(.number(number))
        case .date:
            switch DateReading.read(text, today: today, eras: eras) {
            case .read(let written, _):
                guard let date = written.date else {
                    return .failure(Refusal(sentence: "年月日が決まらない書き方です。例: R8.4.1 または 5080401"))
                }
                return .success(.date(date))
            case .refused(let refusal): return .failure(Refusal(sentence: refusal.sentence(eras: eras)))
            }
        }
    }

    /// Twelve digits, in a row or by fours, whose check digit fits: no item is meant for 個人番号, and facts are not sealed.
    private static func holdsMyNumber(_ text: String) -> Bool {
        let words = narrowed(text).unicodeScalars.split { !("0"..."9").contains($0) && $0 != "-" }.map { String($0) }
        let groups = words.flatMap { $0.split(separator: "-") }
        let together =
            words.map { $0.split(separator: "-") } + groups.indices.dropFirst(2).map { Array(groups[$0 - 2...$0]) }
        return together.contains { parts in
            let isNumber = parts.count == 1 || (parts.count == 3 && parts.allSatisfy { $0.utf8.count == 4 })
            return isNumber && MyNumber(parts.joined()) != nil
        }
    }

    /// Half a reading or a keypad's digits must not become an address.
    private static let noSuchTown = Refusal(
        sentence: "この町字は、市の町字の一覧にありません。読みの行の数字か、町字の初めを打ち、出てきた一覧から選んでください。"
    )
    private static let chooseOne = Refusal(sentence: "選択肢の中から選んでください。")
}

extension Municipality {
    /// Whether the town is one of the municipality's own (町字の一覧); a municipality without a list has nothing to say.
    fileprivate func lists(_ town: RegisteredText) -> Bool {
        towns.isEmpty || towns.contains { $0.name == town }
    }
}

/// Full-width ASCII as ASCII.
private func narrowed(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
            }
        )
    )
}
