import Automation
import Foundation
import Testing

/// The real program on a free port with a data folder of its own, and a real browser in front of it.
final class CounterOffice: @unchecked Sendable {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let data: URL
    let port: Int
    private var server: Process?
    private let driver: ChromeDriver
    let browser: Browser

    static func open(port: Int) async throws -> CounterOffice {
        let driver = try await ChromeDriver.start()
        let browser = try await driver.open()
        let office = CounterOffice(port: port, driver: driver, browser: browser)
        try await office.start()
        return office
    }

    private init(port: Int, driver: ChromeDriver, browser: Browser) {
        data = FileManager.default.temporaryDirectory.appendingPathComponent("madoguchi-\(UUID().uuidString)")
        self.port = port
        self.driver = driver
        self.browser = browser
    }

    private var program: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("madoguchi")
    }

    /// Starts the server and waits until its log-in page answers.
    func start() async throws {
        let process = Process()
        process.executableURL = program
        process.currentDirectoryURL = root
        process.arguments = [
            "serve", "--demo", "--data", data.path, "--municipality", "municipalities/example-shi",
            "--port", String(port),
        ]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        server = process
        for _ in 0..<240 {
            try? await browser.navigate(to: address("/login"))
            if let title = try? await browser.title(), title.contains("窓口") { return }
            try await Task.sleep(for: .milliseconds(500))
        }
        Issue.record("the server did not start")
    }

    /// Power loss: no goodbye.
    func kill() {
        if let server { Foundation.kill(server.processIdentifier, SIGKILL) }
        server = nil
    }

    func close() async {
        kill()
        try? await browser.close()
        await driver.stop()
        try? FileManager.default.removeItem(at: data)
    }

    func address(_ path: String) -> String { "https://localhost:\(port)\(path)" }

    /// Leaves a picture in `out/screens/` for people to look at.
    func picture(_ name: String) async throws {
        let folder = root.appendingPathComponent("out/screens")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await browser.screenshot().write(to: folder.appendingPathComponent("\(name).png"))
    }

    /// Runs a command of the same program on this office's data and gives its exit status.
    func run(_ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = program
        process.currentDirectoryURL = root
        process.arguments = arguments + ["--data", data.path]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

extension CounterOffice {
    func press(_ selector: String) async throws {
        _ = try await browser.waitFor(selector)
        _ = try await browser.run("document.querySelector(arguments[0]).click()", [.string(selector)])
    }

    /// Chooses a radio button or fills a field of a fact, as a form holds it.
    func answer(_ key: String, _ value: String) async throws {
        _ = try await browser.waitFor("[name='fact.\(key)']")
        _ = try await browser.run(
            """
            const all = [...document.querySelectorAll(`[name="fact.${arguments[0]}"]`)];
            if (all[0].type === "radio") all.find((field) => field.value === arguments[1]).checked = true;
            else all[0].value = arguments[1];
            """,
            [.string(key), .string(value)]
        )
    }

    func text(_ selector: String) async throws -> String {
        guard
            case .string(let text) = try await browser.run(
                "return document.querySelector(arguments[0])?.innerText ?? ''",
                [.string(selector)]
            )
        else { return "" }
        return text
    }

    /// Waits until a part of the page says something.
    func expect(_ selector: String, says part: String, _ place: SourceLocation = #_sourceLocation) async throws {
        for _ in 0..<60 {
            if try await text(selector).contains(part) { return }
            try await Task.sleep(for: .milliseconds(250))
        }
        let found = try await text(selector)
        Issue.record("「\(part)」がありません: \(found.prefix(300))", sourceLocation: place)
    }

    func logIn(_ staff: String, at terminal: String) async throws {
        try await browser.navigate(to: address("/login"))
        _ = try await browser.run(
            """
            [...document.querySelectorAll("button.tile")].find((tile) => tile.innerText.startsWith(arguments[0]))?.click()
            """,
            [.string(terminal)]
        )
        _ = try await browser.waitFor("[name=password]")
        try await browser.find("[name=staff]").type(staff)
        try await browser.find("[name=password]").type("madoguchi-demo")
        try await press("form button[type=submit].button-solid")
        _ = try await browser.waitFor("button[name=event]")
    }
}
