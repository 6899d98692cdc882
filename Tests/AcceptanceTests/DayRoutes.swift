import Documents
import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Logging
import Madoguchi
import TestSupport

@testable import Web

extension Route {
    /// Which output a route is. There is no default: a new route has to be put into the matrix before this compiles.
    var outlet: Outlet {
        switch self {
        case .home, .caseList, .caseRows, .caseOpening, .householdOpening, .ticketReading: .receptionList
        case .loginPage, .login, .logout, .terminalPage, .terminalRegistration, .demoTerminal, .asset, .font,
            .registeredFont, .palettePage, .paletteSearch, .identificationList, .identification,
            .identificationRevocation:
            .receptionList
        case .casePage, .caseFacts, .casePerson, .personRemoval, .caseReading, .caseResidents, .verdictOverride,
            .verdictRestoration, .caseDocuments, .casePresentation, .casePresentationEnd, .caseSubmission,
            .submissionReturn, .caseHold, .caseResumption, .caseWithdrawal, .releaseRequest, .protectionRelease,
            .releaseEnd, .protectionEnd, .caseSearch:
            .casePage
        case .residentSearchPage, .residentSearch: .search
        case .casePreview, .caseDocument, .casePrint: .form
        case .caseSlip: .slip
        case .caseListFeed, .caseFeed, .panelFeed: .feed
        case .panel, .panelView, .panelAnswer, .panelConfirmation, .panelSignature: .panel
        case .household, .myNumberReveal, .keptProtectionEnd: .household
        case .matchList, .matchConfirmation, .matchDistinction, .matchUndoing: .matches
        case .entryQueue, .entryMark: .entryList
        case .entryExport: .entry
        }
    }
}

extension ProtectedDay {
    private static let places = ["id", "person", "application", "document", "number", "day", "procedure", "version"]

    /// A path of a route that leads to the case or to her household.
    private func path(_ route: Route, _ id: CaseID) -> String {
        let values = [
            id.text, "p2", "resident-move", "1", "9500", office.clock.now.day.iso, "resident-move.csv", "none",
        ]
        let path = zip(Self.places, values).reduce(route.pattern) { $0.replacing("{\($1.0)}", with: $1.1) }
        return path.replacing("**", with: "app.css").replacing("{name}", with: "none").replacing("{slice}", with: "0")
    }

    /// What forms of all kinds carry; each route takes its own of them. The code of the slip is nobody's.
    private func fields(_ id: CaseID) -> KeyValuePairs<String, String> {
        [
            "event": "moveWithin", "moving": "5000", "member": "5000", "query": "ヤマダ", "household": "9500",
            "q": "ヤマダ", "reason": "確かめ", "reason2": "counter", "party": "subject", "person": "p2", "case": id.text,
            "resident": "5001", "application": "resident-move", "outcome": "due", "scene": "questions",
            "basis": "9999", "entry": "\(id.text) resident-move", "state": "entered", "fact.phone": "090-1234-5678",
            "code": "MG1-NONE", "language": "ja", "document": "1",
            "terminal": "t-citizen", "staff": "g-all", "password": "g-all", "answer": "yes",
        ]
    }

    /// Asks for every route once, those that end something last; what the page was is told by the route.
    func everyRoute(_ known: Outputs, about id: CaseID) async throws -> Outputs {
        let box = Box(known)
        let last: [Route] = [.personRemoval, .caseHold, .caseResumption, .releaseEnd, .caseWithdrawal]
        let streams: [Route] = [.caseListFeed, .caseFeed, .panelFeed]
        // Taken back and handed in again while nothing else has changed the forms.
        let again: [Route] = [.submissionReturn, .caseSubmission]
        let others = Route.allCases.filter { !(again + last + streams + [.logout]).contains($0) }
        try await counters.run(as: "g-all", at: CounterDesk.citizen) { browser in
            for route in again + others + last + [.logout] {
                let path = path(route, id)
                let response =
                    route.method == .get
                    ? try await browser.get(path) : try await browser.send(path, fields(id))
                let isPaper = response.headers[.contentType] == "application/pdf"
                guard isPaper else {
                    box.add(route.outlet, response)
                    continue
                }
                let bytes = Array(response.body.readableBytesView)
                box.add(.properties, response.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n"))
                box.add(route.outlet == .slip ? .slip : .form, try office.text(ofPDF: bytes))
                box.add(.properties, try office.properties(ofPDF: bytes))
            }
        }
        return box.outputs
    }

    /// The streams as they go over the network (画面の自動更新): head and events of each, while the case changes.
    func streams(_ known: Outputs, about id: CaseID) async throws -> Outputs {
        let box = Box(known)
        let feed = counters.server.ports.feed
        try await Application(
            router: counters.server.router(),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            logger: .init(label: "live") { _ in CapturingLog(lines: log) }
        ).test(.live) { client in
            let browser = Browser(client)
            try await browser.send("/terminal/demo", ["terminal": "t-citizen"])
            try await browser.send("/login", ["staff": "g-all", "password": "g-all"])
            let cookies = await browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
            guard let port = client.port else { throw NoAnswer(key: "no port") }
            for path in [Address.caseListFeed.path, Address.caseFeed(id).path, Address.panelFeed.path] {
                let wire = try Wire(port: port)
                try wire.write("GET \(path) HTTP/1.1\r\nHost: localhost\r\nCookie: \(cookies)\r\n\r\n")
                _ = try await wire.read(until: "retry: 2000")
                await feed.caseChanged(id)
                await feed.panelChanged(TerminalID("t-citizen"))
                box.add(.feed, try await wire.read(until: "event: changed"))
            }
        }
        return box.outputs
    }
}

/// A connection read as bytes, since a stream of events has no end (生の通信).
final class Wire {
    private let descriptor: Int32
    private var heard: [UInt8] = []

    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard isConnected == 0 else { throw NoAnswer(key: "no connection") }
    }

    deinit { close(descriptor) }

    func write(_ text: String) throws {
        let bytes = Array(text.utf8)
        guard send(descriptor, bytes, bytes.count, 0) == bytes.count else { throw NoAnswer(key: "not sent") }
    }

    /// Everything heard so far, once it contains the text; ten seconds at most.
    func read(until text: String) async throws -> String {
        for _ in 0..<1000 {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { heard += buffer.prefix(count) }
            let all = String(decoding: heard, as: UTF8.self)
            if all.contains(text) { return all }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw NoAnswer(key: "nothing heard")
    }
}
