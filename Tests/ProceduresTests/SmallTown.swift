import Madoguchi
import Procedures

/// A folder just large enough to be right (小さな自治体), in memory, so that one mistake at a time can be put into it.
enum SmallTown {
    static let municipality = """
        name: 小町
        code: "102997"
        prefecture: 群馬県
        mayor: 小町長
        school-board: 小町教育委員会
        sites:
          - { id: main, name: 役場, hours: 平日, phone: "1" }
        counters:
          - { id: citizen, name: 住民課, floor: 1階, site: main, order: 10, phone: "1" }
          - { id: child, name: 子ども課, floor: 2階, site: main, order: 20, phone: "2", after: [citizen] }
        groups:
          - { id: desk, name: 窓口, permissions: [receive, search] }
        """

    /// Line 2 on: the items the program needs, then four of the procedure's own.
    static var items: String {
        let needed = ItemID.wellKnown.map { id in
            let isDate = id.text.hasSuffix("-date")
            let name = names[id.text] ?? "項目" + id.text.filter { $0 != "-" }
            return "  - { id: \(id.text), name: \(name), of: visit, type: \(isDate ? "date" : "text") }"
        }
        return (["items:"] + needed).joined(separator: "\n") + "\n" + own
    }

    private static let names = ["move-date": "異動日", "notice-date": "届出日", "name": "氏名"]

    static let own = """
          - id: children
            name: 子どもがいる
            of: visit
            type: boolean
            question: { text: ask.children, audience: citizen }
            cost: 5
          - id: kind
            name: 種類
            of: visit
            type: choice
            choices:
              - { value: 甲, text: answer.kind.a }
              - { value: 乙, text: answer.kind.b }
            question: { text: ask.kind, audience: staff }
          - id: late
            name: 遅い届出
            of: visit
            type: boolean
            derived: 届出日 > 異動日
            law: 試験法第1条
          - id: later
            name: もっと遅い届出
            of: visit
            type: boolean
            derived: 遅い届出 and 子どもがいる
            law: 試験法第2条
        """

    static let texts = """
        ask.children: お子さんはいますか。
        ask.kind: 種類を選んでください。
        answer.kind.a: 甲
        answer.kind.b: 乙
        verdict.undecided: まだ分かりません。
        verdict.no-row: 行がありません。
        """

    static let procedure = """
        id: small
        name: 小さな手続
        business: 試験
        counter: citizen
        order: 10
        per: visit
        signature: electronic
        governed-by: { rule: 異動日, form: 届出日, output: 届出日 }
        judgement: judgement.csv
        asks: [kind]
        brings:
          - { text: はんこ, when: 遅い届出 }
        deadlines:
          - { id: soon, from: 異動日, days: 14, roll: true, law: 試験法第3条, text: "期限は{期限}です。", late: 過ぎました。 }
        guidance: 案内
        entry:
          columns:
            - { header: 異動日, value: 異動日 }
        open-points:
          - { text: 確かめること, verify: true }
        """

    static let judgement = """
        # 方式: F
        行,子どもがいる,種類,→判定,→期限,※理由,※根拠,※施行
        S-1,true,,\"""必要\""",\"""soon\""",{種類}の届出です。,試験法第4条,2020-04-01
        S-2,,,\"""不要\""",,いりません。,試験法第5条,2020-04-01
        """

    static let protection = """
        whereabouts: [\(ItemID.whereabouts.map(\.text).sorted().joined(separator: ", "))]
        shown:
          clerk: []
          stopped: []
          subject: [case, form, panel, entry]
          other: []
        """

    static let paths = [
        "municipality.yaml", "items.yaml", "texts/ja.yaml", "procedures/small/procedure.yaml",
        "procedures/small/judgement.csv", "protection.yaml",
    ]

    static var files: FolderFiles {
        let contents = [municipality, items, texts, procedure, judgement, protection].map { Array($0.utf8) }
        return FolderFiles(name: "", contents: Dictionary(uniqueKeysWithValues: zip(paths, contents)))
    }
}
