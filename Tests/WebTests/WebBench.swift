import Hummingbird
import HummingbirdTesting
import Logging
import Madoguchi
import Synchronization
import TestSupport
@testable import Web

/// A server over the test town with a browser's habits: cookies are kept, every form says where it comes from.
struct WebBench: Sendable {
    let store = TestTown.store()
    let clock = FixedClock()
    let server: WebServer

    init(
        settings change: (inout WebSettings) -> Void = { _ in },
        ports changePorts: (inout WebPorts) -> Void = { _ in }
    ) throws {
        var settings = WebSettings()
        settings.isDemo = true
        settings.demoAccounts = [.init(id: "sato", password: "sato-pass", description: "市民課")]
        change(&settings)
        let counter = Counting()
        var ports = WebPorts(
            desk: TestTown.desk(store, clock, NoRenderer()),
            readCode: { _ in throw ReceptionError.readingEmpty },
            random: { counter.bytes($0) },
            passwordFits: { TestTown.passwordFits($0, $1) },
            logger: Logger(label: "web-tests", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        changePorts(&ports)
        server = try WebServer(ports: ports, settings: settings)
    }

    func run(_ body: @Sendable @escaping (Browser) async throws -> Void) async throws {
        let app = Application(router: server.router())
        try await app.test(.router) { client in try await body(Browser(client)) }
    }

    /// A browser registered as a terminal with a clerk logged in.
    func run(
        as staff: String,
        at terminal: String = "t1",
        _ body: @Sendable @escaping (Browser) async throws -> Void
    ) async throws {
        try await run { browser in
            try await browser.send("/terminal/demo", ["terminal": terminal])
            try await browser.send("/login", ["staff": staff, "password": "\(staff)-pass"])
            try await body(browser)
        }
    }
}

/// Different bytes at every call, the same in every run.
private final class Counting: Sendable {
    private let count = Mutex(UInt8(0))

    func bytes(_ number: Int) -> [UInt8] {
        count.withLock { count in
            count &+= 1
            return (0..<number).map { UInt8(truncatingIfNeeded: $0) &* 31 &+ count }
        }
    }
}

/// The pages under test print nothing.
struct NoRenderer: DocumentRenderer {
    func problems(in form: PrintedForm) -> [DocumentProblem] { [] }
    func pdf(of forms: [PrintedForm], slip: GuidanceSlip?) throws -> [UInt8] { Array("%PDF-".utf8) }
    func preview(of form: PrintedForm) throws -> [String] { ["<svg xmlns=\"http://www.w3.org/2000/svg\"/>"] }
}
