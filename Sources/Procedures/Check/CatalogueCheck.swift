package import Madoguchi
package import Rules

/// Every mistake of a municipality's folder (定義の検査): what `madoguchi procedures check` prints.
///
/// Errors keep the folder from being used; warnings are what nobody reads, says or tests.
package struct CatalogueCheck: Sendable {
    package let catalogue: Catalogue?
    package private(set) var findings: [Diagnostic]

    package init(_ files: FolderFiles) {
        var reader = FolderReader(files)
        let read = reader.read()
        findings = reader.findings.placed
        guard let read, !findings.contains(where: { $0.severity == .error }) else {
            catalogue = nil
            return
        }
        catalogue = read
        let tables = read.procedures.map(\.judgement)
        findings += tables.flatMap { TableAnalysis($0).findings } + TableCycles.findings(among: tables)
        let run = ExampleRun(files, catalogue: read)
        findings += run.findings
        warnUnread(reader, read)
        warnTexts(reader, read)
        for row in run.unreached(in: read) {
            warn(files.shown("procedures"), 0, "行「\(row)」を確かめる例がありません", "examples/ にこの行に当てはまる世帯を書いてください")
        }
    }

    package var isGood: Bool { !findings.contains { $0.severity == .error } }

    private mutating func warn(_ file: String, _ line: Int, _ message: String, _ hint: String) {
        findings.append(
            Diagnostic(.warning, file: file, line: max(1, line), column: 1, message: message, hint: hint)
        )
    }

    /// Items that no table, form, sentence or column reads and no counter asks.
    private mutating func warnUnread(_ reader: FolderReader, _ catalogue: Catalogue) {
        let used = CatalogueCheck.namesRead(by: catalogue)
        let asked = Set(catalogue.procedures.flatMap(\.asks))
        let readByProgram = Set(ItemID.wellKnown + [.noticeTime, .receptionCounter])
        for item in catalogue.items {
            let isRead =
                used.contains(item.name)
                || item.path.map { used.contains($0.context) || used.contains($0.text) } == true
            guard !isRead, !asked.contains(item.id), !readByProgram.contains(item.id) else { continue }
            guard let field = reader.items?.fields[item.id]?.field else { continue }
            warn(field.file, field.line, "「\(item.name)」は、どこからも使われていません", "判定表や様式で使うか、この項目を消してください")
        }
    }

    static func namesRead(by catalogue: Catalogue) -> Set<String> {
        var names: Set<String> = []
        for item in catalogue.items {
            names.formUnion(item.derivation.map { $0.freeNames.union($0.words) } ?? [])
        }
        for procedure in catalogue.procedures {
            names.formUnion(procedure.judgement.freeNames)
            names.formUnion(procedure.deadlines.map(\.from))
            for bring in procedure.brings {
                names.formUnion(bring.condition.map { $0.freeNames.union($0.words) } ?? [])
            }
            names.formUnion(procedure.starts.map(\.from))
            names.formUnion([procedure.governing.rule, procedure.governing.form, procedure.governing.output])
            for output in procedure.outputs {
                names.formUnion(output.condition.map { $0.freeNames.union($0.words) } ?? [])
            }
            for column in procedure.entry { names.formUnion(column.value.freeNames.union(column.value.words)) }
            for row in procedure.judgement.source.rows {
                for note in row.annotations { names.formUnion(SentenceTemplate(note).names) }
            }
            for form in [procedure.form] + procedure.editions.map(\.form) {
                if let form { names.formUnion(namesRead(by: form)) }
            }
        }
        return names
    }

    private static func namesRead(by form: Form) -> Set<String> {
        var names = Set(form.items.map(\.name))
        for sheet in [form.sheet, form.continuation].compactMap({ $0 }) {
            for box in sheet.boxes + sheet.tables.flatMap(\.boxes) {
                names.formUnion(box.value.expression.words)
                names.formUnion(box.visible?.expression.words ?? [])
            }
            for table in sheet.tables { names.formUnion(table.rows.expression.words) }
        }
        return names
    }

    private mutating func warnTexts(_ reader: FolderReader, _ catalogue: Catalogue) {
        guard let japanese = reader.texts.first(where: { $0.language == "ja" }) else { return }
        let questions = catalogue.items.compactMap(\.question)
        let named = Set(
            catalogue.items.flatMap { $0.choices.map(\.textKey) } + questions.map(\.textKey)
                + questions.compactMap(\.explanationKey)
        )
        for (key, field) in japanese.fields.sorted(by: { $0.value.line < $1.value.line }) {
            let belongsToItems = ["ask.", "why.", "answer."].contains { key.hasPrefix($0) }
            let isGeneral = ["answer.yes", "answer.no", "answer.unknown"].contains(key)
            guard belongsToItems, !isGeneral, !named.contains(key) else { continue }
            warn(field.file, field.line, "文言「\(key)」は、どの項目からも使われていません", "items.yaml で使うか、この行を消してください")
        }
        for other in reader.texts where other.language != "ja" {
            for key in japanese.texts.keys.sorted() where other.texts[key] == nil {
                warn(
                    reader.files.shown("texts/\(other.language).yaml"),
                    0,
                    "文言「\(key)」の訳がありません",
                    "訳すまでは日本語で表示されます"
                )
            }
            for (key, field) in other.fields where japanese.texts[key] == nil {
                warn(field.file, field.line, "文言「\(key)」は texts/ja.yaml にありません", "キーを確かめてください")
            }
        }
    }
}
