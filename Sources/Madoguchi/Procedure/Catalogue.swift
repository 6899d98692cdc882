/// Everything a municipality's folder says (自治体の定義一式), checked and compiled; immutable, named by its content's hash.
package struct Catalogue: Sendable {
    package private(set) var municipality: Municipality
    /// SHA-256 over the folder's files.
    package let version: String
    package let items: [Item]
    package private(set) var procedures: [Procedure]
    /// Texts by language (`ja`) and key.
    package let texts: [String: [String: String]]

    /// Items that are told or asked, and those computed from others in the order of the computation, by what they are of.
    let given: [Item.Scope: [Item]]
    let derived: [Item.Scope: [Item]]

    /// What the derivations read, word by word, since that is asked for at every judgement.
    let derivationWords: [ItemID: Set<String>]
    /// Names a person's context may hold.
    let personNames: [String]

    private var proceduresByID: [ProcedureID: Procedure]
    private let itemsByID: [ItemID: Item]
    private let itemsByName: [String: Item]
    private let itemsByPath: [String: Item]

    package init(
        municipality: Municipality,
        version: String,
        items: [Item],
        procedures: [Procedure],
        texts: [String: [String: String]]
    ) {
        self.municipality = municipality
        self.version = version
        self.items = items
        self.procedures = procedures.sorted { ($0.order, $0.id) < ($1.order, $1.id) }
        self.texts = texts
        given = Dictionary(grouping: items.filter { $0.derivation == nil }, by: \.scope)
        derived = Dictionary(grouping: items.filter { $0.derivation != nil }, by: \.scope)
        derivationWords = Dictionary(
            items.compactMap { item in item.derivation.map { (item.id, $0.words) } },
            uniquingKeysWith: { first, _ in first }
        )
        personNames = items.filter { $0.scope == .person }.map(\.name) + BuiltInName.ofPerson
        proceduresByID = Dictionary(procedures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        itemsByID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        itemsByName = Dictionary(items.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        itemsByPath = Dictionary(
            items.compactMap { item in item.path.map { ($0.text, item) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    package func item(_ id: ItemID) -> Item? {
        itemsByID[id]
    }

    package func item(named name: String) -> Item? {
        itemsByName[name]
    }

    /// The item an expression such as `口座.番号` reads.
    package func item(at path: String) -> Item? {
        itemsByPath[path]
    }

    package func procedure(_ id: ProcedureID) -> Procedure? {
        proceduresByID[id]
    }

    /// As a visit that begins at this counter sees it (支所での受付): what a branch takes is done there and not at the counter
    /// it stands for, and who waits for that counter waits for the branch.
    package func received(at counter: CounterID?) -> Catalogue {
        guard let here = municipality.counters.first(where: { $0.id == counter }), !here.standsFor.isEmpty else {
            return self
        }
        var own = self
        for index in procedures.indices where here.standsFor.contains(procedures[index].counter) {
            own.procedures[index].counter = here.id
            own.proceduresByID[procedures[index].id]?.counter = here.id
        }
        let place = municipality.counters.filter { here.standsFor.contains($0.id) }.map(\.order).min() ?? here.order
        for (index, counter) in municipality.counters.enumerated() {
            if counter.id == here.id {
                own.municipality.counters[index].order = place
            } else if counter.after.contains(where: here.standsFor.contains) {
                own.municipality.counters[index].after.append(here.id)
            }
        }
        return own
    }

    /// The text of a key, or the key itself where a translation is missing, so that a gap shows.
    package func text(_ key: String, language: String = "ja") -> String {
        texts[language]?[key] ?? texts["ja"]?[key] ?? key
    }

    /// Japanese in kana, as languages are named (BCP 47).
    package static let kana = "ja-Hrkt"

    /// Words of the citizen's screen with their readings (ふりがな), from `furigana.yaml`; empty where a town has none.
    package var readings: [(word: String, reading: String)] {
        (texts[Catalogue.kana] ?? [:]).sorted { $0.key < $1.key }.map { (word: $0.key, reading: $0.value) }
    }

    /// Every name tables, forms and columns may read.
    package var names: [String] {
        items.map(\.name) + Set(items.compactMap(\.path?.context)).sorted() + BuiltInName.ofPerson
            + BuiltInName.ofVisit
    }
}
