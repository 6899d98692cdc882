import Automation
import Foundation
import Testing

@Suite("職員はキーボードだけで受け付ける", .serialized)
struct KeyboardTests {
    @Test("転入の5人を、マウスに触れずに一覧から一覧まで受け付ける。カーソルはいつも次に打つ所にある")
    func withoutAMouse() async throws {
        try await CounterOffice.open("keyboard") { _, seat in
            try await seat.logIn("ueno", at: "市民課 1番")
            let keys = Keyboard(seat: seat)
            #expect(try await keys.place == "code")
            try await keys.press(Key.function(6))
            try await keys.expect("code", on: "#reading-code")
            try await keys.scan(certificate())
            try await keys.expect("fact.move-date", on: "#move-form")
            try await keys.press(Day.keypad(fromNow: -3), Key.enter, "1", Key.enter, "410-1", Key.enter, Key.enter)
            #expect(try await keys.place == "fact.new-head")
            try await keys.press("1")
            for _ in 0..<8 where try await keys.place != "fact.notifier" { try await keys.press(Key.enter) }
            #expect(try await keys.place == "fact.notifier")
            try await keys.press("1", "2", "1", "0900000000", Key.enter)
            try await keys.expect("fact.p1.relationship", on: ".case-now [data-key=F8]")
            let visit = try await Visit(at: seat)
            try await visit.citizenAnswers(picture: "60-keyboard")
            try await keys.answerInterview()
            try await keys.expect("確認・署名", on: ".case-now [data-key=F9]")
            try await visit.sign(picture: "61-keyboard", by: keys)
            try await keys.expect("印刷・受付", on: ".case-now [data-key=F12]")
            try await keys.press(Key.function(9))
            try await seat.expect(".case-now", says: "この窓口の手続は済みました")
            try await keys.press(Key.function(3))
            try await keys.expect("code", on: ".table-rows")
            try await keys.press(Key.down, Key.enter)
            try await seat.expect(".case-facts", says: "受付済")
        }
    }

    private func certificate() throws -> String {
        let sample = CounterOffice.root.appendingPathComponent(
            "municipalities/example-shi/samples/tenshutsu-maebashi.txt"
        )
        return try String(contentsOf: sample, encoding: .utf8)
    }
}

/// The keyboard of the clerk's seat; nothing is pointed at.
struct Keyboard: Sendable {
    let seat: Seat

    /// Types into whatever has the cursor, key by key, waiting for the page after each.
    func press(_ keys: String...) async throws {
        for key in keys { for sign in key { try await seat.browser.find(":focus").type(String(sign)) } }
    }

    /// As a reader does: the whole code comes at once into the field that has the cursor, and nothing else is pressed.
    func scan(_ code: String) async throws {
        _ = try await seat.browser.run(
            """
            document.activeElement.value = arguments[0];
            document.activeElement.dispatchEvent(new Event("input", { bubbles: true }));
            """,
            [.string(code)]
        )
    }

    /// The name of the field that has the cursor, or the words of the heading.
    var place: String {
        get async throws {
            let found = try await seat.browser.run(
                "const one = document.activeElement; return one.name || one.innerText"
            )
            return found.string ?? ""
        }
    }

    /// Waits for a part of the next page, and finds the cursor where it belongs.
    func expect(_ name: String, on part: String, _ here: SourceLocation = #_sourceLocation) async throws {
        _ = try await seat.browser.waitFor(part)
        for _ in 0..<60 {
            if let place = try? await place, place.hasPrefix(name) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("the cursor is at 「\(try await place.prefix(60))」", sourceLocation: here)
    }

    /// Enter takes what is offered, a digit chooses, an empty field gets a word.
    func answerInterview() async throws {
        for _ in 0..<60 {
            guard try await seat.text(".steps [aria-current]").contains("聞き取り") else { return }
            let state = try await seat.browser.run(
                "const one = document.activeElement; return one.type === 'radio' ? 'radio' : one.value ? 'full' : 'empty'"
            )
            switch state.string {
            case "radio": try await press("1")
            case "full": try await press(Key.enter)
            default: try await press("例示小学校", Key.enter)
            }
            try await Task.sleep(for: .milliseconds(150))
        }
    }
}
