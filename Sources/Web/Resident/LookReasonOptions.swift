import Japanese
import Madoguchi

/// A reason to choose on the screen (閲覧の事由の選択肢).
struct ReasonOption: Hashable, Sendable {
    let value: String
    let label: String
    let isChosen: Bool
}

/// A household that a clerk looked at today (最近見た人): the name alone, and the way back to it.
struct RecentLine: Hashable, Sendable {
    let name: String
    let time: String
    let path: String
}

extension WebServer {
    func reasonOptions(_ chosen: LookReason) -> [ReasonOption] {
        LookReason.allCases.map { reason in
            ReasonOption(
                value: reason.rawValue,
                label: ports.desk.catalogue.text(reason.textKey),
                isChosen: reason == chosen
            )
        }
    }

    /// What is offered before anything was chosen.
    func usualReason(_ context: StaffContext, _ store: any StoreReading) throws -> LookReason {
        let today = try store.caseSummaries(openedOn: ports.clock.now.day, limit: 1000)
        return LookReason(openCases: today, at: context.counter)
    }

    /// Whom this clerk looked at today, the last one first, from the journal.
    func recentLooks(
        _ reason: LookReason,
        _ context: StaffContext,
        _ store: any StoreReading
    ) throws -> [RecentLine] {
        let now = ports.clock.now
        let entries = try store.journalEntries(
            of: [.residentView],
            by: context.session.staff.id,
            since: now.startOfDay,
            limit: 100
        )
        var seen: Set<HouseholdNumber> = []
        var lines: [RecentLine] = []
        for entry in entries where lines.count < 10 {
            guard let number = entry.residents.first, let resident = try store.resident(number),
                seen.insert(resident.household).inserted
            else { continue }
            lines.append(
                RecentLine(
                    name: resident.name.string,
                    time: entry.at.clockText,
                    path: Address.householdView(resident.household, reason).path
                )
            )
        }
        return lines
    }
}
