import Automation
import Foundation
import Testing

/// A browser and what a person does in it.
struct Seat: Sendable {
    let office: CounterOffice
    let browser: Browser

    func open(_ path: String) async throws {
        try await browser.navigate(to: office.address(path))
    }

    /// Leaves a picture in `out/screens/` for people to look at.
    func picture(_ name: String) async throws {
        let folder = CounterOffice.root.appendingPathComponent("out/screens")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await browser.screenshot().write(to: folder.appendingPathComponent("\(name).png"))
    }

    func press(_ selector: String) async throws {
        _ = try await browser.waitFor(selector)
        _ = try await browser.run("document.querySelector(arguments[0]).click()", [.string(selector)])
    }

    /// Presses what leads to another page, and waits until this one has gone: it may offer the same words.
    func follow(_ selector: String, saying words: String) async throws {
        _ = try await browser.run("window.isPageBefore = true")
        try await press(selector, saying: words)
        _ = try await browser.wait(for: "the page after \(selector)") {
            let found = try? await browser.run(
                "return window.isPageBefore !== true && document.readyState === 'complete'"
            )
            return found?.bool == true ? true : nil
        }
    }

    /// Presses the first part that answers to the selector and says the words.
    func press(_ selector: String, saying words: String) async throws {
        _ = try await browser.wait(for: "\(selector) saying it") {
            let found = try await browser.run(
                """
                const all = [...document.querySelectorAll(arguments[0])];
                const one = all.find((part) => part.innerText.includes(arguments[1]));
                one?.click();
                return Boolean(one);
                """,
                [.string(selector), .string(words)]
            )
            return found.bool == true ? true : nil
        }
    }

    /// Chooses a radio button or fills a field of a fact, as a form holds it.
    func answer(_ key: String, _ value: String) async throws {
        _ = try await browser.wait(for: "field \(key)") {
            let found = try await browser.run(
                """
                const all = [...document.querySelectorAll(`[name="fact.${arguments[0]}"]`)];
                if (!all.length) return false;
                if (all[0].type !== "radio") { all[0].value = arguments[1]; return true; }
                const one = all.find((field) => field.value === arguments[1]);
                if (one) one.checked = true;
                return Boolean(one);
                """,
                [.string(key), .string(value)]
            )
            return found.bool == true ? true : nil
        }
    }

    /// Clicks into a field and types as a person does.
    func type(_ text: String, into selector: String) async throws {
        let field = try await browser.waitFor(selector)
        try await field.clear()
        try await field.type(text)
    }

    func text(_ selector: String) async throws -> String {
        let found = try await browser.run(
            "return document.querySelector(arguments[0])?.innerText ?? ''",
            [.string(selector)]
        )
        return found.string ?? ""
    }

    func value(_ selector: String) async throws -> String {
        let found = try await browser.run(
            "return document.querySelector(arguments[0])?.value ?? ''",
            [.string(selector)]
        )
        return found.string ?? ""
    }

    /// Waits until a part of the page says something.
    func expect(_ selector: String, says part: String, _ place: SourceLocation = #_sourceLocation) async throws {
        for _ in 0..<120 {
            // The page may be on its way to another one.
            if let found = try? await text(selector), found.contains(part) { return }
            try await Task.sleep(for: .milliseconds(125))
        }
        let found = try await text(selector)
        Issue.record("「\(part)」がありません: \(found.prefix(300))", sourceLocation: place)
    }

    func logIn(_ staff: String, at terminal: String) async throws {
        try await open("/login")
        try await press("button.tile", saying: terminal)
        _ = try await browser.waitFor("[name=password]")
        try await type(staff, into: "[name=staff]")
        try await type("madoguchi-demo", into: "[name=password]")
        try await press("form button[type=submit].button-solid")
        _ = try await browser.waitFor("button[name=event]")
    }
}

/// Runs a program and gives what it printed.
func output(of program: String, _ arguments: [String]) throws -> String {
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
