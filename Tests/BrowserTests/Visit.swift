import Automation
import Foundation
import Testing

/// One visit at a counter: the clerk's window and the citizen's panel of the same terminal.
struct Visit: Sendable {
    let seat: Seat
    let staff: Window
    let panel: Window
    /// The case's own address, without a step.
    let path: String

    /// From the clerk's window with the case open: puts the panel beside it.
    init(at seat: Seat) async throws {
        self.seat = seat
        path = try await seat.casePath()
        staff = try await seat.browser.window()
        panel = try await seat.browser.openWindow()
        try await atPanel { try await seat.open("/panel") }
    }

    func atPanel(_ body: () async throws -> Void) async throws {
        try await seat.browser.choose(panel)
        try await body()
        try await seat.browser.choose(staff)
    }

    /// Readings, contrast and larger letters come and go by one button each.
    func panelIsComfortable() async throws {
        try await atPanel {
            try await seat.expect("#panel", says: "係の者がご案内します")
            try await seat.press(".panel-size:not([hidden]) [data-panel-readings]")
            try await seat.expect("#panel rt", says: "かかり")
            try await seat.press("[data-panel-contrast]")
            #expect(try await style("background-color") == "rgb(0, 0, 0)")
            let size = try await style("font-size")
            try await seat.press("[data-panel-larger]")
            #expect(try await style("font-size") != size)
            try await seat.picture("30-panel-comfort")
            for button in ["readings", "contrast", "smaller"] { try await seat.press("[data-panel-\(button)]") }
            #expect(try await style("background-color") == "rgb(255, 255, 255)")
            #expect(try await style("font-size") == size)
            #expect(try await seat.text("#panel").contains("係の者がご案内します"))
            try await panelSpeaks()
            try await panelIsWrittenOn()
        }
    }

    /// 読み上げ is offered with a voice of the machine alone, and says what stands there.
    private func panelSpeaks() async throws {
        #expect(try await seat.browser.findAll("[data-panel-read][hidden]").count == 1)
        _ = try await seat.browser.run(
            """
            window.spoken = [];
            const voices = [{ lang: "ja-JP", localService: false }];
            SpeechSynthesis.prototype.getVoices = () => voices;
            SpeechSynthesis.prototype.speak = (utterance) => spoken.push(utterance.text);
            Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", { set() {} });
            speechSynthesis.dispatchEvent(new Event("voiceschanged"));
            """
        )
        #expect(try await seat.browser.findAll("[data-panel-read][hidden]").count == 1)
        _ = try await seat.browser.run(
            """
            SpeechSynthesis.prototype.getVoices = () => [{ lang: "ja-JP", localService: true }];
            speechSynthesis.dispatchEvent(new Event("voiceschanged"));
            """
        )
        try await seat.press("[data-panel-read]:not([hidden])")
        let said = try await seat.browser.run("return spoken.join('')").string ?? ""
        #expect(said.contains("係の者がご案内します"))
        try await seat.press("[data-panel-read]")
    }

    /// 筆談: ink on the screen, and nothing of it after the sheet is closed; nothing is sent.
    private func panelIsWrittenOn() async throws {
        let drawn = """
            const sheet = document.querySelector("[data-panel-note-sheet]");
            return sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data.some((one) => one > 0);
            """
        _ = try await seat.browser.run("window.requests = performance.getEntriesByType('resource').length")
        try await seat.press("[data-panel-note-open]")
        let sheet = try await seat.browser.waitFor("[data-panel-note][open] [data-panel-note-sheet]")
        #expect(try await seat.browser.run(drawn).bool == false)
        try await seat.browser.draw((0..<10).map { Visit.pen(1, $0) }, with: .pen, on: sheet)
        #expect(try await seat.browser.run(drawn).bool == true)
        try await seat.picture("31-panel-note")
        try await seat.press("[data-panel-note-close]")
        try await seat.press("[data-panel-note-open]")
        #expect(try await seat.browser.run(drawn).bool == false)
        try await seat.press("[data-panel-note-close]")
        let same = "return performance.getEntriesByType('resource').length === window.requests"
        #expect(try await seat.browser.run(same).bool == true)
    }

    private func style(_ name: String) async throws -> String {
        let found = try await seat.browser.run(
            "return getComputedStyle(document.body).getPropertyValue(arguments[0])",
            [.string(name)]
        )
        return found.string ?? ""
    }

    /// The citizen answers on the panel until nothing is left to ask there.
    func citizenAnswers(picture: String) async throws {
        try await seat.press("[data-key=F8]")
        try await seat.expect(".panel-mark", says: "質問を表示中")
        try await atPanel {
            try await seat.expect("#panel", says: "問です")
            try await seat.picture("\(picture)-panel")
            for _ in 0..<120 {
                if try await seat.text("#panel").contains("係の者が確認しています") { break }
                try await answerOne()
            }
            try await seat.expect("#panel", says: "係の者が確認しています")
        }
    }

    /// Answers what stands there with いいえ, or the first answer, and waits for the next question.
    func answerOne() async throws {
        let before = try await seat.text("#panel")
        _ = try await seat.browser.run(
            """
            const pad = document.querySelector("[data-pad-input]");
            if (pad) { pad.value = "0900000000"; document.querySelector(".panel-send").click(); return; }
            const all = [...document.querySelectorAll(".panel-options .panel-option")];
            (all.find((one) => one.value === "いいえ") ?? all[0])?.click();
            """
        )
        for _ in 0..<100 where try await seat.text("#panel") == before {
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// The clerk answers the rest, taking the first answer or a word; then every form that can be made is there.
    func clerkAnswers(_ words: [String: String] = [:]) async throws {
        try await seat.open(path)
        for _ in 0..<20 {
            guard try await seat.text(".steps [aria-current]").contains("聞き取り") else { return }
            for (key, word) in words where try await !seat.browser.findAll("[name='fact.\(key)']").isEmpty {
                try await seat.answer(key, word)
            }
            _ = try await seat.browser.run(
                """
                for (const field of document.querySelectorAll(".case-now [data-field]")) {
                  const radio = [...field.querySelectorAll("[type=radio]")];
                  const text = field.querySelector("input:not([type=radio], [type=hidden])");
                  if (radio.length && !radio.some((one) => one.checked)) {
                    (radio.find((one) => one.value === "いいえ") ?? radio[0]).checked = true;
                  }
                  if (text && !text.value) text.value = text.inputMode === "numeric" ? "R8.4.1" : "例示";
                }
                """
            )
            let before = try await seat.revision()
            try await seat.press(".case-now form.stack button[type=submit]")
            try await seat.waitForRevision(after: before)
        }
        Issue.record("the questions have no end")
    }

    /// The citizen looks, agrees and signs with the pen; an empty signature is refused.
    func sign(picture: String, by keys: Keyboard? = nil) async throws {
        try await seat.expect(".case-now", says: "確認・署名")
        try await seat.picture("\(picture)-confirm")
        if let keys {
            try await keys.press(Key.function(9))
        } else {
            try await seat.press(".case-now [data-key=F9]")
        }
        try await seat.expect(".panel-mark", says: "内容の確認を表示中")
        try await atPanel {
            try await seat.expect("#panel", says: "はい、合っています")
            try await seat.picture("\(picture)-panel-confirm")
            try await seat.press("button[name=answer][value=yes]")
            let canvas = try await seat.browser.waitFor("[data-ink-canvas]")
            try await seat.press("[data-ink-done]")
            try await seat.expect("[data-ink-error]", says: "署名がありません")
            for stroke in 0..<3 {
                try await seat.browser.draw((0..<10).map { Visit.pen(stroke, $0) }, with: .pen, on: canvas)
            }
            try await seat.picture("\(picture)-panel-sign")
            try await seat.press("[data-ink-done]")
            try await seat.expect("#panel", says: "ありがとうございました")
        }
    }

    private static func pen(_ stroke: Int, _ step: Int) -> PenPoint {
        let across = Double(110 * stroke + 8 * step + 120)
        return PenPoint(x: across, y: Double(7 * step + 60), pressure: 0.3 + 0.05 * Double(step))
    }

    /// Prints all and hands in what is ready at this counter.
    func submit(picture: String) async throws {
        try await seat.expect(".steps", says: "印刷・受付")
        try await seat.press(".steps li:last-child a")
        try await seat.press(".case-now button[data-key=F9]")
        try await seat.expect(".case-now", says: "この窓口の手続は済みました")
        try await seat.picture("\(picture)-finish")
    }

    /// Prints through the button's own address; the words of the paper.
    func print(_ name: String) async throws -> String {
        let result = try await seat.browser.run(
            """
            const request = new XMLHttpRequest();
            request.open("POST", arguments[0] + "/prints", false);
            request.overrideMimeType("text/plain; charset=x-user-defined");
            request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
            request.send("");
            return request.status + " " + btoa([...request.responseText].map((c) =>
              String.fromCharCode(c.charCodeAt(0) & 255)).join(""));
            """,
            [.string(path)]
        )
        let answer = result.string ?? ""
        let pdf = try #require(answer.hasPrefix("200 ") ? Data(base64Encoded: String(answer.dropFirst(4))) : nil)
        let file = CounterOffice.root.appendingPathComponent("out/\(name).pdf")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try pdf.write(to: file)
        return try output(of: "/usr/bin/pdftotext", ["-layout", file.path, "-"])
    }
}

extension Seat {
    func casePath() async throws -> String {
        let found = try await browser.run("return document.querySelector('.case').dataset.livePath")
        return try #require(found.string)
    }

    func revision() async throws -> String {
        let found = try await browser.run("return document.querySelector('.case')?.dataset.liveRevision ?? ''")
        return found.string ?? ""
    }

    func waitForRevision(after before: String) async throws {
        _ = try await browser.wait(for: "a change of the case") {
            let now = try await revision()
            return now.isEmpty || now == before ? nil : true
        }
    }

    /// Fills the form of the move and goes on.
    func fillMove(_ facts: [(String, String)]) async throws {
        _ = try await browser.waitFor("#move-form")
        for (key, value) in facts { try await answer(key, value) }
        try await press("#move-form [data-key=F9]")
        try await expect(".case-now h1", says: "聞き取り")
    }

    /// Types a household's name and takes its people into the case.
    func takeHousehold(searching words: String, whoseHead head: String) async throws {
        try await type(words, into: "#resident-query")
        try await follow(".case-now form.stack button", saying: "探す")
        try await follow("button.hit", saying: head)
        try await follow(".household-form button[type=submit]", saying: "この人たちで始める")
        try await expect(".case-facts", says: head)
    }
}

/// Days of Japan as the counter's keypad writes them.
enum Day {
    /// `5081124` for a day so many days from now.
    static func keypad(fromNow days: Int) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 9 * 3600) ?? .gmt
        let day = calendar.date(byAdding: .day, value: days, to: Date()) ?? Date()
        let parts = calendar.dateComponents([.year, .month, .day], from: day)
        let numbers = [(parts.year ?? 0) - 2018, parts.month ?? 0, parts.day ?? 0]
        return "5" + numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    }
}
