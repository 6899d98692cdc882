import Mustache
import Testing

@testable import Web

@Suite("画面の値の木") struct PageTreeTests {
    private struct Sample {
        let text: String
        let number: Int
        let flag: Bool
        let missing: String?
        let rows: [Row]

        struct Row {
            let text: String?
        }
    }

    @Test("値は名前で引け、空の値は外の同じ名前に化けない") func rendersAsThePageSays() throws {
        let page = Sample(text: "外", number: 5, flag: true, missing: nil, rows: [.init(text: "内"), .init(text: nil)])
        let template = try MustacheTemplate(
            string: "{{number}}{{#flag}}旗{{/flag}}{{#missing}}欠{{/missing}}{{#rows}}[{{#text}}{{.}}{{/text}}]{{/rows}}"
        )
        #expect(template.render(PageTree.of(page)) == "5旗[内][]")
    }

    @Test("自分で名前を答える行は、持つ値をすべて答える") func namedValuesAreComplete() {
        let stop = ReceptionRows.Stop(name: "市民課", isDone: true, isMine: false)
        for label in Mirror(reflecting: stop).children.compactMap(\.label) {
            #expect(stop.child(named: label) != nil, "\(label)")
        }
        let row = ReceptionRows.Row(
            number: "1",
            time: "9:00",
            event: "転入",
            name: "",
            isNameless: true,
            people: 1,
            stage: "",
            stageStyle: "",
            stops: [stop],
            path: "/",
            isNext: false
        )
        for label in Mirror(reflecting: row).children.compactMap(\.label) {
            #expect(row.child(named: label) != nil, "\(label)")
        }
    }
}
