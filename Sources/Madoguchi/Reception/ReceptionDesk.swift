import Japanese

/// What can be done with a case (受付業務): each method is one transaction with its journal entries.
package struct ReceptionDesk: Sendable {
    package let store: any Store
    package let renderer: any DocumentRenderer
    package let clock: any Clock
    package let catalogue: Catalogue
    let random: @Sendable (Int) -> [UInt8]
    let digest: @Sendable ([UInt8]) -> Digest

    /// `random` gives as many bytes as asked for from the system's generator; `digest` is SHA-256.
    package init(
        store: any Store,
        renderer: any DocumentRenderer,
        clock: any Clock,
        catalogue: Catalogue,
        random: @escaping @Sendable (Int) -> [UInt8],
        digest: @escaping @Sendable ([UInt8]) -> Digest
    ) {
        self.store = store
        self.renderer = renderer
        self.clock = clock
        self.catalogue = catalogue
        self.random = random
        self.digest = digest
    }

    /// Who acts, and where (操作者).
    package struct Hand: Hashable, Sendable {
        /// Nil for the citizen at the panel.
        package let staff: StaffID?
        package let terminal: TerminalID
        package let counter: CounterID

        package init(staff: StaffID?, terminal: TerminalID, counter: CounterID) {
            self.staff = staff
            self.terminal = terminal
            self.counter = counter
        }
    }

    /// Opens a case (受付開始): number, event and day of notice.
    package func open(_ event: LifeEvent, by hand: Hand) async throws -> CaseID {
        let id = CaseID(random: random(16))
        let now = clock.now
        return try await store.write { [catalogue] tx in
            let serial = try tx.lastReceptionSerial(on: now.day) + 1
            let opening = CaseOpening(
                number: ReceptionNumber(day: now.day, serial: serial),
                event: event,
                counter: hand.counter,
                registryDate: try tx.registryStatus()?.businessDate,
                package: catalogue.version
            )
            let stamp = Stamp(at: now, staff: hand.staff, terminal: hand.terminal)
            let bodies: [CaseRecord.Body] = [
                .opening(opening),
                .fact(Fact(FactKey(.event), .choice(event.japanese), from: .staff)),
                .fact(Fact(FactKey(.noticeDate), .date(now.day), from: .staff)),
            ]
            let records = bodies.enumerated().map { CaseRecord(sequence: $0 + 1, stamp: stamp, body: $1) }
            guard let new = ReceptionCase(id: id, records: records) else { throw ReceptionError.caseNotFound }
            let summary = CaseView(new, catalogue: catalogue).summary(changedAt: now)
            try tx.append(records, to: id, summary: summary)
            return Journaled(id, [entry(.caseOpened, id, hand, now, event.rawValue)])
        }
    }

    /// Reads a case and journals the look at it (閲覧).
    package func look(at id: CaseID, by hand: Hand) async throws -> CaseView {
        let view = try await view(of: id)
        let residents = view.receptionCase.people.compactMap(\.resident)
        try await store.journal([entry(.caseView, id, hand, clock.now, "", residents)])
        return view
    }

    /// Reads a case for a screen that shows it already; the first look was journalled.
    package func view(of id: CaseID) async throws -> CaseView {
        let today = clock.now.day
        return try await store.read { [catalogue] tx in
            guard let found = try tx.receptionCase(id) else { throw ReceptionError.caseNotFound }
            return CaseView(found, catalogue: catalogue, protected: try tx.protected(in: found), today: today)
        }
    }

    /// What a change adds: records and what the journal says of them.
    struct Change: Sendable {
        var bodies: [CaseRecord.Body] = []
        var entries: [(action: JournalEntry.Action, detail: String)] = []
        var residents: [ResidentNumber] = []
    }

    /// Loads a case, refuses where a suppression stops it (支援措置) unless `whileStopped`, lets `decide`
    /// say what to add, and writes that with its journal in one transaction.
    @discardableResult
    func change(
        _ id: CaseID,
        by hand: Hand,
        closedToo: Bool = false,
        whileStopped: Bool = false,
        _ decide: @Sendable @escaping (CaseView, any StoreWriting) throws -> Change
    ) async throws -> CaseView {
        let now = clock.now
        return try await store.write { [catalogue] tx in
            guard let found = try tx.receptionCase(id) else { throw ReceptionError.caseNotFound }
            guard closedToo || !found.isWithdrawn else { throw ReceptionError.caseWithdrawn }
            let protected = try tx.protected(in: found)
            let before = CaseView(found, catalogue: catalogue, protected: protected, today: now.day)
            guard whileStopped || !before.protection.isStopped else { throw ReceptionError.protectionStop }
            let change = try decide(before, tx)
            let stamp = Stamp(at: now, staff: hand.staff, terminal: hand.terminal)
            let next = change.bodies.reduce(found) { $0.appending($1, stamp: stamp) }
            let view = CaseView(next, catalogue: catalogue, protected: protected, today: now.day)
            let added = Array(next.records.dropFirst(found.revision))
            if !added.isEmpty { try tx.append(added, to: id, summary: view.summary(changedAt: now)) }
            let entries = change.entries.map { entry($0.action, id, hand, now, $0.detail, change.residents) }
            return Journaled(view, entries)
        }
    }

    func entry(
        _ action: JournalEntry.Action,
        _ id: CaseID?,
        _ hand: Hand,
        _ at: Instant,
        _ detail: String,
        _ residents: [ResidentNumber] = []
    ) -> JournalEntry {
        JournalEntry(
            action,
            at: at,
            staff: hand.staff,
            terminal: hand.terminal,
            caseID: id,
            residents: residents,
            detail: detail
        )
    }
}
