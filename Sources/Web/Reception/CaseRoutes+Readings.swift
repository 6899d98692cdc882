import Hummingbird
import Madoguchi

/// Taking in people: codes and files from devices, residents from the core data.
extension WebServer {
    func addCaseReadings(to staff: StaffRoutes) {
        staff.on(.caseReading) { try await self.read($0, $1) }
        staff.on(.caseSearch) { try await self.search($0, $1) }
        staff.on(.caseResidents) { request, context in
            try await self.act(request, context) { id, form, hand in
                let members = form.all("member").map { ResidentNumber($0) }
                let moving = Set(form.all("moving").map { ResidentNumber($0) })
                guard !moving.isEmpty else { throw ReceptionError.readingEmpty }
                _ = try await self.ports.desk.take(residents: members, moving: moving, into: id, by: hand)
            }
        }
    }

    /// The one way in for every device: a form field `code`, or the bytes of a code or of its picture as the body.
    private func read(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id = try context.caseID()
        let bytes = try await codeBytes(request, context)
        do {
            guard !bytes.isEmpty else { throw Fault.emptyReading }
            let reading = try await ports.readCode(bytes)
            try await told { _ = try await self.ports.desk.take(reading, into: id, by: context.hand) }
        } catch {
            let fault = Fault(telling: error)
            guard fault.category != .broken else { throw error }
            return try await unread(fault, id, context)
        }
        await changed(id)
        return Response.redirect(to: Address.receptionCase(id).path, type: .normal)
    }

    /// The case once more with the reason above it, and the cursor where the next reading goes.
    private func unread(_ fault: Fault, _ id: CaseID, _ context: StaffContext) async throws -> Response {
        context.trace.record { $0.category = fault.category }
        let view = try await told { try await self.ports.desk.view(of: id, at: context.counter) }
        var builder = await caseBuilder(view, context)
        builder.step = .people
        builder.message = fault.sentence + fault.remedy
        return try await caseResponse(builder, context, status: fault.category.status)
    }

    private func codeBytes(_ request: Request, _ context: StaffContext) async throws -> [UInt8] {
        if SubmittedForm.isForm(request) {
            let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
            return CodeText.bytes(form.exact("code"))
        }
        let body = try await request.body.collect(upTo: 8 * 1024 * 1024)
        return Array(buffer: body)
    }

    private func search(_ request: Request, _ context: StaffContext) async throws -> Response {
        let id = try context.caseID()
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        var query = ResidentQuery(typed: form["query"], today: ports.clock.now.day, eras: ports.eras)
        query.limit = ReadingSearch.limit + 1
        let asked = query
        let household = HouseholdNumber(form["household"])
        let found = try await ports.store.read { tx -> ReadingSearch in
            var search = ReadingSearch(query: form["query"], hasSearched: !asked.isEmpty)
            if !household.digits.isEmpty { search.household = try tx.household(household) }
            let hits = asked.isEmpty ? [] : try tx.residents(asked)
            search.hits = Array(hits.prefix(ReadingSearch.limit))
            search.hasMore = hits.count > ReadingSearch.limit
            return search
        }
        let numbers = found.household.map(\.number) + found.hits.map(\.resident.number)
        let entry = context.entry(
            .search,
            at: ports.clock.now,
            caseID: id,
            residents: numbers,
            detail: "\(numbers.count) \(LookReason.reception.rawValue)"
        )
        try await ports.store.journal([entry])
        let view = try await told { try await self.ports.desk.view(of: id, at: context.counter) }
        var builder = await caseBuilder(view, context)
        builder.step = .people
        builder.search = found
        return try await caseResponse(builder, context)
    }
}

extension Fault {
    static let emptyReading = Fault(
        .invalid,
        "読み取った内容が空でした。",
        remedy: "コードを読取機にかざし直すか、ファイルを選び直してください。"
    )
}

/// A code that came through a form (フォーム経由の読取): browsers send every line end as CR LF, the code has LF.
enum CodeText {
    static func bytes(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        return bytes.indices.compactMap { index in
            let isEnding = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
            return isEnding ? nil : bytes[index]
        }
    }
}
