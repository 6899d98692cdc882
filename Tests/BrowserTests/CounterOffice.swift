import Automation
import Foundation
import Synchronization
import Testing

/// The real program on a port of its own with a data folder of its own, and real browsers in front of it.
final class CounterOffice: @unchecked Sendable {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appendingPathComponent("madoguchi")
    private static let lastPort = Mutex(18_610)

    let data: URL
    let port: Int
    let driver: ChromeDriver
    private var server: Process?

    /// Opens an office for one test, and closes it whatever happens; a failure leaves a picture of every screen.
    static func open(_ name: String, _ body: (CounterOffice, Seat) async throws -> Void) async throws {
        let data = FileManager.default.temporaryDirectory.appendingPathComponent("madoguchi-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: await PreparedTown.shared.folder(), to: data)
        let office = CounterOffice(data: data, driver: try await ChromeDriver.start())
        do {
            try await office.start()
            let seat = try await office.seat()
            do {
                try await body(office, seat)
            } catch {
                try? await seat.picture("failure-\(name)")
                throw error
            }
        } catch {
            await office.close()
            throw error
        }
        await office.close()
    }

    private init(data: URL, driver: ChromeDriver) {
        self.data = data
        self.driver = driver
        port = CounterOffice.lastPort.withLock { port in
            port += 1
            return port
        }
    }

    func address(_ path: String) -> String { "https://localhost:\(port)\(path)" }

    /// A browser of its own: another person at another screen.
    func seat() async throws -> Seat {
        Seat(office: self, browser: try await driver.open())
    }

    /// Starts the server and waits until it listens.
    func start() async throws {
        server = try CounterOffice.serve(data, port: port)
        try await CounterOffice.waitUntilListening(port)
    }

    /// Power loss: no goodbye.
    func kill() {
        guard let server else { return }
        Foundation.kill(server.processIdentifier, SIGKILL)
        server.waitUntilExit()
        self.server = nil
    }

    private func close() async {
        kill()
        await driver.stop()
        try? FileManager.default.removeItem(at: data)
    }

    /// Runs a command of the same program on this office's data and gives its exit status.
    func run(_ arguments: [String]) throws -> Int32 {
        let process = CounterOffice.process(arguments + ["--data", data.path])
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    static func serve(_ data: URL, port: Int) throws -> Process {
        let process = process(
            [
                "serve", "--demo", "--data", data.path, "--municipality", "municipalities/example-shi", "--port",
                "\(port)",
            ]
        )
        try process.run()
        return process
    }

    static func waitUntilListening(_ port: Int) async throws {
        for _ in 0..<2400 {
            if isListening(port) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the server did not start")
    }

    private static func isListening(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Foundation.close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = program
        process.currentDirectoryURL = root
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        return process
    }
}

/// The town's data folder as the first start leaves it, made once by the program itself and copied for every test.
private actor PreparedTown {
    static let shared = PreparedTown()
    private var made: Task<URL, any Error>?

    func folder() async throws -> URL {
        if let made { return try await made.value }
        let work = Task {
            let folder = FileManager.default.temporaryDirectory
                .appendingPathComponent("madoguchi-town-\(ProcessInfo.processInfo.processIdentifier)")
            try? FileManager.default.removeItem(at: folder)
            let server = try CounterOffice.serve(folder, port: 18_610)
            try await CounterOffice.waitUntilListening(18_610)
            server.terminate()
            server.waitUntilExit()
            return folder
        }
        made = work
        return try await work.value
    }
}
