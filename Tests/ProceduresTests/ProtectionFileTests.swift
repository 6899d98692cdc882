import Madoguchi
import Procedures
import Testing

/// Mistakes in the table of who may see what of a protected person.
extension Mistake {
    private static let protection = "protection.yaml"

    static let ofProtection = [
        Mistake(protection, "shown:", "showm:", "1:1", "「shown」がありません"),
        Mistake(protection, "  stopped: []\n", "", "3:3", "「stopped」がありません（見せないなら「stopped: []」"),
        Mistake(protection, "clerk: []", "clerc: []", "3:3", "clerc：このキーは使えません（もしかして「clerk」"),
        Mistake(protection, "form, panel", "from, panel", "@from, panel", "「from」は使えません"),
        Mistake(protection, "phone", "fone", "@fone", "「fone」は使えません"),
        Mistake(protection, "phone, ", "", "1:14", "「phone」がありません（居所のわかる項目なので"),
        Mistake(protection, "other: []", "other: [form]", "6:11", "様式（確認・PDF・印刷）は「other」に見せられません"),
        Mistake(protection, "clerk: []", "clerk: [search]", "@search]", "住民検索は「clerk」に見せられません"),
        Mistake(protection, "stopped: []", "stopped: [case]", "@case]", "受付画面は「stopped」に見せられません"),
        Mistake(protection, "panel, entry]", "panel, log]", "@log]", "ログは「subject」に見せられません"),
        Mistake(protection, "panel, entry]", "panel, panel]", "@panel]", "「panel」が二度書かれています"),
        Mistake(protection, "[case, form, panel, entry]", "[case, panel]", "@[case", "case と form がそろっていません"),
        Mistake(protection, "[case, form, panel, entry]", "subject", "@subject\n", "一覧ではありません"),
    ]
}

@Suite("支援措置の開示表")
struct ProtectionFileTests {
    @Test("どちらの市でも、本人の受付のほかは、誰にも何も見せない", arguments: Towns.allCases)
    func towns(town: Towns) throws {
        let disclosure = try town.catalogue().municipality.disclosure
        for viewer in Viewer.allCases {
            for outlet in Outlet.allCases {
                // 事務処理要領 第5-10: her own notification carries her address, and nothing else does.
                let isHers = viewer == .subject && [.casePage, .form, .panel, .entry].contains(outlet)
                #expect(disclosure.shows(outlet, to: viewer) == isHers, "\(outlet) \(viewer)")
            }
        }
    }

    @Test("住所や電話を聞く項目は、どちらの市でも、すべて居所のわかる項目にある", arguments: Towns.allCases)
    func items(town: Towns) throws {
        let catalogue = try town.catalogue()
        let words = ["住所", "番地", "方書", "町字", "郵便番号", "電話", "本籍", "送付先", "所在地", "勤務先", "通学", "希望校", "在籍校", "指定校"]
        // Not where, but which kind: 市内・県外 and the like, and what was held there.
        let kinds: Set<String> = ["old-area", "old-kind"]
        for item in catalogue.items where item.derivation == nil && item.kind == .text {
            guard words.contains(where: item.name.contains), !kinds.contains(item.id.text) else { continue }
            #expect(catalogue.municipality.disclosure.whereabouts.contains(item.id), "\(item.id.text) \(item.name)")
        }
    }

    @Test("町は狭めることができ、書いたとおりに読まれる")
    func narrower() throws {
        var files = SmallTown.files
        let text = SmallTown.protection.replacing("[case, form, panel, entry]", with: "[case, form, entry]")
        files["protection.yaml"] = Array(text.utf8)
        let disclosure = try #require(CatalogueFolder(files).catalogue).municipality.disclosure
        #expect(disclosure.shows(.form, to: .subject) && !disclosure.shows(.panel, to: .subject))
        #expect(disclosure.whereabouts == ItemID.whereabouts)
    }
}
