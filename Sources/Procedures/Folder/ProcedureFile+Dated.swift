import Japanese
import Madoguchi
import Rules

/// Reads `open-points:` (要確認事項).
enum OpenPointsField {
    static func read(_ map: YamlMapping, _ findings: inout Findings) -> [OpenPoint] {
        (map["open-points"]?.list(&findings) ?? []).compactMap { field in
            guard let entry = field.mapping(&findings) else { return nil }
            entry.allow(["text", "verify"], &findings)
            guard let text = entry.requiredText("text", &findings) else { return nil }
            return OpenPoint(text: text, isUnverified: entry.flag("verify", &findings))
        }
    }
}

/// What of a procedure depends on a day (施行日つきの定め): governing dates, editions, outputs and starts.
extension ProcedureFile {
    /// Which day's rule, form and output apply; only days of the case may govern (施行日の考え方).
    func governingDates(_ map: YamlMapping, _ findings: inout Findings) -> GoverningDates {
        var governing = GoverningDates()
        guard let dates = map.required("governed-by", &findings)?.mapping(&findings) else { return governing }
        dates.allow(["rule", "form", "output"], &findings)
        let words = items.filter { $0.kind == .date && $0.scope == .visit }.map { ($0.name, $0.name) }
        governing.rule = dates.required("rule", &findings)?.word(&findings, words) ?? governing.rule
        governing.form = dates.required("form", &findings)?.word(&findings, words) ?? governing.form
        governing.output = dates.required("output", &findings)?.word(&findings, words) ?? governing.output
        return governing
    }

    /// A time limit runs beside others of the same procedure, not beside itself.
    func checkAlso(_ map: YamlMapping, _ deadlines: [DeadlineRule], _ findings: inout Findings) {
        for field in map["deadlines"]?.list(&findings) ?? [] {
            guard let entry = field.mapping(&findings) else { continue }
            let others = deadlines.map(\.id).filter { $0 != entry["id"]?.scalar }.map { ($0, $0) }
            for also in entry["also"]?.list(&findings) ?? [] { _ = also.word(&findings, others) }
        }
    }

    func starts(_ map: YamlMapping, _ deadlines: [DeadlineRule], _ findings: inout Findings) -> [StartRule] {
        let dates = items.filter { $0.kind == .date }.map { ($0.name, $0.name) }
        let limits = deadlines.map { ($0.id, $0.id) }
        let rules = (map["starts"]?.list(&findings) ?? []).compactMap { field -> StartRule? in
            guard let entry = field.mapping(&findings) else { return nil }
            entry.allow(["id", "from", "deadline", "unit", "law"], &findings)
            let from = entry.required("from", &findings)?.word(&findings, dates)
            let limit = entry["deadline"]?.word(&findings, limits)
            let unit = entry.required("unit", &findings)?.word(
                &findings,
                [("day", StartRule.Unit.day), ("next-month", .nextMonth)]
            )
            guard let id = entry.requiredText("id", &findings), let law = entry.requiredText("law", &findings),
                let from, let unit
            else { return nil }
            return StartRule(id: id, from: from, deadline: limit, unit: unit, law: law)
        }
        checkTwice(map["starts"], rules.map(\.id), &findings)
        return rules
    }

    /// Who may file, in the words of the item that asks for it.
    func filers(_ map: YamlMapping, _ findings: inout Findings) -> [Filer] {
        let relations = items.first { $0.id == .notifierRelation }?.choices.map { ($0.value, $0.value) } ?? []
        return (map["filers"]?.list(&findings) ?? []).compactMap { field in
            guard let entry = field.mapping(&findings) else { return nil }
            entry.allow(["who", "proof"], &findings)
            let relation = entry.required("who", &findings)?.word(&findings, relations)
            return relation.map { Filer(relation: $0, proof: entry.text("proof", &findings)) }
        }
    }

    /// What a person has once the application is entered (入力の結果).
    func results(_ map: YamlMapping, _ findings: inout Findings) -> [EntryResult] {
        let words = items.filter { $0.scope == .person && $0.derivation == nil }.map { ($0.id.text, $0.id) }
        return (map["results"]?.list(&findings) ?? []).compactMap { field in
            guard let entry = field.mapping(&findings) else { return nil }
            entry.allow(["item", "value", "when"], &findings)
            let item = entry.required("item", &findings)?.word(&findings, words)
            let value = entry.required("value", &findings).flatMap { names.expression($0, &findings) }
            let condition = entry["when"].flatMap { names.expression($0, &findings) }
            guard let item, let value else { return nil }
            return EntryResult(item: item, value: value, condition: condition)
        }
    }

    func outputs(_ map: YamlMapping, _ findings: inout Findings) -> [Output] {
        (map["outputs"]?.list(&findings) ?? []).compactMap { field in
            guard let entry = field.mapping(&findings) else { return nil }
            entry.allow(["text", "from", "until", "when", "law"], &findings)
            let (from, until) = period(entry, &findings)
            let condition = entry["when"].flatMap { names.expression($0, &findings) }
            guard let text = entry.requiredText("text", &findings), let law = entry.requiredText("law", &findings)
            else { return nil }
            return Output(text: text, from: from, until: until, condition: condition, law: law)
        }
    }

    /// Editions in the order of the file, which is the order of time; no day belongs to two of them, none between them to none.
    func editions(_ map: YamlMapping, _ folder: String, _ findings: inout Findings) -> [FormEdition] {
        var editions: [FormEdition] = []
        for field in map["editions"]?.list(&findings) ?? [] {
            guard let entry = field.mapping(&findings) else { continue }
            entry.allow(["from", "until", "name", "form"], &findings)
            let (from, until) = period(entry, &findings)
            guard let name = entry.requiredText("name", &findings) else { continue }
            if let last = editions.last {
                let isNext = last.until.flatMap { end in from.map { $0 == end.adding(days: 1) } } ?? false
                if !isNext {
                    field.report(&findings, "前の版の続きになっていません", "from を前の版の until の翌日にしてください")
                }
            }
            let place = entry["form"].flatMap { $0.text(&findings) }
            if let place, files["procedures/\(folder)/\(place)/boxes.yaml"] == nil {
                entry["form"]?.report(&findings, "様式「\(place)」がありません", "そのフォルダーに form.svg と boxes.yaml を置いてください")
            }
            let inner = place.map { "\(folder)/\($0)" } ?? folder
            editions.append(FormEdition(from: from, until: until, name: name, form: form(inner, &findings)))
        }
        return editions
    }

    private func period(_ entry: YamlMapping, _ findings: inout Findings) -> (CivilDate?, CivilDate?) {
        let from = entry["from"]?.date(&findings)
        let until = entry["until"]?.date(&findings)
        if let from, let until, until < from {
            entry["until"]?.report(&findings, "終わりの日（until）が、始まりの日（from）より前です", "日付を確かめてください")
        }
        return (from, until)
    }
}
