import Japanese
package import Madoguchi
package import Rules

/// A visit described in words (状況ファイル): the input of `madoguchi judge` and of every example.
///
///     event: 転入
///     dates: {異動日: 2026-04-01, 届出日: 2026-04-06}
///     facts: {旧住所の区分: 県内}
///     people:
///       - {氏名: 例示 太郎, 生年月日: 1988-01-01, 続柄: 世帯主, 健康保険: 会社などの健康保険}
///
/// `わからない` is asked and not known; what is left out is not known either.
package struct SituationFile: Sendable {
    package let facts: KnownFacts
    /// What the file calls each person.
    package let names: [PersonKey: String]

    /// Reads one file, or throws every mistake in it.
    package init(_ bytes: [UInt8], file: String, catalogue: Catalogue) throws(Diagnostics) {
        var findings = Findings()
        let root = YamlFile(bytes, file: file, &findings).root
        let read = root.flatMap { SituationReader(catalogue).read($0, &findings) }
        guard let read, findings.all.isEmpty else { throw Diagnostics(findings.all) }
        self = read
    }

    init(facts: KnownFacts, names: [PersonKey: String]) {
        self.facts = facts
        self.names = names
    }
}

/// Reads the words of a situation as facts, by the Japanese names of the items.
struct SituationReader {
    static let keys = ["event", "dates", "facts", "people"]

    private let catalogue: Catalogue

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    func read(_ field: YamlField, _ findings: inout Findings) -> SituationFile? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(SituationReader.keys, &findings)
        var values: [FactKey: FactValue] = [:]
        let events = LifeEvent.allCases.map { ($0.japanese, $0.japanese) }
        if let event = map.required("event", &findings)?.word(&findings, events) {
            values[FactKey(.event)] = .choice(event)
        }
        for key in ["dates", "facts"] {
            addFacts(map[key], nil, to: &values, &findings)
        }
        var people: [PersonKey] = []
        var names: [PersonKey: String] = [:]
        for (index, field) in (map.required("people", &findings)?.list(&findings) ?? []).enumerated() {
            let person = PersonKey(index + 1)
            people.append(person)
            addFacts(field, person, to: &values, &findings)
            if case .text(let name) = values[FactKey(.name, person)] { names[person] = name.string }
        }
        return SituationFile(facts: KnownFacts(people: people, values: values), names: names)
    }

    private func addFacts(
        _ field: YamlField?,
        _ person: PersonKey?,
        to values: inout [FactKey: FactValue],
        _ findings: inout Findings
    ) {
        let scope: Item.Scope = person == nil ? .visit : .person
        for entry in field?.mapping(&findings)?.entries ?? [] {
            guard let item = catalogue.item(named: entry.key.label), item.derivation == nil, item.scope == scope else {
                report(entry.key, scope, &findings)
                continue
            }
            values[FactKey(item.id, person)] = value(entry.value, item, &findings)
        }
    }

    private func report(_ key: YamlField, _ scope: Item.Scope, _ findings: inout Findings) {
        if let item = catalogue.item(named: key.label) {
            let right = item.scope == .visit ? "dates か facts に書いてください" : "people に書いてください"
            return key.report(
                &findings,
                "ここには書けない項目です",
                item.derivation == nil ? right : "計算で決まる項目なので、書く必要はありません"
            )
        }
        let known = catalogue.items.filter { $0.scope == scope && $0.derivation == nil }.map(\.name)
        let guess = Spelling.closest(to: key.label, among: known).map { "もしかして「\($0)」ではありませんか" }
        key.report(&findings, "「\(key.label)」という項目はありません", guess ?? "items.yaml の name を書いてください")
    }

    private func value(_ field: YamlField, _ item: Item, _ findings: inout Findings) -> FactValue? {
        if field.scalar == "わからない" { return .unanswered }
        switch item.kind {
        case .text, .kana: return field.text(&findings).map { .text(RegisteredText($0)) }
        case .date: return field.date(&findings).map(FactValue.date)
        case .boolean: return field.flag(&findings).map(FactValue.flag)
        case .number: return field.integer(&findings).map(FactValue.number)
        case .choice: return field.word(&findings, item.choices.map { ($0.value, $0.value) }).map(FactValue.choice)
        }
    }
}
