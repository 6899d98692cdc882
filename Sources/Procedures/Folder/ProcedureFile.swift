import Japanese
import Madoguchi
import Rules

/// Reads one folder under `procedures/`: `procedure.yaml`, `judgement.csv` and the form.
struct ProcedureFile {
    static let keys = [
        "id", "name", "business", "counter", "order", "per", "judged", "signature", "governed-by", "judgement", "asks",
        "brings", "filers", "deadlines", "starts", "guidance", "editions", "outputs", "print", "entry", "results",
        "open-points",
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
        return procedure(map, folder, &findings)
    }

    private func procedure(_ map: YamlMapping, _ folder: String, _ findings: inout Findings) -> Procedure? {
        let deadlines = map["deadlines"]?.list(&findings).compactMap { deadline($0, &findings) } ?? []
        checkTwice(map["deadlines"], deadlines.map(\.id), &findings)
        checkAlso(map, deadlines, &findings)
        let starts = starts(map, deadlines, &findings)
        let judgement = judgement(map, folder, deadlines, starts, &findings)
        // Every part is read, also where another part has a mistake, so that all mistakes are told at once.
        let head = head(map, folder, judgement, &findings)
        let (asks, brings) = (asks(map, &findings), brings(map, &findings))
        let (form, entry) = (form(folder, &findings), entry(map, &findings))
        let (governing, openPoints) = (governingDates(map, &findings), OpenPointsField.read(map, &findings))
        let (filers, results) = (filers(map, &findings), results(map, &findings))
        let print = printSetting(map["print"], &findings)
        let (editions, outputs) = (editions(map, folder, &findings), outputs(map, &findings))
        guard var procedure = head else { return nil }
        procedure.deadlines = deadlines
        procedure.starts = starts
        procedure.asks = asks
        procedure.brings = brings
        procedure.guidance = map.text("guidance", &findings) ?? ""
        procedure.form = form
        procedure.print = print
        procedure.entry = entry
        procedure.governing = governing
        procedure.openPoints = openPoints
        procedure.editions = editions
        procedure.outputs = outputs
        procedure.filers = filers
        procedure.results = results
        return procedure
    }

    /// Name, place and way of filing.
    private func head(
        _ map: YamlMapping,
        _ folder: String,
        _ judgement: DecisionTable?,
        _ findings: inout Findings
    ) -> Procedure? {
        let id = map.requiredText("id", &findings)
        if let id, id != folder {
            map["id"]?.report(&findings, "「\(id)」がフォルダーの名前「\(folder)」と違います", "同じにしてください")
        }
        let (scope, judged) = scopes(map, &findings)
        let signature = map.required("signature", &findings)?.word(&findings, ProcedureFile.signatureModes)
        let counters = municipality?.counters.map { ($0.id.text, $0.id) } ?? []
        let counter = map.required("counter", &findings)?.word(&findings, counters)
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
            judgement: judgement
        )
    }

    private static let signatureModes: [(String, Procedure.SignatureMode)] = [
        ("electronic", .electronic), ("paper", .paper), ("printed-name", .printedName),
    ]

    /// For whom the procedure is filed, and for whom it is judged where that differs.
    private func scopes(
        _ map: YamlMapping,
        _ findings: inout Findings
    ) -> (filed: Procedure.Scope?, judged: Procedure.Scope?) {
        let words: [(String, Procedure.Scope)] = [("visit", .visit), ("person", .person)]
        let filed = map.required("per", &findings)?.word(&findings, words)
        let judged = map["judged"]?.word(&findings, words)
        if filed == .person, judged == .visit {
            map["judged"]?.report(&findings, "人ごとの手続を世帯で判定することはできません", "judged の行を消してください")
        }
        return (filed, judged)
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
        _ starts: [StartRule],
        _ findings: inout Findings
    ) -> DecisionTable? {
        let name = map.text("judgement", &findings) ?? "judgement.csv"
        let path = "procedures/\(folder)/\(name)"
        guard let bytes = files[path] else {
            (map["judgement"] ?? map.field).report(&findings, "判定表「\(name)」がありません", "同じフォルダーに置いてください")
            return nil
        }
        return JudgementFile(
            items: items,
            names: names,
            deadlines: deadlines.map(\.id),
            starts: starts.map(\.id),
            eras: municipality?.eras ?? .national
        ).read(bytes, file: files.shown(path), &findings)
    }

    /// `background.pdf` and `background.png`, as `madoguchi procedures background` leaves them; those of the additional
    /// sheet are called `continuation-background`.
    private func background(_ name: String, _ folder: String, _ findings: inout Findings) -> PageBackground? {
        let path = "procedures/\(folder)/\(name)"
        guard let bytes = files["\(path).pdf"] else { return nil }
        let picture = files["\(path).png"] ?? []
        if picture.isEmpty {
            findings.add(
                files.shown("\(path).pdf"),
                message: "画面に映す絵 \(name).png がありません",
                hint: "madoguchi procedures background で、二つのファイルを作り直してください"
            )
        }
        let place = "\(folder)/\(name)".replacing("/", with: "-")
        return PageBackground(name: "\(place)-\(FolderFiles.digest(bytes))", bytes: bytes, picture: picture)
    }

    func form(_ folder: String, _ findings: inout Findings) -> Form? {
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
            background: background("background", folder, &findings),
            continuationBackground: background("continuation-background", folder, &findings)
        )
        if file("continuation.svg") == nil, let stray = file("continuation-background.pdf") {
            findings.add(
                stray.path,
                message: "続紙の様式 continuation.svg がありません",
                hint: "続紙の大きさと枠を continuation.svg に描いてください"
            )
        }
        findings.all += reader.diagnostics
        if let form, let procedure = folder.split(separator: "/").first, form.id != procedure {
            FormPlaces(boxes).report("form", "様式の名前「\(form.id)」が手続の名前「\(procedure)」と違います", "同じにしてください", &findings)
        }
        for item in form?.items ?? [] where !BuiltInName.ofOffice.contains(item.name) {
            for name in names.unknown(in: [item.name]) {
                let guess = Spelling.closest(to: name, among: names.all)
                FormPlaces(boxes).report(
                    name,
                    "「\(name)」という項目はありません",
                    guess.map { "もしかして「\($0)」ではありませんか" } ?? "items.yaml の name を書いてください",
                    &findings
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
        map.allow(["id", "from", "days", "roll", "first-day", "law", "text", "late", "also"], &findings)
        let dates = items.filter { $0.kind == .date }.map(\.name)
        let from = map.required("from", &findings)?.word(&findings, dates.map { ($0, $0) })
        let days = map.required("days", &findings)?.integer(&findings)
        if let days, !(1...400).contains(days) {
            map["days"]?.report(&findings, "日数が \(days) になっています", "1 から 400 までの数を書いてください")
        }
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
        return DeadlineRule(
            id: id,
            from: from,
            days: days,
            rolls: rolls,
            countsFirstDay: map["first-day"]?.flag(&findings) ?? false,
            law: law,
            text: text,
            late: late,
            also: map["also"]?.texts(&findings) ?? []
        )
    }

    func checkTwice(_ field: YamlField?, _ words: [String], _ findings: inout Findings) {
        var seen: Set<String> = []
        for word in words where !seen.insert(word).inserted {
            field?.report(&findings, "「\(word)」が二度書かれています", "どちらかの名前を変えてください")
        }
    }
}
