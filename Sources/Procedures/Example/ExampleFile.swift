import Japanese
import Madoguchi
import Rules

/// One example household of a municipality (例の世帯): a situation and what law says about it.
struct Example {
    /// What one procedure must come to, for one person or for the visit.
    struct Expectation {
        let field: YamlField
        let procedure: Procedure
        let person: PersonKey?
        let outcome: Outcome
        let deadline: CivilDate?
        /// `なし` was written: no time limit may come out.
        let hasNoDeadline: Bool
        let isMissed: Bool?
        /// Which time limit of the procedure applies (期限の定め).
        let limit: String?
        /// Every time limit by its id, and its day (期限のすべて).
        let deadlines: [(limit: String, day: String)]?
        let rule: String?
        let people: [PersonKey]?
        let needs: [String]?
        /// Boxes of the form by id, and what stands in them (様式の欄).
        let boxes: [(box: String, text: String)]
        /// Texts of the verdict by their key in the file: `start`, `changes`, `form`, `says`.
        let texts: [String: String]
        let outputs: [String]?
        /// What to bring, in order; what may follow another day ends in 「（今日なくても可）」 (持ち物).
        let brings: [String]?
    }

    let name: String
    let field: YamlField
    let situation: SituationFile
    let expectations: [Expectation]
    /// Ids of the warnings that must come out, and no others (話の食い違い).
    let notices: [String]?
    /// Who heads the household of the movers, and how they then stand to the head.
    let relationships: [String]?
}

/// Reads a file of examples.
struct ExampleFile {
    private static let keys = [
        "procedure", "person", "verdict", "deadline", "late", "limit", "rule", "people", "needs", "boxes", "outputs",
        "deadlines", "brings",
    ]
    private static let texts = ["start", "changes", "thereafter", "form", "edition", "says"]

    private let catalogue: Catalogue

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
    }

    func read(_ bytes: [UInt8], file: String, _ findings: inout Findings) -> [Example] {
        guard let map = YamlFile(bytes, file: file, &findings).root?.mapping(&findings) else { return [] }
        map.allow(["examples"], &findings)
        let examples = map.required("examples", &findings)?.list(&findings).compactMap { example($0, &findings) } ?? []
        var names: Set<String> = []
        for example in examples where !names.insert(example.name).inserted {
            example.field.report(&findings, "「\(example.name)」という例が二つあります", "名前を変えてください")
        }
        return examples
    }

    private func example(_ field: YamlField, _ findings: inout Findings) -> Example? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(["name", "situation", "expect", "because", "notices", "relationships"], &findings)
        let name = map.requiredText("name", &findings)
        let situation = map.required("situation", &findings).flatMap {
            SituationReader(catalogue).read($0, &findings)
        }
        let fields = map["expect"]?.list(&findings) ?? []
        guard let name, let situation else { return nil }
        let says = map["notices"] != nil || map["relationships"] != nil
        if fields.isEmpty, !says { map.field.report(&findings, "期待する判定がありません", "「expect:」に一つ以上書いてください") }
        let expectations = fields.compactMap { expectation($0, situation, &findings) }
        return Example(
            name: name,
            field: field,
            situation: situation,
            expectations: expectations,
            notices: map["notices"]?.texts(&findings),
            relationships: map["relationships"]?.texts(&findings)
        )
    }

    private func expectation(
        _ field: YamlField,
        _ situation: SituationFile,
        _ findings: inout Findings
    ) -> Example.Expectation? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(ExampleFile.keys + ExampleFile.texts, &findings)
        let procedures = catalogue.procedures.map { ($0.id.text, $0) }
        let procedure = map.required("procedure", &findings)?.word(&findings, procedures)
        let outcomes = Outcome.allCases.map { ($0.japanese, $0) }
        let outcome = map.required("verdict", &findings)?.word(&findings, outcomes)
        let person = map["person"].flatMap { self.person($0, situation, &findings) }
        guard let procedure, let outcome else { return nil }
        guard person != nil || (procedure.scope == .visit && map["person"] == nil) else {
            if map["person"] == nil { field.report(&findings, "だれの判定かがありません", "「person: 氏名」を書いてください") }
            return nil
        }
        let hasNoDeadline = map["deadline"]?.scalar == "なし"
        return Example.Expectation(
            field: field,
            procedure: procedure,
            person: person,
            outcome: outcome,
            deadline: hasNoDeadline ? nil : map["deadline"]?.date(&findings),
            hasNoDeadline: hasNoDeadline,
            isMissed: map["late"]?.flag(&findings),
            limit: map.text("limit", &findings),
            deadlines: map["deadlines"].map { _ in
                pairs(map, "deadlines", &findings).map { (limit: $0.key, day: $0.text) }
            },
            rule: map.text("rule", &findings),
            people: map["people"]?.list(&findings).compactMap { self.person($0, situation, &findings) },
            needs: map["needs"]?.texts(&findings),
            boxes: pairs(map, "boxes", &findings).map { (box: $0.key, text: $0.text) },
            texts: Dictionary(
                ExampleFile.texts.compactMap { key in map.text(key, &findings).map { (key, $0) } },
                uniquingKeysWith: { first, _ in first }
            ),
            outputs: map["outputs"]?.texts(&findings),
            brings: map["brings"]?.texts(&findings)
        )
    }

    private func pairs(_ map: YamlMapping, _ key: String, _ findings: inout Findings) -> [(key: String, text: String)] {
        (map[key]?.mapping(&findings)?.entries ?? []).compactMap { entry in
            entry.value.text(&findings).map { (entry.key.label, $0) }
        }
    }

    /// A person by name, or by number from 1.
    private func person(
        _ field: YamlField,
        _ situation: SituationFile,
        _ findings: inout Findings
    ) -> PersonKey? {
        guard let text = field.text(&findings) else { return nil }
        let named = situation.facts.people.first { situation.names[$0] == text }
        let numbered = Int(text).map { PersonKey($0) }.flatMap { situation.facts.people.contains($0) ? $0 : nil }
        if let found = named ?? numbered { return found }
        field.report(&findings, "「\(text)」という人は、この例にいません", "people の氏名か、1 からの番号を書いてください")
        return nil
    }
}
