import Automation
import Foundation
import Testing

@Suite("途中で切れても、ぶつかっても、入力は失われない", .serialized)
struct TroubleTests {
    @Test("入力の途中でログインが切れても、打った内容は残り、ログインの後で同じ受付に入る")
    func sessionEndsInAForm() async throws {
        try await CounterOffice.open("session") { _, seat in
            try await openMove(seat)
            let path = try await seat.casePath()
            try await seat.answer("new-lot", "髙1番地𠮷2")
            try await seat.answer("move-date", Day.keypad(fromNow: -2))
            try await endSession(seat)
            try await seat.press("#move-form [data-key=F9]")
            try await seat.expect(".notice", says: "時間が過ぎたため")
            try await seat.expect(".notice", says: "入力した内容は保存されています")
            try await seat.picture("40-session-ended")
            try await seat.type("ueno", into: "[name=staff]")
            try await seat.type("madoguchi-demo", into: "[name=password]")
            try await seat.press("form button.button-solid")
            try await seat.expect("h1", says: "続きから送信します")
            try await seat.press("[data-key=F9]")
            try await seat.expect(".case-facts", says: "髙1番地𠮷2")
            #expect(try await seat.browser.address().hasSuffix(path))
        }
    }

    @Test("何も打っていない画面でログインが切れたら、ログインして同じ画面に戻る")
    func sessionEndsWhileLooking() async throws {
        try await CounterOffice.open("session-look") { _, seat in
            try await openMove(seat)
            let path = try await seat.casePath()
            try await endSession(seat)
            try await seat.open(path + "?step=interview")
            try await seat.expect(".notice", says: "時間が過ぎたため")
            try await seat.type("ueno", into: "[name=staff]")
            try await seat.type("madoguchi-demo", into: "[name=password]")
            try await seat.press("form button.button-solid")
            try await seat.expect(".steps [aria-current]", says: "聞き取り")
            #expect(try await seat.casePath() == path)
        }
    }

    @Test("二つの画面が同じ欄を変えると、後の画面に、先の内容と直し方が出て、打った内容は残る")
    func twoTabs() async throws {
        try await CounterOffice.open("two-tabs") { _, seat in
            try await openMove(seat)
            let path = try await seat.casePath()
            try await seat.answer("phone", "090-2222-2222")
            try await seat.answer("new-lot", "7番地")
            let first = try await seat.browser.window()
            let second = try await seat.browser.openWindow()
            try await seat.browser.choose(second)
            try await seat.open(path + "?step=move")
            try await seat.answer("phone", "090-1111-1111")
            try await seat.press("#move-form [data-key=F9]")
            try await seat.expect(".case-facts", says: "090-1111-1111")
            try await seat.browser.choose(first)
            try await seat.expect("[data-live-note]", says: "ほかの画面で内容が変わりました")
            try await seat.press("#move-form [data-key=F9]")
            try await seat.expect("[role=alert]", says: "先にこの項目が変わりました")
            try await seat.expect("[data-field=phone]", says: "いま保存されている内容は「090-1111-1111」です")
            #expect(try await seat.value("[name='fact.phone']") == "090-2222-2222")
            #expect(try await seat.value("[name='fact.new-lot']") == "7番地")
            try await seat.picture("41-conflict")
            try await seat.press("#move-form [data-key=F9]")
            try await seat.expect(".case-facts", says: "090-2222-2222")
            try await seat.expect(".case-facts", says: "7番地")
        }
    }

    @Test("入力の途中でサーバーが落ちても、画面の入力は残り、起動し直すとそのまま保存できる")
    func restartInTheMiddle() async throws {
        try await CounterOffice.open("restart") { office, seat in
            try await openMove(seat)
            try await seat.answer("new-lot", "55番地")
            office.kill()
            try await seat.expect("#offline", says: "入力した内容は消えません")
            try await seat.picture("42-offline")
            try await office.start()
            try await seat.browser.waitUntilGone("#offline:not([hidden])")
            #expect(try await seat.value("[name='fact.new-lot']") == "55番地")
            try await seat.press("#move-form [data-key=F9]")
            try await seat.expect(".case-facts", says: "55番地")
            #expect(try office.run(["journal", "verify"]) == 0)
        }
    }

    @Test("案内書でないコード・半分のコード・知らないコード・取り下げた受付のコードは、それぞれ言葉で断る")
    func slipsThatOpenNothing() async throws {
        try await CounterOffice.open("slips") { _, seat in
            try await openMove(seat)
            let visit = try await Visit(at: seat)
            let paper = try await visit.print("withdrawn")
            let word = paper.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("MG1") && $0.contains("-") }
            let ticket = try #require(word.map(String.init))
            try await seat.press(".ways-back summary")
            try await seat.type("人違い", into: "#withdraw-reason")
            try await seat.press(".ways-back button", saying: "取り下げる")
            try await seat.expect(".case", says: "この受付は取り下げられました")
            try await seat.picture("43-withdrawn")
            let refusals = [
                ("4902102072618", "手続案内書の二次元コードではありません"), (String(ticket.prefix(12)), "途中まで"),
                ("MG1" + String(repeating: "0", count: 17), "このコード"), (ticket, "もう終わっています"),
            ]
            for (code, sentence) in refusals {
                try await seat.open("/cases")
                try await seat.type(code + Key.enter, into: "#code")
                try await seat.expect(".scan [role=alert]", says: sentence)
                #expect(try await seat.value("#code") == code)
            }
            try await seat.picture("44-slip-refused")
        }
    }

    @Test("住民検索では、遅れて届いた前の検索の結果は出ず、見つかった一覧はどの列でも並べ替わる")
    func lateAnswersAndOrder() async throws {
        try await CounterOffice.open("search-order") { _, seat in
            try await seat.logIn("ueno", at: "市民課 1番")
            try await seat.open("/residents")
            _ = try await seat.browser.run(
                """
                const send = window.fetch;
                window.fetch = async (...call) => {
                  window.fetch = send;
                  const answer = await send(...call);
                  await new Promise((done) => setTimeout(done, 1500));
                  window.isLate = true;
                  return answer;
                };
                """
            )
            try await seat.type("タカハシ" + Key.enter, into: "#q")
            try await seat.type("コバヤシ ケンタ" + Key.enter, into: "#q")
            try await seat.expect("#results", says: "小林　健太")
            _ = try await seat.browser.wait(for: "the late answer") {
                let isLate = try await seat.browser.run("return window.isLate === true").bool
                return isLate == true ? true : nil
            }
            try await Task.sleep(for: .milliseconds(250))
            #expect(try await seat.text("#results").contains("小林　健太"))
            #expect(try await !seat.text("#results").contains("髙橋"))
            try await seat.type("例示町二丁目410" + Key.enter, into: "#q")
            try await seat.expect("#results", says: "髙橋　キヨ")
            let oldest = "return document.querySelector('#results tbody tr .name').textContent"
            try await seat.press("#results th .sort", saying: "生年月日")
            #expect(try await seat.browser.run(oldest).string == "髙橋　キヨ")
            try await seat.press("#results th .sort", saying: "生年月日")
            #expect(try await seat.browser.run(oldest).string == "髙橋　蓮")
            #expect(try await seat.browser.findAll("#results th[aria-sort=descending]").count == 1)
        }
    }

    /// A 転居 of the 髙橋 family, at the form of the move.
    private func openMove(_ seat: Seat) async throws {
        try await seat.logIn("ueno", at: "市民課 1番")
        try await seat.press("button[name=event][value=moveWithin]")
        try await seat.takeHousehold(searching: "タカハシ ハナコ 3550217", whoseHead: "髙橋　花子")
        _ = try await seat.browser.waitFor("#move-form")
    }

    /// The session ends at the server while the window stays as it is and keeps its cookie, as after a long break.
    private func endSession(_ seat: Seat) async throws {
        let kept = try await seat.browser.cookies().filter { $0.name == "__Host-session" }
        let done = try await seat.browser.run(
            """
            const request = new XMLHttpRequest();
            request.open("POST", "/logout", false);
            request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
            request.send("");
            return request.status;
            """
        )
        #expect(done.number == 200)
        for cookie in kept { try await seat.browser.set(cookie) }
    }
}
