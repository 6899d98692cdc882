import Devices
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Madoguchi
import Storage
import TestSupport

@testable import Web

/// The counters' pages over a whole office, asked as a browser asks them.
struct CounterServer {
    let office: CounterDesk
    let server: WebServer

    /// Two clerks and an administrator, each at the terminal of their counter; the password of each is their own name.
    init(
        _ office: CounterDesk,
        printers: LinePrinter = .none,
        glyphs: ScreenGlyphs? = nil,
        logger: Logger = Logger(label: "acceptance", factory: { _ in SwiftLogNoOpLogHandler() })
    ) async throws {
        self.office = office
        let reader = office.reader
        var ports = WebPorts(
            desk: office.desk,
            readCode: { bytes in
                var collector = CodeCollector()
                guard case .complete(let content) = try collector.add(bytes) else { throw CodeError.incomplete }
                return try reader.reading(of: content)
            },
            random: office.random,
            passwordFits: { $0 == $1 },
            logger: logger,
            printer: { printers.name(at: $0) },
            send: { await printers.send($0) }
        )
        let store = office.store
        ports.revealMyNumber = { try await store.revealMyNumber(of: $0, journaledAs: $1) }
        ports.glyphs = glyphs
        ports.identification = IdentificationDesk(
            use: { try await store.externalUse(font: nil) },
            table: { try await store.externalCharacters() },
            replace: { try await store.identify($1, over: $0, journaledAs: $2) },
            characters: { nil }
        )
        var settings = WebSettings()
        settings.isDemo = true
        server = try WebServer(ports: ports, settings: settings)
        try await CounterServer.hire(office)
    }

    private static func hire(_ office: CounterDesk) async throws {
        let people = [
            ("ueno", CounterDesk.citizen, ["reception", "senior", "entry"]),
            ("hoshino", CounterDesk.medical, ["reception"]), ("kanri", CounterDesk.citizen, ["administrator"]),
        ]
        let now = office.clock.now
        try await office.store.write { tx in
            for (name, hand, groups) in people {
                guard let id = StaffID(name) else { continue }
                try tx.putStaff(Staff(id: id, name: name, counter: hand.counter, groups: groups), passwordHash: name)
                let terminal = Terminal(id: hand.terminal, name: hand.counter.text, counter: hand.counter)
                try tx.putTerminal(terminal, tokenDigest: nil)
            }
            return Journaled((), [JournalEntry(.staffAdded, at: now, detail: "test")])
        }
    }

    /// A browser of the clerk's own, logged in at their terminal.
    func run(
        as staff: String,
        at hand: ReceptionDesk.Hand,
        _ body: @Sendable @escaping (Browser) async throws -> Void
    ) async throws {
        try await Application(router: server.router()).test(.router) { client in
            let browser = Browser(client)
            try await browser.send("/terminal/demo", ["terminal": hand.terminal.text])
            let welcome = try await browser.send("/login", ["staff": staff, "password": staff])
            guard welcome.status == .seeOther else { throw NoAnswer(key: "log-in of \(staff)") }
            try await body(browser)
        }
    }
}
