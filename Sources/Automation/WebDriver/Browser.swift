package import Foundation

/// One browser session (W3C WebDriver): windows, pages and what can be done in them.
///
/// Commands act in the window last chosen; two people at two screens are two sessions.
package struct Browser: Sendable {
    let wire: Wire
    package let session: String

    /// Starts a browser at a driver that listens on a port of this machine.
    package static func open(
        atPort port: UInt16,
        options: BrowserOptions = BrowserOptions(),
        answerWithin seconds: Double = 120
    ) async throws -> Browser {
        let wire = Wire(port: port, answerWithin: seconds)
        let answer = try await wire.call(.post, "/session", ["capabilities": options.capabilities])
        guard let session = answer["sessionId"].string else {
            throw WebDriverError(.unreadableAnswer, "no session id")
        }
        return Browser(wire: wire, session: session)
    }

    /// Ends the session and closes all its windows.
    package func close() async throws {
        _ = try await call(.delete, "")
    }

    func call(_ method: Wire.Method, _ path: String, _ body: JSON? = nil) async throws -> JSON {
        try await wire.call(method, "/session/\(session)\(path)", body)
    }
}

// MARK: - Pages

extension Browser {
    package func navigate(to address: String) async throws {
        _ = try await call(.post, "/url", ["url": .string(address)])
    }

    package func address() async throws -> String {
        try await text(.get, "/url")
    }

    package func title() async throws -> String {
        try await text(.get, "/title")
    }

    package func source() async throws -> String {
        try await text(.get, "/source")
    }

    package func back() async throws {
        _ = try await call(.post, "/back")
    }

    package func forward() async throws {
        _ = try await call(.post, "/forward")
    }

    package func reload() async throws {
        _ = try await call(.post, "/refresh")
    }

    /// Runs a function body in the page and gives what it returns; elements may be passed as ``Element/reference``.
    package func run(_ script: String, _ arguments: [JSON] = []) async throws -> JSON {
        try await call(.post, "/execute/sync", ["script": .string(script), "args": .array(arguments)])
    }

    /// A picture of the visible part of the page, as PNG.
    package func screenshot() async throws -> Data {
        try await bytes(.get, "/screenshot")
    }

    /// The page as it would be printed, as PDF on A4 (21 cm by 29.7 cm).
    package func print(withBackground: Bool = true) async throws -> Data {
        let paper: JSON = ["width": 21.0, "height": 29.7]
        return try await bytes(.post, "/print", ["page": paper, "background": .bool(withBackground)])
    }

    func text(_ method: Wire.Method, _ path: String) async throws -> String {
        let value = try await call(method, path)
        guard let text = value.string else { throw WebDriverError(.unreadableAnswer, "\(path): not a text") }
        return text
    }

    func bytes(_ method: Wire.Method, _ path: String, _ body: JSON? = nil) async throws -> Data {
        let value = try await call(method, path, body)
        guard let text = value.string, let data = Data(base64Encoded: text) else {
            throw WebDriverError(.unreadableAnswer, "\(path): not base64")
        }
        return data
    }
}

// MARK: - Timeouts

extension Browser {
    /// How long scripts and page loads may take before the driver gives up.
    package func setTimeouts(script: Duration, pageLoad: Duration) async throws {
        let body: JSON = ["script": script.milliseconds, "pageLoad": pageLoad.milliseconds, "implicit": 0]
        _ = try await call(.post, "/timeouts", body)
    }
}

extension Duration {
    var milliseconds: JSON {
        let parts = components
        return .number(Double(parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000))
    }
}
