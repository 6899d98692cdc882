import Japanese

/// What can be done with a case (受付業務): each method is one transaction with its journal entries.
package struct ReceptionDesk: Sendable {
    package let store: any Store
    package let renderer: any DocumentRenderer
    package let clock: any Clock
    package let catalogue: Catalogue
    let random: @Sendable (Int) -> [UInt8]
    let digest: @Sendable ([UInt8]) -> Digest
    let seal: (@Sendable ([UInt8], SealOrder) throws -> [UInt8])?
    let earlier: EarlierPackages
    private let recent = RecentViews()

    /// `random` gives as many bytes as asked for from the system's generator; `digest` is SHA-256; `seal` closes a
    /// document's content. A desk without a seal, as in tests of other things, leaves documents open. `earlier` reads the
    /// packages that were in force before `catalogue`.
    package init(
        store: any Store,
        renderer: any DocumentRenderer,
        clock: any Clock,
        catalogue: Catalogue,
        random: @escaping @Sendable (Int) -> [UInt8],
        digest: @escaping @Sendable ([UInt8]) -> Digest,
        seal: (@Sendable ([UInt8], SealOrder) throws -> [UInt8])? = nil,
        earlier: EarlierPackages = .none
    ) {
        self.store = store
        self.renderer = renderer
        self.clock = clock
        self.catalogue = catalogue
        self.random = random
        self.digest = digest
        self.seal = seal
        self.earlier = earlier
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
        let view = try await view(of: id, at: hand.counter)
        let residents = view.receptionCase.people.compactMap(\.resident)
        try await store.journal([entry(.caseView, id, hand, clock.now, "", residents)])
        return view
    }

    /// Reads a case for a screen that shows it already; the first look was journalled.
    package func view(of id: CaseID, at counter: CounterID) async throws -> CaseView {
        let known = await recent.judgement(of: id)
        let standpoint = Standpoint(now: clock.now, counter: counter)
        let found = try await store.read { tx in try judged(id, known, standpoint, tx) }
        await recent.keep(found)
        return found.view
    }

    /// The case as it is in this transaction, judged now or remembered from the same revision and protection.
    private func judged(
        _ id: CaseID,
        _ known: JudgedCase?,
        _ standpoint: Standpoint,
        _ tx: any StoreReading
    ) throws -> JudgedCase {
        guard let revision = try tx.revision(of: id) else { throw ReceptionError.caseNotFound }
        let same = known.flatMap { $0.recorded.revision == revision ? $0 : nil }
        guard let recorded = try same?.recorded ?? tx.receptionCase(id) else { throw ReceptionError.caseNotFound }
        let protected = try tx.protected(in: recorded)
        if let same, same.view.protection == recorded.protection(of: protected, from: standpoint) { return same }
        return try judge(recorded, protected, standpoint, tx)
    }

    private func judge(
        _ recorded: ReceptionCase,
        _ protected: Set<ResidentNumber>,
        _ standpoint: Standpoint,
        _ tx: any StoreReading
    ) throws -> JudgedCase {
        let view = CaseView(
            recorded,
            catalogue: catalogue,
            earlier: try earlier.catalogues(of: recorded, besides: catalogue.version, in: tx),
            protected: protected,
            from: standpoint
        )
        return JudgedCase(recorded: recorded, view: view)
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
        at moment: Instant? = nil,
        _ decide: @Sendable @escaping (CaseView, any StoreWriting) throws -> Change
    ) async throws -> CaseView {
        let now = moment ?? clock.now
        let known = await recent.judgement(of: id)
        let standpoint = Standpoint(now: now, counter: hand.counter)
        let changed = try await store.write { tx in
            let before = try judged(id, known, standpoint, tx)
            guard closedToo || !before.recorded.isWithdrawn else { throw ReceptionError.caseWithdrawn }
            guard whileStopped || !before.view.protection.isStopped else { throw ReceptionError.protectionStop }
            let change = try decide(before.view, tx)
            var entries = change.entries.map { entry($0.action, id, hand, now, $0.detail, change.residents) }
            guard !change.bodies.isEmpty else { return Journaled(before, entries) }
            let stamp = Stamp(at: now, staff: hand.staff, terminal: hand.terminal)
            var next = change.bodies.reduce(before.recorded) { $0.appending($1, stamp: stamp) }
            var after = try judge(next, tx.protected(in: next), standpoint, tx)
            if let limit = after.view.limit(after: change.bodies, at: now) {
                next = next.appending(.releaseLimit(limit), stamp: stamp)
                after = try judge(next, tx.protected(in: next), standpoint, tx)
                entries.append(entry(.releaseEnded, id, hand, now, "closing \(limit.until.clockText)"))
            }
            let added = Array(next.records.dropFirst(before.recorded.revision))
            try tx.append(added, to: id, summary: after.view.summary(changedAt: now))
            return Journaled(after, entries)
        }
        await recent.keep(changed)
        return changed.view
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
