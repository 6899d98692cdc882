import Madoguchi
import Rules

/// The words by which people call a life event (異動の呼び名), and what else each of them says.
enum EventWord {
    /// A fact that a word implies, by item id; it is taken only where the municipality has the item.
    typealias Implied = (item: String, value: String)

    static let all: [(word: String, event: String, implied: [Implied])] = [
        ("転入", "転入", []), ("転入届", "転入", []), ("国内転入", "転入", []), ("県内転入", "転入", [("old-area", "県内")]),
        ("県外転入", "転入", [("old-area", "県外")]), ("国外転入", "転入", [("old-area", "国外")]),
        ("県内からの転入", "転入", [("old-area", "県内")]), ("県外からの転入", "転入", [("old-area", "県外")]),
        ("国外からの転入", "転入", [("old-area", "国外")]), ("特例転入", "転入", [("move-certificate", "特例転入")]),
        ("未届転入", "転入", [("unregistered", "true")]), ("未届", "転入", [("unregistered", "true")]),
        ("職権消除後の転入", "転入", [("removed-ex-officio", "true")]), ("職権消除", "転入", [("removed-ex-officio", "true")]),
        ("move-in", "転入", []),
        ("転居", "転居", []), ("転居届", "転居", []), ("市内転居", "転居", []), ("move-within", "転居", []),
        ("転出", "転出", []), ("転出届", "転出", []), ("国内転出", "転出", []), ("県内転出", "転出", [("new-area", "県内")]),
        ("県内への転出", "転出", [("new-area", "県内")]), ("県外への転出", "転出", [("new-area", "県外")]),
        ("国外への転出", "転出", [("new-area", "国外")]),
        ("県外転出", "転出", [("new-area", "県外")]), ("国外転出", "転出", [("new-area", "国外")]),
        ("特例転出", "転出", [("special-move-out", "true")]), ("move-out", "転出", []),
        ("転出取消", "転出", [("move-out-withdrawn", "true")]), ("転出の取消し", "転出", [("move-out-withdrawn", "true")]),
        ("転出の取りやめ", "転出", [("move-out-withdrawn", "true")]),
        ("世帯変更", "世帯変更", []), ("世帯変更届", "世帯変更", []), ("household-change", "世帯変更", []),
        ("世帯主変更", "世帯変更", [("household-change", "世帯主変更")]),
        ("主変更", "世帯変更", [("household-change", "世帯主変更")]),
        ("世帯分離", "世帯変更", [("household-change", "世帯分離")]), ("分離", "世帯変更", [("household-change", "世帯分離")]),
        ("世帯合併", "世帯変更", [("household-change", "世帯合併")]), ("合併", "世帯変更", [("household-change", "世帯合併")]),
        ("世帯構成変更", "世帯変更", [("household-change", "世帯構成変更")]),
        ("構成変更", "世帯変更", [("household-change", "世帯構成変更")]),
    ]

    /// Full-width letters and blanks do not matter; `転入（国外）` is `国外転入`.
    static func find(_ text: String) -> (word: String, event: String, implied: [Implied])? {
        let plain = Spelling.plain(text)
        if let found = all.first(where: { $0.word == plain }) { return found }
        let parts = plain.split { "()".contains($0) }.map(String.init)
        guard parts.count == 2 else { return nil }
        return all.first { $0.word == parts[1] + parts[0] } ?? all.first { $0.word == parts[1] && $0.event == parts[0] }
    }
}
