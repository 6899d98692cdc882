import Rules
import Yams

/// The keys and values of one mapping of a YAML file, in the file's order.
struct YamlMapping {
    let field: YamlField
    let entries: [(key: YamlField, value: YamlField)]
    private let places: [String: Int]

    init(field: YamlField, entries: [(key: YamlField, value: YamlField)]) {
        self.field = field
        self.entries = entries
        places = Dictionary(entries.indices.map { (entries[$0].key.label, $0) }) { first, _ in first }
    }

    subscript(key: String) -> YamlField? {
        guard let place = places[key], !entries[place].value.isNull else { return nil }
        return entries[place].value
    }

    /// The value of a key that must be there.
    func required(_ key: String, _ findings: inout Findings) -> YamlField? {
        guard let value = self[key] else {
            field.report(&findings, "「\(key)」がありません", "「\(key): 」の行を書いてください")
            return nil
        }
        return value
    }

    func requiredText(_ key: String, _ findings: inout Findings) -> String? {
        required(key, &findings)?.text(&findings)
    }

    func text(_ key: String, _ findings: inout Findings) -> String? {
        self[key]?.text(&findings)
    }

    func flag(_ key: String, _ findings: inout Findings) -> Bool {
        self[key]?.flag(&findings) ?? false
    }

    func texts(_ key: String, _ findings: inout Findings) -> [String] {
        self[key]?.texts(&findings) ?? []
    }

    /// Reports keys nobody reads, with the key that was probably meant.
    func allow(_ keys: [String], _ findings: inout Findings) {
        for entry in entries where !keys.contains(entry.key.label) {
            let guess = Spelling.closest(to: entry.key.label, among: keys)
            entry.key.report(
                &findings,
                "このキーは使えません",
                guess.map { "もしかして「\($0)」ではありませんか" } ?? "使えるキーは \(keys.joined(separator: "、")) です"
            )
        }
    }
}
