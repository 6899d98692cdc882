import Rules

/// Texts of one language (文言) with the place of each, read from `texts/<language>.yaml`.
struct TextsFile {
    let language: String
    private(set) var texts: [String: String] = [:]
    private(set) var fields: [String: YamlField] = [:]

    init(_ root: YamlField, language: String, _ findings: inout Findings) {
        self.language = language
        for entry in root.mapping(&findings)?.entries ?? [] {
            guard let text = entry.value.text(&findings) else { continue }
            texts[entry.key.label] = text
            fields[entry.key.label] = entry.key
        }
    }
}
