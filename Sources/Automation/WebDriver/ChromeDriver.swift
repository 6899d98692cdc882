import Foundation

/// A running `chromedriver` (Debian package chromium-driver) on a port of its own choice.
package actor ChromeDriver {
    package nonisolated let port: UInt16
    private let process: Process
    private let log: URL
    private var browsers: [Browser] = []

    private init(port: UInt16, process: Process, log: URL) {
        self.port = port
        self.process = process
        self.log = log
    }

    /// Starts the driver and waits until it says on which port it listens.
    package static func start(program: String = "/usr/bin/chromedriver") async throws -> ChromeDriver {
        let log = FileManager.default.temporaryDirectory.appendingPathComponent("chromedriver-\(UUID().uuidString).log")
        guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
            throw WebDriverError(.unreachable, "cannot write a log file in the temporary folder")
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--port=0"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: log)
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw WebDriverError(.unreachable, "\(program) does not start; install Debian's chromium-driver")
        }
        do {
            let port = try await port(from: log, of: process)
            return ChromeDriver(port: port, process: process, log: log)
        } catch {
            process.terminate()
            try? FileManager.default.removeItem(at: log)
            throw error
        }
    }

    /// Opens a browser that ``stop()`` will close.
    package func open(_ options: BrowserOptions = BrowserOptions()) async throws -> Browser {
        let browser = try await Browser.open(atPort: port, options: options)
        browsers.append(browser)
        return browser
    }

    /// Closes the browsers and ends the driver.
    package func stop() async {
        for browser in browsers {
            // A browser that was closed already, or has crashed, has nothing left to close.
            try? await browser.close()
        }
        browsers = []
        await end()
        try? FileManager.default.removeItem(at: log)
    }

    /// Asks the process to end, and kills it where it does not: `waitUntilExit` would wait for ever.
    private func end() async {
        process.terminate()
        for _ in 0..<150 where process.isRunning {
            try? await Task.sleep(for: .milliseconds(20))
        }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private static func port(from log: URL, of process: Process) async throws -> UInt16 {
        let clock = ContinuousClock()
        let deadline = clock.now.advanced(by: .seconds(60))
        while clock.now < deadline, process.isRunning {
            let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
            if let port = announcedPort(in: text) { return port }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw WebDriverError(.unreachable, "the driver did not say its port")
    }

    /// Reads `… started successfully on port 37807.`
    static func announcedPort(in text: String) -> UInt16? {
        guard let marker = text.range(of: "started successfully on port ") else { return nil }
        let digits = text[marker.upperBound...].prefix { $0.isASCII && $0.isNumber }
        // Without the full stop the number may be half written.
        guard text[digits.endIndex...].hasPrefix(".") else { return nil }
        return UInt16(digits)
    }
}
