import Foundation
import Japanese
import Madoguchi
import Procedures
import Rules
import Testing

@testable import Documents

@Suite("様式への記入")
struct FormTests {
    @Test("例示市の六つの様式は、記入例がすべて完成し、読み戻しても正しい", arguments: Paper.samples)
    func samples(procedure: String, name: String) throws {
        let (form, data) = try Paper.sample(procedure, name)
        #expect(form.id == procedure)
        let filling = FormFilling(form)
        guard case .complete(let filled) = filling.filled(from: data) else {
            Issue.record("missing: \(filling.draft(from: data).missing.map(\.name))")
            return
        }
        let printed = PrintedForm(filled)
        #expect(try Paper.renderer.get().problems(in: printed) == [])
        let bytes = try Paper.renderer.get().pdf(of: [printed])
        let report = try Paper.verifier.get().report(bytes)
        #expect(report.faults == [])
        #expect(report.pages >= filled.pages.count)
        #expect(try Paper.renderer.get().preview(of: printed).count == report.pages)
    }

    @Test("六つの様式がある")
    func six() {
        #expect(Set(Paper.samples.map(\.0)).count == 6)
    }

    @Test("七人の転入は続紙に続き、番号は通しで、全員の氏名が載る")
    func continuation() throws {
        let (form, data) = try Paper.sample("resident-move", "seven-people")
        let filled = FormFilling(form).draft(from: data).form
        #expect(filled.pages.count == 2)
        let names = filled.pages.map { page in page.entries.filter { $0.box.hasSuffix(".氏名") }.map(\.box) }
        #expect(names == [(1...5).map { "異動者[\($0)].氏名" }, ["異動者[6].氏名", "異動者[7].氏名"]])
        let first = try #require(filled.pages[0].entries.first { $0.box == "異動者[1].氏名" })
        let second = try #require(filled.pages[0].entries.first { $0.box == "異動者[2].氏名" })
        #expect(second.area == first.area.moved(y: 24))
    }

    @Test("続紙のない表に入りきらない行も、紙に残る")
    func surplus() throws {
        var (form, data) = try Paper.sample("school", "outside-district")
        let siblings = (1...22).map { number in
            Value.context(Context([("キー", .string("q\(number)")), ("氏名", .string("兄弟\(number)号"))]))
        }
        data["兄弟姉妹"] = .list(siblings)
        let filled = FormFilling(form).draft(from: data).form
        // Two on the form, twenty on plain sheets of seventeen.
        #expect(filled.pages.map { $0.entries.count { $0.box.hasPrefix("兄弟姉妹[") } } == [2, 17, 3])
        let report = try Paper.verifier.get().report(try Paper.renderer.get().pdf(of: [PrintedForm(filled)]))
        for number in 1...22 { #expect(report.text.joined().contains("兄弟\(number)号")) }
        form.sheet.tables = []
        #expect(FormFilling(form).draft(from: data).form.pages.count == 1)
    }

    @Test("ちょうど五人なら続紙はない")
    func exactlyFull() throws {
        let (form, data) = try Paper.sample("resident-move", "family-of-five")
        #expect(FormFilling(form).draft(from: data).form.pages.count == 1)
    }

    @Test("足りない必須欄は、欄の名前・項目・人で告げる")
    func missing() throws {
        var (form, data) = try Paper.sample("resident-move", "family-of-five")
        data["異動日"] = nil
        guard case .list(var people) = data["異動者"], case .context(var person) = people[2] else {
            Issue.record("no people")
            return
        }
        person["続柄"] = nil
        people[2] = .context(person)
        data["異動者"] = .list(people)
        guard case .incomplete(let boxes) = FormFilling(form).filled(from: data) else {
            Issue.record("complete without the date")
            return
        }
        #expect(boxes.map(\.name) == ["異動年月日", "3人目の続柄"])
        #expect(boxes.map(\.missingNames) == [["異動日"], ["続柄"]])
        #expect(boxes.map(\.person) == [nil, "p3"])
        form.sheet.boxes.removeAll { $0.id == "異動日" }
        #expect(FormFilling(form).draft(from: data).missing.count == 1)
    }

    @Test("条件つきの必須欄は、条件が成り立つときだけ足りないと言う")
    func requiredWhen() throws {
        var (form, data) = try Paper.sample("resident-move", "family-of-five")
        data["新世帯主"] = nil
        #expect(FormFilling(form).draft(from: data).missing.map(\.missingNames) == [["新世帯主"]])
        data["異動種別"] = .string("転出")
        #expect(FormFilling(form).draft(from: data).missing == [])
        form.items = []
        guard case .list(var people) = data["異動者"], case .context(var person) = people[0] else { return }
        person["性別"] = .string("その他")
        people[0] = .context(person)
        data["異動者"] = .list(people)
        #expect(FormFilling(form).draft(from: data).missing == [])
        data["届出人"] = .context(Context())
        let names = FormFilling(form).draft(from: data).missing.map(\.missingNames)
        #expect(names.contains(["届出人.電話", "届出人"]))
    }

    @Test("事務処理欄の記入は、署名する内容に入らない")
    func officeIsOutside() throws {
        var (form, data) = try Paper.sample("resident-move", "family-of-five")
        let filled = FormFilling(form).draft(from: data).form
        let office = ["受付番号", "受付場所", "受付職員", "本人確認/マイナンバーカード", "転出証明書/あり"]
        #expect(filled.pages[0].office.map(\.box) == office)
        data["受付番号"] = .string("Z-9999")
        let later = FormFilling(form).draft(from: data).form
        #expect(later != filled)
        #expect(later.signedContent == filled.signedContent)
        form.title = "別"
        #expect(FormFilling(form).draft(from: data).form.signedContent != filled.signedContent)
    }

    @Test("記入済みの様式は、JSONにして戻しても同じで、同じバイト列を作る")
    func replay() throws {
        let (form, data) = try Paper.sample("resident-move", "long-foreign-names")
        let filled = FormFilling(form).draft(from: data).form
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let bytes = try encoder.encode(filled)
        let back = try JSONDecoder().decode(FilledForm.self, from: bytes)
        #expect(back == filled)
        #expect(try encoder.encode(back) == bytes)
        let renderer = try Paper.renderer.get()
        #expect(try renderer.pdf(of: [PrintedForm(back)]) == renderer.pdf(of: [PrintedForm(filled)]))
        let wholeForm = try JSONDecoder().decode(Form.self, from: try encoder.encode(form))
        #expect(wholeForm == form)
    }

    @Test("選ばれた言葉だけに印が付き、はい・いいえは真偽に当たる")
    func choices() throws {
        let area = PageArea(x: 0, y: 0, width: 5, height: 5)
        func marks(_ kind: BoxKind, _ expression: String, _ data: Context) throws -> [String] {
            let box = Box(id: "印", name: "印", area: area, value: try Formula(parsing: expression), kind: kind)
            let form = Form(
                id: "m",
                title: "印",
                version: "1",
                sheet: FormSheet(page: .a4, drawing: [], boxes: [box]),
                items: []
            )
            return FormFilling(form).draft(from: data).form.pages[0].entries.map(\.box)
        }
        let kind = BoxKind.choice(.circle, ["転入", "転居", "有", "無"].map { BoxKind.Choice($0, area) })
        #expect(try marks(kind, "種別", Context([("種別", .string("転居"))])) == ["印/転居"])
        #expect(try marks(kind, "種別", Context([("種別", .string("転出"))])) == [])
        #expect(try marks(kind, "種別", Context([("種別", .boolean(true))])) == ["印/有"])
        #expect(try marks(kind, "種別", Context([("種別", .list([.string("転入"), .string("無")]))])) == ["印/転入", "印/無"])
        #expect(try marks(kind, "種別", Context()) == [])
        #expect(try marks(.mark(.check), "種別", Context([("種別", .boolean(false))])) == [])
    }

    @Test(
        "日付の部分(元号法、元年)",
        arguments: [
            (DatePart.era, "令和"), (.year, "元"), (.month, "5"), (.day, "1"), (.wareki, "令和元年5月1日"),
            (.warekiShort, "R1.5.1"), (.seireki, "2019年5月1日"), (.seirekiYear, "2019"),
        ]
    )
    func dateParts(part: DatePart, text: String) throws {
        let box = Box(
            id: "日",
            name: "日",
            area: PageArea(x: 0, y: 0, width: 9, height: 9),
            value: try Formula(parsing: "date(\"2019-05-01\")"),
            kind: .datePart(part)
        )
        let form = Form(
            id: "d",
            title: "日",
            version: "1",
            sheet: FormSheet(page: .a4, drawing: [], boxes: [box]),
            items: []
        )
        let entry = try #require(FormFilling(form).draft(from: Context()).form.pages[0].entries.first)
        #expect(entry.content == .text(RegisteredText(text), TextStyle()))
    }
}
