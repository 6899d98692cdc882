import Automation
import Foundation
import Testing

@Suite("10(1)(イ) 転入の家族: 二つの窓口と来庁者画面", .serialized)
struct MoveInJourneyTests {
    @Test("前橋市から5人が転入し、誰も何も書かない")
    func familyMovesIn() async throws {
        try await CounterOffice.open("move-in") { office, seat in
            try await seat.logIn("ueno", at: "市民課 1番")
            try await seat.expect("main", says: "受付一覧")
            try await seat.picture("01-list")
            try await seat.press("button[name=event][value=moveIn]")
            try await readCertificate(seat)
            try await fillMove(seat)
            let visit = try await Visit(at: seat)
            try await visit.citizenAnswers(picture: "04")
            try await visit.clerkAnswers(["p3.school": "前橋市立例示小学校"])
            try await visit.sign(picture: "05")
            try await visit.submit(picture: "08")
            let paper = try await visit.print("move-in")
            try await secondCounter(office, seat, visit, ticket: ticket(in: paper))
            try await restart(office, visit)
            #expect(try office.run(["journal", "verify"]) == 0)
        }
    }

    private func readCertificate(_ seat: Seat) async throws {
        let sample = CounterOffice.root.appendingPathComponent(
            "municipalities/example-shi/samples/tenshutsu-maebashi.txt"
        )
        let code = try String(contentsOf: sample, encoding: .utf8)
        let half = String(code.unicodeScalars.prefix(200).map(Character.init))
        let path = try await seat.casePath()
        for (text, sentence) in [("HELLO", "コード"), (half, "コード")] {
            try await scan(text, seat)
            try await seat.expect("[role=alert]", says: sentence)
            try await seat.open(path)
        }
        try await scan(code, seat)
        try await seat.expect(".case-facts", says: "ツジ　ダイスケ")
        let people = try await seat.browser.findAll(".case-facts tbody tr")
        #expect(people.count == 5)
    }

    /// As the reader does: the whole code, then the form goes.
    private func scan(_ code: String, _ seat: Seat) async throws {
        _ = try await seat.browser.waitFor("#reading-code")
        _ = try await seat.browser.run(
            "const f = document.querySelector('#reading-code'); f.value = arguments[0]; f.form.requestSubmit()",
            [.string(code)]
        )
    }

    private func fillMove(_ seat: Seat) async throws {
        let town = try await seat.browser.waitFor("[data-town-input]")
        try await town.type("1")
        _ = try await seat.browser.waitFor(".town-list li")
        try await seat.picture("02-town")
        try await town.type(Key.enter)
        let head = try await seat.value("[name='fact.new-head']")
        try await seat.fillMove([
            ("move-date", Day.keypad(fromNow: -3)), ("new-lot", "410番地1"), ("new-building", "サンハイツ203号"),
            ("new-head", head), ("notifier", "p1"), ("notifier-relation", "世帯主"),
            ("identity-proof", "マイナンバーカード"), ("phone", "090-0000-0000"),
        ])
        try await seat.expect(".case-facts", says: "まで")
        try await seat.picture("03-interview")
    }

    private func ticket(in paper: String) throws -> String {
        let code = paper.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("MG1") && $0.contains("-") }
        return try #require(code.map(String.init))
    }

    /// Another clerk at another screen scans the slip; the first counter's list shows it without being touched.
    private func secondCounter(_ office: CounterOffice, _ first: Seat, _ visit: Visit, ticket: String) async throws {
        #expect(ticket.utf8.count == 24)
        try await first.open("/cases")
        try await first.expect(".table-rows", says: "窓口巡回中")
        let second = try await office.seat()
        try await second.logIn("hoshino", at: "年金医療課 5番")
        try await second.picture("09-second-list")
        try await second.browser.find("#code").type(ticket + Key.enter)
        try await second.expect(".case-facts", says: "ツジ　ダイスケ")
        try await second.expect(".banner", says: "転入")
        #expect(try await !second.text(".steps").contains("読取"))
        try await second.picture("10-second-counter")
        let there = try await Visit(at: second)
        try await there.clerkAnswers(["p3.insurer-name": "全国健康保険協会"])
        try await there.sign(picture: "11-second")
        try await there.submit(picture: "12-second")
        try await first.expect(".table-rows .stop-done", says: "市民課")
        try await first.press("a.row-link")
        try await first.expect(".case-facts", says: "受付済")
    }

    /// kill -9 in the middle: the case is there again.
    private func restart(_ office: CounterOffice, _ visit: Visit) async throws {
        office.kill()
        try await office.start()
        try await visit.seat.open(visit.path)
        try await visit.seat.expect(".case-facts", says: "ツジ　ダイスケ")
    }
}
