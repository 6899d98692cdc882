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
    let results: ResidentResults?
}

/// What a search found; the part that changes while the box stays.
struct ResidentResults: Page {
    static let template = "resident/results"
    let understood: String
    let count: String
    let lines: [ResidentLine]
    let isEmpty: Bool
    let hasMore: Bool
    let hasProtected: Bool
}

extension WebServer {
    func addResidents(to staff: StaffRoutes) {
        staff.on(.residentSearchPage) { _, context in
            let frame = try await self.ports.store.read { store in
                try self.frame("住民検索", at: .residents, context, store)
            }
            return try self.templates.response(self.searchPage(frame))
        }
        staff.on(.residentSearch) { request, context in try await self.search(request, context) }
        staff.on(.household) { _, context in
            let number = HouseholdNumber(context.parameters.get("number") ?? "")
            return try await self.household(number, context)
        }
        staff.on(.householdOpening) { request, context in
            let number = HouseholdNumber(context.parameters.get("number") ?? "")
            return try await self.openCase(of: number, request, context)
        }
    }

    private func searchPage(
        _ frame: Frame,
        typed: String = "",
        includesFormer: Bool = false,
        results: ResidentResults? = nil
    ) -> ResidentSearchPage {
        ResidentSearchPage(
            frame: frame,
            action: Address.residents.path,
            typed: typed,
            includesFormer: includesFormer,
            results: results
        )
    }

    /// Sent as a form and not in the address, so that no name is left in a browser's history or a log.
    private func search(_ request: Request, _ context: StaffContext) async throws -> Response {
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let includesFormer = !form["former"].isEmpty
        let today = ports.clock.now.day
        let text = SearchText(form["q"], includesFormer: includesFormer, today: today)
        let isPart = request.headers[.part] != nil
        let (found, page) = try await ports.store.read { store in
            let found = try Finding(text, store)
            return (found, isPart ? nil : try frame("住民検索", at: .residents, context, store))
        }
        try await ports.store.journal([
            context.entry(
                .search,
                at: ports.clock.now,
                residents: found.shown.map(\.resident.number),
                detail: found.journalText
            )
        ])
        let results = ResidentResults(found, today: today)
        guard let page else { return try templates.response(results) }
        return try templates.response(
            searchPage(page, typed: text.typed, includesFormer: includesFormer, results: results)
        )
    }
}

/// The outcome of a search: the query that found somebody, and whose addresses stay hidden.
struct Finding: Sendable {
    let query: ResidentQuery?
    let shown: [ResidentHit]
    let hasMore: Bool
    /// Households in which anybody is protected: they share the address.
    let hidden: Set<HouseholdNumber>

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
        var hidden: Set<HouseholdNumber> = []
        for number in Set(shown.map(\.resident.household)) {
            if try store.household(number).contains(where: \.isProtected) { hidden.insert(number) }
        }
        self.hidden = hidden.union(shown.filter(\.resident.isProtected).map(\.resident.household))
    }

    var journalText: String { "\(query?.kinds ?? "empty") \(shown.count)\(hasMore ? "+" : "")" }
}

extension ResidentResults {
    init(_ found: Finding, today: CivilDate) {
        understood = found.query?.japanese ?? ""
        lines = found.shown.map { hit in
            ResidentLine(hit.resident, isHidden: found.hidden.contains(hit.resident.household), today: today)
        }
        isEmpty = found.shown.isEmpty
        hasMore = found.hasMore
        count = found.hasMore ? "\(found.shown.count)人以上" : "\(found.shown.count)人"
        hasProtected = !found.hidden.isEmpty
    }
}
