import Foundation
import Madoguchi
import Procedures
import Testing

/// The table of `docs/design/form-fields.md` held against both towns.
@Suite("六つの様式の項目")
struct FormFieldTests {
    private struct Row {
        let procedure: String
        let cells: [String]
    }

    private static func rows() throws -> [Row] {
        let root = URL(filePath: ExampleTown.folder).deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/design/form-fields.md"), encoding: .utf8)
        var rows: [Row] = []
        var procedure = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## `") { procedure = String(line.dropFirst(4).prefix { $0 != "`" }) }
            guard line.hasPrefix("| "), !line.hasPrefix("| 紙の項目"), !line.hasPrefix("| ---") else { continue }
            let cells = line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
            rows.append(Row(procedure: procedure, cells: cells.map { $0.trimmingCharacters(in: .whitespaces) }))
        }
        return rows
    }

    private static func boxes(of form: Form) -> Set<String> {
        let plain = form.sheet.boxes.map(\.id)
        return Set(plain + form.sheet.tables.flatMap { table in table.boxes.map { "\(table.id).\($0.id)" } })
    }

    @Test("六つの様式の項目は、どちらの市でも、項目・欄・入力の列がそろっている", arguments: Towns.allCases)
    func everyField(town: Towns) throws {
        let catalogue = try town.catalogue()
        let rows = try Self.rows()
        #expect(Set(rows.map(\.procedure)).count == 6 && rows.count > 200)
        for row in rows {
            let procedure = try #require(catalogue.procedure(ProcedureID(row.procedure)))
            let form = try #require(procedure.form)
            try #require(row.cells.count == 5, "\(row.cells)")
            let (field, item, box, column, remark) =
                (row.cells[0], row.cells[1], row.cells[2], row.cells[3], row.cells[4])
            if [item, box, column].contains("–") {
                #expect(!remark.isEmpty || item != "–", "\(row.procedure) \(field)")
            }
            for name in item.split(separator: "、") where name != "–" && !name.contains("（") {
                #expect(catalogue.item(named: String(name)) != nil, "\(row.procedure) \(field): \(name)")
            }
            if box != "–" { #expect(Self.boxes(of: form).contains(box), "\(row.procedure) \(field): \(box)") }
            if column != "–" {
                let headers = procedure.entry.map(\.header)
                #expect(headers.contains(column), "\(row.procedure) \(field): \(column)")
            }
        }
    }

    @Test("どの様式の、どの欄も、表に一度は出る", arguments: Towns.allCases)
    func everyBox(town: Towns) throws {
        let catalogue = try town.catalogue()
        let rows = try Self.rows()
        let common = Set(rows.filter { $0.procedure == "resident-move" }.map { $0.cells[2] })
            .union(["宛先", "委任状", "代理権", "受付場所", "受付職員", "署名氏名"])
        for procedure in Set(rows.map(\.procedure)) {
            let form = try #require(catalogue.procedure(ProcedureID(procedure))?.form)
            let named = Set(rows.filter { $0.procedure == procedure }.map { $0.cells[2] })
            let unnamed = Self.boxes(of: form).subtracting(named).subtracting(common).filter { box in
                !box.hasSuffix("フリガナ") && !box.hasSuffix("西暦") && !box.hasSuffix("郵便番号")
            }
            let repeated = ["大学生年代.", "兄弟姉妹."]
            let rest = unnamed.filter { box in !repeated.contains { box.hasPrefix($0) } }
            #expect(rest.sorted() == ["異動者.カード無"].filter { rest.contains($0) }, "\(procedure)")
        }
    }
}
