import Madoguchi
import Rules

/// Reads `boxes.yaml`: what is filled in on the drawing, and with what.
struct BoxesReader {
    var findings: Findings
    private var defaults = TextStyle()
    private var items: [DataItem] = []
    private var page = PageSize.a4
    private var scope: Set<String> = []

    private static let keys = [
        "form", "title", "version", "items", "defaults", "boxes", "tables", "signatures", "codes", "continuation",
    ]
    /// Names the program itself gives to tables and additional sheets.
    private static let builtIn: Set<String> = ["行番号", "続紙番号", "続紙枚数"]

    init(findings: Findings) {
        self.findings = findings
    }

    mutating func form(
        _ root: YamlField,
        _ sheet: DrawingReader.Drawing?,
        _ additional: DrawingReader.Drawing?
    ) -> Form? {
        guard let mapping = root.mapping(&findings) else { return nil }
        mapping.allow(BoxesReader.keys, &findings)
        readItems(mapping["items"])
        scope = Set(items.map(\.name)).union(BoxesReader.builtIn)
        if let field = mapping["defaults"], let given = field.mapping(&findings) {
            given.allow(BoxesReader.styleKeys, &findings)
            defaults = style(given)
        }
        let first = read(mapping, sheet)
        var continuation: FormSheet?
        if let field = mapping["continuation"], let inner = field.mapping(&findings) {
            inner.allow(["boxes", "tables", "signatures", "codes"], &findings)
            if additional == nil { field.report(&findings, "続紙の図面がありません", "continuation.svg を置いてください") }
            continuation = read(inner, additional)
            checkTables(continuation, first, at: field)
        }
        guard let id = mapping.requiredText("form", &findings), let title = mapping.requiredText("title", &findings),
            let version = mapping.requiredText("version", &findings)
        else { return nil }
        return Form(id: id, title: title, version: version, sheet: first, continuation: continuation, items: items)
    }

    private mutating func readItems(_ field: YamlField?) {
        guard let field, let mapping = field.mapping(&findings) else { return }
        let kinds = DataItem.Kind.allCases.map { ($0.rawValue, $0) }
        for entry in mapping.entries {
            guard let kind = entry.value.word(&findings, kinds) else { continue }
            items.append(DataItem(entry.key.label, kind))
        }
    }

    private mutating func checkTables(_ continuation: FormSheet?, _ first: FormSheet, at field: YamlField) {
        let known = first.tables.map(\.id)
        for table in continuation?.tables ?? [] where !known.contains(table.id) {
            field.report(&findings, "表「\(table.id)」が1枚目にありません", "1枚目の表と同じidにしてください")
        }
    }

    private mutating func read(_ mapping: YamlMapping, _ drawing: DrawingReader.Drawing?) -> FormSheet {
        page = drawing?.page ?? PageSize(width: 1_200, height: 1_200)
        var sheet = FormSheet(page: page, drawing: drawing?.figures ?? [], officeDrawing: drawing?.office ?? [])
        sheet.boxes = boxes(mapping["boxes"])
        for field in mapping["tables"]?.list(&findings) ?? [] {
            if let table = table(field) { sheet.tables.append(table) }
        }
        for field in mapping["signatures"]?.list(&findings) ?? [] {
            if let place = signature(field) { sheet.signatures.append(place) }
        }
        for field in mapping["codes"]?.list(&findings) ?? [] {
            if let code = code(field) { sheet.codes.append(code) }
        }
        return sheet
    }

    private mutating func table(_ field: YamlField) -> PersonTable? {
        guard let mapping = field.mapping(&findings) else { return nil }
        mapping.allow(["id", "rows", "as", "step", "capacity", "boxes"], &findings)
        let rows = formula(mapping.required("rows", &findings))
        let element = mapping.requiredText("as", &findings)
        let step = mapping.required("step", &findings)?.decimal(&findings, 1...300)
        let capacity = mapping.required("capacity", &findings)?.integer(&findings)
        if let element { scope.insert(element) }
        let boxes = boxes(mapping["boxes"])
        if let element, !items.contains(where: { $0.name == element }) { scope.remove(element) }
        guard let id = mapping.requiredText("id", &findings), let rows, let element, let step, let capacity else {
            return nil
        }
        guard (1...200).contains(capacity) else {
            field.report(&findings, "capacityは1から200までです", "表の行数を書いてください")
            return nil
        }
        for box in boxes where box.area.bottom + Double(capacity - 1) * step > page.height + 0.01 {
            field.report(&findings, "表の最後の行の「\(box.id)」が用紙からはみ出します", "stepかcapacityを小さくしてください")
        }
        return PersonTable(id: id, rows: rows, element: element, step: step, capacity: capacity, boxes: boxes)
    }

    private mutating func signature(_ field: YamlField) -> SignaturePlace? {
        guard let mapping = field.mapping(&findings) else { return nil }
        mapping.allow(["id", "signer", "by", "rect", "visible"], &findings)
        let visible = mapping["visible"].flatMap { formula($0) }
        guard let id = mapping.requiredText("id", &findings), let area = area(mapping.required("rect", &findings))
        else {
            return nil
        }
        let signer = mapping.text("signer", &findings) ?? id
        let role = mapping.text("by", &findings) ?? SignatureArea.notifier
        return SignaturePlace(SignatureArea(id: id, signer: signer, area: area, role: role), visible: visible)
    }

    private mutating func code(_ field: YamlField) -> CodeArea? {
        guard let mapping = field.mapping(&findings) else { return nil }
        mapping.allow(["id", "rect", "value"], &findings)
        guard let id = mapping.requiredText("id", &findings), let area = area(mapping.required("rect", &findings)),
            let value = formula(mapping.required("value", &findings))
        else { return nil }
        return CodeArea(id: id, area: area, value: value)
    }
}

// MARK: Boxes

extension BoxesReader {
    private static let styleKeys = ["font", "size", "smallest", "align", "valign", "vertical", "wrap", "padding"]
    private static let boxKeys =
        ["id", "name", "rect", "value", "visible", "required", "office", "part", "comb", "mark", "choices"] + styleKeys

    private mutating func boxes(_ field: YamlField?) -> [Box] {
        var boxes: [Box] = []
        var seen: Set<String> = []
        for item in field?.list(&findings) ?? [] {
            guard let box = box(item) else { continue }
            if !seen.insert(box.id).inserted {
                item.report(&findings, "id「\(box.id)」が二度使われています", "別のidにしてください")
            }
            boxes.append(box)
        }
        return boxes
    }

    private mutating func box(_ field: YamlField) -> Box? {
        guard let mapping = field.mapping(&findings) else { return nil }
        mapping.allow(BoxesReader.boxKeys, &findings)
        let kind = kind(mapping)
        let area: PageArea? =
            if case .choice(_, let choices)? = kind, mapping["rect"] == nil { choices.first?.area } else {
                self.area(mapping.required("rect", &findings))
            }
        let value = formula(mapping.required("value", &findings))
        let visible = mapping["visible"].flatMap { formula($0) }
        let condition = mapping["required"].flatMap { ["true", "false"].contains($0.scalar) ? nil : $0 }
        let required = condition.flatMap { formula($0) }
        guard let id = mapping.requiredText("id", &findings), let area, let value, let kind else { return nil }
        return Box(
            id: id,
            name: mapping.text("name", &findings) ?? id,
            area: area,
            value: value,
            visible: visible,
            isRequired: required == nil && mapping.flag("required", &findings),
            requiredWhen: required,
            isOffice: mapping.flag("office", &findings),
            kind: kind,
            style: style(mapping)
        )
    }

    private mutating func kind(_ mapping: YamlMapping) -> BoxKind? {
        let given = ["part", "comb", "mark"].filter { mapping[$0] != nil }
        guard given.count <= 1 else {
            mapping.field.report(&findings, "\(given.joined(separator: "と"))は一緒に使えません", "どれか一つにしてください")
            return nil
        }
        if let field = mapping["part"] {
            return field.word(&findings, DatePart.allCases.map { ($0.rawValue, $0) }).map { .datePart($0) }
        }
        if let field = mapping["comb"] {
            guard let cells = field.integer(&findings) else { return nil }
            guard (1...100).contains(cells) else {
                field.report(&findings, "枠の数は1から100までです", "一文字枠の数を書いてください")
                return nil
            }
            return .comb(cells: cells)
        }
        guard let field = mapping["mark"] else { return .text }
        guard let mark = field.word(&findings, MarkKind.allCases.map { ($0.rawValue, $0) }) else { return nil }
        guard let choices = mapping["choices"] else { return .mark(mark) }
        let entries = choices.mapping(&findings)?.entries ?? []
        return .choice(
            mark,
            entries.compactMap { entry in area(entry.value).map { BoxKind.Choice(entry.key.label, $0) } }
        )
    }

    private mutating func style(_ mapping: YamlMapping) -> TextStyle {
        var style = defaults
        let fonts = FormFont.allCases.map { ($0.rawValue, $0) }
        if let font = mapping["font"]?.word(&findings, fonts) { style.font = font }
        if let size = mapping["size"]?.decimal(&findings, 2...100) {
            style.size = size
            style.smallest = min(style.smallest, size)
        }
        if let smallest = mapping["smallest"]?.decimal(&findings, 2...100) {
            style.smallest = min(smallest, style.size)
        }
        let aligns = TextAlign.allCases.map { ($0.rawValue, $0) }
        if let align = mapping["align"]?.word(&findings, aligns) { style.align = align }
        let valigns = TextStyle.VerticalAlign.allCases.map { ($0.rawValue, $0) }
        if let valign = mapping["valign"]?.word(&findings, valigns) { style.valign = valign }
        if mapping["vertical"] != nil { style.isVertical = mapping.flag("vertical", &findings) }
        if mapping["wrap"] != nil { style.wraps = mapping.flag("wrap", &findings) }
        if let padding = mapping["padding"]?.decimal(&findings, 0...50) { style.padding = padding }
        return style
    }

    private mutating func area(_ field: YamlField?) -> PageArea? {
        guard let field else { return nil }
        let parts = field.list(&findings)
        let numbers = parts.compactMap { $0.decimal(&findings, -1_200...1_200) }
        guard parts.count == 4, numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else {
            field.report(&findings, "位置が読めません", "[左, 上, 幅, 高さ] をmmで書いてください（例：[20, 30, 50, 8]）")
            return nil
        }
        let area = PageArea(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
        guard page.area.contains(area) else {
            field.report(&findings, "用紙からはみ出しています", "左上が[0, 0]、右下が[\(page.width), \(page.height)]です")
            return nil
        }
        return area
    }

    private mutating func formula(_ field: YamlField?) -> Formula? {
        guard let field, let text = field.text(&findings) else { return nil }
        do throws(Diagnostics) {
            let formula = try Formula(parsing: text)
            for name in formula.expression.freeNames.sorted() where !scope.contains(name) {
                let guess = Spelling.closest(to: name, among: scope.sorted()).map { "もしかして「\($0)」ではありませんか。" } ?? ""
                field.report(&findings, "項目「\(name)」がitemsにありません", "\(guess)使う項目はitemsに書いてください")
            }
            return formula
        } catch {
            findings.add(error, at: field)
            return nil
        }
    }
}

extension YamlField {
    /// A finite number within limits.
    func decimal(_ findings: inout Findings, _ limits: ClosedRange<Double>) -> Double? {
        guard let text = scalar, let number = Double(text), limits.contains(number) else {
            report(&findings, "数が読めないか、範囲の外です", "半角の数字で書いてください（例：12.5）")
            return nil
        }
        return number
    }
}
