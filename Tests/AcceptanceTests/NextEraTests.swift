import Documents
import Foundation
import HTTPTypes
import HummingbirdTesting
import Japanese
import Madoguchi
import Procedures
import Rules
import TestSupport
import Testing

@testable import Web

/// An era that begins on 2026-06-01, added to a copy of the town: one line more in `eras.yaml`, and nothing else.
@Suite("元号が改まる：eras.yaml に一行足すだけ")
struct NextEraTests {
    private static func files() throws -> FolderFiles {
        var files = try FolderFiles(reading: CounterDesk.municipality.path)
        let text = String(decoding: try #require(files["eras.yaml"]), as: UTF8.self)
        let last = "sign: ㋿, from: 2019-05-01 }"
        try #require(text.contains(last))
        let next =
            "sign: ㋿, from: 2019-05-01, until: 2026-05-31 }\n  - { name: 次元, letter: J, digit: 6, from: 2026-06-01 }"
        files["eras.yaml"] = Array(text.replacing(last, with: next).utf8)
        return files
    }

    @Test("窓口では、テンキー・英字・元号名で入り、画面・来庁者画面・検索に新しい元号で出る")
    func counter() async throws {
        let office = try CounterDesk(files: Self.files())
        let id = try await office.familyMovesIn()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            for (typed, day) in [("6011120", "2026-11-20"), ("J1.11.19", "2026-11-19"), ("次元元年11月18日", "2026-11-18")] {
                let view = try await office.desk.view(of: id)
                let was = FactForm(view: view).field(FactKey(.moveDate))?.was ?? ""
                let sent = try await browser.send(
                    Address.caseFacts(id).path,
                    [
                        "basis": "\(view.receptionCase.revision)", "step": "move", "fact.move-date": typed,
                        "was.move-date": was,
                    ]
                )
                #expect(sent.status == .seeOther)
                #expect(try await office.desk.view(of: id).receptionCase.date(.moveDate) == CivilDate(iso: day))
            }
            let page = try await browser.get(Address.receptionCase(id).path).text
            #expect(page.contains("次元元年11月18日"))
            #expect(page.contains("次元元年11月24日"))
            #expect(!page.contains("令和8年11月"))
            let wrong = try await browser.send(
                Address.caseFacts(id).path,
                ["basis": "9", "step": "move", "fact.move-date": "7010101", "was.move-date": ""]
            )
            #expect(wrong.text.contains("6（次元）"))
        }
        let eras = try await office.desk.view(of: id).catalogue.municipality.eras
        let query = ResidentQuery(typed: "6010601", today: office.clock.now.day, eras: eras)
        #expect(query.birthDate == CivilDate(iso: "2026-06-01"))
    }

    @Test("来庁者画面のテンキーに、新しい元号のボタンが先頭に出る")
    func panel() throws {
        let office = try CounterDesk(files: Self.files())
        let template = try String(
            contentsOf: CounterDesk.root.appending(path: "Sources/Web/Templates/panel/view.mustache"),
            encoding: .utf8
        )
        #expect(!template.contains("令和"))
        let keys = office.desk.catalogue.municipality.eras.keypadKeys
        #expect(keys.map(\.name) == ["次元", "令和", "平成"])
        #expect(keys.map(\.letter) == ["J", "R", "H"])
    }

    @Test("様式と手続案内書は、新しい元号で印字される")
    func papers() async throws {
        let office = try CounterDesk(files: Self.files())
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let view = try await office.desk.prepareDocuments(of: id, by: CounterDesk.citizen)
        let document = try #require(view.documentsToSign.first { $0.application.procedure.text == "resident-move" })
        let printed = try #require(view.printed(document))
        let texts = printed.form.pages.flatMap(\.entries).compactMap { entry -> String? in
            if case .text(let text, _) = entry.content { text.string } else { nil }
        }
        #expect(texts.contains("次元元年11月24日") && texts.contains("次元元年11月20日"))
        #expect(!texts.contains { $0.contains("令和8年11月") })
        let slip = SlipPlan(view).slip(on: office.clock.now.day)
        let pdf = try CounterDesk.renderer.get().pdf(of: [], slip: slip)
        #expect(try office.text(ofPDF: pdf).contains("次元元年11月24日"))
    }

    @Test("判定の状況ファイルも判定表の言い回しも、新しい元号の日付を読む")
    func judge() throws {
        let read = CatalogueFolder(try Self.files())
        let catalogue = try #require(read.catalogue, "\(read.findings.map(\.description))")
        let yaml = """
            event: 転入
            dates: {異動日: 次元元年11月20日, 届出日: "6011124"}
            people: [{氏名: 伊勢 一郎, 生年月日: J1.6.2, 続柄: 子}]
            """
        let file = try SituationFile(Array(yaml.utf8), file: "s.yaml", catalogue: catalogue)
        #expect(file.facts.values[FactKey(.moveDate)] == .date(try #require(CivilDate(iso: "2026-11-20"))))
        #expect(
            file.facts.values[FactKey(.birthDate, PersonKey(1))] == .date(try #require(CivilDate(iso: "2026-06-02")))
        )
        let lines = JudgementReport(file, catalogue: catalogue).verdicts
        let move = try #require(lines.first { $0.procedure == "resident-move" })
        #expect(move.deadline?.day == CivilDate(iso: "2026-12-04"))
        // A phrase of a table: 次元元年6月1日以後.
        let lexicon = Lexicon.standard.with(catalogue.municipality.eras)
        #expect(lexicon.feel(of: "次元元年6月1日以後") == lexicon.feel(of: "2026年6月1日以後"))
        #expect(lexicon.feel(of: "2026年6月1日以後") != nil)
        #expect(Lexicon.standard.feel(of: "次元元年6月1日以後") == nil)
    }
}
