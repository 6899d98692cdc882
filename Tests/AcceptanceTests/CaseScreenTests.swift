import Foundation
import HTTPTypes
import HummingbirdTesting
import Japanese
import Madoguchi
import Rules
import TestSupport
import Testing

@testable import Web

/// What a clerk in a hurry would trip over on the screen of a case.
@Suite("受付画面: 一覧にない町字、人ごとに同じ判定、答え終わった来庁者、取り下げた受付")
struct CaseScreenTests {
    @Test("町字の一覧にない町字は、その欄で断り、住所にならない。一覧の町字は入る", arguments: ["41", "ちゅうおう", "中央"])
    func refusesAnUnlistedTown(_ typed: String) async throws {
        let office = try CounterDesk()
        let id = try await office.desk.open(.moveIn, by: CounterDesk.citizen)
        _ = try await office.desk.take(office.certificate(), into: id, by: CounterDesk.citizen)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let path = Address.caseFacts(id).path
            let page = try await browser.send(
                path,
                ["basis": "999", "step": "move", "fact.new-town": typed, "fact.new-lot": "12番地3"]
            )
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("id=\"e-new-town\">＊この町字は、市の町字の一覧にありません"))
            #expect(page.text.contains("value=\"\(typed)\""))
            #expect(page.text.contains("value=\"12番地3\""))
            let town = try unwrapped(office.desk.catalogue.municipality.towns.first).name
            #expect(try await office.desk.view(of: id).receptionCase.text(.newTown) == nil)
            let done = try await browser.send(path, ["basis": "999", "step": "move", "fact.new-town": town.string])
            #expect(done.status == .seeOther)
            #expect(try await office.desk.view(of: id).receptionCase.text(.newTown) == town)
        }
    }

    @Test("人ごとに同じことを言う要確認は、氏名を並べて一行になり、その行から一人の判定を変えられる")
    func saysOnceWhatIsSaidOfEverybody() async throws {
        let office = try CounterDesk()
        let id = try await office.desk.open(.moveIn, by: CounterDesk.citizen)
        _ = try await office.desk.take(office.certificate(), into: id, by: CounterDesk.citizen)
        let view = try await office.desk.view(of: id)
        let undecided = view.applications.filter { $0.verdict.outcome == .undecided && $0.key.person != nil }
        let procedures = Dictionary(grouping: undecided) { $0.procedure.id }
        let several = try unwrapped(
            procedures.values.first { $0.count == 5 && Set($0.map(\.verdict.needs.count)).count == 1 }
        )
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.receptionCase(id).path).text
            let rows = page.components(separatedBy: "<li class=\"verdict verdict-undecided\">").dropFirst()
            let own = rows.filter { $0.contains("<strong>\(several[0].procedure.name)</strong>") }
            #expect(own.count == 1)
            #expect(rows.count < undecided.count / 2)
            for state in several {
                let person = try unwrapped(state.key.person)
                #expect(own.first?.contains("<span class=\"name\">\(view.name(of: person).string)</span>") == true)
                #expect(own.first?.contains("<option value=\"\(state.key.text)\">") == true)
            }
            let chosen = several[3].key
            try await browser.send(
                Address.verdictOverride(id).path,
                ["application": chosen.text, "outcome": "notDue", "reason": "窓口で確かめた"]
            )
            let after = try await office.desk.view(of: id)
            #expect(after.application(chosen)?.verdict.outcome == .notDue)
            #expect(
                after.applications.count { $0.procedure.id == several[0].procedure.id && $0.verdict.outcome == .notDue }
                    == 1
            )
        }
    }

    @Test("来庁者が答え終わると、職員の画面がそう言う")
    func saysThatTheCitizenIsDone() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            try await browser.send(Address.casePresentation(id).path, ["scene": "questions"])
            let path = Address.receptionCase(id).path
            #expect(try await browser.get(path).text.contains("来庁者画面: 質問を表示中"))
            _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
            #expect(try await browser.get("/panel/view").text.contains("係の者が確認しています"))
            #expect(try await browser.get(path).text.contains("来庁者画面: 来庁者は答え終わりました"))
        }
    }

    @Test("取り下げた受付には、判定を変える欄も、対象から外すボタンも出ない")
    func aWithdrawnCaseIsOnlyRead() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let path = Address.receptionCase(id).path
            let before = try await browser.get(path).text
            #expect(before.contains(Address.verdictOverride(id).path))
            #expect(before.contains("対象から外す"))
            try await browser.send(Address.caseWithdrawal(id).path, ["reason": "人違い"])
            let after = try await browser.get(path).text
            #expect(after.contains("この受付は取り下げられました"))
            #expect(!after.contains(Address.verdictOverride(id).path))
            #expect(!after.contains("対象から外す"))
        }
    }

    @Test("来庁者画面には受付ごとの印が付き、声に出さない質問と書類の確認は読み上げない")
    func marksWhatIsNotReadAloud() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            #expect(try await !browser.get("/panel/view").text.contains("data-panel-visit"))
            try await browser.send(Address.casePresentation(id).path, ["scene": "questions"])
            var quiet: Set<String> = []
            var loud: Set<String> = []
            for _ in 0..<60 {
                let page = try await browser.get("/panel/view").text
                #expect(page.contains("data-panel-visit=\"\(id.text)\""))
                guard
                    let name = page.components(separatedBy: "name=\"fact.").dropFirst().first?
                        .components(separatedBy: "\"").first
                else { break }
                let item = FactKey(reading: name).item.text
                if page.contains("data-panel-quiet") { quiet.insert(item) } else { loud.insert(item) }
                try await browser.send("/panel/answers", ["basis": "9999", "fact.\(name)": "わからない"])
            }
            let catalogue = office.desk.catalogue
            #expect(!quiet.isEmpty && !loud.isEmpty)
            #expect(quiet.allSatisfy { catalogue.item(ItemID($0))?.isSensitive == true })
            #expect(loud.allSatisfy { catalogue.item(ItemID($0))?.isSensitive == false })
        }
    }

    @Test("聞き取りで答えたことは、後から見て直せ、ほかの窓口が聞くことは、その窓口だけが直せる")
    func putsAnAnswerRight() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        let asked = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let view = try await office.desk.view(of: id)
        let wrong = try unwrapped(asked.first { view.receptionCase.facts[$0]?.fact.value == .flag(false) })
        let server = try await CounterServer(office)
        try await server.run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.caseStep(id, .interview).path).text
            #expect(page.contains("答えた内容を見る・直す（"))
            #expect(page.contains("name=\"fact.\(wrong.text)\" value=\"いいえ\" checked"))
            #expect(!page.contains("data-field=\"move-date\""), "異動の内容は、その手順で直す")
            let saved = try await browser.send(
                Address.caseFacts(id).path,
                [
                    "basis": "\(view.receptionCase.revision)", "step": "interview", "was.\(wrong.text)": "いいえ",
                    "fact.\(wrong.text)": "はい",
                ]
            )
            #expect(saved.status == .seeOther)
            #expect(try await office.desk.view(of: id).receptionCase.facts[wrong]?.fact.value == .flag(true))
        }
        try await server.run(as: "hoshino", at: CounterDesk.medical) { browser in
            let page = try await browser.get(Address.caseStep(id, .interview).path).text
            #expect(!page.contains("data-field=\"\(wrong.text)\""))
        }
    }

    @Test("「ちがいます」と言われたら、直す所への道が出る")
    func leadsToWhatIsWrong() async throws {
        let office = try CounterDesk()
        let id = try await office.familyMovesIn()
        _ = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            try await browser.send(Address.caseDocuments(id).path, [:])
            try await browser.send("/panel/confirmation", ["answer": "no"])
            let page = try await browser.get(Address.receptionCase(id).path).text
            for (step, words) in [(CaseStep.move, "異動の内容を直す"), (.interview, "聞き取りを直す")] {
                #expect(page.contains("href=\"\(Address.caseStep(id, step).path)\">\(words)</a>"))
            }
            let questions = try await browser.get(Address.caseStep(id, .interview).path).text
            #expect(questions.contains("<details class=\"ways-back answered\" open>"))
        }
    }

    @Test("次の窓口では、その窓口の手続が先に並び、それと分かる")
    func ownProceduresComeFirst() async throws {
        let office = try CounterDesk()
        let id = try await office.familyIsReceived()
        let due = try await office.desk.view(of: id).applications.first {
            $0.procedure.counter == CounterDesk.medical.counter && $0.verdict.outcome == .due
        }
        let own = try unwrapped(due).procedure.name
        let server = try await CounterServer(office)
        try await server.run(as: "hoshino", at: CounterDesk.medical) { browser in
            let page = try await browser.get(Address.receptionCase(id).path).text
            let rows = page.components(separatedBy: "<li class=\"verdict verdict-").dropFirst()
            #expect(rows.first?.contains("<strong>\(own)</strong>") == true)
            #expect(rows.first?.contains("この窓口") == true)
        }
        try await server.run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.get(Address.receptionCase(id).path).text
            #expect(!page.contains(">この窓口</span>"))
        }
    }

    @Test("受付の中の住民検索は、初めの20人より多いときは、そう言う", arguments: [(20, false), (21, true)])
    func saysThatThereAreMore(_ count: Int, _ hasMore: Bool) async throws {
        let office = try CounterDesk()
        try await office.publish((0..<count).map(resident), on: office.clock.now.day)
        let id = try await office.desk.open(.moveWithin, by: CounterDesk.citizen)
        try await CounterServer(office).run(as: "ueno", at: CounterDesk.citizen) { browser in
            let page = try await browser.send(Address.caseSearch(id).path, ["query": "タダ"]).text
            #expect(page.components(separatedBy: "class=\"hit\"").count - 1 == 20)
            #expect(page.contains("初めの20人です") == hasMore)
        }
    }

    @Test("世帯変更では、変わらない住所を聞かず、異動届には今の住所が載る")
    func staysWhereItIs() async throws {
        let office = try CounterDesk()
        try await office.publish([resident(0)], on: office.clock.now.day)
        let id = try await office.desk.open(.householdChange, by: CounterDesk.citizen)
        let number = resident(0).number
        _ = try await office.desk.take(residents: [number], moving: [number], into: id, by: CounterDesk.citizen)
        try await office.note(
            id,
            [
                (.moveDate, .date(CivilDate(iso: "2026-11-20")!)), (ItemID("household-change"), .choice("世帯主変更")),
                (.newHead, .text("多田　一")), (.notifier, .text("p1")), (.notifierRelation, .choice("世帯主")),
                (ItemID("identity-proof"), .choice("マイナンバーカード")), (.phone, .text("090-0000-0000")),
            ]
        )
        let asked = try await office.answerAll(id, at: CounterDesk.citizen, MoveInTests.answer)
        let aboutAddress: Set<ItemID> = [.newTown, .newLot, .newBuilding, .newPostalCode, .newMunicipality]
        #expect(asked.filter { aboutAddress.contains($0.item) }.map(\.text) == [])
        let view = try await office.desk.view(of: id)
        let form = try unwrapped(view.application(ApplicationKey("resident-move")))
        guard case .complete = form.paper else { throw NoAnswer(key: "the notice is not complete") }
        guard case .context(let address) = view.situation.visit[BuiltInName.newAddress] else {
            throw NoAnswer(key: "no address")
        }
        #expect(address["全体"] == .string("旧町1番地　荘2号"))
    }

    private func resident(_ number: Int) -> Resident {
        Resident(
            number: ResidentNumber("8\(100 + number)"),
            household: HouseholdNumber("98\(100 + number)"),
            kind: .japanese,
            standing: .current,
            name: "多田　一",
            kana: "タダ　ハジメ",
            sex: .male,
            birthDate: CivilDate(iso: "1980-02-17"),
            birthText: "昭和55年2月17日",
            relationship: "世帯主",
            address: ResidentAddress(postalCode: "", townCode: "", town: "旧町", lot: "1番地", building: "荘2号")
        )
    }
}
