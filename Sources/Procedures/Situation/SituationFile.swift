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
/// `わからない` is asked and not known; what is left out is not known either. Other spellings: docs/developing/situation-format.md.
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
