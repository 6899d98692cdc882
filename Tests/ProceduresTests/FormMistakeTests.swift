import Procedures
import Rules
import Testing

@Suite("様式と例の誤り")
struct FormMistakeTests {
    private static let boxes = "procedures/resident-move/boxes.yaml"
    private static let drawing = "procedures/resident-move/form.svg"
    private static let examples = "procedures/resident-move/examples/kinds.yaml"

    @Test(
        "様式・例・町字・文言の誤りも、ファイル・行・桁と直し方で分かる",
        arguments: [
            (boxes, "form: resident-move", "form: residents-move", "様式の名前「residents-move」"),
            (boxes, "title: 住民異動届", "tittle: 住民異動届", "このキーは使えません"),
            (boxes, "    value: 届出日\n", "    value: 届け出日\n", "届け出日"),
            (boxes, "  届出日: date", "  届出日: date\n  届け出日: date", "「届け出日」という項目はありません"),
            (boxes, "  届出日: date", "  届出日: day", "「day」は使えません"),
            (boxes, "  - id: 届出日\n", "  - id: 宛先\n", "id「宛先」が二度使われています"),
            (boxes, "    rect: [140, 27, 58, 5.6]", "    rect: [140, 27, 158, 5.6]", "はみ出"),
            (boxes, "    rect: [140, 27, 58, 5.6]", "    rect: [140, 27, 58]", "rect"),
            (boxes, "    mark: circle", "    mark: cirkle", "「cirkle」は使えません"),
            (boxes, "    part: wareki", "    part: warekii", "「warekii」は使えません"),
            (drawing, "<g id=\"lines\"", "<script/><g id=\"lines\"", "script"),
            (drawing, "</svg>", "</svgg>", "終わりのタグが始まりのタグと合いません"),
            (examples, "rule: RM-08", "rulle: RM-08", "このキーは使えません"),
            (examples, "procedure: resident-move", "procedure: resident-mofe", "「resident-mofe」は使えません"),
            (examples, "event: 国外転入", "event: 国外転人", "「国外転人」は使えません"),
            (examples, "deadline: 2026-04-15", "deadline: 2026-04-31", "暦にある日付ではありません"),
            ("towns.csv", "postal_code", "postalcode", "「postal_code」の列がありません"),
            ("towns.csv", "0001001,", "0001001,,", "列が"),
            ("texts/ja.yaml", "ask.event:", "ask.evnet:", "文言「ask.event」がありません"),
            ("municipality.yaml", "site: main-east", "site: main-west", "「main-west」は使えません"),
        ]
    )
    func mistake(path: String, old: String, new: String, message: String) throws {
        let files = try ExampleTown.files(changing: path, old, to: new)
        // Only mistakes in examples need the examples to be run.
        let findings =
            path.contains("/examples/")
            ? ExampleRun(files, catalogue: try ExampleTown.catalogue()).findings : CatalogueFolder(files).findings
        let found = findings.first { $0.message.contains(message) || $0.hint.contains(message) }
        #expect(found != nil, "\(message) ← \(findings.map(\.description).joined(separator: "\n"))")
        #expect(findings.allSatisfy { !$0.file.isEmpty && $0.line > 0 && $0.column > 0 && !$0.hint.isEmpty })
    }
}
