import Japanese
import Madoguchi
import Rules

/// Reads the words of a situation as facts, by the Japanese names of the items; obvious other spellings are taken too.
struct SituationReader {
    static let keys = ["event", "dates", "facts", "people"]
    /// Japanese words for the keys of the file.
    private static let otherKeys = [
        "異動種別": "event", "日付": "dates", "世帯": "facts", "事実": "facts", "人": "people", "世帯員": "people",
    ]

    private let catalogue: Catalogue
    private let names: ItemNames

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        names = ItemNames(catalogue)
    }

    func read(_ field: YamlField, _ findings: inout Findings) -> SituationFile? {
        guard let map = field.mapping(&findings) else { return nil }
        var values: [FactKey: FactValue] = [:]
        var parts: [String: YamlField] = [:]
        for entry in map.entries {
            let word = Spelling.plain(entry.key.label)
            let key = SituationReader.otherKeys[word] ?? word
            if SituationReader.keys.contains(key) {
                guard !entry.value.isNull else { continue }
                if parts[key] != nil { reportTwice(entry.key, &findings) }
                parts[key] = entry.value
            } else if names.item(entry.key.label)?.scope == .visit {
                addFact(entry, nil, to: &values, &findings)
            } else {
                reportKey(entry.key, &findings)
            }
        }
        for key in ["dates", "facts"] { addFacts(parts[key], nil, to: &values, &findings) }
        readEvent(parts["event"], map, &values, &findings)
        guard let list = parts["people"] else {
            map.field.report(&findings, "「people」がありません", "「people: 」の行を書いてください")
            return nil
        }
        return people(list, values, &findings)
    }

    private func people(
        _ list: YamlField,
        _ visit: [FactKey: FactValue],
        _ findings: inout Findings
    ) -> SituationFile {
        var values = visit
        var people: [PersonKey] = []
        var names: [PersonKey: String] = [:]
        let fields = list.list(&findings)
        for (index, field) in fields.enumerated() {
            let person = PersonKey(index + 1)
            people.append(person)
            addFacts(field, person, to: &values, &findings)
            if case .text(let name) = values[FactKey(.name, person)] { names[person] = name.string }
        }
        PeopleCheck(list: list, fields: fields, values: values).report(&findings)
        return SituationFile(facts: KnownFacts(people: people, values: values), names: names)
    }

    /// The event and what its word says besides; a fact that was written out has the last word.
    private func readEvent(
        _ field: YamlField?,
        _ map: YamlMapping,
        _ values: inout [FactKey: FactValue],
        _ findings: inout Findings
    ) {
        guard let field = field ?? map.required("event", &findings) else { return }
        guard let found = field.scalar.flatMap({ EventWord.find($0) }) else {
            let events = LifeEvent.allCases.map { ($0.japanese, $0.japanese) }
            _ = field.word(&findings, events)
            return
        }
        values[FactKey(.event)] = .choice(found.event)
        for implied in found.implied {
            let key = FactKey(ItemID(implied.item))
            guard values[key] == nil, let item = catalogue.item(key.item) else { continue }
            values[key] = item.kind == .boolean ? .flag(implied.value == "true") : .choice(implied.value)
        }
    }

    private func addFacts(
        _ field: YamlField?,
        _ person: PersonKey?,
        to values: inout [FactKey: FactValue],
        _ findings: inout Findings
    ) {
        for entry in field?.mapping(&findings)?.entries ?? [] {
            addFact(entry, person, to: &values, &findings)
        }
    }

    private func addFact(
        _ entry: (key: YamlField, value: YamlField),
        _ person: PersonKey?,
        to values: inout [FactKey: FactValue],
        _ findings: inout Findings
    ) {
        let scope: Item.Scope = person == nil ? .visit : .person
        guard let item = names.item(entry.key.label, scope), item.derivation == nil, item.scope == scope else {
            return report(entry.key, scope, &findings)
        }
        // An empty value says nothing, like a line that was left out.
        guard !entry.value.isNull else { return }
        let key = FactKey(item.id, person)
        if values[key] != nil { reportTwice(entry.key, &findings) }
        values[key] = SituationValue(entry.value, item, catalogue.municipality.eras).read(&findings)
    }

    /// The same item under two of its names, or in `dates` and in `facts`.
    private func reportTwice(_ key: YamlField, _ findings: inout Findings) {
        key.report(&findings, "同じことが二度書かれています", "どちらか一つにしてください")
    }

    private func reportKey(_ key: YamlField, _ findings: inout Findings) {
        if names.item(key.label)?.scope == .person {
            return key.report(&findings, "ここには書けない項目です", "people に書いてください")
        }
        let guess = Spelling.closest(to: key.label, among: SituationReader.keys + names.all(of: .visit))
        key.report(
            &findings,
            "このキーは使えません",
            guess.map { "もしかして「\($0)」ではありませんか" }
                ?? "使えるキーは \(SituationReader.keys.joined(separator: "、")) です"
        )
    }

    private func report(_ key: YamlField, _ scope: Item.Scope, _ findings: inout Findings) {
        if let item = names.item(key.label) {
            let right = item.scope == .visit ? "dates か facts に書いてください" : "people に書いてください"
            return key.report(
                &findings,
                "ここには書けない項目です",
                item.derivation == nil ? right : "計算で決まる項目なので、書く必要はありません"
            )
        }
        let guess = Spelling.closest(to: key.label, among: names.all(of: scope)).map { "もしかして「\($0)」ではありませんか" }
        key.report(&findings, "「\(key.label)」という項目はありません", guess ?? "items.yaml の name を書いてください")
    }
}

/// Finds items by name, by id and by their other names (項目の呼び名).
struct ItemNames {
    private let items: [Item]
    private var found: [String: [Item]] = [:]

    init(_ catalogue: Catalogue) {
        items = catalogue.items
        for item in items where item.derivation == nil {
            for word in [item.name, item.id.text] + item.also { found[Spelling.plain(word), default: []].append(item) }
        }
        for item in items where item.derivation != nil { found[item.name, default: []].append(item) }
    }

    func item(_ word: String, _ scope: Item.Scope? = nil) -> Item? {
        let matches = found[Spelling.plain(word)] ?? []
        return matches.first { $0.scope == scope } ?? matches.first
    }

    func all(of scope: Item.Scope) -> [String] {
        items.filter { $0.scope == scope && $0.derivation == nil }.map(\.name)
    }
}
