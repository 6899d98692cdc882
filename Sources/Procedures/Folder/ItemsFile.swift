import Japanese
import Madoguchi
import Rules

/// Reads `items.yaml`: every data item with its question, choices or derivation.
struct ItemsFile {
    static let keys = [
        "id", "name", "of", "type", "choices", "question", "cost", "sensitive", "derived", "law", "tolerates-unknown",
        "at", "also", "within", "ask-when",
    ]
    private static let kinds: [(String, Item.Kind)] = Item.Kind.allCases.map { ($0.rawValue, $0) }
    /// Only what is computed may be a list or a group of values.
    private static let derivedKinds: [(String, Item.Kind)] = kinds + [("list", .text), ("context", .text)]

    private(set) var items: [Item] = []
    private(set) var fields: [ItemID: YamlMapping] = [:]

    init(_ root: YamlField, _ findings: inout Findings) {
        guard let map = root.mapping(&findings) else { return }
        map.allow(["items"], &findings)
        for field in map.required("items", &findings)?.list(&findings) ?? [] {
            guard let entry = field.mapping(&findings), let item = ItemsFile.item(entry, &findings) else { continue }
            add(item, entry, &findings)
        }
        checkWellKnown(root, &findings)
        let names = Names(
            items.map(\.name) + items.compactMap(\.path?.context) + BuiltInName.ofPerson + BuiltInName.ofVisit
        )
        compile(names, &findings)
    }

    private static func item(_ map: YamlMapping, _ findings: inout Findings) -> Item? {
        map.allow(keys, &findings)
        let isDerived = map["derived"] != nil
        let scope = map.required("of", &findings)?.word(&findings, [("visit", Item.Scope.visit), ("person", .person)])
        let kind = map.required("type", &findings)?.word(&findings, isDerived ? derivedKinds : kinds)
        guard let id = map.requiredText("id", &findings), let name = map.requiredText("name", &findings), let scope,
            let kind
        else { return nil }
        checkID(id, map, &findings)
        var item = Item(id: ItemID(id), name: name, scope: scope, kind: kind)
        item.choices = map["choices"]?.list(&findings).compactMap { choice($0, &findings) } ?? []
        if kind == .choice, item.choices.isEmpty {
            map.field.report(&findings, "選択肢（choices）がありません", "「choices:」に { value: …, text: … } を並べてください")
        }
        checkChoices(item.choices, map["choices"], &findings)
        item.question = map["question"].flatMap { question($0, &findings) }
        item.cost = map["cost"]?.integer(&findings) ?? 100
        item.isSensitive = map.flag("sensitive", &findings)
        item.toleratesUnknown = map.flag("tolerates-unknown", &findings)
        item.also = map.texts("also", &findings)
        item.within = map["within"].flatMap { within($0, isDerived && kind == .date, &findings) }
        if let at = map["at"], let text = at.text(&findings) {
            item.path = ItemPath(text)
            if item.path == nil { at.report(&findings, "「まとまり.項目」の形ではありません", "例：口座.番号") }
        }
        if isDerived, map["law"] == nil {
            map.field.report(&findings, "計算する項目に根拠（law）がありません", "「law: 法令名と条」を書いてください")
        }
        if isDerived, item.question != nil {
            map["question"]?.report(&findings, "計算する項目は聞くことができません", "derived か question のどちらかにしてください")
        }
        if let when = map["ask-when"], item.question == nil {
            when.report(&findings, "聞き方（question）のない項目は聞けません", "question を書くか、ask-when を消してください")
        }
        return item
    }

    /// No word may stand for two answers.
    private static func checkChoices(_ choices: [Item.Choice], _ field: YamlField?, _ findings: inout Findings) {
        var seen: Set<String> = []
        for word in choices.flatMap({ [$0.value] + $0.also }) where !seen.insert(Spelling.plain(word)).inserted {
            field?.report(&findings, "「\(word)」という答えが二つあります", "value と also に、同じ言葉を二度書かないでください")
        }
    }

    /// The last of so many days after the derived day, as time limits count them.
    private static func within(_ field: YamlField, _ isDay: Bool, _ findings: inout Findings) -> Deadline? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(["days", "roll"], &findings)
        if !isDay { field.report(&findings, "日数は、計算する日付の項目にだけ書けます", "type: date にして、derived に起算日を書いてください") }
        guard let days = map.required("days", &findings)?.integer(&findings),
            let rolls = map.required("roll", &findings)?.flag(&findings)
        else { return nil }
        return Deadline(days, .days, movesToOpenDay: rolls)
    }

    private static func checkID(_ id: String, _ map: YamlMapping, _ findings: inout Findings) {
        let isKebab = id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        if !isKebab || id.isEmpty {
            map["id"]?.report(&findings, "「\(id)」は使えません", "英小文字・数字・ハイフンで書いてください（例：move-date）")
        }
    }

    private static func choice(_ field: YamlField, _ findings: inout Findings) -> Item.Choice? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(["value", "text", "also"], &findings)
        guard let value = map.requiredText("value", &findings), let text = map.requiredText("text", &findings) else {
            return nil
        }
        return Item.Choice(value: value, textKey: text, also: map.texts("also", &findings))
    }

    private static func question(_ field: YamlField, _ findings: inout Findings) -> Item.Question? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(["text", "explanation", "audience"], &findings)
        let audience = map.required("audience", &findings)?.word(
            &findings,
            [("citizen", Item.Question.Audience.citizen), ("staff", .staff)]
        )
        guard let text = map.requiredText("text", &findings), let audience else { return nil }
        return Item.Question(textKey: text, explanationKey: map.text("explanation", &findings), audience: audience)
    }

    private mutating func add(_ item: Item, _ map: YamlMapping, _ findings: inout Findings) {
        if items.contains(where: { $0.id == item.id }) {
            map["id"]?.report(&findings, "「\(item.id.text)」が二度書かれています", "id を変えるか、どちらかを消してください")
        }
        if items.contains(where: { $0.name == item.name }) {
            map["name"]?.report(&findings, "「\(item.name)」という名前が二度使われています", "名前を変えてください")
        }
        if (BuiltInName.ofPerson + BuiltInName.ofVisit).contains(item.name) {
            map["name"]?.report(&findings, "「\(item.name)」はプログラムが用意する名前です", "別の名前にしてください")
        }
        let isSpaced = item.name.unicodeScalars.contains { $0.properties.isWhitespace }
        if isSpaced || (try? Rules.Expression(parsing: item.name))?.freeNames != [item.name] {
            map["name"]?.report(&findings, "「\(item.name)」は式の中の名前として使えません", "空白や記号を使わず、文字で始めてください")
        }
        items.append(item)
        fields[item.id] = map
    }

    private func checkWellKnown(_ root: YamlField, _ findings: inout Findings) {
        for id in ItemID.wellKnown where !items.contains(where: { $0.id == id }) {
            findings.add(
                root.file,
                message: "プログラムが使う項目「\(id.text)」がありません",
                hint: "municipalities/example-shi/items.yaml から写してください"
            )
        }
    }

    private mutating func compile(_ names: Names, _ findings: inout Findings) {
        for index in items.indices {
            items[index].askWhen = fields[items[index].id]?["ask-when"].flatMap { names.expression($0, &findings) }
            guard let field = fields[items[index].id]?["derived"] else { continue }
            items[index].derivation = names.expression(field, &findings)
        }
        items = DerivationOrder(items, fields).sorted(&findings)
    }
}
