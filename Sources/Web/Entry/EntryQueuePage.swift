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
    let marking: String
    let markedDay: String

    struct Group: Hashable, Sendable {
        let name: String
        let count: Int
        let export: String
        let waiting: [Line]
        /// Rows of which nobody has said yet that they were entered.
        let unreported: [Line]
        let hasUnreported: Bool
    }

    struct Line: Hashable, Sendable {
        let number: String
        let name: String
        let person: String
        let counter: String
        let path: String
        /// The form's field: which case and application.
        let entryKey: String
        let state: String
        let stateStyle: String
        /// Why it could not be entered.
        var failure: String?
        let isMarked: Bool
        let isExported: Bool
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
        staff.on(.entryMark) { try await self.markEntries($0, $1) }
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
            let lines = try entries.compactMap { try line($0, cases[$0.caseID], store) }
            let unreported = lines.filter(\.isExported)
            return EntryQueuePage.Group(
                name: catalogue.procedure(procedure)?.name ?? procedure.text,
                count: entries.count,
                export: Address.entryExport(day, procedure).path,
                waiting: lines,
                unreported: unreported,
                hasUnreported: !unreported.isEmpty
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
            isEmpty: waiting.isEmpty,
            marking: Address.entryMark.path,
            markedDay: day.iso
        )
    }

    private func line(
        _ waiting: EntryWaiting,
        _ found: ReceptionCase?,
        _ store: any StoreReading
    ) throws -> EntryQueuePage.Line? {
        guard let found, var line = EntryQueuePage.Line(waiting, found, ports.desk.catalogue) else { return nil }
        let protected = try store.protected(in: found)
        let view = CaseView(entriesOf: found, catalogue: ports.desk.catalogue, protected: protected)
        line.isHeld = EntryPlan(view).isHeld(waiting.application)
        if line.failure != nil, view.protection.state != .none { line.failure = CaseProtection.hiddenWords }
        return line
    }

    /// What a person says of entries: one of them, or all whose rows went out (入力の報告).
    private func markEntries(_ request: Request, _ context: StaffContext) async throws -> Response {
        let form = try await SubmittedForm.read(request, limit: context.maxUploadSize)
        let keys = form.all("entry").compactMap { text -> (CaseID, ApplicationKey)? in
            let parts = text.split(separator: " ")
            guard parts.count == 2, let id = CaseID(String(parts[0])) else { return nil }
            return (id, ApplicationKey(reading: String(parts[1])))
        }
        guard let state = EntryState(rawValue: form["state"]), state != .exported, !keys.isEmpty else {
            throw Fault.unreadable
        }
        for (id, application) in keys {
            let mark = EntryMark(application, state, reason: state == .failed ? form["reason"] : "")
            try await told { try await self.ports.desk.note(mark, of: id, by: context.hand) }
            await changed(id)
        }
        let day = CivilDate(iso: form["day"])
        return Response.redirect(to: Address.entries(day).path, type: .normal)
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
        entryKey = "\(waiting.caseID.text) \(waiting.application.text)"
        let progress = reception.entry(of: waiting.application) ?? .waiting
        let time = progress.stamp.map { " \($0.at.day.monthDayText) \($0.at.clockText)" } ?? ""
        state = progress.state.japanese + time
        stateStyle = progress.state == .failed ? "chip-stop" : progress.state == .entered ? "" : "chip-look"
        failure = progress.state == .failed ? progress.reason : nil
        isMarked = progress.state != .waiting
        isExported = progress.state == .exported
    }
}
