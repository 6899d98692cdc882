import Madoguchi
import Procedures
import Rules
import Testing
import TestSeed

/// One mistake put into the small town, and what the clerk who made it is told.
struct Mistake: Sendable, CustomTestStringConvertible {
    let file: String
    let old: String
    let new: String
    /// Where the finding must stand in the changed file: `line:column`, `line`, empty for the whole file, or `@text` for
    /// where that text stands at or after the change.
    let place: String
    let message: String

    init(_ file: String, _ old: String, _ new: String, _ place: String, _ message: String) {
        self.file = file
        self.old = old
        self.new = new
        self.place = place
        self.message = message
    }

    var testDescription: String { "\(file) \(new)" }

    /// The line and column of the place, counted in code points.
    func placeIn(_ changed: String, after text: String) throws -> String {
        guard place.hasPrefix("@") else { return place }
        let scalars = Array(changed.unicodeScalars)
        let wanted = Array(place.dropFirst().unicodeScalars)
        let start = zip(scalars, text.unicodeScalars).prefix { $0 == $1 }.count
        let from = max(0, start - 12)
        let found = try #require(
            (from..<(scalars.count - wanted.count)).first { Array(scalars[$0..<($0 + wanted.count)]) == wanted }
        )
        let line = scalars[..<found].count { $0 == "\n" } + 1
        let column = found - (scalars[..<found].lastIndex(of: "\n") ?? -1)
        return "\(line):\(column)"
    }

    private static let town = "municipality.yaml"
    private static let items = "items.yaml"
    private static let procedure = "procedures/small/procedure.yaml"
    private static let table = "procedures/small/judgement.csv"

    static let ofTowns = [
        Mistake(town, "name: 小町", "nama: 小町", "1:1", "nama：このキーは使えません（もしかして「name」"),
        Mistake(town, "mayor: 小町長", "mayor:", "1:1", "「mayor」がありません"),
        Mistake(town, "\"102997\"", "\"102998\"", "2:7", "検査数字（6桁目）が合いません（7 のはずです"),
        Mistake(town, "\"102997\"", "\"10299\"", "2:7", "6桁の数字ではありません"),
        Mistake(town, "site: main, order: 10", "site: mein, order: 10", "@mein", "「mein」は使えません"),
        Mistake(town, "order: 10", "order: 十", "@十", "整数ではありません"),
        Mistake(town, "after: [citizen]", "after: [citizan]", "@citizan", "「citizan」は使えません（もしかして「citizen」"),
        Mistake(town, "order: 20", "order: 5", "10:5", "先に行く窓口「citizen」の order が、この窓口より後になっています"),
        Mistake(town, "id: child,", "id: citizen,", "10:5", "窓口「citizen」が二度書かれています"),
        Mistake(town, "[receive, search]", "[receive, serch]", "@serch", "「serch」は使えません（もしかして「search」"),
        Mistake(town, "counters:", "counters: {}\nx:", "8:11", "一覧ではありません"),
        Mistake(town, "sites:", "\tsites:", "6:1", "YAMLとして読めません"),
    ]

    static let ofItems = [
        Mistake(items, "id: children", "id: Children", "49:9", "「Children」は使えません"),
        Mistake(items, "id: children", "id: kind", "55:9", "「kind」が二度書かれています"),
        Mistake(items, "name: 子どもがいる", "name: 種類", "56:11", "「種類」という名前が二度使われています"),
        Mistake(items, "name: 子どもがいる", "name: 年齢", "50:11", "「年齢」はプログラムが用意する名前です"),
        Mistake(items, "name: 子どもがいる", "name: 子ども 人数", "50:11", "式の中の名前として使えません"),
        Mistake(
            items,
            "    of: visit\n    type: boolean\n    question",
            "    of: house\n    type: boolean\n    question",
            "51:9",
            "「house」は使えません"
        ),
        Mistake(items, "type: choice", "type: chioce", "58:11", "「chioce」は使えません（もしかして「choice」"),
        Mistake(items, "ask.children, audience", "ask.childran, audience", "49:5", "文言「ask.childran」がありません"),
        Mistake(items, "audience: citizen", "audience: cityzen", "@cityzen", "「cityzen」は使えません"),
        Mistake(items, "cost: 5", "cost: 安い", "54:11", "整数ではありません"),
        Mistake(items, "derived: 届出日 > 異動日", "derived: 届出日 > 移動日", "67:14", "「移動日」という項目はありません（もしかして「異動日」"),
        Mistake(items, "derived: 届出日 > 異動日", "derived: 届出日 > ", "67:19", "derived"),
        Mistake(items, "derived: 届出日 > 異動日", "derived: もっと遅い届出", "67:14", "めぐりめぐって自分自身を使っています"),
        Mistake(items, "    law: 試験法第1条\n", "", "63:5", "計算する項目に根拠（law）がありません"),
        Mistake(
            items,
            "    choices:\n      - { value: 甲, text: answer.kind.a }\n      - { value: 乙, text: answer.kind.b }\n",
            "",
            "55:5",
            "選択肢（choices）がありません"
        ),
        Mistake(items, "    cost: 5", "    at: 口座", "54:9", "「まとまり.項目」の形ではありません"),
        Mistake(items, "  - { id: phone,", "  - { id: telephone,", "", "プログラムが使う項目「phone」がありません"),
    ]

    static let ofProcedures = [
        Mistake(procedure, "id: small", "id: smoll", "1:5", "「smoll」がフォルダーの名前「small」と違います"),
        Mistake(procedure, "counter: citizen", "counter: citizan", "@citizan", "「citizan」は使えません（もしかして「citizen」"),
        Mistake(procedure, "per: visit", "per: person\njudged: visit", "7:9", "人ごとの手続を世帯で判定することはできません"),
        Mistake(procedure, "signature: electronic", "signature: electric", "@electric", "「electric」は使えません"),
        Mistake(procedure, "rule: 異動日", "rule: 移動日", "@移動日", "「移動日」は使えません（もしかして「異動日」"),
        Mistake(
            procedure,
            "judgement: judgement.csv",
            "judgement: judgment.csv",
            "@judgment",
            "判定表「judgment.csv」がありません"
        ),
        Mistake(procedure, "asks: [kind]", "asks: [kint]", "@kint", "「kint」という聞ける項目はありません（もしかして「kind」"),
        Mistake(procedure, "asks: [kind]", "asks: [late]", "@late", "「late」という聞ける項目はありません"),
        Mistake(procedure, "when: 遅い届出", "when: 遅い届", "@遅い届", "「遅い届」という項目はありません（もしかして「遅い届出」"),
        Mistake(procedure, "when: 遅い届出", "when: 遅い届出 and", "", "when"),
        Mistake(procedure, "from: 異動日", "from: 氏名", "@氏名", "「氏名」は使えません"),
        Mistake(procedure, "days: 14", "days: 二週間", "@二週間", "整数ではありません"),
        Mistake(procedure, "roll: true", "roll: yes", "@yes", "true でも false でもありません"),
        Mistake(procedure, "{期限}です。", "{期日}です。", "@\"期限は", "「{期日}」は使えません"),
        Mistake(procedure, "header: 異動日, value: 異動日", "header: 異動日, value: 移動日", "@移動日", "「移動日」という項目はありません"),
        Mistake(procedure, "guidance: 案内", "guidence: 案内", "15:1", "このキーは使えません（もしかして「guidance」"),
        Mistake(procedure, "verify: true", "verify: たぶん", "@たぶん", "true でも false でもありません"),
    ]

    static let ofTables = [
        Mistake(table, "→判定", "→判断", "", "「→判定」の列がありません"),
        Mistake(table, "※根拠", "※根拠法", "", "「※根拠」の列がありません"),
        Mistake(table, "行,子どもがいる", "行,子供がいる", "", "「子供がいる」という項目はありません（もしかして「子どもがいる」"),
        Mistake(table, "\"\"\"必要\"\"\"", "\"\"\"いる\"\"\"", "3", "D3：判定が「\"いる\"」になっています"),
        Mistake(
            table,
            "\"\"\"soon\"\"\"",
            "\"\"\"son\"\"\"",
            "3",
            "E3：期限「son」は procedure.yaml の deadlines にありません（もしかして \"soon\""
        ),
        Mistake(table, "{種類}の届出", "{しゅるい}の届出", "3", "F3：「{しゅるい}」という項目はありません"),
        Mistake(table, "いりません。,試験法第5条", ",試験法第5条", "4", "F4：「※理由」が空です"),
        Mistake(table, "試験法第4条,2020-04-01", "試験法第4条,2020-02-30", "3", "H3：施行日が暦にある日付ではありません"),
        Mistake(table, "S-2,", "S-1,", "4", "行の名前「S-1」が二度使われています"),
        Mistake(table, "方式: F", "方式: X", "1", "方式「X」はありません"),
        Mistake(table, "S-1,true,", "S-1,ture,", "3", "ture"),
    ]
}

@Suite("定義ファイルの誤り")
struct MistakeTests {
    @Test("小さな自治体には誤りがない")
    func smallTownIsGood() {
        #expect(CatalogueFolder(SmallTown.files).findings.map(\.description) == [])
    }

    @Test(
        "誤りは、ファイル・行・桁と直し方で分かる",
        arguments: Mistake.ofTowns + Mistake.ofItems + Mistake.ofProcedures + Mistake.ofTables + Mistake.ofDates
            + Mistake.ofHours + Mistake.ofProtection
    )
    func mistake(_ mistake: Mistake) throws {
        var files = SmallTown.files
        let bytes = try #require(files[mistake.file])
        let text = String(decoding: bytes, as: UTF8.self)
        try #require(text.contains(mistake.old), "直す前の文字がない")
        files[mistake.file] = Array(text.replacing(mistake.old, with: mistake.new, maxReplacements: 1).utf8)

        let read = CatalogueFolder(files)
        #expect(read.catalogue == nil)
        let changed = text.replacing(mistake.old, with: mistake.new, maxReplacements: 1)
        let at = try mistake.placeIn(changed, after: text)
        let place = at.isEmpty ? mistake.file : "\(mistake.file):\(at):"
        let found = read.findings.first { $0.description.hasPrefix(place) && $0.description.contains(mistake.message) }
        #expect(
            found != nil,
            "\(place)\(mistake.message) ← \(read.findings.map(\.description).joined(separator: "\n"))"
        )
        #expect(read.findings.allSatisfy { !$0.hint.isEmpty && !$0.message.isEmpty })
        #expect(read.findings.allSatisfy { $0.line > 0 && $0.column > 0 })
    }

    @Test("誤りは、一つずつでなく全部いちどに知らせる")
    func allAtOnce() throws {
        var files = SmallTown.files
        for mistake in [Mistake.ofTowns[0], Mistake.ofItems[10], Mistake.ofProcedures[3], Mistake.ofTables[5]] {
            let text = String(decoding: try #require(files[mistake.file]), as: UTF8.self)
            files[mistake.file] = Array(text.replacing(mistake.old, with: mistake.new, maxReplacements: 1).utf8)
        }
        #expect(Set(CatalogueFolder(files).findings.map(\.file)).count == 4)
    }

    @Test("ファイルがないことも、UTF-8でないことも分かる", arguments: SmallTown.paths)
    func missingOrDamagedFile(path: String) {
        var files = SmallTown.files
        files[path] = nil
        #expect(CatalogueFolder(files).catalogue == nil)
        files[path] = [0x93, 0xFA, 0x96, 0x7B]
        let findings = CatalogueFolder(files).findings
        #expect(findings.contains { $0.file == path && $0.message.contains("UTF-8") })
    }

    @Test("でたらめに壊したファイルでも、止まらずに終わる", arguments: 0..<40)
    func damagedAnyhow(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var files = SmallTown.files
        let path = SmallTown.paths[Int(random.next() % UInt64(SmallTown.paths.count))]
        var bytes = try #require(files[path])
        for _ in 0..<(1 + Int(random.next() % 6)) {
            let place = Int(random.next() % UInt64(bytes.count))
            switch random.next() % 3 {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.remove(at: place)
            default: bytes.insert(contentsOf: Array("[{:\"#\n-".utf8).shuffled(using: &random), at: place)
            }
        }
        files[path] = bytes
        let read = CatalogueFolder(files)
        #expect(read.catalogue != nil || !read.findings.isEmpty)
    }
}
