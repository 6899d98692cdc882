import Hummingbird
import Japanese
import Madoguchi

/// The search for residents (住民検索): one box for every key.
struct ResidentSearchPage: Page {
    static let template = "resident/search"
    let frame: Frame
    let action: String
    let typed: String
    let includesFormer: Bool
    let reasons: [ReasonOption]
    let recent: [RecentLine]
    let hasRecent: Bool
    let results: ResidentResults?
}

/// What a search found; the part that changes while the box stays.
struct ResidentResults: Page {
    static let template = "resident/results"
    let understood: String
    let count: String
    var lines: [ResidentLine]
    var hasLines: Bool
    /// People of today's cases whom the core data do not have yet.
    var provisional: [ProvisionalLine] = []
    var hasProvisional = false
    var isEmpty: Bool
    /// Nothing was typed.
    let isBlank: Bool
    /// Why digits that look like a birth date are none; nil for other words.
    var dateHint: String?
    let hasMore: Bool
    let hasProtected: Bool
    var pages: ResultPages?
}

/// The way to the next fifty and back (頁送り).
struct ResultPages: Hashable, Sendable {
    let action: String
    let typed: String
    let includesFormer: Bool
    let reason: String
    /// How many come before the page; nil where there is none.
    let previous: String?
    let next: String?

    /// Nil where all are shown.
    init?(_ found: Finding, _ text: SearchText, includesFormer: Bool, _ reason: LookReason) {
        guard found.hasMore || text.offset > 0 else { return nil }
        action = Address.residents.path
        typed = text.typed
        self.includesFormer = includesFormer
        self.reason = reason.rawValue
        previous = text.offset > 0 ? String(max(0, text.offset - SearchText.limit)) : nil
        next = found.hasMore && text.offset < SearchText.furthest ? String(text.offset + SearchText.limit) : nil
    }
}

extension WebServer {
    func addResidents(to staff: StaffRoutes) {
        staff.on(.residentSearchPage) { _, context in
            let page = try await self.ports.store.read { store in
                try self.searchPage(SearchState(reason: try self.usualReason(context, store)), context, store)
            }
            return try self.templates.response(page)
        }
        staff.on(.residentSearch) { request, context in try await self.search(request, context) }
        staff.on(.household) { request, context in
            let number = HouseholdNumber(context.parameters.get("number") ?? "")
            let reason = request.uri.queryParameters["reason"].flatMap { LookReason(rawValue: String($0)) }
            return try await self.household(number, reason, context)
        }
        staff.on(.householdOpening) { request, context in
            let number = HouseholdNumber(context.parameters.get("number") ?? "")
            return try await self.openCase(of: number, request, context)
        }
        staff.on(.keptProtectionEnd) { try await self.endKeptProtection($0, $1) }
        staff.on(.myNumberReveal) { request, context in
            let number = HouseholdNumber(context.parameters.get("number") ?? "")
            return try await self.revealMyNumber(of: number, request, context)
        }
    }

    /// What stands in the box and beside it.
    private struct SearchState {
        var typed = ""
        var includesFormer = false
        let reason: LookReason
        var results: ResidentResults?
    }

    private func searchPage(
        _ state: SearchState,
        _ context: StaffContext,
        _ store: any StoreReading
    ) throws -> ResidentSearchPage {
        let recent = try recentLooks(state.reason, context, store)
        return ResidentSearchPage(
            frame: try frame("住民検索", at: .residents, context, store),
            action: Address.residents.path,
            typed: state.typed,
            includesFormer: state.includesFormer,
            reasons: reasonOptions(state.reason),
            recent: recent,
            hasRecent: !recent.isEmpty,
            results: state.results
        )
    }

    /// Sent as a form and not in the address, so that no name is left in a browser's history or a log.
    private func search(_ request: Request, _ context: StaffContext) async throws -> Response {
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let includesFormer = !form["former"].isEmpty
        let today = ports.clock.now.day
        let offset = Int(form["from"]) ?? 0
        let text = SearchText(form["q"], includesFormer: includesFormer, offset: offset, today: today, eras: ports.eras)
        let chosen = LookReason(rawValue: form["reason"])
        let isPart = request.headers[.part] != nil
        let (found, results, reason, page) = try await ports.store.read { store in
            let reason = try chosen ?? usualReason(context, store)
            let found = try Finding(text, store)
            var results = ResidentResults(found, today: today, eras: ports.eras, for: reason)
            results.dateHint = text.dateHint
            results.pages = ResultPages(found, text, includesFormer: includesFormer, reason)
            try lay(todaysCasesOver: &results, found, context, store)
            let state = SearchState(
                typed: text.typed,
                includesFormer: includesFormer,
                reason: reason,
                results: results
            )
            return (found, results, reason, isPart ? nil : try searchPage(state, context, store))
        }
        try await ports.store.journal([
            context.entry(
                .search,
                at: ports.clock.now,
                residents: found.shown.map(\.resident.number),
                detail: "\(found.journalText) \(reason.rawValue)"
            )
        ])
        guard let page else { return try templates.response(results) }
        return try templates.response(page)
    }
}

/// The outcome of a search: the query that found somebody, and whom.
struct Finding: Sendable {
    let query: ResidentQuery?
    let shown: [ResidentHit]
    let hasMore: Bool
    let offset: Int

    init(_ text: SearchText, _ store: any StoreReading) throws {
        var used: ResidentQuery?
        var hits: [ResidentHit] = []
        for query in text.queries {
            used = used ?? query
            hits = try store.residents(query)
            if !hits.isEmpty {
                used = query
                break
            }
        }
        query = used
        shown = Array(hits.prefix(SearchText.limit))
        hasMore = hits.count > SearchText.limit
        offset = text.offset
    }

    var journalText: String { "\(query?.kinds ?? "empty") \(shown.count)\(hasMore ? "+" : "")" }
}

extension ResidentResults {
    init(_ found: Finding, today: CivilDate, eras: EraTable, for reason: LookReason) {
        understood = found.query?.japanese(in: eras) ?? ""
        lines = found.shown.map { ResidentLine($0.resident, today: today, for: reason) }
        isEmpty = found.shown.isEmpty
        isBlank = found.query == nil
        hasLines = !found.shown.isEmpty
        hasMore = found.hasMore
        let last = found.offset + found.shown.count
        let first = found.offset > 0 && last > found.offset ? "\(found.offset + 1)人目から" : ""
        count = first.isEmpty ? "\(last)人" + (found.hasMore ? "以上" : "") : "\(first)\(last)人目"
        hasProtected = found.shown.contains(where: \.resident.hidesAddress)
    }
}
