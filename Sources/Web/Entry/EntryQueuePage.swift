import Hummingbird
import Japanese
import Madoguchi

/// The entry queue (入力待ち): what was handed in on a day and waits for the core system, by procedure.
struct EntryQueuePage: Page {
    static let template = "entry/queue"
    let frame: Frame
    let day: String
    let isToday: Bool
    let previous: String
    let next: String?
    let summary: String
    let matches: String
    /// Only for those who may identify characters.
    let identifications: String?
    let groups: [Group]
    let isEmpty: Bool

    struct Group: Hashable, Sendable {
        let name: String
        let count: Int
        let export: String
        let waiting: [Line]
    }

    struct Line: Hashable, Sendable {
        let number: String
        let name: String
        let person: String
        let counter: String
        let path: String
        /// Kept out of the file by a suppression (支援措置).
        var isHeld = false
    }
}

extension WebServer {
    func addEntries(to staff: StaffRoutes) {
        staff.on(.entryQueue) { request, context in
            let today = self.ports.clock.now.day
            let day = request.uri.queryParameters["day"].flatMap { CivilDate(iso: String($0)) } ?? today
            let page = try await self.ports.store.read { try self.entryQueue(of: min(day, today), context, $0) }
            return try self.templates.response(page)
        }
        staff.on(.entryExport) { _, context in try await self.exportEntries(context) }
    }

    private func entryQueue(
        of day: CivilDate,
        _ context: StaffContext,
        _ store: any StoreReading
    ) throws -> EntryQueuePage {
        let catalogue = ports.desk.catalogue
        let waiting = try store.waitingEntries(receivedOn: day)
        let byProcedure = Dictionary(grouping: waiting) { $0.application.procedure }
        var cases: [CaseID: ReceptionCase] = [:]
        for id in Set(waiting.map(\.caseID)) { cases[id] = try store.receptionCase(id) }
        let known = catalogue.procedures.map(\.id)
        let order = known + byProcedure.keys.filter { !known.contains($0) }.sorted()
        let groups = try order.compactMap { procedure -> EntryQueuePage.Group? in
            guard let entries = byProcedure[procedure] else { return nil }
            return EntryQueuePage.Group(
                name: catalogue.procedure(procedure)?.name ?? procedure.text,
                count: entries.count,
                export: Address.entryExport(day, procedure).path,
                waiting: try entries.compactMap { waiting in
                    guard let found = cases[waiting.caseID] else { return nil }
                    var line = EntryQueuePage.Line(waiting, found, catalogue)
                    let view = CaseView(
                        entriesOf: found,
                        catalogue: catalogue,
                        protected: try store.protected(in: found)
                    )
                    line?.isHeld = EntryPlan(view).isHeld(waiting.application)
                    return line
                }
            )
        }
        let today = ports.clock.now.day
        return EntryQueuePage(
            frame: try frame("入力待ち", at: .entries, context, store),
            day: DayText.long(day, ports.eras),
            isToday: day == today,
            previous: Address.entries(day.adding(days: -1)).path,
            next: day < today ? Address.entries(day.adding(days: 1)).path : nil,
            summary: "\(Set(waiting.map(\.caseID)).count)件の受付・\(waiting.count)件の申請",
            matches: Address.matches.path,
            identifications: context.permissions.contains(.administer) ? Address.identifications.path : nil,
            groups: groups,
            isEmpty: waiting.isEmpty
        )
    }
}

extension EntryQueuePage.Line {
    /// Nil where the case is gone or withdrawn: nothing of it reaches the core system.
    init?(_ waiting: EntryWaiting, _ reception: ReceptionCase?, _ catalogue: Catalogue) {
        guard let reception, !reception.isWithdrawn else { return nil }
        let notifier = reception.text(.notifier).flatMap { PersonKey($0.string) } ?? reception.people.first?.key
        number = reception.opening.number.text
        name = notifier.flatMap { reception.text(.name, of: $0)?.string } ?? ""
        person = waiting.application.person.flatMap { reception.text(.name, of: $0)?.string } ?? ""
        counter = catalogue.municipality.counter(waiting.counter)?.name ?? waiting.counter.text
        path = Address.receptionCase(waiting.caseID).path
    }
}
