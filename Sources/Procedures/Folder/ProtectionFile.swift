import Madoguchi
import Rules

/// Reads `protection.yaml`: what tells where a protected person is, and who may see it in which output (支援措置の開示表).
struct ProtectionFile {
    static func read(_ root: YamlField, items: [Item], _ findings: inout Findings) -> Disclosure? {
        guard let map = root.mapping(&findings) else { return nil }
        map.allow(["whereabouts", "shown", "release"], &findings)
        let whereabouts = whereabouts(map, items, &findings)
        guard let table = map.required("shown", &findings)?.mapping(&findings) else { return nil }
        table.allow(Viewer.allCases.map(\.rawValue), &findings)
        var shown: [Viewer: Set<Outlet>] = [:]
        for viewer in Viewer.allCases {
            guard let entry = table.entries.first(where: { $0.key.label == viewer.rawValue }) else {
                table.field.report(&findings, "「\(viewer.rawValue)」がありません", "見せないなら「\(viewer.rawValue): []」と書いてください")
                continue
            }
            shown[viewer] = outlets(entry.value, of: viewer, &findings)
        }
        var disclosure = Disclosure(whereabouts: whereabouts, shown: shown)
        disclosure.release = release(map, &findings)
        return disclosure
    }

    /// Packages of earlier versions have no such entry: the terms of the program count.
    private static func release(_ map: YamlMapping, _ findings: inout Findings) -> ReleaseTerms {
        var terms = ReleaseTerms()
        guard let field = map.entries.first(where: { $0.key.label == "release" })?.value,
            let release = field.mapping(&findings)
        else { return terms }
        release.allow(["minutes", "minutes-after-closing"], &findings)
        terms.minutes = minutes(release, "minutes", 1...600, &findings) ?? terms.minutes
        let after = minutes(release, "minutes-after-closing", 0...120, &findings)
        terms.minutesAfterClosing = after ?? terms.minutesAfterClosing
        return terms
    }

    private static func minutes(
        _ map: YamlMapping,
        _ key: String,
        _ range: ClosedRange<Int>,
        _ findings: inout Findings
    ) -> Int? {
        guard let field = map.required(key, &findings), let number = field.integer(&findings) else { return nil }
        if range.contains(number) { return number }
        field.report(&findings, "「\(number)」は使えません", "\(range.lowerBound)から\(range.upperBound)までの分を書いてください")
        return nil
    }

    private static func whereabouts(_ map: YamlMapping, _ items: [Item], _ findings: inout Findings) -> Set<ItemID> {
        guard let field = map.required("whereabouts", &findings) else { return ItemID.whereabouts }
        let words = items.map { ($0.id.text, $0.id) }
        let written = Set(field.list(&findings).compactMap { $0.word(&findings, words) })
        for missing in ItemID.whereabouts.subtracting(written).map(\.text).sorted() {
            field.report(&findings, "「\(missing)」がありません", "居所のわかる項目なので、一覧に加えてください")
        }
        return written.union(ItemID.whereabouts)
    }

    private static func outlets(_ field: YamlField, of viewer: Viewer, _ findings: inout Findings) -> Set<Outlet> {
        let words = Outlet.allCases.map { ($0.rawValue, $0) }
        var outlets: Set<Outlet> = []
        for place in field.list(&findings) {
            guard let outlet = place.word(&findings, words) else { continue }
            guard Disclosure.allows(outlet, to: viewer) else {
                let why = "本人の受付の case・form・panel・entry のほかでは、居所を見せられません（住民基本台帳事務処理要領 第5-10）"
                place.report(&findings, "\(outlet.japanese)は「\(viewer.rawValue)」に見せられません", why)
                continue
            }
            if !outlets.insert(outlet).inserted {
                place.report(&findings, "「\(outlet.rawValue)」が二度書かれています", "どちらかを消してください")
            }
        }
        if !outlets.isEmpty, !outlets.isSuperset(of: [.casePage, .form]) {
            field.report(&findings, "case と form がそろっていません", "様式は受付画面の内容から作るので、両方を書くか、どれも書かないでください")
        }
        return outlets
    }
}
