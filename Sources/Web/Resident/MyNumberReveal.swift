import Hummingbird
import Madoguchi

extension WebServer {
    /// Shows one member's 個人番号 in full (個人番号の表示). Sent as a form: neither the number nor whose it is stands in an address.
    func revealMyNumber(
        of household: HouseholdNumber,
        _ request: Request,
        _ context: StaffContext
    ) async throws -> Response {
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let resident = ResidentNumber(form["resident"])
        guard let reason = LookReason(rawValue: form["reason"]), let reveal = ports.revealMyNumber else {
            throw Fault.unreadable
        }
        let members = try await ports.store.read { try $0.household(household).map(\.number) }
        guard members.contains(resident) else {
            let detail = "\(Route.myNumberReveal.rawValue) \(reason.rawValue)"
            try await ports.store.journal([context.entry(.denied, at: ports.clock.now, detail: detail)])
            throw Fault.noHousehold
        }
        let entry = context.entry(
            .myNumberShown,
            at: ports.clock.now,
            residents: [resident],
            detail: reason.rawValue
        )
        let number = try await revealed(resident, entry, reveal)
        let text = number?.digits ?? "登録がありません"
        return try await self.household(household, reason, context, revealed: (resident, text))
    }

    /// A number that cannot be opened is a failure that the journal knows of, too.
    private func revealed(
        _ resident: ResidentNumber,
        _ entry: JournalEntry,
        _ reveal: @Sendable (ResidentNumber, JournalEntry) async throws -> MyNumber?
    ) async throws -> MyNumber? {
        do {
            return try await reveal(resident, entry)
        } catch {
            let failure = JournalEntry(
                .failed,
                at: entry.at,
                staff: entry.staff,
                terminal: entry.terminal,
                residents: entry.residents,
                detail: Route.myNumberReveal.rawValue
            )
            try await ports.store.journal([failure])
            throw Fault(
                .unavailable,
                "個人番号を表示できませんでした。",
                remedy: "鍵ファイルがサーバーに置かれているか、管理者に確かめてもらってください。"
            )
        }
    }
}

extension Fault {
    static let noHousehold = Fault(
        .notFound,
        "この世帯は見つかりません。",
        remedy: "住民検索で、もう一度探してください。"
    )
}
