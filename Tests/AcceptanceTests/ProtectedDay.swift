import Foundation
import Hummingbird
import HummingbirdTesting
import Japanese
import Logging
import Madoguchi
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Web

/// A day with a protected person at every counter (支援措置の一日): every output of the running server as text.
struct ProtectedDay: Sendable {
    /// Letters and digits that stand in her whereabouts and nowhere else in the town.
    static let markers = ["秘匿", "77番地", "3799999", "379-9999", "0279990001", "027-999-0001"]

    let office: CounterDesk
    let counters: CounterServer
    let log = LogLines()

    static let senior = ReceptionDesk.Hand(
        staff: StaffID("hoshino"),
        terminal: TerminalID("t-medical"),
        counter: CounterID("pension-medical")
    )

    init() async throws {
        office = try CounterDesk()
        let lines = log
        counters = try await CounterServer(
            office,
            logger: Logger(label: "day", factory: { _ in CapturingLog(lines: lines) })
        )
        try await publish(protecting: true)
        let now = office.clock.now
        let groups = office.desk.catalogue.municipality.groups.map(\.id)
        try await office.store.write { tx in
            for group in groups {
                guard let id = StaffID("g-\(group)") else { continue }
                let staff = Staff(id: id, name: group, counter: CounterDesk.citizen.counter, groups: [group])
                try tx.putStaff(staff, passwordHash: id.text)
            }
            if let id = StaffID("g-all") {
                let staff = Staff(id: id, name: "全権", counter: CounterDesk.citizen.counter, groups: groups)
                try tx.putStaff(staff, passwordHash: id.text)
            }
            return Journaled((), [JournalEntry(.staffAdded, at: now, detail: "test")])
        }
    }

    /// She and her child, and next door in the same building somebody who has nothing to do with them.
    static let household = people(["山田　秘", "山田　子"], number: "500", household: "9500")

    func publish(protecting isProtected: Bool) async throws {
        var people = Self.household
        people[0].isProtected = isProtected
        var before = people[0]
        before.address.lot = "77番地の前"
        let earlier = ResidentHistory(of: before, sequence: 1, changedOn: nil, reason: "転居")
        let neighbour = Self.people(["隣野　人"], number: "600", household: "9600")[0]
        try await office.publish(people + [neighbour], earlier: [earlier], on: office.clock.now.day)
    }

    private static func people(_ names: [String], number: String, household: String) -> [Resident] {
        names.enumerated().map { place, name in
            var person = Resident(
                number: ResidentNumber("\(number)\(place)"),
                household: HouseholdNumber(household),
                kind: .japanese,
                standing: .current,
                name: RegisteredText(name),
                kana: household == "9500" ? "ヤマダ　\(place == 0 ? "ヒメ" : "コ")" : "トナリノ　ヒト",
                sex: .female,
                birthDate: CivilDate(iso: place == 0 ? "1990-05-05" : "2018-06-06"),
                birthText: place == 0 ? "平成2年5月5日" : "平成30年6月6日",
                relationship: place == 0 ? "世帯主" : "子",
                address: ResidentAddress(
                    postalCode: household == "9500" ? "3799999" : "3720001",
                    townCode: "",
                    town: household == "9500" ? "秘匿町" : "中央町",
                    lot: household == "9500" ? "77番地7" : "5番地",
                    building: household == "9500" ? "秘匿荘1号" : ""
                )
            )
            person.phone = household == "9500" ? "027-999-0001" : "027-000-0002"
            if place == 1 {
                person.entitlements = [
                    Entitlement(business: .schooling, number: "", grade: "秘匿小学校", from: nil, until: nil)
                ]
            }
            return person
        }
    }

    static func tells(_ text: String) -> Bool { markers.contains { text.contains($0) } }

    /// What staff of each group read of the day outside a case, and what stands on lists.
    func clerkPages(_ outputs: inout Outputs, about id: CaseID) async throws {
        for group in office.desk.catalogue.municipality.groups.map(\.id) {
            outputs = try await read(as: "g-\(group)", outputs, id)
        }
    }

    private func read(as staff: String, _ known: Outputs, _ id: CaseID) async throws -> Outputs {
        let box = Mutex(known)
        let other = try await office.desk.open(.householdChange, by: CounterDesk.citizen)
        try await counters.run(as: staff, at: CounterDesk.citizen) { browser in
            for typed in ["ヤマダ", "山田　秘", "19900505", "5000", "9500", "トナリノ", "ヤマダ 19900505"] {
                for former in ["", "1"] {
                    let page = try await browser.send("/residents", ["q": typed, "former": former])
                    box.withLock { $0.add(.search, page) }
                }
                let inside = try await browser.send(
                    "/cases/\(other.text)/search",
                    ["query": typed, "household": "9500"]
                )
                box.withLock { $0.add(.search, inside) }
            }
            for (outlet, path) in [
                (Outlet.household, "/households/9500"), (.household, "/households/9600"), (.matches, "/matches"),
                (.receptionList, "/cases"), (.receptionList, "/cases/rows"), (.receptionList, "/cases?view=held"),
                (.entryList, "/entries"), (.error, "/cases/\(id.text)/documents/999"), (.error, "/none"),
            ] {
                let page = try await browser.get(path)
                box.withLock { $0.add(outlet, page) }
            }
            let reveal = try await browser.send(
                "/households/9500/my-number",
                ["resident": "5000", "reason": "counter"]
            )
            box.withLock { $0.add(.error, reveal) }
        }
        return box.withLock { $0 }
    }
}

/// Texts by outlet, and every address seen on the way.
struct Outputs: Sendable {
    private(set) var texts: [Outlet: [String]] = [:]

    mutating func add(_ outlet: Outlet, _ text: String) {
        texts[outlet, default: []].append(text)
    }

    mutating func add(_ outlet: Outlet, _ response: TestResponse) {
        // What a clerk may not enter is an error page, whatever it was meant to be.
        let isRefused = response.status.code >= 400
        add(isRefused ? .error : outlet, response.text)
        let found = response.text.matches(of: /(?:href|action|formaction|src|data-[a-z-]+)="([^"]*)"/)
        // Values of other attributes are part of the page; an address begins with a slash or a scheme.
        for address in found where address.1.hasPrefix("/") || address.1.contains("://") {
            add(.url, String(address.1))
        }
        if let location = response.location { add(.url, location) }
        add(.properties, response.headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n"))
    }
}

/// The same for closures that run at the same time.
final class Box: Sendable {
    private let kept: Mutex<Outputs>

    init(_ outputs: Outputs) { kept = Mutex(outputs) }

    var outputs: Outputs { kept.withLock { $0 } }

    func add(_ outlet: Outlet, _ text: String) { kept.withLock { $0.add(outlet, text) } }

    func add(_ outlet: Outlet, _ response: TestResponse) { kept.withLock { $0.add(outlet, response) } }
}

/// Lines of the program's log.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])
    private let asked = Mutex<[String: Set<String>]>([:])

    func append(_ line: String) { lines.withLock { $0.append(line) } }

    /// Routes that were asked for, as the log names them, with the states of their answers.
    var routes: [String: Set<String>] { asked.withLock { $0 } }

    func note(_ route: String, _ status: String) {
        asked.withLock { _ = $0[route, default: []].insert(status) }
    }

    var all: [String] { lines.withLock { $0 } }
}

struct CapturingLog: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        lines.append("\(event.message) \(event.metadata ?? [:]) \(metadata)")
        guard let line = event.metadata, let method = line["method"], let route = line["route"] else { return }
        lines.note("\(method) \(route)", "\(line["status"] ?? "")")
    }
}
