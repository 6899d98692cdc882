import Japanese
import Madoguchi

/// One fact on a screen (入力欄): its question, what is known, where from, and how to answer. Ready to print.
struct FactField: Sendable {
    struct Option: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// A piece of a question; a name is drawn in the registered letters.
    struct Words: Sendable {
        let text: String
        let isName: Bool
    }

    /// `p1.birth-date`: the key as forms send it.
    let key: String
    let label: [Words]
    let person: String?
    let explanation: String?
    let value: String
    /// What is stored; a field that still has it is left alone.
    let was: String
    /// 〔QR〕 and the like; empty where nothing is known.
    let mark: String
    let options: [Option]
    /// A head who is not in the case may be written instead (ほかの方); what was written so far.
    let other: String?
    let error: String?
    let isSensitive: Bool
    let isUnanswered: Bool
    /// 必須
    var isRequired = false
    /// Says that the value is only offered, and from what it follows.
    let proposal: String?

    // How it is entered; exactly one is true.
    let isChoice: Bool
    let isDate: Bool
    let isNumber: Bool
    let isTown: Bool
    let isPerson: Bool
    let isText: Bool

    /// The reading of a date beside what was typed, e.g. 昭和55年2月17日.
    let reading: String
}

/// Makes fields from a case, and facts from what was typed into them.
struct FactForm: Sendable {
    let view: CaseView
    /// What was typed and refused, by key: shown again, never lost.
    var typed: [String: String] = [:]
    var errors: [String: String] = [:]

    private var eras: EraTable { view.catalogue.municipality.eras }

    /// `asked` shows the question in the citizen's words; a clerk's own form has the item's short name.
    func field(_ key: FactKey, asked: Bool = true) -> FactField? {
        guard let item = view.catalogue.item(key.item) else { return nil }
        let known = view.receptionCase.facts[key]
        let offer = proposal(key)
        let shown = offer == nil ? known.map { text($0.fact.value, key) } ?? "" : ""
        let value = typed[key.text] ?? offer?.value?.string ?? shown
        let kind = Entry(item)
        return FactField(
            key: key.text,
            label: asked ? question(item, key.person) : [FactField.Words(text: item.name, isName: false)],
            person: key.person.map { view.name(of: $0).string },
            explanation: item.question?.explanationKey.map { view.catalogue.text($0) },
            value: value,
            was: shown,
            mark: offer == nil ? known.map { "〔\($0.fact.source.mark)〕" } ?? "" : "",
            options: options(item, value),
            other: item.id == .newHead && kind == .person ? other(value) : nil,
            error: errors[key.text],
            isSensitive: item.isSensitive,
            isUnanswered: known?.fact.value == .unanswered,
            proposal: offer.map(FactForm.words),
            isChoice: kind == .choice,
            isDate: kind == .date,
            isNumber: kind == .number,
            isTown: kind == .town,
            isPerson: kind == .person,
            isText: kind == .text,
            reading: known.map { reading($0.fact.value, key) } ?? ""
        )
    }

    func fields(_ items: [ItemID], required: [ItemID]) -> [FactField] {
        items.compactMap { item in
            var field = field(FactKey(item), asked: false)
            field?.isRequired = required.contains(item)
            return field
        }
    }

    /// The question with the person's name in it.
    private func question(_ item: Item, _ person: PersonKey?) -> [FactField.Words] {
        let template = SentenceTemplate(item.question.map { view.catalogue.text($0.textKey) } ?? item.name)
        let sentence = template.filled(from: view.situation.context(for: person), eras: eras)
        guard let person else { return [FactField.Words(text: sentence, isName: false)] }
        let name = view.name(of: person).string
        return FactForm.words(of: template.names.isEmpty ? "\(name)さん: \(sentence)" : sentence, naming: name)
    }

    /// The sentence cut around the name where it stands first.
    static func words(of sentence: String, naming name: String) -> [FactField.Words] {
        let (all, name) = (Array(sentence.utf8), Array(name.utf8))
        // By hand: the library's search takes a twentieth of the page of a case.
        let starts = 0..<max(0, all.count - name.count + 1)
        guard let first = name.first,
            let start = starts.first(where: { all[$0] == first && all[$0..<$0 + name.count].elementsEqual(name) })
        else {
            return [FactField.Words(text: sentence, isName: false)]
        }
        let end = start + name.count
        return [(all[..<start], false), (all[start..<end], true), (all[end...], false)]
            .filter { !$0.0.isEmpty }
            .map { FactField.Words(text: String(decoding: $0.0, as: UTF8.self), isName: $0.1) }
    }

    /// Offered, not stored: the clerk confirms it by saving the form.
    private func proposal(_ key: FactKey) -> HouseholdProposal? {
        let isKnown = view.receptionCase.facts[key] != nil
        if key.item == .newHead { return isKnown ? nil : view.proposedHead }
        if key.item == .remainingHead { return isKnown ? nil : view.proposedRemainingHead }
        guard key.item == .relationship, let person = key.person else { return nil }
        guard !isKnown || view.unconfirmedRelationships.contains(key) else { return nil }
        return view.proposedRelationship(of: person)
    }

    private static func words(_ offer: HouseholdProposal) -> String {
        let from = offer.before.map { "いままでの続柄は「\($0.string)」です。" } ?? ""
        if offer.value == nil { return "\(from)新しい続柄を聞いて入力してください。" }
        return "案: \(from)\(offer.isCertain ? "確かめて保存してください。" : "この案でよいかを聞き、違えば直してください。")"
    }

    /// Whether the citizen can answer on the panel: words of one's own are for the clerk's keyboard.
    static func suitsPanel(_ item: Item) -> Bool {
        guard item.question?.audience == .citizen else { return false }
        switch Entry(item) {
        case .choice, .date, .number: return true
        case .town, .person, .text: return false
        }
    }

    private func options(_ item: Item, _ value: String) -> [FactField.Option] {
        switch Entry(item) {
        case .person:
            people(for: item).map { person in
                let isName = item.id != .notifier
                let name = view.name(of: person).string
                let answer = isName ? name : person.text
                return FactField.Option(value: answer, label: name, isChosen: Same.text(answer, value))
            }
        case .choice where item.kind == .boolean:
            [("はい", "answer.yes"), ("いいえ", "answer.no")].map { answer, key in
                FactField.Option(
                    value: answer,
                    label: view.catalogue.text(key),
                    isChosen: Same.text(answer, value)
                )
            }
        default:
            item.choices.map { choice in
                FactField.Option(
                    value: choice.value,
                    label: view.catalogue.text(choice.textKey),
                    isChosen: Same.text(choice.value, value)
                )
            }
        }
    }

    private func people(for item: Item) -> [PersonKey] {
        item.id == .remainingHead ? view.remainingPeople : view.receptionCase.people.map(\.key)
    }

    /// The name of somebody who is none of the people here.
    private func other(_ value: String) -> String {
        let isHere = view.receptionCase.people.contains { Same.text(view.name(of: $0.key).string, value) }
        return isHere ? "" : value
    }

    /// How an item is entered on a screen.
    enum Entry: Sendable {
        case choice, date, number, town, person, text

        init(_ item: Item) {
            switch item.id {
            case .notifier, .newHead, .remainingHead: self = .person
            case .newTown: self = .town
            case .newLot, .phone, .newPostalCode, .oldPostalCode: self = .number
            default:
                switch item.kind {
                case .choice, .boolean: self = .choice
                case .date: self = .date
                case .number: self = .number
                case .text, .kana: self = .text
                }
            }
        }
    }

    /// A value as fields hold it.
    static func text(_ value: FactValue, _ eras: EraTable = .national) -> String {
        switch value {
        case .text(let text): text.string
        case .date(let date): date.wareki(in: eras)?.short ?? date.iso
        case .number(let number): String(number)
        case .flag(let flag): flag ? "はい" : "いいえ"
        case .choice(let choice): choice
        case .unanswered: FactForm.unknownAnswer
        }
    }

    static let unknownAnswer = "わからない"

    /// A birth on a day of two eras as it was written, so that saving the form changes nothing.
    private func text(_ value: FactValue, _ key: FactKey) -> String {
        birth(value, key)?.short ?? FactForm.text(value, eras)
    }

    private func reading(_ value: FactValue, _ key: FactKey) -> String {
        guard case .date(let date) = value else { return "" }
        return birth(value, key)?.text ?? DayText.plain(date, eras)
    }

    private func birth(_ value: FactValue, _ key: FactKey) -> Wareki? {
        guard key.item == .birthDate, case .date = value else { return nil }
        return key.person.flatMap { view.receptionCase.birthWareki(of: $0, in: eras) }
    }
}

/// Texts compared by scalars: Swift's own `==` would merge different registered letters.
enum Same {
    static func text(_ left: String, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }
}
