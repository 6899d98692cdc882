import Japanese
import Madoguchi
import Rules

/// Reads one folder under `procedures/`: `procedure.yaml`, `judgement.csv` and the form.
struct ProcedureFile {
    static let keys = [
        "id", "name", "business", "counter", "order", "per", "judged", "signature", "governed-by", "judgement", "asks",
        "brings", "deadlines", "guidance", "print", "entry", "open-points",
    ]

    private static let modes: [(String, Procedure.SignatureMode)] = [
        ("electronic", .electronic), ("paper", .paper), ("printed-name", .printedName),
    ]

    let files: FolderFiles
    let municipality: Municipality?
    let items: [Item]
    let names: Names

    func read(_ folder: String, _ findings: inout Findings) -> Procedure? {
        let path = "procedures/\(folder)/procedure.yaml"
        guard let bytes = files[path] else {
            findings.add(
                files.shown("procedures/\(folder)"),
                message: "procedure.yaml がありません",
                hint: "ほかの手続のフォルダーから写して直してください"
            )
            return nil
        }
        guard let map = YamlFile(bytes, file: files.shown(path), &findings).root?.mapping(&findings) else { return nil }
        map.allow(ProcedureFile.keys, &findings)
        checkGoverningDates(map, &findings)
        let openPoints = map["open-points"]?.list(&findings) ?? []
        for point in openPoints { checkOpenPoint(point, &findings) }
        return procedure(map, folder, &findings)
    }

    private func procedure(_ map: YamlMapping, _ folder: String, _ findings: inout Findings) -> Procedure? {
        let id = map.requiredText("id", &findings)
        if let id, id != folder {
            map["id"]?.report(&findings, "「\(id)」がフォルダーの名前「\(folder)」と違います", "同じにしてください")
        }
        let scopes: [(String, Procedure.Scope)] = [("visit", .visit), ("person", .person)]
        let scope = map.required("per", &findings)?.word(&findings, scopes)
        let judged = map["judged"]?.word(&findings, scopes)
        if scope == .person, judged == .visit {
            map["judged"]?.report(&findings, "人ごとの手続を世帯で判定することはできません", "judged の行を消してください")
        }
        let signature = map.required("signature", &findings)?.word(&findings, ProcedureFile.modes)
        let counters = municipality?.counters.map { ($0.id.text, $0.id) } ?? []
        let counter = map.required("counter", &findings)?.word(&findings, counters)
        let deadlines = map["deadlines"]?.list(&findings).compactMap { deadline($0, &findings) } ?? []
        checkTwice(map["deadlines"], deadlines.map(\.id), &findings)
        let judgement = judgement(map, folder, deadlines, &findings)
        guard let id, let scope, let signature, let counter, let judgement,
            let name = map.requiredText("name", &findings), let business = map.requiredText("business", &findings),
            let order = map.required("order", &findings)?.integer(&findings)
        else { return nil }
        return Procedure(
            id: ProcedureID(id),
            name: name,
            business: business,
            counter: counter,
            order: order,
            scope: scope,
            judgedPer: judged,
            signature: signature,
            judgement: judgement,
            deadlines: deadlines,
            asks: asks(map, &findings),
            brings: brings(map, &findings),
            guidance: map.text("guidance", &findings) ?? "",
            form: form(folder, &findings),
            print: printSetting(map["print"], &findings),
            entry: entry(map, &findings)
        )
    }

    /// `print: {copies: 2, tray: Tray2}`
    private func printSetting(_ field: YamlField?, _ findings: inout Findings) -> PrintSetting {
        guard let field, let map = field.mapping(&findings) else { return PrintSetting() }
        map.allow(["copies", "tray"], &findings)
        let copies = map["copies"]?.integer(&findings) ?? 1
        let tray = map.text("tray", &findings) ?? ""
        if !(1...20).contains(copies) { field.report(&findings, "copies は1から20までです", "部数を書いてください") }
        let isName = tray.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x2D
        }
        if !isName { field.report(&findings, "tray は半角の英数字です", "プリンターの給紙トレイの名前を書いてください（例：Tray2）") }
        return PrintSetting(copies: min(max(copies, 1), 20), tray: isName ? tray : "")
    }

    private func judgement(
        _ map: YamlMapping,
        _ folder: String,
        _ deadlines: [DeadlineRule],
        _ findings: inout Findings
    ) -> DecisionTable? {
        let name = map.text("judgement", &findings) ?? "judgement.csv"
        let path = "procedures/\(folder)/\(name)"
        guard let bytes = files[path] else {
            (map["judgement"] ?? map.field).report(&findings, "判定表「\(name)」がありません", "同じフォルダーに置いてください")
            return nil
        }
        return JudgementFile(items: items, names: names, deadlines: deadlines.map(\.id))
            .read(bytes, file: files.shown(path), &findings)
    }

    /// Names of the office's own columns, which the counter supplies when it prints (受付・入力・審査の欄).
    private static let officeNames = ["受付番号", "受付場所", "受付職員"]

    /// `background.pdf` and `background.png`, as `madoguchi procedures background` leaves them.
    private func background(_ folder: String) -> PageBackground? {
        files["procedures/\(folder)/background.pdf"].map { bytes in
            PageBackground(
                name: "\(folder)-\(FolderFiles.digest(bytes))",
                bytes: bytes,
                picture: files["procedures/\(folder)/background.png"] ?? []
            )
        }
    }

    private func form(_ folder: String, _ findings: inout Findings) -> Form? {
        func file(_ name: String) -> FormReader.File? {
            let path = "procedures/\(folder)/\(name)"
            return files[path].map { FormReader.File(path: files.shown(path), bytes: $0) }
        }
        guard let boxes = file("boxes.yaml") else { return nil }
        guard let drawing = file("form.svg") else {
            findings.add(boxes.path, message: "様式の絵 form.svg がありません", hint: "boxes.yaml と同じフォルダーに置いてください")
            return nil
        }
        var reader = FormReader()
        let form = reader.form(
            drawing: drawing,
            boxes: boxes,
            continuation: file("continuation.svg"),
            background: background(folder)
        )
        findings.all += reader.diagnostics
        for item in form?.items ?? [] where !ProcedureFile.officeNames.contains(item.name) {
            for name in names.unknown(in: [item.name]) {
                let guess = Spelling.closest(to: name, among: names.all)
                findings.add(
                    boxes.path,
                    message: "「\(name)」という項目はありません",
                    hint: guess.map { "もしかして「\($0)」ではありませんか" } ?? "items.yaml の name を書いてください"
                )
            }
        }
        return form
    }

    private func asks(_ map: YamlMapping, _ findings: inout Findings) -> [ItemID] {
        let asked = items.filter { $0.question != nil }.map(\.id.text)
        let words = asked.map { ($0, ItemID($0)) }
        return map["asks"]?.list(&findings).compactMap { field in
            guard let id = field.text(&findings) else { return nil }
            if let found = words.first(where: { $0.0 == id }) { return found.1 }
            let guess = Spelling.closest(to: id, among: asked).map { "もしかして「\($0)」ではありませんか" }
            field.report(
                &findings,
                "「\(id)」という聞ける項目はありません",
                guess ?? "items.yaml の id で、question のあるものを書いてください"
            )
            return nil
        } ?? []
    }

    private func brings(_ map: YamlMapping, _ findings: inout Findings) -> [Bring] {
        map["brings"]?.list(&findings).compactMap { field in
            guard let entry = field.mapping(&findings) else { return nil }
            entry.allow(["text", "when", "later"], &findings)
            guard let text = entry.requiredText("text", &findings) else { return nil }
            let condition = entry["when"].flatMap { names.expression($0, &findings) }
            return Bring(text: text, condition: condition, canFollow: entry.flag("later", &findings))
        } ?? []
    }

    private func entry(_ map: YamlMapping, _ findings: inout Findings) -> [EntryColumn] {
        guard let entry = map["entry"]?.mapping(&findings) else { return [] }
        entry.allow(["columns"], &findings)
        let fields = entry.required("columns", &findings)?.list(&findings) ?? []
        let columns = fields.compactMap { field -> EntryColumn? in
            guard let column = field.mapping(&findings) else { return nil }
            column.allow(["header", "value"], &findings)
            let header = column.requiredText("header", &findings)
            let value = column.required("value", &findings).flatMap { names.expression($0, &findings) }
            guard let header, let value else { return nil }
            return EntryColumn(header: header, value: value)
        }
        checkTwice(entry["columns"], columns.map(\.header), &findings)
        return columns
    }

    private func deadline(_ field: YamlField, _ findings: inout Findings) -> DeadlineRule? {
        guard let map = field.mapping(&findings) else { return nil }
        map.allow(["id", "from", "days", "roll", "law", "text", "late"], &findings)
        let dates = items.filter { $0.kind == .date }.map(\.name)
        let from = map.required("from", &findings)?.word(&findings, dates.map { ($0, $0) })
        let days = map.required("days", &findings)?.integer(&findings)
        for key in ["text", "late"] {
            for name in SentenceTemplate(map[key]?.scalar ?? "").names where name != "期限" {
                map[key]?.report(&findings, "「{\(name)}」は使えません", "ここで使えるのは {期限} だけです")
            }
        }
        guard let id = map.requiredText("id", &findings), let from, let days,
            let rolls = map.required("roll", &findings)?.flag(&findings),
            let law = map.requiredText("law", &findings), let text = map.requiredText("text", &findings),
            let late = map.requiredText("late", &findings)
        else { return nil }
        return DeadlineRule(id: id, from: from, days: days, rolls: rolls, law: law, text: text, late: late)
    }

    private func checkTwice(_ field: YamlField?, _ words: [String], _ findings: inout Findings) {
        var seen: Set<String> = []
        for word in words where !seen.insert(word).inserted {
            field?.report(&findings, "「\(word)」が二度書かれています", "どちらかの名前を変えてください")
        }
    }

    /// Which day's rule, form and output apply; only days of the case may govern (施行日の考え方).
    private func checkGoverningDates(_ map: YamlMapping, _ findings: inout Findings) {
        guard let dates = map.required("governed-by", &findings)?.mapping(&findings) else { return }
        dates.allow(["rule", "form", "output"], &findings)
        let words = items.filter { $0.kind == .date && $0.scope == .visit }.map { ($0.name, $0.name) }
        for key in ["rule", "form", "output"] {
            _ = dates.required(key, &findings)?.word(&findings, words)
        }
    }

    private func checkOpenPoint(_ field: YamlField, _ findings: inout Findings) {
        guard let map = field.mapping(&findings) else { return }
        map.allow(["text", "verify"], &findings)
        _ = map.requiredText("text", &findings)
        _ = map.flag("verify", &findings)
    }
}
