import Hummingbird
import HummingbirdTesting
import Madoguchi
import Testing
import TestSupport
@testable import Web

@Suite("経路と権限") struct RouteTests {
    @Test("すべての経路が一覧にあり、一覧のすべてに応答がある") func everyRouteIsMounted() throws {
        let bench = try WebBench()
        let mounted = bench.server.router().routes.map { "\($0.method.rawValue) \($0.path.description)" }
        let listed = Route.allCases.map { "\($0.method.rawValue) \($0.routerPath.description)" }
        #expect(mounted.sorted() == listed.sorted())
        try expectGolden("routes.txt", listed.sorted().joined(separator: "\n") + "\n")
    }

    @Test("権限表が記録どおりである") func permissionMatrix() throws {
        let lines = Route.allCases.map { route in
            let admitted: String =
                switch route.access {
                case .anyone: "anyone"
                case .terminal: "registered terminal"
                case .staff(nil): "any clerk"
                case .staff(let permission?): permission.rawValue
                }
            return "\(route.rawValue): \(route.method.rawValue) \(route.pattern) - \(admitted)"
        }
        try expectGolden("permission-matrix.txt", lines.joined(separator: "\n") + "\n")
    }

    @Test("権限のない職員は、どの経路でも断られ、証跡に残る", arguments: Route.allCases)
    func refusedWithoutPermission(_ route: Route) async throws {
        guard case .staff(.some) = route.access else { return }
        let bench = try WebBench()
        bench.store.prepare { state in
            state.staff = state.staff.map { staff in
                var staff = staff
                staff.groups = []
                return staff
            }
        }
        try await bench.run(as: "sato") { browser in
            let path = concrete(route)
            let response =
                route.method == .post ? try await browser.send(path, [:]) : try await browser.get(path)
            #expect(response.status == .forbidden)
            #expect(bench.store.journal.last?.action == .denied)
            #expect(bench.store.journal.last?.detail == route.rawValue)
        }
    }

    @Test("職員の経路は、ログインしていなければ入れない", arguments: Route.allCases)
    func closedToStrangers(_ route: Route) async throws {
        guard case .staff = route.access else { return }
        try await WebBench().run { browser in
            try await browser.send("/terminal/demo", ["terminal": "t1"])
            let path = concrete(route)
            let response =
                route.method == .post ? try await browser.send(path, [:]) : try await browser.get(path)
            let toLogIn = response.location?.hasPrefix("/login") ?? false
            #expect(response.status == .unauthorized || toLogIn)
        }
    }

    @Test("画面から指す住所は、すべて経路の一覧にある") func everyAddressHasARoute() throws {
        let id = CaseID(random: Array(repeating: 7, count: 16))
        let today = FixedClock().now.day
        let key = ApplicationKey("resident-move", PersonKey(1))
        let addresses: [Address] = [
            .home, .login, .logout, .terminal, .demoTerminal, .cases(.coming), .caseRows(.all), .ticketReading,
            .caseListFeed, .caseFeed(id), .panelFeed, .caseOpening, .residents, .household(HouseholdNumber("1 2/3")),
            .householdOpening(HouseholdNumber("1")), .householdView(HouseholdNumber("1"), .phone),
            .myNumberReveal(HouseholdNumber("1")), .matches, .matchConfirmation, .matchDistinction, .entries(nil),
            .identifications, .identificationRevocation,
            .entries(today), .panel, .panelView, .panelAnswer,
            .entryExport(today, "resident-move"), .receptionCase(id), .caseFacts(id), .casePreview(id, key),
            .caseDocument(id, 3), .casePrint(id), .caseSlip(id), .personRemoval(id, PersonKey(1)),
        ]
        for address in addresses {
            let path = address.path.prefix { $0 != "?" }.split(separator: "/")
            let matches = Route.allCases.contains { route in
                let pattern = route.pattern.split(separator: "/")
                return pattern.count == path.count
                    && zip(pattern, path).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
            }
            #expect(matches, "\(address.path)")
        }
    }

    /// The route's pattern with something in place of each parameter.
    private func concrete(_ route: Route) -> String {
        route.pattern.split(separator: "/").reduce("") { path, part in
            let value: String =
                switch part {
                case "{id}": String(repeating: "0", count: 26)
                case "{day}": "2026-11-24"
                case "{procedure}": "resident-move.csv"
                case "{person}": "p1"
                default: part.hasPrefix("{") ? "1" : String(part)
                }
            return path + "/" + value
        }
    }
}
