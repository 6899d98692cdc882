package import Japanese
package import Rules

/// Fills a form with data (様式への記入): evaluates every box, spreads persons over rows and additional sheets.
package struct FormFilling: Sendable {
    package enum Outcome: Hashable, Sendable {
        case complete(FilledForm)
        /// Required boxes that are still empty.
        case incomplete([MissingBox])
    }

    /// A required box without a value (未記入の必須欄).
    package struct MissingBox: Hashable, Sendable {
        package var box: String
        /// What a person calls it.
        package var name: String
        /// The data names its value is made of, such as 口座.番号; in a row, as seen from the person.
        package var missingNames: [String]
        /// The キー of the row's person, such as `p2`; nil outside tables.
        package var person: String?
    }

    private let form: Form
    private let eras: EraTable

    /// `eras` are the municipality's: dates on the form are printed in them.
    package init(_ form: Form, eras: EraTable = .national) {
        self.form = form
        self.eras = eras
    }

    package func filled(from data: Context) -> Outcome {
        let result = draft(from: data)
        return result.missing.isEmpty ? .complete(result.form) : .incomplete(result.missing)
    }

    /// The form as far as it can be filled now, to be looked at before it is complete.
    package func draft(from data: Context) -> (form: FilledForm, missing: [MissingBox]) {
        var missing: [MissingBox] = []
        let rows = Dictionary(
            form.sheet.tables.map { ($0.id, FormFilling.rows($0, data)) },
            uniquingKeysWith: { first, _ in first }
        )
        let sheets = continuationCount(rows)
        var numbered = data
        numbered["続紙枚数"] = .number(sheets)
        let first = page(form.sheet, numbered, missing: &missing) { table, capacity in
            (rows[table.id] ?? []).prefix(capacity)
        }
        var pages = [first]
        if let continuation = form.continuation {
            for sheet in 0..<sheets {
                numbered["続紙番号"] = .number(sheet + 1)
                pages.append(
                    page(continuation, numbered, missing: &missing) { table, capacity in
                        let start = (firstCapacity(table.id) + sheet * capacity)
                        return (rows[table.id] ?? []).dropFirst(start).prefix(capacity)
                    }
                )
            }
        }
        pages += SurplusRows(form, eras).pages(rows, data)
        return (FilledForm(id: form.id, title: form.title, version: form.version, pages: pages), missing)
    }

    private func firstCapacity(_ table: String) -> Int {
        form.sheet.tables.first { $0.id == table }?.capacity ?? 0
    }

    private func continuationCount(_ rows: [String: [Value]]) -> Int {
        (form.continuation?.tables ?? []).map { table in
            let surplus = (rows[table.id]?.count ?? 0) - firstCapacity(table.id)
            return surplus > 0 ? (surplus + table.capacity - 1) / max(1, table.capacity) : 0
        }.max() ?? 0
    }

    private static func rows(_ table: PersonTable, _ data: Context) -> [Value] {
        switch table.rows.expression.evaluate(in: data) {
        case .list(let list): list
        case .null: []
        case let single: [single]
        }
    }

    private func page(
        _ sheet: FormSheet,
        _ data: Context,
        missing: inout [MissingBox],
        rows: (PersonTable, Int) -> ArraySlice<Value>
    ) -> FilledPage {
        var page = FilledPage(
            page: sheet.page,
            drawing: sheet.drawing + sheet.officeDrawing,
            background: sheet.background
        )
        for box in sheet.boxes { fill(box, data, nil, into: &page, missing: &missing) }
        for table in sheet.tables {
            let part = rows(table, table.capacity)
            for (place, value) in part.enumerated() {
                var scope = data
                scope[table.element] = value
                scope["行番号"] = .number(part.startIndex + place + 1)
                let row = Row(table: table, place: place, number: part.startIndex + place + 1, value: value)
                for box in table.boxes { fill(box, scope, row, into: &page, missing: &missing) }
            }
        }
        for place in sheet.signatures where holds(place.visible, data) { page.signatures.append(place.area) }
        for code in sheet.codes {
            guard case .string(let text) = code.value.expression.evaluate(in: data), !text.isEmpty else { continue }
            page.office.append(FilledPage.Entry(box: code.id, name: code.id, area: code.area, content: .code(text)))
        }
        return page
    }

    /// Where in a table a box is filled.
    private struct Row {
        let table: PersonTable
        let place: Int
        let number: Int
        let value: Value

        var key: String? {
            guard case .context(let person) = value, case .string(let key) = person["キー"] else { return nil }
            return key
        }
    }

    private func holds(_ condition: Formula?, _ data: Context) -> Bool {
        condition.map { $0.expression.evaluate(in: data) == .boolean(true) } ?? true
    }

    private func fill(
        _ box: Box,
        _ data: Context,
        _ row: Row?,
        into page: inout FilledPage,
        missing: inout [MissingBox]
    ) {
        guard holds(box.visible, data) else { return }
        let value = box.value.expression.evaluate(in: data)
        var entries = BoxContent(box, value, eras).entries
        let isRequired = box.isRequired || box.requiredWhen.map { holds($0, data) } == true
        if entries.isEmpty, isRequired, !box.answersByAbsence(value) {
            missing.append(self.missing(box, row))
        }
        if let row {
            for index in entries.indices {
                entries[index].box = "\(row.table.id)[\(row.number)].\(entries[index].box)"
                entries[index].name = "\(row.number)人目の\(entries[index].name)"
                entries[index].area = entries[index].area.moved(y: Double(row.place) * row.table.step)
            }
        }
        if box.isOffice { page.office += entries } else { page.entries += entries }
    }

    private func missing(_ box: Box, _ row: Row?) -> MissingBox {
        guard let row else {
            return MissingBox(box: box.id, name: box.name, missingNames: box.value.names, person: nil)
        }
        let prefix = row.table.element + "."
        let names = box.value.names.filter { $0 != row.table.element }
            .map { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 }
        return MissingBox(
            box: "\(row.table.id)[\(row.number)].\(box.id)",
            name: "\(row.number)人目の\(box.name)",
            missingNames: names,
            person: row.key
        )
    }
}

extension Box {
    /// A square that stays empty because the answer is no is answered.
    fileprivate func answersByAbsence(_ value: Value) -> Bool {
        guard case .mark = kind else { return false }
        return value == .boolean(false)
    }
}
