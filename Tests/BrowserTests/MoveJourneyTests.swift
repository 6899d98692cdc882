import Automation
import Foundation
import Testing

@Suite("10(1)(イ) 転居と転出: 住民情報から始めて、署名と受付まで", .serialized)
struct MoveJourneyTests {
    @Test("転居: カナ・生年月日 3550217・高橋のどれでも髙橋さんが見つかり、誰も何も書かない")
    func familyMovesWithin() async throws {
        try await CounterOffice.open("move-within") { _, seat in
            try await seat.logIn("ueno", at: "市民課 1番")
            try await seat.press("button[name=event][value=moveWithin]")
            for words in ["タカハシ ハナコ", "3550217", "高橋花子"] {
                try await seat.type(words, into: "#resident-query")
                try await seat.follow(".case-now form.stack button", saying: "探す")
                try await seat.expect(".hits", says: "髙橋　花子")
                #expect(try await seat.value("#resident-query") == words)
            }
            try await seat.picture("20-within-search")
            try await seat.takeHousehold(searching: "3550217", whoseHead: "髙橋　花子")
            try await seat.expect(".case-facts", says: "髙橋　キヨ")
            #expect(try await seat.browser.findAll(".case-facts tbody tr").count == 5)
            try await town("中央町", seat)
            try await seat.fillMove(common + [("new-lot", "12番地3"), ("new-head", "髙橋　太郎"), ("notifier", "p1")])
            let visit = try await Visit(at: seat)
            try await visit.citizenAnswers(picture: "21-within")
            try await visit.clerkAnswers()
            try await visit.sign(picture: "22-within")
            try await visit.submit(picture: "23-within")
            let paper = solid(try await visit.print("move-within"))
            #expect(paper.contains("髙橋太郎"))
            #expect(paper.contains("中央町12番地3"))
            #expect(paper.contains("例示町二丁目410番地"))
            try await queued("住民異動届", seat)
        }
    }

    @Test("転出: 世帯の一部を選ばず全員で市外へ移り、署名と受付まで終わる")
    func familyMovesOut() async throws {
        try await CounterOffice.open("move-out") { _, seat in
            try await seat.logIn("ueno", at: "市民課 1番")
            try await seat.press("button[name=event][value=moveOut]")
            try await seat.takeHousehold(searching: "コバヤシ ケンタ 平成2年1月15日", whoseHead: "小林　健太")
            #expect(try await seat.browser.findAll(".case-facts tbody tr").count == 4)
            try await seat.fillMove(
                common + [
                    ("new-municipality", "東京都千代田区"), ("new-lot", "丸の内一丁目1番1号"), ("new-area", "県外"),
                    ("new-head", "小林　健太"), ("notifier", "p1"),
                ]
            )
            let visit = try await Visit(at: seat)
            try await visit.panelIsComfortable()
            try await visit.citizenAnswers(picture: "31-out")
            try await visit.clerkAnswers()
            try await visit.sign(picture: "32-out")
            try await visit.submit(picture: "33-out")
            let paper = solid(try await visit.print("move-out"))
            #expect(paper.contains("小林健太"))
            #expect(paper.contains("東京都千代田区丸の内一丁目1番1号"))
            try await queued("住民異動届", seat)
        }
    }

    /// A paper's words without the gaps of its layout.
    private func solid(_ paper: String) -> String {
        String(String.UnicodeScalarView(paper.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }

    private let common = [
        ("move-date", Day.keypad(fromNow: -1)), ("notifier-relation", "世帯主"),
        ("identity-proof", "運転免許証"), ("phone", "090-1234-5678"),
    ]

    private func town(_ name: String, _ seat: Seat) async throws {
        try await seat.type(name, into: "[data-town-input]")
        _ = try await seat.browser.waitFor(".town-list li")
        try await seat.browser.find("[data-town-input]").type(Key.enter)
    }

    /// What was handed in waits for the robot.
    private func queued(_ procedure: String, _ seat: Seat) async throws {
        try await seat.open("/entries")
        try await seat.expect("main", says: procedure)
        try await seat.expect("main", says: "CSVを保存")
    }
}
