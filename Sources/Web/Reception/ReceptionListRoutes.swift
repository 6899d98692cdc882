import Hummingbird
import Japanese
import Madoguchi

extension WebServer {
    /// More cases than a city's busiest day has; the list says so rather than hide any.
    private static let listLimit = 1000

    func addReceptionList(to staff: StaffRoutes) {
        staff.on(.caseList) { request, context in
            try await self.receptionList(self.view(in: request), context)
        }
        staff.on(.caseRows) { request, context in
            let view = self.view(in: request)
            let municipality = self.ports.municipality
            let summaries = try await self.todaysCases()
            return try self.templates.response(
                ReceptionRows(summaries, view: view, counter: context.counter, municipality: municipality)
            )
        }
        staff.on(.ticketReading) { request, context in try await self.readTicket(request, context) }
    }

    func receptionList(
        _ view: ReceptionView,
        _ context: StaffContext,
        scanned: String = "",
        refusal: String? = nil
    ) async throws -> Response {
        let today = ports.clock.now.day
        let page = try await ports.store.read { store in
            let summaries = try store.caseSummaries(openedOn: today, limit: WebServer.listLimit)
            return ReceptionListPage(
                frame: try frame("受付一覧", at: .cases, context, store),
                heading: "受付一覧",
                counterName: ports.municipality.counter(context.counter)?.name ?? "",
                notices: try registryNotices(store) + store.notices(on: today).map(ReceptionListPage.NoticeLine.init),
                matches: Route.matchList.admits(context.permissions) ? Address.matches.path : nil,
                openingPath: Address.caseOpening.path,
                events: LifeEvent.allCases.map(ReceptionListPage.EventButton.init),
                rows: ReceptionRows(
                    summaries,
                    view: view,
                    counter: context.counter,
                    municipality: ports.municipality
                ),
                rowsPath: Address.caseRows(view).path,
                feed: Address.caseListFeed.path,
                scanAction: Address.ticketReading.path,
                scanned: scanned,
                refusal: refusal.map { ports.desk.catalogue.text($0) }
            )
        }
        return try templates.response(page, status: refusal == nil ? .ok : .unprocessableContent)
    }

    /// What the clerk must know of the core system's daily file (連携データの未着と取込の失敗).
    private func registryNotices(_ store: any StoreReading) throws -> [ReceptionListPage.NoticeLine] {
        let now = ports.clock.now
        let status = try store.registryStatus()
        var keys: [String] = []
        let twoDaysAgo = now.adding(seconds: -2 * 24 * 60 * 60)
        let last = try store.journalEntries(
            of: [.registryImported, .registryRefused],
            by: nil,
            since: max(status?.importedAt ?? twoDaysAgo, twoDaysAgo),
            limit: 1
        ).first
        if last?.action == .registryRefused { keys.append("warning.registry.refused") }
        if RegistryAge.isMissing(status, today: now.day, calendar: .standard) {
            keys.append("warning.registry.missing")
        }
        return keys.map { key in
            ReceptionListPage.NoticeLine(title: "連携データ", body: ports.desk.catalogue.text(key), isWarning: true)
        }
    }

    private func todaysCases() async throws -> [CaseSummary] {
        let today = ports.clock.now.day
        return try await ports.store.read { try $0.caseSummaries(openedOn: today, limit: WebServer.listLimit) }
    }

    private func view(in request: Request) -> ReceptionView {
        request.uri.queryParameters["view"].flatMap { ReceptionView(rawValue: String($0)) } ?? .all
    }
}

extension ReceptionListPage.NoticeLine {
    init(_ notice: Notice) {
        self.init(title: notice.title, body: notice.body, isWarning: notice.weight == .warning)
    }
}
