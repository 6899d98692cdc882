import Automation
import Foundation
import Testing

@Suite("10(1)(イ) 転入の家族: 二つの窓口と来庁者画面", .serialized)
struct MoveInJourneyTests {
    @Test("前橋市から5人が転入し、誰も何も書かない")
    func familyMovesIn() async throws {
        let office = try await CounterOffice.open(port: 18_611)
        do {
            try await walk(office)
        } catch {
            try? await office.picture("move-in-failure")
            await office.close()
            throw error
        }
        await office.close()
    }

    private func walk(_ office: CounterOffice) async throws {
        let browser = office.browser
        try await office.logIn("ueno", at: "市民課 1番")
        try await office.expect("main", says: "受付一覧")
        try await office.picture("01-list")
        try await office.press("button[name=event][value=moveIn]")
        try await readCertificate(office)
        try await fillMove(office)
        let caseAddress = try await browser.address()
        let staff = try await browser.window()
        let panel = try await browser.openWindow()
        try await browser.choose(panel)
        try await browser.navigate(to: office.address("/panel"))
        try await office.expect("#panel", says: "いらっしゃいませ")
        try await browser.choose(staff)
        try await office.press("[data-key=F8]")
        try await office.expect(".panel-mark", says: "質問を表示中")
        try await browser.choose(panel)
        try await answerOnPanel(office)
        try await browser.choose(staff)
        try await browser.navigate(to: caseAddress)
        try await office.answer("p3.school", "前橋市立例示小学校")
        try await office.press("form[data-controller=walk] button[type=submit]")
        try await office.expect(".case-now", says: "確認・署名")
        try await office.picture("06-confirm")
        try await office.press(".case-now [data-key=F9]")
        try await sign(office, on: panel)
        try await browser.choose(staff)
        try await finish(office)
        try await secondCounter(office, ticket: ticket(office, caseAddress))
        try await restart(office, caseAddress)
        #expect(try office.run(["journal", "verify"]) == 0)
    }

    private func readCertificate(_ office: CounterOffice) async throws {
        let sample = office.root.appendingPathComponent("municipalities/example-shi/samples/tenshutsu-maebashi.txt")
        let code = try String(contentsOf: sample, encoding: .utf8)
        let half = String(code.unicodeScalars.prefix(200).map(Character.init))
        for (text, sentence) in [("HELLO", "コード"), (half, "コード")] {
            _ = try await office.browser.waitFor("#reading-code")
            let before = try await office.browser.address()
            _ = try await office.browser.run(
                "const f = document.querySelector('#reading-code'); f.value = arguments[0]; f.form.requestSubmit()",
                [.string(text)]
            )
            try await office.expect("[role=alert]", says: sentence)
            try await office.browser.navigate(to: before)
        }
        _ = try await office.browser.waitFor("#reading-code")
        _ = try await office.browser.run(
            "const f = document.querySelector('#reading-code'); f.value = arguments[0]; f.form.requestSubmit()",
            [.string(code)]
        )
        try await office.expect(".case-facts", says: "ツジ　ダイスケ")
        let people = try await office.browser.findAll(".case-facts tbody tr")
        #expect(people.count == 5)
    }

    private func fillMove(_ office: CounterOffice) async throws {
        let town = try await office.browser.waitFor("[data-town-input]")
        try await town.type("1")
        _ = try await office.browser.waitFor(".town-list li")
        try await office.picture("02-town")
        _ = try await office.browser.run(
            """
            document.querySelector("[data-town-input]").dispatchEvent(
              new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))
            """
        )
        let head = try await office.browser.find("[name='fact.new-head']").attribute("value") ?? ""
        let today = Calendar(identifier: .gregorian).dateComponents(
            in: TimeZone(identifier: "Asia/Tokyo")!,
            from: Date()
        )
        let day = String(format: "%04d%02d%02d", today.year!, today.month!, max(1, today.day! - 3))
        for (key, value) in [
            ("move-date", day), ("new-lot", "410番地1"), ("new-building", "サンハイツ203号"), ("new-head", head),
            ("notifier", "p1"), ("notifier-relation", "世帯主"), ("identity-proof", "マイナンバーカード"),
            ("phone", "090-0000-0000"),
        ] {
            try await office.answer(key, value)
        }
        try await office.press("#move-form [data-key=F9]")
        try await office.expect(".case-now", says: "聞き取り")
        try await office.expect(".case-facts", says: "まで")
        try await office.picture("03-interview")
    }

    private func answerOnPanel(_ office: CounterOffice) async throws {
        var pictures = 0
        for _ in 0..<200 {
            if try await office.text("#panel").contains("係の者が確認しています") { break }
            let question = try await office.text("#question")
            if question.isEmpty { continue }
            if pictures < 2 {
                pictures += 1
                try await office.picture("04-panel-\(pictures)")
            }
            _ = try await office.browser.run(
                """
                const pad = document.querySelector("[data-pad-input]");
                if (pad) { pad.value = "0900000000"; document.querySelector(".panel-send").click(); return; }
                const all = [...document.querySelectorAll(".panel-options .panel-option")];
                (all.find((one) => one.value === "いいえ") ?? all[0]).click();
                """
            )
            for _ in 0..<40 where try await office.text("#question") == question {
                try await Task.sleep(for: .milliseconds(100))
                if try await office.browser.findAll(".panel-option:disabled").isEmpty { break }
            }
            try await Task.sleep(for: .milliseconds(150))
        }
        try await office.expect("#panel", says: "係の者が確認しています")
    }

    private func sign(_ office: CounterOffice, on panel: Window) async throws {
        let browser = office.browser
        try await office.expect(".panel-mark", says: "内容の確認を表示中")
        try await browser.choose(panel)
        try await office.expect("#panel", says: "はい、合っています")
        try await office.picture("05-panel-confirm")
        try await office.press("button[name=answer][value=yes]")
        let canvas = try await browser.waitFor("[data-ink-canvas]")
        try await office.press("[data-ink-done]")
        try await office.expect("[data-ink-error]", says: "署名がありません")
        for stroke in 0..<3 {
            try await browser.draw((0..<10).map { pen(stroke, $0) }, with: .pen, on: canvas)
        }
        try await office.picture("07-panel-sign")
        try await office.press("[data-ink-done]")
        try await office.expect("#panel", says: "ありがとうございました")
    }

    private func pen(_ stroke: Int, _ step: Int) -> PenPoint {
        let across = Double(110 * stroke + 8 * step + 120)
        return PenPoint(x: across, y: Double(7 * step + 60), pressure: 0.3 + 0.05 * Double(step))
    }

    private func finish(_ office: CounterOffice) async throws {
        try await office.expect(".steps", says: "印刷・受付")
        try await office.press(".steps li:last-child a")
        try await office.press(".case-now [data-key=F9]")
        try await office.expect(".case-now", says: "この窓口の手続は済みました")
        try await office.picture("08-finish")
    }

    /// Prints through the button's own address and reads the code from the slip in the case's newest print.
    private func ticket(_ office: CounterOffice, _ caseAddress: String) async throws -> String {
        let result = try await office.browser.run(
            """
            const request = new XMLHttpRequest();
            request.open("POST", arguments[0] + "/prints", false);
            request.overrideMimeType("text/plain; charset=x-user-defined");
            request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
            request.send("");
            return request.status + " " + btoa([...request.responseText].map((c) =>
              String.fromCharCode(c.charCodeAt(0) & 255)).join(""));
            """,
            [.string(caseAddress)]
        )
        guard case .string(let answer) = result, answer.hasPrefix("200 "),
            let pdf = Data(base64Encoded: String(answer.dropFirst(4)))
        else {
            Issue.record("printing failed")
            return ""
        }
        let folder = office.root.appendingPathComponent("out")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("move-in.pdf")
        try pdf.write(to: file)
        let text = try shell("/usr/bin/pdftotext", ["-layout", file.path, "-"])
        let code = text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("MG1") && $0.contains("-") }
        return code.map(String.init) ?? ""
    }

    private func secondCounter(_ office: CounterOffice, ticket: String) async throws {
        #expect(ticket.count == 24)
        let browser = office.browser
        try await browser.deleteCookies()
        try await office.logIn("hoshino", at: "年金医療課 5番")
        try await browser.find("#code").type(ticket + "\u{E007}")
        try await office.expect(".case-facts", says: "ツジ　ダイスケ")
        try await office.expect(".banner", says: "転入")
        try await office.picture("09-second-counter")
        let steps = try await office.text(".steps")
        #expect(!steps.contains("読取"))
    }

    /// kill -9 in the middle: the case is there again.
    private func restart(_ office: CounterOffice, _ caseAddress: String) async throws {
        office.kill()
        try await office.start()
        try await office.browser.navigate(to: caseAddress)
        try await office.expect(".case-facts", says: "ツジ　ダイスケ")
    }

    private func shell(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text
    }
}
