import Madoguchi
import Rules

/// The names that expressions of a municipality may read (使える名前), and the reading of expressions against them.
struct Names {
    let all: [String]
    private let known: Set<String>

    init(_ all: [String]) {
        self.all = all
        known = Set(all)
    }

    /// Reads an expression and reports every name nobody defines. `locals` are names the place itself gives.
    func expression(
        _ field: YamlField,
        locals: [String] = [],
        _ findings: inout Findings
    ) -> Rules.Expression? {
        guard let text = field.text(&findings) else { return nil }
        do {
            // Names are single words here (see ItemsFile), so the parser need not be told them; that costs much.
            let expression = try Rules.Expression(parsing: text)
            let unknown = unknown(in: expression.freeNames, locals: locals)
            for name in unknown { report(name, field, locals, &findings) }
            return unknown.isEmpty ? expression : nil
        } catch {
            findings.add(error, at: field)
            return nil
        }
    }

    /// Names that nobody defines; of a path only its beginning counts.
    func unknown(in names: Set<String>, locals: [String] = []) -> [String] {
        names.filter { name in
            let root = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name
            return !known.contains(name) && !known.contains(root) && !locals.contains(name) && root != "item"
        }.sorted()
    }

    func report(_ name: String, _ field: YamlField, _ locals: [String] = [], _ findings: inout Findings) {
        let guess = Spelling.closest(to: name, among: all + locals)
        field.report(
            &findings,
            "「\(name)」という項目はありません",
            guess.map { "もしかして「\($0)」ではありませんか" } ?? "items.yaml の name を確かめてください。文字なら \" で囲んでください"
        )
    }
}
